package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements that may be live, commented out or missing. */
class XmlPutTest {

    private static final XmlElement SYNC =
            XmlElement.of("Sync").child("Url", "u").child("User", "me");

    private static String edit(String xml, UnaryOperator<XmlFile> edit) {
        var file = XmlFile.parse("test.xml", xml.getBytes(StandardCharsets.UTF_8));
        return new String(edit.apply(file).bytes(), StandardCharsets.UTF_8);
    }

    private static String putHost(String xml) {
        return edit(xml, f -> f.put("/r/Host", "new", Placement.last()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!--Host>old</Host-->                   | <Host>new</Host>",
                "<!-- Host>old</Host -->                 | <Host>new</Host>",
                "<!--<Host>old</Host>-->                 | <Host>new</Host>",
                "<!-- <Host>old</Host> -->               | <Host>new</Host>",
                "<!-- <Host>old</Host-->                 | <Host>new</Host>",
                "'<!--\n  <Host>old</Host>\n  -->'       | <Host>new</Host>",
                "<!--Host/-->                            | <Host>new</Host>",
                "<!--Host a='>' b=\"1\">old</Host-->     | '<Host a=''>'' b=\"1\">new</Host>'",
                "<!--Host><In>x</In></Host-->            | <Host>new</Host>",
                "<Host>old</Host>                        | <Host>new</Host>",
                "<Host/>                                 | <Host>new</Host>",
                "<!--Host>1</Host--><!--Host>2</Host-->  | <Host>new</Host><!--Host>2</Host-->",
                "<!--Host>1</Host--><Host>2</Host>       | <!--Host>1</Host--><Host>new</Host>"
            })
    void aLeafIsLiveWhereItOrItsSampleStands(String before, String after) {
        var quoted = after.replace("''", "'");
        assertThat(putHost("<r>\n  " + before + "\n  <z/>\n</r>")).isEqualTo("<r>\n  " + quoted + "\n  <z/>\n</r>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- Ex : <Host>x</Host> names this machine -->",
                "<!--Host-->",
                "<!--<Host>x-->",
                "<!--/Host-->",
                "<!--Host>x</Host><Port>y</Port-->",
                "<!-- the Host>x</Host-->",
                "<!--HostName>x</HostName-->",
                "<!--Host is <b>not</b> set-->",
                "<!-- -->",
                "<!---->"
            })
    void prosePiecesAndOtherElementsAreNoSamples(String comment) {
        assertThat(putHost("<r>\n  " + comment + "\n</r>"))
                .isEqualTo("<r>\n  " + comment + "\n  <Host>new</Host>\n</r>");
    }

    @Test
    void aSampleOfAnotherParentIsLeftAlone() {
        assertThat(putHost("<r>\n  <a>\n    <!--Host>x</Host-->\n  </a>\n</r>"))
                .isEqualTo("<r>\n  <a>\n    <!--Host>x</Host-->\n  </a>\n  <Host>new</Host>\n</r>");
    }

    @Test
    void aSampleIsToldFromOthersByItsAttributesAndKeepsTheRestOfThem() {
        var xml = "<r>\n  <!--p name=\"a\" locked=\"no\">1</p-->\n  <!--p name=\"b\" locked=\"no\">1</p-->\n</r>";
        assertThat(edit(xml, f -> f.put("/r/p[@name='b']", "2", Placement.first())))
                .isEqualTo(xml.replace("<!--p name=\"b\" locked=\"no\">1</p-->", "<p name=\"b\" locked=\"no\">2</p>"));
        assertThat(edit(xml, f -> f.put("/r/p[@name='c']", "2", Placement.first())))
                .isEqualTo(xml.replaceFirst("<r>\n", "<r>\n  <p name=\"c\">2</p>\n"));
    }

    @Test
    void anEmptyLeafSetsAttributesInItsSample() {
        var element = XmlElement.of("p").attribute("name", "a").attribute("value", "2");
        assertThat(edit(
                        "<r>\n <!--p name='a' value='1' x='y'/-->\n</r>",
                        f -> f.put("/r/p[@name='a']", element, Placement.last())))
                .isEqualTo("<r>\n <p name='a' value='2' x='y'/>\n</r>");
    }

    @Test
    void anElementWithChildrenGoesAfterItsFirstSampleWhichStays() {
        var xml =
                "<r>\r\n\t<!-- how to -->\r\n\t<!--<Sync>\r\n\t  <Url/>\r\n\t</Sync>-->\r\n\r\n\t<!--Sync>1</Sync-->\r\n</r>";
        var sample = "<Url/>\r\n\t</Sync>-->\r\n";
        var live = "\t<Sync>\r\n\t  <Url>u</Url>\r\n\t  <User>me</User>\r\n\t</Sync>\r\n";
        assertThat(edit(xml, f -> f.put("/r/Sync", SYNC, Placement.first())))
                .isEqualTo(xml.replace(sample, sample + live));
    }

    @Test
    void aLiveElementWithChildrenKeepsItsAttributesAndGetsNewContent() {
        assertThat(edit(
                        "<r>\n  <Sync a='1'>\n      <Url>x</Url>\n  </Sync>\n</r>",
                        f -> f.put("/r/Sync", SYNC.attribute("b", "2"), Placement.last())))
                .isEqualTo("<r>\n  <Sync a='1' b='2'>\n      <Url>u</Url>\n      <User>me</User>\n  </Sync>\n</r>");
    }

    @Test
    void puttingTwiceIsTheSameAsPuttingOnce() {
        UnaryOperator<XmlFile> put =
                f -> f.put("/r/Sync", SYNC, Placement.last()).put("/r/Host", "h", Placement.first());
        var once = edit("<r>\n  <!--Host>x</Host-->\n</r>\n", put);
        assertThat(edit(once, put)).isEqualTo(once);
    }

    @Test
    void theFirstSiblingThatIsThereDecidesThePlace() {
        var xml = "<r>\n    <a/> <!-- of a -->\n    <b/>\n    <b/>\n</r>";
        assertThat(edit(xml, f -> f.put("/r/n", "1", Placement.after("x", "a", "b"))))
                .isEqualTo("<r>\n    <a/> <!-- of a -->\n    <n>1</n>\n    <b/>\n    <b/>\n</r>");
        assertThat(edit(xml, f -> f.put("/r/n", "1", Placement.after("b"))))
                .isEqualTo("<r>\n    <a/> <!-- of a -->\n    <b/>\n    <b/>\n    <n>1</n>\n</r>");
        assertThat(edit(xml, f -> f.put("/r/n", "1", Placement.before("b"))))
                .isEqualTo("<r>\n    <a/> <!-- of a -->\n    <n>1</n>\n    <b/>\n    <b/>\n</r>");
        assertThat(edit(xml, f -> f.put("/r/n", "1", Placement.first())))
                .isEqualTo("<r>\n    <n>1</n>\n    <a/> <!-- of a -->\n    <b/>\n    <b/>\n</r>");
        assertThat(edit(xml, f -> f.put("/r/n", "1", Placement.last())))
                .isEqualTo("<r>\n    <a/> <!-- of a -->\n    <b/>\n    <b/>\n    <n>1</n>\n</r>");
    }

    @Test
    void aSiblingCanBeNamedByAPredicate() {
        assertThat(edit(
                        "<r>\n <s><name>A</name></s>\n <s><name>B</name></s>\n</r>",
                        f -> f.put(
                                "/r/s[name='C']",
                                XmlElement.of("s").child("name", "C"),
                                Placement.after("s[name='A']"))))
                .isEqualTo("<r>\n <s><name>A</name></s>\n <s>\n  <name>C</name>\n </s>\n <s><name>B</name></s>\n</r>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'<r/>'                  | '<r><Host>new</Host></r>'",
                "'<r></r>'               | '<r><Host>new</Host></r>'",
                "'<r><a/></r>'           | '<r><a/><Host>new</Host></r>'",
                "'<r>\n</r>'             | '<r>\n    <Host>new</Host>\n</r>'",
                "'<r/>\n'                | '<r>\n    <Host>new</Host>\n</r>\n'",
                "'<r>\n\t<a>1\n</a></r>' | '<r>\n\t<a>1\n</a>\n\t<Host>new</Host></r>'"
            })
    void aParentWithoutLinesOrWithoutContentIsOpened(String before, String after) {
        assertThat(putHost(before)).isEqualTo(after);
    }

    @Test
    void aNewLineTakesTheLineEndOfItsNeighbourInAFileThatMixesThem() {
        var xml = "<r>\n  <a/>\r\n  <b/>\n</r>";
        assertThat(edit(xml, f -> f.put("/r/n", "1", Placement.after("a"))))
                .isEqualTo("<r>\n  <a/>\r\n  <n>1</n>\r\n  <b/>\n</r>");
        assertThat(edit(xml, f -> f.put("/r/n", "1", Placement.after("b"))))
                .isEqualTo("<r>\n  <a/>\r\n  <b/>\n  <n>1</n>\n</r>");
    }

    @Test
    void whatStandsSeveralTimesIsNotPut() {
        assertThatThrownBy(() -> putHost("<r>\n<Host/>\n<Host/></r>"))
                .isInstanceOf(EditException.class)
                .hasMessageContaining("lines 2, 3");
    }

    @Test
    void aPlacementWithoutAnyOfItsSiblingsStops() {
        assertThatThrownBy(() -> edit("<r><a/></r>", f -> f.put("/r/n", "secret", Placement.after("x", "y"))))
                .isInstanceOf(EditException.class)
                .hasMessageContaining("cannot be put after x or y")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/r/p", "/r/n[@a='c']", "/r/n[b='1']", "/r/n[1]", "/r/*", "/n", "/r//n", "/r/n/@a"})
    void anElementThatItsPathWouldNotFindIsNotPut(String path) {
        var element = XmlElement.of("n").attribute("a", "secret");
        assertThatThrownBy(() -> edit("<r/>", f -> f.put(path, element, Placement.last())))
                .isInstanceOf(EditException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void elementValuesAreNotShownWhenAnElementIsPrinted() {
        assertThat(XmlElement.of("a").attribute("b", "secret").child("c", "secret"))
                .hasToString("<a b>[<c>]");
    }

    @Test
    void elementsWithWrongNamesOrMixedContentCannotBeMade() {
        assertThatThrownBy(() -> XmlElement.of("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> XmlElement.of("a").attribute("1", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> XmlElement.of("a", "text").child("b", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Placement.after()).isInstanceOf(IllegalArgumentException.class);
    }
}
