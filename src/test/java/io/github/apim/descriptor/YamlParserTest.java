package io.github.apim.descriptor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlParserTest {

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void start() {
        descriptors = new Descriptors(folder);
    }

    @Test
    void whatIsNotYamlIsShownWhereItStopsBeing() {
        assertThat(descriptors.problems("packs:\n  bam: [ a\nnodes: {}\n"))
                .containsExactly("3:6: this is not YAML: expected ',' or ']', but got : while parsing a flow sequence");
        assertThat(descriptors.problems("packs:\n\tbam: a\n"))
                .singleElement()
                .asString()
                .startsWith("2:1: this is not YAML: found character '\\t(TAB)'");
    }

    @Test
    void anEmptyDescriptorSaysWhatItNeeds() {
        String message = "the descriptor is empty; it needs at least packs, databases and nodes";
        assertThat(descriptors.problems("")).containsExactly("1:1: " + message);
        assertThat(descriptors.problems("# nothing\n")).containsExactly("2:1: " + message);
        assertThat(descriptors.problems("---\n")).containsExactly("2:1: " + message);
    }

    @Test
    void aListOrATextIsNoDescriptor() {
        String message = "1:1: expected keys such as packs, databases and nodes at the top level";
        assertThat(descriptors.problems("- packs\n")).containsExactly(message);
        assertThat(descriptors.problems("packs\n")).containsExactly(message);
    }

    @Test
    void aSecondDocumentIsAProblem() {
        assertThat(descriptors.problems(Descriptors.SHORTEST + "---\na: b\n"))
                .containsExactly("9:1: a second YAML document starts here; a descriptor is one document");
    }

    @Test
    void otherEncodingsAreRefused() {
        assertThat(descriptors.problems(descriptors.write("a: b\nü: Größe".getBytes(ISO_8859_1))))
                .containsExactly("2:1: the descriptor must be UTF-8; this byte is not");
        assertThat(descriptors.problems(descriptors.write("a: b".getBytes(UTF_16))))
                .containsExactly("1:1: the descriptor must be UTF-8; this byte is not");
        assertThat(descriptors.problems(descriptors.write(new byte[] {'a', (byte) 0xc3})))
                .containsExactly("1:2: the descriptor must be UTF-8; this byte is not");
    }

    @Test
    void controlCharactersAreRefused() {
        assertThat(descriptors.problems("a: b\nc: d\u0007e\n"))
                .containsExactly("2:5: character U+0007 is not allowed in YAML");
        assertThat(descriptors.problems(Descriptors.SHORTEST.replace("apim-db", "\"a\\0b\"")))
                .singleElement()
                .asString()
                .startsWith("6:16: databases.credentials: 'a\\u0000b' is not the id of a <server>");
        assertThat(descriptors.problems(Descriptors.SHORTEST.replace("apim-db", "\"\\uD800\"")))
                .containsExactly("6:16: databases.credentials: half of a surrogate pair is not a character");
    }

    @Test
    void tagsAreRefused() {
        assertThat(descriptors.problems(Descriptors.SHORTEST.replace("apim-db", "!!java.io.File [ x ]")))
                .containsExactly("6:16: databases.credentials: YAML tags are not supported here;"
                        + " remove 'tag:yaml.org,2002:java.io.File'");
        assertThat(descriptors.problems(Descriptors.SHORTEST.replace("apim-db", "!env x")))
                .containsExactly("6:16: databases.credentials: YAML tags are not supported here; remove '!env'");
        assertThat(descriptors.problems(Descriptors.SHORTEST.replace("apim-db", "!!str apim-db")))
                .isEmpty();
    }

    @Test
    void anAliasNeedsAnAnchorBeforeIt() {
        assertThat(descriptors.problems(Descriptors.SHORTEST.replace("apim-db", "*db")))
                .containsExactly("6:16: databases.credentials: alias *db has no anchor before it");
    }

    @Test
    void aValueMustNotContainItself() {
        assertThat(descriptors.problems(Descriptors.SHORTEST + "shipping: &a { user: *a }\n"))
                .containsExactly("9:22: shipping.user: alias *a stands inside its own anchor");
        assertThat(descriptors.problems("a: &a [ *a ]\n" + Descriptors.SHORTEST))
                .contains("1:9: a[0]: alias *a stands inside its own anchor");
    }

    @Test
    void anAliasHasThePlaceWhereItStands() {
        assertThat(descriptors.problems(Descriptors.SHORTEST.replace("gw-1.internal", "&host gw_1")
                        + "  gw-2: { role: gateway-worker, host: *host }\n"))
                .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
                .containsExactly("8:39:", "9:39:");
    }

    @Test
    void onlyMappingsCanBeMerged() {
        assertThat(descriptors.problems(Descriptors.SHORTEST + "<<: text\n"))
                .containsExactly("9:1: '<<' takes a mapping, or a list of mappings");
    }

    @Test
    void aKeyMustBeAWord() {
        assertThat(descriptors.problems(Descriptors.SHORTEST + "? [ a ]\n: b\n"))
                .containsExactly("9:3: a key must be a word, not a mapping or a list");
    }

    @Test
    void aBombOfAliasesDoesNotGoOff() {
        StringBuilder yaml = new StringBuilder(Descriptors.SHORTEST).append("edits:\n  l0: &l0 [ x, x ]\n");
        for (int level = 1; level < 40; level++) {
            yaml.append("  l%1$d: &l%1$d [ *l%2$d, *l%2$d ]\n".formatted(level, level - 1));
        }

        List<String> problems = inTime(yaml.toString());

        assertThat(problems).contains("25:8: edits.l15: more than 100000 values once the aliases are written out");
    }

    @Test
    void aBombOfMergesDoesNotGoOff() {
        StringBuilder yaml = new StringBuilder("m0: &m0 { a: b }\n");
        for (int level = 1; level < 40; level++) {
            yaml.append("m%1$d: &m%1$d { <<: [ *m%2$d, *m%2$d ], k%1$d: *m%2$d }\n".formatted(level, level - 1));
        }

        assertThat(inTime(yaml.toString())).isNotEmpty();
    }

    @Test
    void manyMergesOfALargeMappingAreRefused() {
        StringBuilder yaml = new StringBuilder("a: &a\n");
        for (int i = 0; i < 20_000; i++) {
            yaml.append("  k").append(i).append(": v\n");
        }
        String many = yaml + "b:\n" + "  - <<: *a\n".repeat(20_000);
        String inOne = yaml + "b:\n  <<: [" + "*a, ".repeat(20_000) + "]\n";

        assertThat(inTime(many)).containsExactly("20005:5: more than 100000 values");
        assertThat(inTime(inOne))
                .contains("20003:7: b['<<']: more than 100000 values once the aliases are written out");
    }

    @Test
    void deepNestingIsRefusedBeforeItHurts() {
        assertThat(inTime("a: " + "[".repeat(500_000))).containsExactly("1:27: nested more than 24 levels deep");
        assertThat(inTime("? ".repeat(200_000))).singleElement().asString().endsWith("levels deep");
        assertThat(inTime("- ".repeat(200_000))).singleElement().asString().endsWith("levels deep");
    }

    @Test
    void aHugeFileIsRefused() {
        assertThat(inTime("#".repeat(3_000_000))).containsExactly("1:1: the descriptor has more than 2097152 bytes");
    }

    @Test
    void hugeValuesAreCheckedInNoTime() {
        String huge = "a".repeat(300_000);
        for (String value : List.of(
                huge, huge + "!", "9".repeat(90_000), "a.".repeat(45_000), "-Da." + huge, "/" + huge, huge + ":")) {
            String yaml = Descriptors.SHORTEST.replace("apim-db", "*huge").replace("libs/mysql.jar", "*huge");
            String node = "  gw-2: { role: *huge, host: *huge, offset: *huge, address: *huge, overlay: *huge }\n";
            assertThat(inTime("$schema: &huge '" + value + "'\n" + yaml + node)).hasSize(8);
        }
    }

    @Test
    void whateverTheFileHoldsNothingButProblemsComesOut() {
        byte[] good = Descriptors.resource("every-key.yaml").getBytes(UTF_8);
        String pieces = "{}[]:,&*!|>'\"%@`#?-~$<\\\n\t \u0000\u00e4ab01.";
        Random random = new Random(1900);
        for (int round = 0; round < 500; round++) {
            byte[] broken = good.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                int piece = random.nextInt(pieces.length());
                broken[random.nextInt(broken.length)] = (byte) pieces.charAt(piece);
            }
            Path file = descriptors.write(broken);
            assertThatCode(() -> descriptors.problems(file))
                    .as("round %d", round)
                    .doesNotThrowAnyException();
        }
    }

    private List<String> inTime(String yaml) {
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> descriptors.problems(yaml));
    }
}
