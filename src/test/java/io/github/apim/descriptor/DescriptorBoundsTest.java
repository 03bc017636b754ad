package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.deployment.Node;
import io.github.apim.edit.Echo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is just allowed in a descriptor, and what no longer is. */
class DescriptorBoundsTest {

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void start() {
        descriptors = new Descriptors(folder);
    }

    @Test
    void aFileHasAtMostTwoMebibytes() {
        String most = Descriptors.SHORTEST + "#".repeat((2 << 20) - Descriptors.SHORTEST.length());

        assertThat(descriptors.problems(most)).isEmpty();
        assertThat(descriptors.problems(most + "#")).containsExactly("1:1: the descriptor has more than 2097152 bytes");
    }

    @Test
    void aValueHasAtMostAHundredThousandCharacters() {
        String edit = Descriptors.SHORTEST + "edits: { all: { bin/a.sh: { A: '%s' } } }\n";

        assertThat(descriptors.problems(edit.formatted("x".repeat(100_000)))).isEmpty();
        assertThat(descriptors.problems(edit.formatted("x".repeat(100_001))))
                .singleElement()
                .asString()
                .endsWith("more than 100000 characters");
    }

    @Test
    void aTextHasAtMostAThousandCharactersWhateverTheyTake() {
        assertThat(Formats.TEXT.complaint("x".repeat(1_000))).isEmpty();
        assertThat(Formats.TEXT.complaint("😀".repeat(1_000))).isEmpty();
        assertThat(Formats.TEXT.complaint("x".repeat(1_001))).contains("it has more than 1000 characters");
        assertThat(Formats.VALUE.complaint("x".repeat(100_000))).isEmpty();
        assertThat(Formats.VALUE.complaint("x".repeat(100_001))).contains("it has more than 100000 characters");
    }

    @Test
    void aMessageShowsAtMostSixtyCharacters() {
        assertThat(Echo.of("x".repeat(60))).isEqualTo("'" + "x".repeat(60) + "'");
        assertThat(Echo.of("😀".repeat(60))).isEqualTo("'" + "😀".repeat(60) + "'");
        assertThat(Echo.of("x".repeat(61))).isEqualTo("'" + "x".repeat(60) + "…'");
    }

    @Test
    void numbersAreWithinTheirBounds() {
        for (String offset : List.of("0", "50000", "0xC350", "0o141520", "+7", "0".repeat(99) + "7")) {
            assertThat(descriptors.problems(withOffset(offset))).as(offset).isEmpty();
        }
        for (String offset : List.of("-1", "50001", "0xC351", "0o141521", "0".repeat(100) + "7")) {
            assertThat(descriptors.problems(withOffset(offset)))
                    .as(offset)
                    .singleElement()
                    .asString()
                    .startsWith("8:62: nodes.gw-1.offset: expected a whole number from 0 to 50000, found ");
        }
    }

    @Test
    void numbersMayBeWrittenAsYamlDoes() {
        assertThat(offset("0x10")).isEqualTo(16);
        assertThat(offset("0o17")).isEqualTo(15);
        assertThat(offset("017")).isEqualTo(17);
        assertThat(offset("+3")).isEqualTo(3);
    }

    @Test
    void noHalfOfASurrogatePairIsACharacter() {
        for (String half : List.of("\\uD800", "\\uDBFF", "\\uDC00", "\\uDFFF")) {
            assertThat(descriptors.problems(Descriptors.SHORTEST.replace("gw-1.internal", "\"" + half + "\"")))
                    .as(half)
                    .singleElement()
                    .asString()
                    .endsWith("half of a surrogate pair is not a character");
        }
        for (String whole : List.of("\\uD7FF", "\\uE000")) {
            assertThat(descriptors.problems(Descriptors.SHORTEST.replace("gw-1.internal", "\"" + whole + "\"")))
                    .as(whole)
                    .singleElement()
                    .asString()
                    .contains("is not a host name");
        }
    }

    @Test
    void mappingsAreMergedFromAListTooAndTheFirstWins() {
        Deployment deployment = descriptors.read(Descriptors.SHORTEST + """
                          gw-2: &a { role: gateway-worker, host: gw-2.internal, offset: 2 }
                          gw-3: &b { role: gateway-manager, host: gw-3.internal, offset: 3, address: 10.0.0.3 }
                          gw-4: { <<: [ *a, *b ], host: gw-4.internal }
                        """).deployment();

        Node merged = deployment.nodes().get(3);
        assertThat(merged.host()).isEqualTo("gw-4.internal");
        assertThat(merged.offset()).isEqualTo(2);
        assertThat(merged.address()).contains("10.0.0.3");
        assertThat(merged.role().key()).isEqualTo("gateway-worker");
    }

    @Test
    void whatIsMergedCountsAsOftenAsItIsMerged() {
        // Ten mappings of 5,000 values each are below 100,000 values; 24 are not.
        StringBuilder large = new StringBuilder("x: &x {");
        for (int i = 0; i < 5_000; i++) {
            large.append(" k").append(i).append(": v,");
        }
        large.append(" }\n");
        String few = Descriptors.SHORTEST + large + "y: [" + "{ <<: *x },".repeat(10) + "]\n";
        String many = Descriptors.SHORTEST + large + "y: [" + "{ <<: *x },".repeat(24) + "]\n";

        assertThat(descriptors.problems(few)).noneMatch(problem -> problem.contains("100000"));
        assertThat(descriptors.problems(many)).singleElement().asString().endsWith("more than 100000 values");
    }

    @Test
    void aJdbcUrlHasAHostAndASchemaOrNot() {
        assertThat(JdbcUrl.host("jdbc:mysql://db.internal:3306/apimgtdb?a=b")).contains("db.internal");
        assertThat(JdbcUrl.host("jdbc:mysql://[fd00::1]:3306/apimgtdb")).contains("fd00::1");
        assertThat(JdbcUrl.host("jdbc:mysql:///apimgtdb")).isEmpty();
        assertThat(JdbcUrl.host("jdbc:h2:repository/database/WSO2CARBON_DB")).isEmpty();
        assertThat(JdbcUrl.schema("jdbc:mysql://db.internal:3306/apimgtdb?a=b")).contains("apimgtdb");
        assertThat(JdbcUrl.schema("jdbc:mysql://db.internal:3306")).isEmpty();
        assertThat(JdbcUrl.schema("jdbc:h2:repository/database/WSO2CARBON_DB")).isEmpty();
    }

    private int offset(String text) {
        return descriptors.read(withOffset(text)).deployment().nodes().get(0).offset();
    }

    private static String withOffset(String offset) {
        return Descriptors.SHORTEST.replace("gw-1.internal }", "gw-1.internal, offset: " + offset + " }");
    }
}
