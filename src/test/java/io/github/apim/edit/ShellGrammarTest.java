package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts in which only one V is live: the editor sees the one that a real shell sees, and sets that one. */
class ShellGrammarTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat <<-E\n\t\tV=1\n\tE\nV=2\n",
                "cat <<E\n\tE\nV=1\nE\nV=2\n",
                "cat <<A <<B\nV=1\nA\nV=1\nB\nV=2\n",
                "cat <<'E E'\nV=1\nE E\nV=2\n",
                "cat << 'E'\n$(\nV=1\nE\nV=2\n",
                "cat <<-E\n\tV=1\n\t\tE\n\tV=2\n",
                "V=2\ncat <<E",
                "V=2\ncat <<E\nV=1",
                "true;#'\nV=2\n",
                "true &#'\nV=2\n",
                "true|#'\ncat\nV=2\n",
                "(#'\ntrue)\nV=2\n",
                "true #'\nV=2\n",
                "true\t#'\nV=2\n",
                "echo a#'\nV=1\n'\nV=2\n",
                "echo \\#'\nV=1\n'\nV=2\n",
                "x=\"$(echo \"a\nV=1\n\")\"\nV=2\n",
                "x=$(echo ')' \")\"\nV=1\n)\nV=2\n",
                "x=${y:-'}\nV=1\n'}\nV=2\n",
                "x=`echo \\`echo a\\`\nV=1\n`\nV=2\n",
                "x=\"`echo 'a'`\n\"\nV=2\n",
                "x=\"\\\"\nV=1\n\"\nV=2\n",
                "x='\\'\nV=2\n",
                "x=1 \\\ny=3\nV=2\n",
                "echo \\\nV=1\nV=2\n",
                "# x \\\nV=2\n",
                "V=1 true\nV=2\n",
                "V=1\\\n true\nV=2\n",
                "export V=2 W=3\n",
                "exportV=1\nV=2\n",
                "export\tV=2\n",
                "  V=2;true\n",
                "V=2 # a comment\n",
                "V=2\\\n\n",
                "aV=1\nV1=1\n_V=1\nV=2\n",
                "9V=1 2>/dev/null\nV=2\n",
                "V+=1 2>/dev/null\nV=2\n",
                "# V=1\n#V=1\nV=2\n"
            })
    void theEditorSeesTheVariableThatTheShellSees(String script) throws Exception {
        ShellFile file = ShellFile.parse("a.sh", script.getBytes(StandardCharsets.UTF_8));
        assertThat(file.get("V")).hasValue("2");
        assertThat(valueInAShell(script.getBytes(StandardCharsets.UTF_8))).endsWith("[2]");
        assertThat(valueInAShell(file.set("V", "x y'z").bytes())).endsWith("[x y'z]");
    }

    @ParameterizedTest
    @CsvSource({"a", "z", "A", "Z", "_", "a0", "a9", "aZ_z09", "__"})
    void everyNameThatAShellTakesIsAName(String name) {
        byte[] script = (name + "=1\n").getBytes(StandardCharsets.UTF_8);
        assertThat(ShellFile.parse("a.sh", script).set(name, "2").bytes())
                .asString()
                .isEqualTo(name + "=2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0a", "`", "{", "@", "[", "/", ":", "a-b", "a.b", "ä"})
    void noOtherNameIsOne(String name) {
        byte[] script = (name.equals("`") ? "\\`=1\n" : name + "=1\n").getBytes(StandardCharsets.UTF_8);
        assertThat(ShellFile.parse("a.sh", script).has(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#V=a )'b\n",
                "#V=a; x='\n",
                "#V=a <<E\n",
                "#V=a; cat <<E\n",
                "#V=a \\\n",
                "#V=a\\\n",
                "#V='a\n",
                "#V=a or b\n",
                "#V=$(a\n"
            })
    void aCommentThatWouldLeaveSomethingOpenIsNoSample(String script) {
        ShellFile file = ShellFile.parse("a.sh", (script + "W=1\n'\n'\n").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> file.set("V", "2"))
                .isInstanceOf(EditException.class)
                .hasMessageContaining("no line begins with V=");
    }

    private String valueInAShell(byte[] script) throws Exception {
        Files.write(folder.resolve("a.sh"), script);
        Files.write(folder.resolve("run.sh"), List.of(". ./a.sh >/dev/null 2>&1 </dev/null", "printf '[%s]' \"$V\""));
        Process shell = new ProcessBuilder("sh", "run.sh")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
