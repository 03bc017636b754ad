package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are broken, odd or meant to do harm. */
class XmlHostileTest {

    private static XmlFile parse(String xml) {
        return XmlFile.parse("test.xml", xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String set(String xml, String path, String value) {
        return new String(parse(xml).set(path, value).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aDocumentTypeWithAnInternalSubsetStaysAsItIs() {
        var head = """
                <?xml version="1.0"?>
                <!DOCTYPE  r [
                  <!-- ' ]> <a>no</a> -->
                  <?odd ]> " ?>
                  <!ENTITY gt2 "]>'">
                  <!ELEMENT r ANY>
                  <!ATTLIST a kind CDATA "default" id NMTOKEN #IMPLIED>
                ]>
                <?r <a>no</a> ?>
                """;
        assertThat(set(head + "<r><a id=' x '>1</a>&gt2;</r>", "/r/a", "2"))
                .isEqualTo(head + "<r><a id=' x '>2</a>&gt2;</r>");
    }

    @Test
    void anEntityOfTheDocumentTypeMayStandWhereNothingIsEdited() {
        var xml = "<!DOCTYPE r [<!ENTITY e '1<c/>2'>]><r>&e;<a b='&#38;'/>&e;</r>";
        assertThat(set(xml, "/r/a", "x")).isEqualTo(xml.replace("/>&e;</r>", ">x</a>&e;</r>"));
        assertThatThrownBy(() -> parse(xml).text("/r")).hasMessageContaining("entities of the document type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<r a='>'><![CDATA[<a>no</a> ]] > &no;]]><a>1</a></r>",
                "<r><!-- <a>no</a> - -> & < --><a>1</a></r>",
                "<r><?pi <a>no</a> ? > ?><a>1</a></r>",
                "<r\n\tb = \"/>\"\n><a\n>1</a\n></r\n>\n<!-- after --><?after?>\n"
            })
    void markupThatOnlyLooksLikeAnElementIsPassedOver(String xml) {
        assertThat(set(xml, "/r/a", "2")).isEqualTo(xml.replace("1</a", "2</a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "text",
                "<",
                "<a",
                "<a>",
                "<a/",
                "<a b>",
                "<a b=>",
                "<a b='>",
                "<a b=c/>",
                "<a b='1'c='2'/>",
                "<a b='1' b='2'/>",
                "<a b='<'/>",
                "<a></b>",
                "<a><b></a></b>",
                "</a>",
                "<a/><b/>",
                "<a/>text",
                "<a>&amp</a>",
                "<a>&none;</a>",
                "<a>&#0;</a>",
                "<a>]]></a>",
                "<a>\u0001</a>",
                "<a><!-- -- --></a>",
                "<a><!--",
                "<a><![CDATA[",
                "<a><?",
                "<1/>",
                "< a/>",
                "<a/ >",
                " <?xml version='1.0'?><a/>",
                "<!DOCTYPE a [",
                "<!DOCTYPE a [<!ENTITY x '&x;'>]><a>&x;</a>"
            })
    void whatIsNotWellFormedIsRefused(String xml) {
        assertThatThrownBy(() -> parse(xml)).isInstanceOf(EditException.class).hasMessageStartingWith("test.xml");
    }

    @Test
    void anUnbalancedTagIsToldByItsLine() {
        assertThatThrownBy(() -> parse("<a>\r\n<b>\r\n</a>\n"))
                .hasMessage("test.xml:3: not well-formed XML: </a> stands where <b> is open");
    }

    @Test
    void anExternalEntityIsNotRead(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), "<stolen/>");
        var xml = "<!DOCTYPE r [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]><r>&x;<a>1</a></r>";
        assertThat(set(xml, "/r/a", "2")).isEqualTo(xml.replace("1</a>", "2</a>"));
        assertThat(parse(xml).count("//stolen")).isZero();
    }

    @Test
    void anExternalDocumentTypeIsNotLoaded() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var url = "http://127.0.0.1:" + server.getLocalPort() + "/";
            var xml = "<!DOCTYPE r PUBLIC '-//x' '" + url + "r.dtd' [<!ENTITY % p SYSTEM '" + url + "p'> %p;]><r>1</r>";
            assertThat(set(xml, "/r", "2")).isEqualTo(xml.replace("<r>1", "<r>2"));
            server.setSoTimeout(100);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void entitiesThatGrowWithoutEndAreRefused() {
        var xml = new StringBuilder("<!DOCTYPE r [<!ENTITY e0 'ha'>");
        for (var i = 1; i < 30; i++) {
            xml.append("<!ENTITY e%d '&e%d;&e%d;'>".formatted(i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> parse(xml + "]><r>&e29;</r>")).isInstanceOf(EditException.class);
    }

    @Test
    void elementsMayBeNestedVeryDeeply() {
        var depth = 50_000;
        var xml = "<a>".repeat(depth) + "<b>1</b>" + "</a>".repeat(depth);
        assertThat(set(xml, "//b", "2")).isEqualTo(xml.replace("1", "2"));
    }

    @Test
    void anUnknownOrAWrongEncodingIsRefused() {
        assertThatThrownBy(() -> parse("<?xml version='1.0' encoding='none-such'?><a/>"))
                .hasMessageContaining("none-such is unknown");
        assertThatThrownBy(() -> parse("<?xml version='1.0' encoding='?!'?><a/>"))
                .isInstanceOf(EditException.class);
        assertThatThrownBy(() -> XmlFile.parse("test.xml", "<a>ä</a>".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(EditException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void theEditorSeesWhatTheParserOfJavaSeesOrTheFileIsRefused() {
        var parts = List.of(
                "<a>",
                "</a>",
                "<b x='1'>",
                "</b>",
                "<c/>",
                "&amp;",
                "&e;",
                "&#65;",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
                "<?p ",
                "?>",
                "x",
                "\r\n",
                " ",
                "'",
                "\"",
                ">",
                "<",
                "<d y=\"&lt;\r\n\t>\"/>",
                "ä",
                "\u0085");
        var heads = List.of(
                "", "<!DOCTYPE a [<!ENTITY e '1<z/>2'>]>", "<!DOCTYPE a [<!ENTITY e '3'><!ATTLIST c q CDATA 'd'>]>");
        var random = new Random(1);
        var accepted = 0;
        for (var i = 0; i < 20_000; i++) {
            var xml = new StringBuilder(heads.get(random.nextInt(heads.size()))).append("<a>");
            var length = random.nextInt(8);
            for (var j = 0; j < length; j++) {
                xml.append(parts.get(random.nextInt(parts.size())));
            }
            try {
                parse(xml.append("</a>").toString());
                accepted++;
            } catch (EditException refused) {
                assertThat(refused.file()).isEqualTo("test.xml");
            }
        }
        assertThat(accepted).isGreaterThan(1000);
    }
}
