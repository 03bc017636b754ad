package io.github.apim.rules;

import io.github.apim.edit.HardenedXmlReader;
import io.github.apim.edit.XmlView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Reads XML files with the JDK's parser, each content once however many nodes have it. Not for use by several threads.
 */
public final class XmlReading {

    private final Map<ByteBuffer, Result> results = new HashMap<>();
    private final XMLReader reader = HardenedXmlReader.create();

    /**
     * What reading a file gave.
     *
     * @param view  empty if the file is not well-formed
     * @param fault why it is not
     */
    record Result(Optional<XmlView> view, Optional<XmlFault> fault) {}

    Result read(byte[] bytes) {
        return results.computeIfAbsent(ByteBuffer.wrap(bytes), absent -> parse(bytes));
    }

    private Result parse(byte[] bytes) {
        try {
            return new Result(Optional.of(XmlView.read(reader, bytes)), Optional.empty());
        } catch (SAXParseException problem) {
            return malformed(XmlFault.at(problem, bytes));
        } catch (SAXException | IOException problem) {
            return malformed(XmlFault.ofEncoding());
        }
    }

    private static Result malformed(XmlFault fault) {
        return new Result(Optional.empty(), Optional.of(fault));
    }
}
