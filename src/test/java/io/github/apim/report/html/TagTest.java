package io.github.apim.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Text that becomes markup stays text. */
class TagTest {

    @Test
    void textAndAttributesAreEscaped() {
        assertThat(Tag.of("p").set("title", "\"'><script>").text("</p><script>&amp;"))
                .hasToString("<p title=\"&quot;&#39;&gt;&lt;script&gt;\">&lt;/p&gt;&lt;script&gt;&amp;amp;</p>");
    }

    @Test
    void everyCharacterComesOutAsItWentInOrAsAMarkForWhatCannotBeShown() throws Exception {
        String all = IntStream.concat(IntStream.range(0, 0x3000), IntStream.of(0x1F600, 0xFFFE, 0xFFFF, 0x1FFFF))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .append('\uD800')
                .toString();
        String html = Tag.of("p").text(all).toString();

        Element parsed = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();

        String text = parsed.getTextContent();
        assertThat(text.codePointCount(0, text.length())).isEqualTo(all.codePointCount(0, all.length()));
        assertThat(text)
                .contains("\t\n", "\r", "~\uFFFD", "\u00A0", "\uD83D\uDE00")
                .doesNotContain("\u202E", "\u2066", "\u0000", "\u001B");
        assertThat(parsed.getChildNodes().getLength()).isEqualTo(1);
    }

    @Test
    void elementsWithoutAnEndAreClosedForXmlAndOthersAreNeverShort() {
        assertThat(Tag.of("p").add(Tag.of("br"), Tag.of("span"))).hasToString("<p><br/><span></span></p>");
    }

    @Test
    void aPlaceInATemplateThatNothingFillsIsAnError() throws Exception {
        Template template = Template.beside(TagTest.class, "template.html");

        assertThat(template.fill(Map.of("name", Tag.of("b").text("{{other}}$1\\")))
                        .strip())
                .isEqualTo("<p><b>{{other}}$1\\</b></p>");
        assertThatThrownBy(() -> template.fill(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{{name}}");
    }
}
