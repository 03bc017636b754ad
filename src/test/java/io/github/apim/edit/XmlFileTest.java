package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts, attributes, children and removal; see XmlPutTest for what may be commented out. */
class XmlFileTest {

    private static String edit(String xml, UnaryOperator<XmlFile> edit) {
        return edit(xml, StandardCharsets.UTF_8, edit);
    }

    private static String edit(String xml, Charset charset, UnaryOperator<XmlFile> edit) {
        return new String(
                edit.apply(XmlFile.parse("test.xml", xml.getBytes(charset))).bytes(), charset);
    }

    private static XmlFile parse(String xml) {
        return XmlFile.parse("test.xml", xml.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<r><a>old</a></r>             | <r><a>new</a></r>",
                "<r><a x = '1' >old</a ></r>   | <r><a x = '1' >new</a ></r>",
                "<r><a/></r>                   | <r><a>new</a></r>",
                "<r><a x='1' /></r>            | <r><a x='1'>new</a></r>",
                "<r><a></a></r>                | <r><a>new</a></r>",
                "<r><p:a xmlns:p='u'/></r>     | <r><p:a xmlns:p='u'>new</p:a></r>",
                "<r><a><![CDATA[old]]></a></r> | <r><a><![CDATA[new]]></a></r>",
                "<r><a>o<!--c-->ld</a></r>     | <r><a>new<!--c--></a></r>",
                "<r><a>o<?p i?>ld</a></r>      | <r><a>new<?p i?></a></r>",
                "<r><!--<a>no</a>--><a/></r>   | <r><!--<a>no</a>--><a>new</a></r>"
            })
    void aTextIsSetAndTheRestStays(String before, String after) {
        assertThat(edit(before, f -> f.setText("/r/a", "new"))).isEqualTo(after);
    }

    @Test
    void aTextIsEscapedAndReadsBack() {
        var value = "a<b> & \"c\" 'd' ]]> \t é \uD83D\uDE00\r\nz";
        var file = parse("<a>x</a>").setText("/a", value);
        assertThat(new String(file.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("<a>a&lt;b&gt; &amp; \"c\" 'd' ]]&gt; \t é \uD83D\uDE00&#xD;\nz</a>");
        assertThat(file.text("/a")).isEqualTo(value);
    }

    @Test
    void aTextThatEndsACdataSectionIsEscapedInstead() {
        assertThat(edit("<a><![CDATA[x]]></a>", f -> f.setText("/a", "]]>"))).isEqualTo("<a>]]&gt;</a>");
    }

    @Test
    void lineFeedsInATextBecomeTheLineEndsOfThePlace() {
        assertThat(edit("<r>\r\n <a>x</a>\r\n</r>", f -> f.setText("/r/a", "1\n2")))
                .isEqualTo("<r>\r\n <a>1\r\n2</a>\r\n</r>");
    }

    @Test
    void aTextThatIsThereAlreadyChangesNothing() {
        var xml = "<a>x &#38; &quot;y&quot;</a>";
        assertThat(edit(xml, f -> f.setText("/a", "x & \"y\""))).isEqualTo(xml);
    }

    @Test
    void anElementWithChildrenTakesNoText() {
        assertThatThrownBy(() -> parse("<r>\n<a><b/></a></r>").setText("/r/a", "secret"))
                .isInstanceOf(EditException.class)
                .hasMessage("test.xml:2: /r/a: the element has child elements, so it cannot be given a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\uFFFE", "\uD800"})
    void charactersThatXmlCannotWriteAreRefusedWithoutBeingShown(String character) {
        assertThatThrownBy(() -> parse("<a b=''/>").set("/a", "hush" + character))
                .isInstanceOf(EditException.class)
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> parse("<a b=''/>").set("/a/@b", "hush" + character))
                .isInstanceOf(EditException.class)
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<a b=\"1\"/>            | <a b=\"2\"/>",
                "<a b='1' c='x>y'>t</a>  | <a b='2' c='x>y'>t</a>",
                "<a  b = '1' />          | <a  b = '2' />",
                "<a/>                    | <a b=\"2\"/>",
                "<a />                   | <a b=\"2\" />",
                "<a  c='x'/>             | <a  c='x' b='2'/>",
                "<a c='x'  d='y' />      | <a c='x'  d='y' b='2' />"
            })
    void anAttributeIsChangedOrAdded(String before, String after) {
        assertThat(edit(before, f -> f.set("/a/@b", "2"))).isEqualTo(after);
    }

    @Test
    void anAddedAttributeGetsALineIfTheLastOneHasALine() {
        assertThat(edit("<a  b=\"1\" \r\n\t   c=\"2\"/>\n", f -> f.setAttribute("/a", "d", "3")))
                .isEqualTo("<a  b=\"1\" \r\n\t   c=\"2\"\r\n\t   d=\"3\"/>\n");
    }

