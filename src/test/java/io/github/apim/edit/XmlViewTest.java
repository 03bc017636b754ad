package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class XmlViewTest {

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
        assertThat(view(FILE).values(path)).isEqualTo(xpath(path));
    }

    @Test
    void aValueMayHoldAQuote() throws Exception {
        assertThat(view(FILE).values("/Server/source[name='it's']/url"))
                .containsExactly("jdbc:mysql://km.example.com/x");
    }

    @Test
    void namespacesDoNotCount() throws Exception {
        assertThat(view("<p:a xmlns:p='urn:p'><p:b>1</p:b><b>2</b></p:a>").values("/a/b"))
                .containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Server", "/", "/Server/", "/Server[@name]", "/a[b='c'", "/a[@b='c']d"})
    void whatIsNoPathIsRefused(String path) throws Exception {
        assertThatThrownBy(() -> view(FILE).values(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(path);
    }

    @Test
    void anElementIsAskedFurther() throws Exception {
        assertThat(view(FILE).elements("/Server/source"))
                .extracting(source -> source.value("name"))
                .containsExactly(Optional.of("it's"), Optional.of("other"));
        assertThat(view(FILE).elements("/Server/Ports").get(1).attribute("class"))
                .hasValue("x");
        assertThat(view(FILE).elements("/Server/Ports").get(0).value("none/Offset"))
                .isEmpty();
    }

    @Test
    void externalEntitiesStayOutside() throws Exception {
        assertThat(view("<!DOCTYPE a [ <!ENTITY x SYSTEM 'file:///etc/passwd'> ]><a>[&x;]</a>")
                        .values("/a"))
                .containsExactly("[]");
    }

    @Test
    void depthDoesNoHarm() throws Exception {
        int depth = 50_000;
        XmlView view = view("<a>".repeat(depth) + "x" + "</a>".repeat(depth));
        assertThat(view.values("//a")).hasSize(depth).containsOnly("x");
    }

    private static XmlView view(String file) throws Exception {
        return XmlView.read(HardenedXmlReader.create(), file.getBytes(StandardCharsets.UTF_8));
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
