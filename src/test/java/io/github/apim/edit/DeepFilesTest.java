package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that nest without end, or go on for ever, are refused by name or edited in no time. */
@Timeout(20)
class DeepFilesTest {

    private static final int MANY = 100_000;

    @ParameterizedTest
    @CsvSource({
        "a.sh,   'A=$('",
        "a.sh,   'A=${'",
        "a.sh,   'A=\"$('",
        "a.sh,   'A=\"`'",
        "a.sh,   '$(\"'",
        "a.toml, 'a=['",
        "a.toml, 'a={a='",
        "a.toml, 'a=\"\"\"'",
        "a.toml, '[a.'",
        "a.json, '{\"a\":'",
        "a.json, '['",
        "a.xml,  '<a>'",
        "a.xml,  '<!--'",
        "a.xml,  '<![CDATA['"
    })
    void whatIsNeverClosedIsRefused(String name, String piece) {
        assertThatThrownBy(() -> FileEditor.set(name, bytes(piece.repeat(MANY)), "/A", "1"))
                .isInstanceOf(EditException.class)
                .hasMessageStartingWith(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "# B=1\n", "#C='\n", "D=1\n", "cat <<E\nE\n", "\\\n", "'a' \"b\" `c` $(d) ${e}\n"})
    void aLongScriptIsEditedInNoTime(String line) {
        byte[] edited = FileEditor.set("a.sh", bytes(line.repeat(MANY / 2) + "\nA=1\n"), "A", "2");
        assertThat(new String(edited, StandardCharsets.UTF_8)).endsWith("\nA=2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "#b=1\n", "c=1\n", "d\\\n e\n", "! x\n"})
    void aLongPropertiesFileIsEditedInNoTime(String line) {
        byte[] edited = FileEditor.set("a.properties", bytes(line.repeat(MANY / 2) + "\na=1\n"), "a", "2");
        assertThat(new String(edited, StandardCharsets.UTF_8)).endsWith("\na=2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "#b=1\n", "# c = d\n", "#[b]\n", "[[b]]\n", "[[b]]\nc=1\n"})
    void aLongTomlFileIsEditedInNoTime(String line) {
        byte[] edited = FileEditor.set("a.toml", bytes(line.repeat(MANY / 2) + "\n[a]\na=1\n"), "a.b", "2");
        assertThat(new String(edited, StandardCharsets.UTF_8)).endsWith("\n[a]\na=1\nb=2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "<b/>", "<!-- c -->", "<d e='f'>g</d>\n", "&amp;"})
    void aLongXmlFileIsEditedInNoTime(String piece) {
        byte[] edited = FileEditor.set("a.xml", bytes("<a>" + piece.repeat(MANY / 2) + "<z>1</z></a>"), "/a/z", "2");
        assertThat(new String(edited, StandardCharsets.UTF_8)).endsWith("<z>2</z></a>");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
