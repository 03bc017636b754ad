package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.edit.Operation.Add;
import io.github.apim.edit.Operation.Form;
import io.github.apim.edit.Operation.Remove;
import io.github.apim.edit.Operation.Side;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements that somebody wrote, added beside or into others, and taken out again. */
class XmlAddTest {

    private static String add(String xml, String path, String element, Side side, String anchor) {
        var edited = FileEditor.apply(
                "test.xml", xml.getBytes(StandardCharsets.UTF_8), path, new Add(Form.XML, element, side, anchor));
        return new String(edited, StandardCharsets.UTF_8);
    }

    private static String remove(String xml, String path) {
        var edited = FileEditor.apply("test.xml", xml.getBytes(StandardCharsets.UTF_8), path, new Remove());
        return new String(edited, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'<r>\n  <a/>\n  <b/>\n</r>'                   | AFTER  | /r/a | '<r>\n  <a/>\n  <n>1</n>\n  <b/>\n</r>'",
                "'<r>\n  <a/>\n  <b/>\n</r>'                   | AFTER  | /r/b | '<r>\n  <a/>\n  <b/>\n  <n>1</n>\n</r>'",
                "'<r>\n  <a/>\n  <b/>\n</r>'                   | BEFORE | /r/a | '<r>\n  <n>1</n>\n  <a/>\n  <b/>\n</r>'",
                "'<r>\n  <a/>\n  <b/>\n</r>'                   | BEFORE | /r/b | '<r>\n  <a/>\n  <n>1</n>\n  <b/>\n</r>'",
                "'<r>\n  <a/>\n  <b/>\n</r>'                   | INTO   | /r   | '<r>\n  <a/>\n  <b/>\n  <n>1</n>\n</r>'",
                "'<r>\r\n\t<a/>\r\n</r>\r\n'                   | INTO   | /r   | '<r>\r\n\t<a/>\r\n\t<n>1</n>\r\n</r>\r\n'",
                "'<r>\r\n\t<a/> <!-- a -->\n\t<b/>\r\n</r>'    | AFTER  | /r/a | '<r>\r\n\t<a/> <!-- a -->\n\t<n>1</n>\n\t<b/>\r\n</r>'",
                "'<r>\n  <!-- b -->\n  <b/>\n</r>'             | BEFORE | /r/b | '<r>\n  <!-- b -->\n  <n>1</n>\n  <b/>\n</r>'",
                "'<r>\n  <a>\n    <c/>\n  </a>\n</r>'          | AFTER  | /r/a | '<r>\n  <a>\n    <c/>\n  </a>\n  <n>1</n>\n</r>'",
                "<r><a/><b/></r>                               | AFTER  | /r/a | <r><a/><n>1</n><b/></r>",
                "<r><a/><b/></r>                               | BEFORE | /r/a | <r><n>1</n><a/><b/></r>",
                "<r><a/><b/></r>                               | INTO   | /r   | <r><a/><b/><n>1</n></r>",
                "'<r>\n  <a/><b/>\n</r>'                       | INTO   | /r   | '<r>\n  <a/><b/><n>1</n>\n</r>'",
                "<r/>                                          | INTO   | /r   | <r><n>1</n></r>",
                "<r></r>                                       | INTO   | /r   | <r><n>1</n></r>",
                "'<r>\n</r>'                                   | INTO   | /r   | '<r>\n    <n>1</n>\n</r>'",
                "'<q>\r\n\t<r />\r\n</q>'                      | INTO   | /q/r | '<q>\r\n\t<r>\r\n\t\t<n>1</n>\r\n\t</r>\r\n</q>'",
                "'<r>\n  <!-- only -->\n</r>'                  | INTO   | /r   | '<r>\n  <!-- only -->\n  <n>1</n>\n</r>'",
                "'<r>\n  <!--n>0</n-->\n  <z/>\n</r>'          | BEFORE | /r/z | '<r>\n  <!--n>0</n-->\n  <n>1</n>\n  <z/>\n</r>'",
                "'<r>\n  <a><![CDATA[</a>]]></a>\n</r>'        | AFTER  | /r/a | '<r>\n  <a><![CDATA[</a>]]></a>\n  <n>1</n>\n</r>'",
                "'<p:r xmlns:p=\"u\">\n  <p:a/>\n</p:r>'       | AFTER  | /r/a | '<p:r xmlns:p=\"u\">\n  <p:a/>\n  <n>1</n>\n</p:r>'"
            })
    void anElementIsAddedAndTakenOutAgain(String before, Side side, String anchor, String after) {
        var path = before.startsWith("<q>") ? "/q/r/n" : "/r/n";
        assertThat(add(before, path, "<n>1</n>", side, anchor)).isEqualTo(after);
        // A parent that was empty keeps the end tag and the line that it was given.
        assertThat(remove(after, path).replaceAll("\\s", "").replace("<r></r>", "<r/>"))
                .isEqualTo(before.replaceAll("\\s", "").replace("<r></r>", "<r/>"));
        if (before.contains("<a") && !before.contains("<a/><b/>")) {
            assertThat(remove(after, path)).isEqualTo(before);
        }
    }

