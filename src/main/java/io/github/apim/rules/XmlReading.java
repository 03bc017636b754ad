package io.github.apim.rules;

import io.github.apim.edit.HardenedXmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads XML files with the JDK's parser, each content once however many nodes have it. Not for use by several threads.
 */
public final class XmlReading {

    private final Map<ByteBuffer, Result> results = new HashMap<>();
    private final XMLReader reader = HardenedXmlReader.create();

    /**
     * What reading a file gave.
     *
     * @param document has the root as its only child; empty if the file is not well-formed
     * @param fault    why it is not
     */
    record Result(Optional<Element> document, Optional<XmlFault> fault) {}

    Result read(byte[] bytes) {
        return results.computeIfAbsent(ByteBuffer.wrap(bytes), absent -> parse(bytes));
    }

    private Result parse(byte[] bytes) {
        Builder builder = new Builder();
        reader.setContentHandler(builder);
        reader.setErrorHandler(builder);
        reader.setEntityResolver(builder);
        try {
            reader.parse(new InputSource(new ByteArrayInputStream(bytes)));
            return new Result(Optional.of(builder.document()), Optional.empty());
        } catch (SAXParseException problem) {
            return malformed(XmlFault.at(problem, bytes));
        } catch (SAXException | IOException problem) {
            return malformed(XmlFault.ofEncoding());
        }
    }

    private static Result malformed(XmlFault fault) {
        return new Result(Optional.empty(), Optional.of(fault));
    }

    /** Puts the elements together. */
    private static final class Builder extends DefaultHandler {

        private final StringBuilder texts = new StringBuilder();
        private final Element document = new Element("", 1, Map.of(), texts);
        private final Deque<Element> open = new ArrayDeque<>(List.of(document));
        private Locator locator;

        @Override
        public void setDocumentLocator(Locator given) {
            locator = given;
        }

        Element document() {
            document.end();
            return document;
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes found) {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 0; i < found.getLength(); i++) {
                attributes.put(found.getQName(i), found.getValue(i));
            }
            Element element = new Element(
                    name.substring(name.indexOf(':') + 1),
                    locator == null ? 1 : locator.getLineNumber(),
                    attributes,
                    texts);
            open.element().add(element);
            open.push(element);
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            open.pop().end();
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            texts.append(characters, start, length);
        }

        @Override
        public void ignorableWhitespace(char[] characters, int start, int length) {
            characters(characters, start, length);
        }

        @Override
        public InputSource resolveEntity(String publicId, String systemId) {
            return new InputSource(new ByteArrayInputStream(new byte[0]));
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXException {
            throw problem;
        }
    }
}
