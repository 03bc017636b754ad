package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.edit.TomlTraps.Kind;
import io.github.apim.testing.ConfigMapper;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is right TOML and still not what the servers read. */
class TomlTrapsTest {

    private static final List<String> LINES = List.of(
            "[a]\n",
            "[a.b]\n",
            "[a.b.c]\n",
            "[[d]]\n",
            "[[d.e]]\n",
            "[d.f]\n",
            "[[a.g]]\n",
            "x.y = 1\n",
            "[b]\n",
            "z = 2\n");

    private static TomlFile parse(String text) {
        return TomlFile.parse("deployment.toml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> traps(String text) {
        return TomlTraps.of(parse(text)).stream()
                .map(trap -> trap.line() + " " + trap.place() + " " + trap.kind())
                .toList();
    }

    @Test
    void aTableBehindOneThatIsBelowItIsATrap() {
        assertThat(traps("[a.b]\nx = 1\n[a]\ny = 2\n")).containsExactly("3 a CHILD_BEFORE_PARENT");
        assertThat(traps("[[a.b]]\nx = 1\n[a]\ny = 2\n")).containsExactly("3 a CHILD_BEFORE_PARENT");
        assertThat(TomlTraps.of(parse("[a.b]\n[a]\n")).get(0).detail()).contains("on line 1", "move this table");
    }

    @Test
    void aTableBeforeThoseBelowItIsNone() {
        assertThat(traps("[a]\n[c]\n[a.b]\n[[a.d]]\n[a.d.e]\n[[a.d]]\n[a.d.e]\n"))
                .isEmpty();
    }

    @Test
    void whatFollowsTheSecretsIsATrap() {
        assertThat(traps("[secrets]\na = \"[b]\"\n\n[c]\n")).containsExactly("4 c BEHIND_SECRETS");
        assertThat(traps("[c]\n\n[secrets]\na = \"[b]\"\n")).isEmpty();
    }

    @Test
    void aReferenceInAnArrayOfTablesIsATrap() {
        assertThat(traps("[[e]]\nu = \"x$ref{a.b}\"\n[e.f]\nv = '$env{C}'\n"))
                .containsExactly("2 e[1].u REFERENCE_IN_ARRAY", "4 e[1].f.v REFERENCE_IN_ARRAY");
        assertThat(traps("a = \"$ref{b}\"\nc = [\"$ref{b}\"]\n[[e]]\nu = \"${admin.username}\"\n"))
                .isEmpty();
    }

    @Test
    void anAmpersandThatIsNotWrittenAsXmlHasItIsATrap() {
        assertThat(traps("url = \"jdbc:x?a=b&c=d\"\np = 'a<b'\n"))
                .containsExactly("1 url UNESCAPED_TEXT", "2 p UNESCAPED_TEXT");
        assertThat(traps("url = \"jdbc:x?a=b&amp;c=d&#38;e&#x26;\"\n")).isEmpty();
    }

    @Test
    void noMessageHoldsAValue() {
        assertThat(TomlTraps.of(parse("[[a]]\npassword = \"s3cr&t$ref{x}\"\n")))
                .hasSize(2)
                .allSatisfy(trap -> assertThat(trap.toString()).doesNotContain("s3cr"));
    }

    @Test
    void aKeyThatNobodyReadsIsTold() {
        var known = Set.of("apim.gateway.environment.name", "server.offset");
        assertThat(TomlTraps.unknownKeys(
                        parse("[server]\nofset = 1\noffset = 2\n[[apim.gateway.environment]]\nname = 'x'\n"),
                        known::contains))
                .singleElement()
                .satisfies(trap -> assertThat(trap)
                        .extracting("kind", "place", "line")
                        .containsExactly(Kind.UNKNOWN_KEY, "server.ofset", 2));
    }

    @ParameterizedTest
    @Needs(Need.CONFIG_MAPPER)
    @ValueSource(
            strings = {
                "[transport.https]\nproperties.port = 1\n[transport.https.properties]\nx = 2\n",
                "[a]\nx = 1\n[a]\ny = 2\n",
                "[a.b]\nx = 1\n[a]\nb.y = 2\n"
            })
    void whatTheServersCannotReadIsNoTomlHereEither(String text) {
        assertThat(ConfigMapper.refusal(text)).isPresent();
        assertThat(TomlFileTest.refusal(text)).isPresent();
    }

    @ParameterizedTest
    @Needs(Need.CONFIG_MAPPER)
    @ValueSource(
            strings = {
                "[1, \"x\"]",
                "[1, 1.5]",
                "[[1], 2]",
                "[\n1\n, 2]",
                "[1979-05-27]",
                "1979-05-27t07:32:00z",
                "1e05",
                "\"\"\"x\"\"\"\"",
                "'''x''''"
            })
    void aValueThatOnlyNewerReadersTakeIsATrap(String value) {
        assertThat(ConfigMapper.refusal("a = " + value + "\n")).isPresent();
        assertThat(traps("a = " + value + "\n")).containsExactly("1 a UNREADABLE_VALUE");
    }

    @ParameterizedTest
    @Needs(Need.CONFIG_MAPPER)
    @ValueSource(
            strings = {
                "[1, 2,]",
                "[\n\"x\", # c\n'y'\n]",
                "[[1], [\"a\"]]",
                "1979-05-27",
                "1979-05-27T07:32:00Z",
                "1e5",
                "0x1e05",
                "\"\"\"x\"\"\"",
                "\"\"\"\"\"\"",
                "{ a = 1, b.c = [2] }"
            })
    void anyOtherValueIsRead(String value) {
        assertThat(ConfigMapper.refusal("a = " + value + "\n")).isEmpty();
        assertThat(traps("a = " + value + "\n")).isEmpty();
    }

    @Test
    void aValueThatCannotBeReadIsNotSet() {
        var file = parse("a = [1, 2]\n");
        assertThatThrownBy(() -> file.set("a[1]", "x"))
                .isInstanceOf(EditException.class)
                .hasMessage(
                        "deployment.toml: a[1]: nothing can stand there: a: the elements of an array must be of one kind");
    }

    /** Files of a few lines, of which the servers' parser overflows its stack exactly where there is a trap of order. */
    @Test
    @Needs(Need.CONFIG_MAPPER)
    void aFileIsReadByTheServersUnlessItHasATrapOfOrder() {
        var random = new Random(1);
        var trapped = 0;
        for (var i = 0; i < 600; i++) {
            var text = new StringBuilder();
            for (var line = 1 + random.nextInt(6); line > 0; line--) {
                text.append(LINES.get(random.nextInt(LINES.size())));
            }
            if (TomlFileTest.refusal(text.toString()).isPresent()) {
                continue;
            }
            var isTrap = !traps(text.toString()).isEmpty();
            assertThat(ConfigMapper.refusal(text.toString()).isPresent())
                    .as("%s", text)
                    .isEqualTo(isTrap);
            trapped += isTrap ? 1 : 0;
        }
        assertThat(trapped).isPositive();
    }
}