    @Test
    void linesBetweenElementsGetTheIndentationAndTheLineEndsOfTheFile() {
        var xml = "<r>\r\n\t<a>\r\n\t\t<c/>\r\n\t</a>\r\n</r>\r\n";
        var element = "<n x='1'\n   y='2'>\n  <m>\n    <o>1</o>\n\n  </m>\n  <!-- why -->\n</n>\n";
        assertThat(add(xml, "/r/n", element, Side.AFTER, "/r/a"))
                .isEqualTo(
                        "<r>\r\n\t<a>\r\n\t\t<c/>\r\n\t</a>\r\n\t<n x='1'\r\n\t   y='2'>\r\n\t\t<m>\r\n\t\t\t<o>1</o>"
                                + "\r\n\r\n\t\t</m>\r\n\t\t<!-- why -->\r\n\t</n>\r\n</r>\r\n");
        var uneven = "<n>\n <m>\n    <o/>\n </m>\n</n>";
        assertThat(add(xml, "/r/n", uneven, Side.BEFORE, "/r/a")).contains("\r\n\t<n>\r\n\t\t<m>\r\n\t\t\t\t\t<o/>");
        var regular = "<n>\n  <m>\n    <o>1</o>\n  </m>\n</n>";
        assertThat(add(xml, "/r/n", regular, Side.AFTER, "/r/a"))
                .isEqualTo(
                        "<r>\r\n\t<a>\r\n\t\t<c/>\r\n\t</a>\r\n\t<n>\r\n\t\t<m>\r\n\t\t\t<o>1</o>\r\n\t\t</m>\r\n\t</n>"
                                + "\r\n</r>\r\n");
    }

    @Test
    void textsOfSeveralLinesKeepWhatTheySay() {
        var element = "<n a='1\n 2'><m>one\n  two</m><o><![CDATA[\n <x>\n]]></o><p>mixed\n <q/>\n text</p></n>";
        var edited = add("<r>\n    <a/>\n</r>", "/r/n", element, Side.AFTER, "/r/a");
        assertThat(edited).isEqualTo("<r>\n    <a/>\n    " + element + "\n</r>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<n>s3cr3t",
                "<n>s3cr3t & more</n>",
                "<n>s3<cr3t</n>",
                "<n>&s3cr3t;</n>",
                "<n/><n/>",
                "<n/>s3cr3t",
                "<!-- s3cr3t --><n/>",
                "<?xml version='1.0'?><n/>",
                "<n a='1' a='s3cr3t'/>",
                "<n a=s3cr3t/>",
                "<n>]]></n>"
            })
    void whatIsNotOneWellFormedElementIsRefusedWithoutBeingQuoted(String element) {
        assertThatThrownBy(() -> add("<r>\n  <a/>\n</r>", "/r/n", element, Side.AFTER, "/r/a"))
                .isInstanceOf(EditException.class)
                .hasMessageStartingWith("test.xml: /r/n: what is to be added is not exactly one well-formed element")
                .hasMessageContaining("& is written &amp;")
                .hasMessageNotContaining("s3");
    }

    @Test
    void whatTheFileCannotWriteIsAskedForAsAReference() {
        var latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<r>\n <a/>\n</r>";
        assertThatThrownBy(() -> add(latin, "/r/n", "<n>€</n>", Side.AFTER, "/r/a"))
                .hasMessageContaining("ISO-8859-1, the encoding of the file, cannot write");
        assertThat(add(latin, "/r/n", "<n>&#x20AC;</n>", Side.AFTER, "/r/a")).contains("<n>&#x20AC;</n>");
    }

