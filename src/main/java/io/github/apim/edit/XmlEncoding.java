package io.github.apim.edit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;

/** Turns the bytes of an XML file into text and back, by its byte order mark or its declaration, default UTF-8. */
final class XmlEncoding {

    private static final int DECLARATION_LIMIT = 256;

    private XmlEncoding() {}

    /** @throws EditException if the file names an encoding that there is not */
    static Charset of(String file, byte[] bytes) {
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0, '<', 0, '?')) {
            return StandardCharsets.UTF_16BE;
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, '<', 0, '?', 0)) {
            return StandardCharsets.UTF_16LE;
        }
        var head = new String(bytes, 0, Math.min(bytes.length, DECLARATION_LIMIT), StandardCharsets.ISO_8859_1);
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        var declared = declared(head);
        try {
            var charset = declared.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(declared);
            if (charset.canEncode()) {
                return charset;
            }
            throw EditException.atLine(file, 1, "the encoding " + declared + " can be read but not written");
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw EditException.atLine(file, 1, "the encoding " + declared + " is unknown");
        }
    }

    /**
     * A byte order mark stays in the text as its first character.
     *
     * @throws EditException if the bytes are not in that charset, or if it could not give back the same bytes
     */
    static String decode(String file, byte[] bytes, Charset charset) {
        try {
            var text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (Arrays.equals(text.getBytes(charset), bytes)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            throw EditException.inFile(file, "the bytes are not " + charset + ", the encoding of this file", e);
        }
        throw EditException.inFile(file, "in " + charset + " the file cannot be written again byte for byte");
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        for (var i = 0; i < head.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }

    private static String declared(String head) {
        var end = head.indexOf("?>");
        if (!head.startsWith("<?xml") || end < 0) {
            return "";
        }
        var name = head.indexOf("encoding");
        var quote = name < 0 ? -1 : head.indexOf('=', name) + 1;
        while (quote > 0 && quote < end && XmlChars.isSpace(head.charAt(quote))) {
            quote++;
        }
        var close = quote <= 0 || quote >= end ? -1 : head.indexOf(head.charAt(quote), quote + 1);
        return close < 0 || close > end ? "" : head.substring(quote + 1, close);
    }
}
