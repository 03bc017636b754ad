package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Element;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.Attributes2;
import org.xml.sax.ext.DefaultHandler2;

/**
 * Has the JDK's parser read the bytes, and compares every element, attribute and text with what the scanner saw.
 *
 * <p>The parser neither loads an external document type nor resolves an external entity.
 */
final class XmlJudge extends DefaultHandler2 {

    private final XmlDocument document;
    private final Deque<Integer> open = new ArrayDeque<>();
    private final Deque<StringBuilder> texts = new ArrayDeque<>();
    private int next;
    private int entities;

    private XmlJudge(XmlDocument document) {
        this.document = document;
    }

    /**
     * @throws EditException if the bytes are not well-formed XML
     * @throws IllegalStateException if the scanner misread them, so that no edit of the file can be trusted
     */
    static void check(XmlDocument document, byte[] bytes) {
        var judge = new XmlJudge(document);
        try {
            var reader = hardenedReader();
            reader.setContentHandler(judge);
            reader.setErrorHandler(judge);
            reader.setEntityResolver(judge);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", judge);
            reader.parse(new InputSource(new ByteArrayInputStream(bytes)));
        } catch (SAXParseException e) {
            // The parser's own words quote the file, and that may be a password.
            throw EditException.atLine(
                    document.file(),
                    Math.max(1, e.getLineNumber()),
                    "not well-formed XML from column " + e.getColumnNumber()
                            + " on; write & as &amp; and < as &lt; in values");
        } catch (SAXException | IOException e) {
            throw EditException.inFile(document.file(), "not well-formed XML");
        }
        judge.require(judge.next == document.elements().size(), "the number of elements");
    }

    private static XMLReader hardenedReader() throws SAXException {
        try {
            var reader = SAXParserFactory.newDefaultInstance().newSAXParser().getXMLReader();
            // Of the reader: the factory would make a whole parser for each feature, only to see whether there is one.
            reader.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            reader.setFeature("http://xml.org/sax/features/external-general-entities", false);
            reader.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            reader.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return reader;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser cannot be hardened", e);
        }
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) {
        if (entities > 0) {
            return;
        }
        require(next < document.elements().size(), "the number of elements");
        var element = document.element(next);
        require(element.name().equals(name), "element " + next);
        require(element.parent() == (open.isEmpty() ? XmlNode.DOCUMENT : open.peek()), "the parent of <" + name + ">");
        compare(element, attributes);
        open.push(next++);
        texts.push(new StringBuilder());
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        if (entities == 0) {
            var element = document.element(open.pop());
            var text = texts.pop();
            // the JDK's parser may report an entity's text behind the end of the entity: it cannot be left out exactly
            require(
                    document.hasUnknownEntities(element)
                            || document.text(element).contentEquals(text),
                    "the text of <" + name + ">");
        }
    }

    @Override
    public void characters(char[] ch, int start, int length) {
        texts.element().append(ch, start, length);
    }

    @Override
    public void ignorableWhitespace(char[] ch, int start, int length) {
        characters(ch, start, length);
    }

    /** Elements that an entity stands for are not in the text of the file, so the scanner did not see them. */
    @Override
    public void startEntity(String name) {
        entities += XmlReferences.isPredefined(name) ? 0 : 1;
    }

    @Override
    public void endEntity(String name) {
        entities -= XmlReferences.isPredefined(name) ? 0 : 1;
    }

    @Override
    public InputSource resolveEntity(String name, String publicId, String baseUri, String systemId) {
        return new InputSource(new ByteArrayInputStream(new byte[0]));
    }

    @Override
    public InputSource resolveEntity(String publicId, String systemId) {
        return resolveEntity("", publicId, "", systemId);
    }

    private void compare(Element element, Attributes attributes) {
        var specified = 0;
        for (var i = 0; i < attributes.getLength(); i++) {
            if (!((Attributes2) attributes).isSpecified(i)) {
                continue;
            }
            specified++;
            var name = attributes.getQName(i);
            var seen = element.attributes().stream()
                    .filter(a -> a.name().equals(name))
                    .findFirst();
            require(seen.isPresent(), "the attributes of <" + element.name() + ">");
            var source = document.text()
                    .substring(seen.get().valueStart(), seen.get().valueEnd());
            require(
                    !"CDATA".equals(attributes.getType(i))
                            || XmlReferences.hasUnknown(source)
                            || document.value(seen.get()).equals(attributes.getValue(i)),
                    "the attribute " + name + " of <" + element.name() + ">");
        }
        require(specified == element.attributes().size(), "the attributes of <" + element.name() + ">");
    }

    private void require(boolean same, String what) {
        if (!same) {
            throw new IllegalStateException(document.file() + ": the editor and the XML parser disagree about " + what
                    + "; please report this");
        }
    }
}
