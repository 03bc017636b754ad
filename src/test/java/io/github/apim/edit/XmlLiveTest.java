package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places that stand in a comment and become live with the value that they get. */
class XmlLiveTest {

    private static String set(String xml, String path, String value) {
        var edited = FileEditor.set("test.xml", xml.getBytes(StandardCharsets.UTF_8), path, value);
        return new String(edited, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!--Host>old</Host-->                    | /r/Host       | <Host>new</Host>",
                "<!-- <Host>old</Host> -->                | /r/Host       | <Host>new</Host>",
                "<!-- Host>old</Host -->                  | //Host        | <Host>new</Host>",
                "'<!--\r\n\t<Host>old</Host>\r\n\t-->'    | /r/Host       | <Host>new</Host>",
                "<!--Host/-->                             | /r/Host       | <Host>new</Host>",
                "<!--Host><![CDATA[old]]></Host-->        | /r/Host       | <Host><![CDATA[new]]></Host>",
                "<!--p:Host x='1'>old</p:Host-->          | /r/Host       | <p:Host x='1'>new</p:Host>",
                "<!--Host x='1'>old</Host-->              | /r/Host/@x    | <Host x='new'>old</Host>",
                "<!--Host>old</Host-->                    | /r/Host/@x    | '<Host x=\"new\">old</Host>'",
                "<!--a><Host>old</Host><z/></a-->         | /r/a/Host     | <a><Host>new</Host><z/></a>",
                "<!--a><Host>old</Host><z/></a-->         | //Host        | <a><Host>new</Host><z/></a>",
                "<!--a n='1'><b/></a--><!--a n='2'/-->    | /r/a[@n='2']  | <!--a n='1'><b/></a--><a n='2'>new</a>",
                "<s><!--Host>old</Host--></s>             | /r/s/Host     | <s><Host>new</Host></s>",
                "<!--Host>1</Host--><Host>2</Host>        | /r/Host       | <!--Host>1</Host--><Host>new</Host>",
                "<!-- Host: <b/> --><!--Host>1</Host-->   | /r/Host       | <!-- Host: <b/> --><Host>new</Host>"
            })
    void whatStandsInOneCommentBecomesLive(String before, String path, String after) {
        var around = "<?xml version=\"1.0\"?>\r\n<r>\r\n\t%s <!-- kept -->\r\n\t<z/>\n</r>\n";
        assertThat(set(around.formatted(before), path, "new")).isEqualTo(around.formatted(after));
    }

    @Test
    void whatStandsInTwoCommentsNamesTheLinesOfBoth() {
        assertThatThrownBy(() -> set("<r>\n<!--Host>1</Host-->\n\n<!-- Host>2</Host -->\n</r>", "/r/Host", "secret"))
                .isInstanceOf(EditException.class)
                .hasMessage("test.xml:2: /r/Host: it is commented out 2 times, on the lines 2, 4, and only one could"
                        + " become live; narrow it by a predicate, or add it as a new element");
    }

    @Test
    void aSampleThatHoldsItTwiceStaysAComment() {
        assertThatThrownBy(() -> set("<r>\n<!--<a><b/><b/></a>-->\n</r>", "/r/a/b", "secret"))
                .hasMessage("test.xml:2: /r/a/b: this names 2 elements of the sample in the comment there; narrow it by"
                        + " a predicate");
        assertThat(set("<r>\n<!--<a><b/><b/></a>-->\n</r>", "/r/a/b[2]", "v"))
                .isEqualTo("<r>\n<a><b/><b>v</b></a>\n</r>");
    }

    @Test
    void prosePiecesAndCommentsOutsideTheRootAreNeverMadeLive() {
        for (var xml : new String[] {
            "<r>\n<!-- Ex: <Host>x</Host> is one -->\n</r>",
            "<r>\n<!--<Host>-->\n<!--</Host>-->\n</r>",
            "<!--<r><Host/></r>-->\n<q/>",
            "<!--r><Host/></r-->\n<q/>",
            "<q/>\n<!--Host>1</Host-->"
        }) {
            assertThatThrownBy(() -> set(xml, xml.contains("<q/>") ? "//Host" : "/r/Host", "x"))
                    .as(xml)
                    .isInstanceOf(EditException.class)
                    .hasMessageContaining("there is no such element");
        }
    }

    @Test
    void aLiveParentIsNotDoubledByASampleOfIt() {
        assertThatThrownBy(() -> set("<r>\n<a/>\n<!--<a><Host>1</Host></a>-->\n</r>", "/r/a/Host", "x"))
                .hasMessageContaining("/r/a is there (line 2)");
    }

    @Test
    void aSampleWithPartsOfItsOwnGetsNoText() {
        assertThatThrownBy(() -> set("<r>\n<!--a><b/></a-->\n</r>", "/r/a", "x"))
                .hasMessageContaining("the element has child elements, so it cannot be given a text");
    }
}
