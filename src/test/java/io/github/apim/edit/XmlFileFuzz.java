package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.github.apim.edit.Operation.Side;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an XML file holds, it is refused by name, or each of its elements can be set, put and taken away alone. */
class XmlFileFuzz {

    static Stream<Arguments> files() throws IOException {
        return Stream.of(
                        "<?xml version='1.0' encoding=\"UTF-8\"?>\r\n<!DOCTYPE a [<!ENTITY e 'x'>]>\n"
                                + "<a xmlns:p='u'><!-- <b>1</b> --><p:b c=\"&amp;&#10;\">t&e;</p:b><b><![CDATA[]]]]></b>\n</a>",
                        "<a>\r\n\t<!--b>x</b-->\n\t<!-- <c><d>1</d><d/></c> --><e/> <!-- f --><g>\n</g></a>",
                        "<a>\n  <!--b>x</b-->\n  <c\n    d='1'\n    e='2'/>\n\t<?pi x?></a>\n",
                        SmallPack.text("repository/conf/security/authenticators.xml"),
                        SmallPack.text("repository/conf/datasources/master-datasources.xml"))
                .map(text -> Arguments.of(text.getBytes(StandardCharsets.ISO_8859_1), "jdbc:x?a=1&b=2 ü ]]>\r\n", 1));
    }

    @MethodSource("files")
    @FuzzTest
    void isRefusedOrEditedWhereItShouldBe(byte @NotNull [] bytes, @NotNull String value, int place) {
        XmlFile file;
        try {
            file = XmlFile.parse("a.xml", bytes);
        } catch (EditException refused) {
            assertThat(refused).hasMessageStartingWith("a.xml");
            return;
        }
        assertThat(file.bytes()).isEqualTo(bytes);
        Charset charset = XmlEncoding.of("a.xml", bytes);
        XmlDocument document = XmlDocument.of("a.xml", charset, XmlEncoding.decode("a.xml", bytes, charset));
        XmlNode.Element element =
                document.element(Math.floorMod(place, document.elements().size()));
        String path = path(document, element);
        assertThat(file.count(path)).isEqualTo(1);
        setText(file, document, element, path, value);
        setAttribute(file, document, element, path, value);
        remove(file, document, element, path);
        put(file, element, path, value);
        add(file, element, path, value);
        setLive(file, document, value);
    }

    private static void setText(
            XmlFile file, XmlDocument document, XmlNode.Element element, String path, String value) {
        try {
            byte[] edited = file.setText(path, value).bytes();
            assertSpan(document, edited, element.start(), element.end());
            assertThat(XmlFile.parse("b.xml", edited).text(path)).isEqualTo(value);
        } catch (EditException refused) {
            assertRefused(refused, path);
        }
    }

    private static void setAttribute(
            XmlFile file, XmlDocument document, XmlNode.Element element, String path, String value) {
        for (String name : Stream.concat(
                        Stream.of("fresh"), element.attributes().stream().map(XmlNode.Attribute::name))
                .toList()) {
            try {
                byte[] edited = file.setAttribute(path, name, value).bytes();
                assertSpan(document, edited, element.start(), element.end());
                assertThat(XmlFile.parse("b.xml", edited).attribute(path, name)).isPresent();
            } catch (EditException refused) {
                assertRefused(refused, path);
            }
        }
    }

    private static void remove(XmlFile file, XmlDocument document, XmlNode.Element element, String path) {
        try {
            byte[] edited = file.remove(path).bytes();
            assertThat(edited.length).isLessThanOrEqualTo(file.bytes().length - (element.end() - element.start()));
            XmlFile.parse("b.xml", edited);
        } catch (EditException refused) {
            assertRefused(refused, path);
        }
    }

    private static void put(XmlFile file, XmlNode.Element element, String path, String value) {
        String child = path + "/fresh";
        try {
            XmlFile edited = file.put(child, value, Placement.last());
            assertThat(XmlFile.parse("b.xml", edited.bytes()).text(child)).isEqualTo(value);
            byte[] filled = file.replaceChildren(path, List.of()).bytes();
            assertThat(XmlFile.parse("b.xml", filled).has(path + "/*")).isFalse();
        } catch (EditException refused) {
            assertRefused(refused, path);
        }
    }

    private static void add(XmlFile file, XmlNode.Element element, String path, String value) {
        String written = XmlChars.escapeText(value, "\n", StandardCharsets.US_ASCII);
        String fragment = "<fresh a='1'>\n <b>" + written + "</b>\n\n\t<!-- c -->\n</fresh>";
        String up = path.substring(0, path.lastIndexOf('/'));
        for (Side side : Side.values()) {
            String fresh = (side == Side.INTO ? path : up) + "/fresh[@a='1']";
            try {
                XmlFile added = file.add(fresh, fragment, side, path);
                if (side != Side.INTO || !element.isSelfClosed()) {
                    Spans.assertOnlyInserted(file.bytes(), added.bytes());
                }
                XmlFile again = XmlFile.parse("b.xml", added.bytes());
                assertThat(again.text(fresh + "/b")).isEqualTo(value);
                assertThat(again.remove(fresh).count("//*")).isEqualTo(file.count("//*"));
            } catch (EditException refused) {
                assertRefused(refused, path);
            }
            try {
                file.add(fresh, value, side, path).bytes();
            } catch (EditException refused) {
                assertRefused(refused, path);
            }
        }
    }

    /** Makes every sample live in turn. */
    private static void setLive(XmlFile file, XmlDocument document, String value) {
        for (XmlNode.Element parent : document.elements()) {
            for (XmlNode node : document.children(parent.index())) {
                if (node instanceof XmlNode.Comment comment) {
                    XmlSamples.read(document, comment)
                            .ifPresent(sample -> setLive(
                                    file,
                                    document,
                                    comment,
                                    path(document, parent) + "/"
                                            + XmlNode.localName(
                                                    sample.element(0).name()),
                                    value));
                }
            }
        }
    }

    private static void setLive(
            XmlFile file, XmlDocument document, XmlNode.Comment comment, String path, String value) {
        try {
            byte[] edited = file.setLive(path, value).bytes();
            assertThat(XmlFile.parse("b.xml", edited).text(path)).isEqualTo(value);
            if (!file.has(path)) {
                assertSpan(document, edited, comment.start(), comment.end());
            }
        } catch (EditException refused) {
            assertRefused(refused, path);
        }
    }

    private static void assertSpan(XmlDocument document, byte[] edited, int start, int end) {
        String text = document.text();
        int before = text.substring(0, start).getBytes(document.charset()).length;
        int until = text.substring(0, end).getBytes(document.charset()).length;
        Spans.assertOnlyChanged(text.getBytes(document.charset()), edited, before, until);
    }

    private static void assertRefused(EditException refused, String path) {
        assertThat(refused.getMessage()).matches("(?s)[ab]\\.xml.*").doesNotContain("please report");
    }

    /** The path that names an element by its place among its siblings, which are always there exactly once. */
    private static String path(XmlDocument document, XmlNode.Element element) {
        String up = element.parent() == XmlNode.DOCUMENT ? "" : path(document, document.element(element.parent()));
        int position = element.parent() == XmlNode.DOCUMENT
                ? 1
                : document.childElements(element.parent()).indexOf(element) + 1;
        return up + "/*[" + position + "]";
    }
}
