package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables of shell scripts. */
class ShellFileTest {

    private static ShellFile parse(String text) {
        return ShellFile.parse("test.sh", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String set(String text, String variable, String value) {
        return new String(parse(text).set(variable, value).bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`V=old\n`                       | `V=new\n`",
                "`  V=\r\nZ=1\r\n`               | `  V=new\r\nZ=1\r\n`",
                "`export V=old # why\n`          | `export V=new # why\n`",
                "`\texport  V=old; echo $V\n`    | `\texport  V=new; echo $V\n`",
                "`V=\"old $HOME\"\n`             | `V=\"new\"\n`",
                "`V='old'`                       | `V='new'`",
                "`V=a\"b c\"'d e'\\ f$(g \")\")\n` | `V=new\n`",
                "`V=\"a\n V=b\n\"\nZ=1\n`        | `V=\"new\"\nZ=1\n`",
                "`V=a\\\nb\nZ=1\n`               | `V=new\nZ=1\n`",
                "`V=${A:-\"}\"}/x\n`             | `V=new\n`",
                "`V=$(cat <<E\nx\nE\n)\nZ=1\n`   | `V=new\nZ=1\n`",
                "`V=``date``\n`                  | `V=new\n`",
                "`#V=old\n`                      | `V=new\n`",
                "`  # export V=\"old\"  # why\n` | `  export V=\"new\"  # why\n`",
                "`#V=1\n#V=2\nV=old\n`           | `#V=1\n#V=2\nV=new\n`",
                "`VV=1\nV=old\nV2=1\n`           | `VV=1\nV=new\nV2=1\n`"
            })
    void aVariableIsSetWhereItIsAssignedOrCommentedOut(String before, String after) {
        assertThat(set(before, "V", "new")).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "echo V=1\n",
                "V+=1\n",
                "V =1\n",
                "$V=1\n",
                "V=1 java -jar x\n",
                "echo \\\nV=1\n",
                "echo '\nV=1\n'\n",
                "echo \"\nV=1\n\"\n",
                "cat <<EOF\nV=1\nEOF\n",
                "cat <<-'E F'\n\tV=1\n\tE F\n",
                "cat <<A <<\"B\"\nV=1\nA\nV=2\nB\n",
                "##V=1\n",
                "# V=1 turns it on\n",
                "# V is 'on\n"
            })
    void whatOnlyLooksLikeAnAssignmentIsPassedOver(String script) {
        assertThat(parse(script).has("V")).isFalse();
        assertThatThrownBy(() -> set(script, "V", "secret"))
                .isInstanceOf(EditException.class)
                .hasMessageContaining("no line begins with V= or export V=")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anAssignmentAfterAHereDocumentOrAShiftIsFound() {
        assertThat(parse("cat <<E && x\nV=1\nE\nN=$((1<<2))\ncat <<<E\n# it's\nV=2\n")
                        .get("V"))
                .contains("2");
    }

    @Test
    void aVariableThatIsAssignedTwiceIsNotSet() {
        assertThatThrownBy(() -> set("V=1\nif x; then\n  V=2\nfi\n", "V", "3"))
                .isInstanceOf(EditException.class)
                .hasMessage("test.sh:1: V: it is assigned 2 times, on the lines 1, 3");
        assertThatThrownBy(() -> set("#V=1\n# V=2\n", "V", "3")).hasMessageContaining("commented out 2 times");
        assertThatThrownBy(() -> parse("V=1\nV=2\n").get("V")).isInstanceOf(EditException.class);
    }

    @Test
    void anArrayOrACharacterThatNoVariableCanHoldIsRefused() {
        assertThatThrownBy(() -> set("V=(1 2)\n", "V", "3")).hasMessageContaining("array");
        assertThatThrownBy(() -> set("V=1\n", "V", "\0")).hasMessageContaining("NUL");
    }

    @Test
    void aQuoteThatIsNeverClosedIsToldByItsLine() {
        assertThatThrownBy(() -> parse("A=1\nB=\"2\nC=3\n"))
                .isInstanceOf(EditException.class)
                .hasMessage("test.sh:2: the quote \" is never closed");
    }

    @Test
    void aValueIsReadWithoutItsQuotesAndWithoutExpansion() {
        assertThat(parse("V=\"a \\\"b\\\" \\$c $D \\e\"'$f'\\ g\n").get("V")).contains("a \"b\" $c $D \\e$f g");
        assertThat(parse("#V=1\n").get("V")).isEmpty();
    }

    @Test
    void bytesOfAnotherEncodingStayAsTheyAre() {
        var before = "# \u00e4\nV=1\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ShellFile.parse("test.sh", before).bytes()).isEqualTo(before);
        var after = ShellFile.parse("test.sh", before).set("V", "ö");
        assertThat(after.get("V")).contains("ö");
        assertThat(after.bytes()).startsWith(new byte[] {'#', ' ', (byte) 0xE4, '\n'});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain-1.0_/:@%+,=",
                "a b",
                "it's",
                "'",
                "\"",
                "\\",
                "$HOME `id` $(id) ${x}",
                "a\nb\\",
                "!x#y;z&|<>(){}[]*?~",
                "~",
                "é€",
                "\t"
            })
    @Needs(Need.SH)
    void theShellTakesAnyValueLiterally(String value, @TempDir Path folder) throws Exception {
        for (var old : new String[] {"V=1", "export V=\"1\"", "V='1'", "# V=\"\"", "V="}) {
            var script = set(old + "\nprintf %s \"$V\"\n", "V", value);
            assertThat(parse(script).get("V")).contains(value);
            assertThat(run(folder, script)).as(script).isEqualTo(value);
        }
    }

    private static String run(Path folder, String script) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("test.sh"), script);
        var process = new ProcessBuilder(Need.SH.path().toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
