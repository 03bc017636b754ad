package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Files that remember what was set in them. */
class RecordingTest {

    private static final String XML = """
            <a>
              <b name="x">1</b>
              <c p="q"/>
              <members>
                <member><host>old</host></member>
                <other id="7">kept?</other>
              </members>
            </a>
            """;

    private final XmlFile xml = xml(XML);

    @Test
    void everySettingIsRememberedAlsoOneThatWasThereAlready() {
        XmlFile edited = xml.recording()
                .setText("/a/b[@name='x']", "1")
                .setAttribute("/a/c", "p", "r")
                .set("/a/c/@p", "s")
                .put("/a/d[@name='e']", "2", Placement.last());

        assertThat(said(edited)).isEqualTo("/a/b[@name='x']=1 | /a/c/@p=r | /a/c/@p=s | /a/d[@name='e']=2");
        assertThat(edited.find("/a/d[@name='e']").map(Found::value)).contains("2");
        assertThat(edited.recording().settings()).isEmpty();
    }

    @Test
    void anElementIsRememberedValueByValueAndThatItReplacesWhatWasThere() {
        XmlElement member = XmlElement.of("member").child("host", "new").child("port", "4000");
        XmlElement parameter =
                XmlElement.of("parameter", "v").attribute("name", "n").attribute("locked", "false");

        assertThat(said(xml.recording().replaceChildren("/a/members", List.of(member, member, parameter))))
                .isEqualTo("/a/members given up | /a/members/member/host=new | /a/members/member/port=4000"
                        + " | /a/members/member[2]/host=new | /a/members/member[2]/port=4000"
                        + " | /a/members/parameter[@name='n']/@locked=false | /a/members/parameter[@name='n']=v");
        assertThat(said(xml.recording()
                        .put(
                                "/a/e[@name='n']",
                                XmlElement.of("e")
                                        .attribute("name", "n")
                                        .attribute("z", "1")
                                        .child("f", "2"),
                                Placement.last())))
                .isEqualTo("/a/e[@name='n'] given up | /a/e[@name='n']/@z=1 | /a/e[@name='n']/f=2");
    }

    @Test
    void theValuesBelowAnElementHavePlacesThatCanBeFound() {
        assertThat(xml.placesBelow("/a/members"))
                .containsExactly("/a/members/member/host", "/a/members/other/@id", "/a/members/other")
                .allSatisfy(place -> assertThat(xml.find(place)).isPresent());
        assertThat(xml.placesBelow("/a/none")).isEmpty();
        assertThat(xml.find("/a/members")).isEmpty();
        assertThat(xml.find("/a/members/other")).contains(new Found("kept?", 6));
        assertThat(xml.line("/a/members")).hasValue(4);
    }

    @Test
    void anEditThatCannotBeMadeLeavesTheFileAndIsRememberedWithTheOthers() {
        XmlFile edited =
                xml.recording().setText("/a/x", "1").setText("/a/b", "2").setAttribute("/a/y", "z", "3");

        assertThat(new String(edited.bytes(), StandardCharsets.UTF_8)).isEqualTo(XML.replace(">1<", ">2<"));
        assertThat(edited.failures()).extracting(EditException::place).containsExactly("/a/x", "/a/y");
        assertThat(edited.failures().get(0).detail()).startsWith("/a/x: there is no such element; ");
        assertThat(said(edited)).isEqualTo("/a/x=1 | /a/b=2 | /a/y/@z=3");
        assertThatThrownBy(() -> xml.setText("/a/x", "1")).isInstanceOf(EditException.class);
    }

    @Test
    void soDoesJson() {
        String text = "{\n  \"a\": { \"b\": \"1\", \"c\": true }\n}\n";
        JsonFile edited = JsonFile.parse("a.json", text.getBytes(StandardCharsets.UTF_8))
                .recording()
                .set("/a/b", "2")
                .setLiteral("/a/c", "false")
                .put("/a/d", "3")
                .set("/a/e", "4");

        assertThat(said(edited)).isEqualTo("/a/b=2 | /a/c=false | /a/d=3 | /a/e=4");
        assertThat(edited.failures()).extracting(EditException::place).containsExactly("/a/e");
        assertThat(edited.find("/a/d")).contains(new Found("3", 2));
        assertThat(edited.find("/a")).isEmpty();
        assertThat(edited.find("/a/e")).isEmpty();
    }

    @Test
    void noValueShowsInAText() {
        assertThat(xml.recording().setText("/a/b", "secret").settings().toString())
                .isEqualTo("[/a/b]");
        assertThat(xml.find("/a/b").toString()).isEqualTo("Optional[line 2]");
    }

    private static XmlFile xml(String text) {
        return XmlFile.parse("a.xml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String said(RecordingFile<?> file) {
        return file.settings().stream()
                .map(setting ->
                        setting.place() + setting.value().map("="::concat).orElse(" given up"))
                .collect(Collectors.joining(" | "));
    }
}