    @Test
    void thePathIsWhatNamesTheNewElement() {
        var xml = "<r>\n  <a/>\n  <s><n/></s>\n</r>";
        assertThatThrownBy(() -> add(xml, "/r/m", "<n/>", Side.AFTER, "/r/a"))
                .hasMessage("test.xml: /r/m: the element to add is not what the path names: it would be /r/n");
        assertThatThrownBy(() -> add(xml, "/r/n", "<n/>", Side.INTO, "/r/s"))
                .hasMessage("test.xml: /r/n: the element to add is not what the path names: it would be /r/s/n");
        assertThatThrownBy(() -> add(xml, "/r/n[@x='1']", "<n x='2'/>", Side.AFTER, "/r/a"))
                .hasMessageContaining("not what the path names");
        assertThatThrownBy(() -> add(xml, "/r/s/n", "<n/>", Side.INTO, "/r/s"))
                .hasMessage("test.xml:3: /r/s/n: it is there already, on line 3; give it a value, or narrow the path so"
                        + " that it names the new element alone");
        assertThat(add(xml, "/r/s/n[2]", "<n/>", Side.INTO, "/r/s")).contains("<s><n/><n/></s>");
        assertThat(add(xml, "/r/s/n[@x='2']", "<n x='2'/>", Side.INTO, "/r/s")).contains("<n/><n x='2'/>");
    }

    @Test
    void theAnchorIsOneElementWithRoomForAnother() {
        var xml = "<r>\n  <a>1</a>\n  <a>2</a>\n  <t>text</t>\n</r>";
        assertThatThrownBy(() -> add(xml, "/r/n", "<n/>", Side.AFTER, "/r/a"))
                .hasMessage("test.xml:2: /r/a: this names 2 elements, on the lines 2, 3; narrow it by a predicate");
        assertThatThrownBy(() -> add(xml, "/r/n", "<n/>", Side.AFTER, "/r/tt"))
                .hasMessageContaining("found there: a, t")
                .hasMessageContaining("did you mean t?");
        assertThatThrownBy(() -> add(xml, "/r/t/n", "<n/>", Side.INTO, "/r/t"))
                .hasMessage("test.xml:4: /r/t: the element holds a text, so no element can be put into it");
        assertThatThrownBy(() -> add(xml, "/n", "<n/>", Side.AFTER, "/r"))
                .hasMessage("test.xml:1: /r: nothing can stand beside the root element; put it into the root");
        assertThatThrownBy(() -> add(xml, "/r/n", "<n/>", Side.AFTER, "/r/t/@x"))
                .hasMessageContaining("this path must name an element, not an attribute");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'<r>\r\n  <a/>\r\n  <b/>\r\n</r>'        | /r/a    | '<r>\r\n  <b/>\r\n</r>'",
                "'<r>\n  <a>\n    <c/>\n  </a>\n</r>'     | /r/a    | '<r>\n</r>'",
                "'<r>\n  <a/> <!-- a -->\n</r>'           | /r/a    | '<r>\n   <!-- a -->\n</r>'",
                "<r><a/><b/></r>                          | /r/b    | <r><a/></r>",
                "<r x='1' y='2'/>                         | /r/@x   | <r y='2'/>",
                "'<r x=''1''\n   y=''2''/>'               | /r/@y   | '<r x=''1''/>'",
                "<r x = '1' />                            | /r/@x   | <r />"
            })
    void anElementOrAnAttributeIsTakenOut(String before, String path, String after) {
        assertThat(remove(before, path)).isEqualTo(after);
    }

    @Test
    void whatIsNotThereCannotBeTakenOut() {
        assertThatThrownBy(() -> remove("<r>\n<!--Host>1</Host-->\n</r>", "/r/Host"))
                .hasMessageContaining("Host stands only in a comment at line 2");
        assertThatThrownBy(() -> remove("<r/>", "/r")).hasMessageContaining("the root element cannot be removed");
        assertThatThrownBy(() -> remove("<r/>", "/r/@x")).hasMessageContaining("has no such attribute");
    }
}
