package io.github.apim.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ElementPathTest {

    private static final String FILE = """
            <?xml version="1.0"?>
            <!DOCTYPE Server [ <!ENTITY host "km.example.com"> ]>
            <Server>
              <!-- <Ports><Offset>9</Offset></Ports> -->
              <Ports><Offset> 1 </Offset></Ports>
              <Ports class="x"><Offset>2</Offset><Offset>2</Offset></Ports>
              <parameter name="domain"> wso2.am.<![CDATA[domain]]></parameter>
              <parameter name=" spaced ">a &amp; b</parameter>
              <source><name>it's</name><url>jdbc:mysql://&host;/x</url></source>
              <source><name>other</name><url>jdbc:h2:y</url></source>
              <nested><Ports><Offset>3</Offset></Ports></nested>
            </Server>
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Server/Ports/Offset",
                "/Server/Ports[@class='x']/Offset",
                "//Offset",
                "//Ports/@class",
                "/Server/parameter[@name='domain']",
                "/Server/parameter/@name",
                "/Server/source[name='other']/url",
                "/Server/source/url",
                "/Server/nested//Offset",
                "/Server/none",
                "/Offset",
                "/Server/Ports[@class='y']/Offset"
            })
    void selectsWhatXPathSelects(String path) throws Exception {
        assertThat(new ElementPath(path).values(document(FILE))).isEqualTo(xpath(path));
    }

    @Test
    void aValueMayHoldAQuote() {
        assertThat(new ElementPath("/Server/source[name='it's']/url").values(document(FILE)))
                .containsExactly("jdbc:mysql://km.example.com/x");
    }

    @Test
    void namespacesDoNotCount() {
        assertThat(new ElementPath("/a/b").values(document("<p:a xmlns:p='urn:p'><p:b>1</p:b><b>2</b></p:a>")))
                .containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Server", "/", "/Server/", "/Server[1]", "/Server[@name]", "/a[b='c'", "/a[@b='c']d"})
    void whatIsNoPathIsRefused(String path) {
        assertThatThrownBy(() -> new ElementPath(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(path);
    }

    @Test
    void theSameContentIsReadOnce() {
        XmlReading reading = new XmlReading();
        assertThat(reading.read(FILE.getBytes(StandardCharsets.UTF_8)))
                .isSameAs(reading.read(FILE.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whereAFileIsMalformedIsToldWithoutItsText() {
        XmlReading.Result result = new XmlReading().read("<a>\n <b>secret</a>".getBytes(StandardCharsets.UTF_8));
        assertThat(result.document()).isEmpty();
        assertThat(result.fault())
                .hasValueSatisfying(fault -> assertThat(fault.what())
                        .contains("from line 2, column ")
                        .doesNotContain("secret"));
    }

    @Test
    void externalEntitiesStayOutside() {
        Element document = document("<!DOCTYPE a [ <!ENTITY x SYSTEM 'file:///etc/passwd'> ]><a>[&x;]</a>");
        assertThat(document.text()).isEqualTo("[]");
    }

    @Test
    void depthDoesNoHarm() {
        int depth = 50_000;
        Element document = document("<a>".repeat(depth) + "x" + "</a>".repeat(depth));
        assertThat(new ElementPath("//a").values(document)).hasSize(depth).containsOnly("x");
    }

    private static Element document(String file) {
        return new XmlReading()
                .read(file.getBytes(StandardCharsets.UTF_8))
                .document()
                .orElseThrow();
    }

    private static List<String> xpath(String expression) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8)));
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(expression, document, XPathConstants.NODESET);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            values.add(nodes.item(i).getTextContent().trim());
        }
        return values;
    }
}