    @Test
    void anAttributeValueIsEscapedForItsQuotesAndReadsBack() {
        var value = "<&>\"'\t\r\n";
        var file = parse("<a b='' c=\"\"/>").set("/a/@b", value).set("/a/@c", value);
        assertThat(new String(file.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("<a b='&lt;&amp;&gt;\"&apos;&#x9;&#xD;&#xA;' c=\"&lt;&amp;&gt;&quot;'&#x9;&#xD;&#xA;\"/>");
        assertThat(file.text("/a/@b")).isEqualTo(value);
        assertThat(file.attribute("/a", "c")).contains(value);
    }

    @Test
    void anAttributeIsFoundWithoutItsPrefixAndWrittenWithOne() {
        assertThat(edit("<a xmlns:s='u' s:alias='x'/>", f -> f.set("/a/@alias", "y")))
                .isEqualTo("<a xmlns:s='u' s:alias='y'/>");
        assertThat(edit("<a xmlns:s='u'/>", f -> f.set("/a/@s:alias", "y"))).isEqualTo("<a xmlns:s='u' s:alias='y'/>");
    }

    @Test
    void childrenReplaceAllContentAndAreIndentedLikeIt() {
        var xml = "<r>\n\t<a>\n\t\t<!-- c -->\n\t\t<b/>\n\t</a>\n</r>\n";
        var children = List.of(
                XmlElement.of("b").attribute("n", "1"), XmlElement.of("c").child("d", "&"));
        assertThat(edit(xml, f -> f.replaceChildren("/r/a", children)))
                .isEqualTo("<r>\n\t<a>\n\t\t<b n=\"1\"/>\n\t\t<c>\n\t\t\t<d>&amp;</d>\n\t\t</c>\n\t</a>\n</r>\n");
        assertThat(edit(xml, f -> f.replaceChildren("/r/a", List.of()))).isEqualTo("<r>\n\t<a></a>\n</r>\n");
    }

    @Test
    void childrenOfAnEmptyElementTakeTheIndentationOfItsNeighbours() {
        assertThat(edit("<r>\r\n  <a/>\r\n</r>", f -> f.replaceChildren("/r/a", List.of(XmlElement.of("b", "1")))))
                .isEqualTo("<r>\r\n  <a>\r\n    <b>1</b>\r\n  </a>\r\n</r>");
    }

    @Test
    void aFileOnOneLineStaysOnOneLine() {
        assertThat(edit(
                        "<r><a/></r>",
                        f -> f.replaceChildren(
                                "/r/a", List.of(XmlElement.of("b").child("c", "1")))))
                .isEqualTo("<r><a><b><c>1</c></b></a></r>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'<r>\n  <a>\n    x</a>  \n  <b/>\n</r>' | '<r>\n  <b/>\n</r>'",
                "'<r>\n  <a/> <!-- of a -->\n</r>'       | '<r>\n   <!-- of a -->\n</r>'",
                "'<r><a/><b/></r>'                       | '<r><b/></r>'",
                "'<r>\r\n <a/>\r\n</r>'                  | '<r>\r\n</r>'"
            })
    void anElementIsRemovedWithTheLinesItHasForItself(String before, String after) {
        assertThat(edit(before, f -> f.remove("//a"))).isEqualTo(after);
    }

    @Test
    void theRootElementCannotBeRemoved() {
        assertThatThrownBy(() -> parse("<a/>").remove("/a")).isInstanceOf(EditException.class);
    }

    @Test
    void textsAndAttributesAreReadWithReferencesResolved() {
        var file = parse("<r><a b='&lt;&#x41;\n'>1&amp;<!-- not --><![CDATA[<2>]]>&#51;</a></r>");
        assertThat(file.text("/r/a")).isEqualTo("1&<2>3");
        assertThat(file.text("/r/a/@b")).isEqualTo("<A ");
        assertThat(file.attribute("/r/a", "c")).isEmpty();
        assertThat(file.has("/r/a/@b")).isTrue();
        assertThat(file.has("/r/a/@c")).isFalse();
        assertThat(file.count("//*")).isEqualTo(2);
        assertThatThrownBy(() -> file.text("/r/a/@c")).hasMessageContaining("no such attribute");
    }

    @Test
    void aDeclaredEncodingIsKeptAndWhatItLacksIsReferredTo() {
        var latin1 = StandardCharsets.ISO_8859_1;
        var xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a b='ü'>ä</a>";
        assertThat(edit(xml, latin1, f -> f.setText("/a", "ö€\uD83D\uDE00").setAttribute("/a", "b", "ß€")))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a b='ß&#x20AC;'>ö&#x20AC;&#x1F600;</a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkStays(String charset) {
        var declared = charset.substring(0, Math.min(6, charset.length()));
        var xml = "\uFEFF<?xml version='1.0' encoding='" + declared + "'?>\r\n<a>ä</a>";
        assertThat(edit(xml, Charset.forName(charset), f -> f.setText("/a", "ö")))
                .isEqualTo(xml.replace('ä', 'ö'));
    }

    @Test
    void anEditLeavesTheValueItWasMadeFromAlone() {
        var file = parse("<a>1</a>");
        var edited = file.setText("/a", "2");
        assertThat(file.text("/a")).isEqualTo("1");
        assertThat(edited.text("/a")).isEqualTo("2");
    }
}
