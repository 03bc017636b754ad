package io.github.apim.rules;

import java.io.CharConversionException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.xml.sax.SAXParseException;

/**
 * Why a file is no well-formed XML. The parser's own words are left out: they quote the file, and that may be a password.
 *
 * @param what   what is wrong and where
 * @param remedy how to mend it, if what stands there tells
 */
public record XmlFault(String what, String remedy) {

    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\n|\\r");
    private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!#?[\\w:.-]+;)");
    private static final Pattern BARE_LESS = Pattern.compile("<(?![\\p{L}_:/!?])");

    /** Where the parser stopped. */
    static XmlFault at(SAXParseException problem, byte[] bytes) {
        if (problem.getException() instanceof CharConversionException) {
            return ofBytes(bytes, problem.getLineNumber());
        }
        String[] lines = LINE_END.split(new String(bytes, StandardCharsets.ISO_8859_1), -1);
        int number = problem.getLineNumber();
        String line = number > 0 && number <= lines.length ? lines[number - 1] : "";
        String remedy;
        if (BARE_AMPERSAND.matcher(line).find()) {
            remedy = "write & as &amp; there";
        } else if (BARE_LESS.matcher(line).find()) {
            remedy = "write < as &lt; there";
        } else {
            remedy = "look there for a tag that is left open or closed twice, or for a quote that is missing";
        }
        return new XmlFault(
                "is not well-formed XML from line " + number + ", column " + problem.getColumnNumber() + " on", remedy);
    }

    /** The parser reads ahead, so the line of a byte that is not UTF-8 is looked for. */
    private static XmlFault ofBytes(byte[] bytes, int reached) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
        String before = new String(bytes, 0, in.position(), StandardCharsets.ISO_8859_1);
        int line = result.isError() ? LINE_END.split(before, -1).length : reached;
        return new XmlFault(
                "has a byte in line " + line + " that is not of its encoding, which is UTF-8 unless the first line says"
                        + " another one",
                "save the file in UTF-8, or name its encoding in the first line: <?xml version=\"1.0\""
                        + " encoding=\"ISO-8859-1\"?>");
    }

    /** An encoding that is not known. */
    static XmlFault ofEncoding() {
        return new XmlFault(
                "names an encoding in its first line that Java does not know", "save it in UTF-8 and say so there");
    }
}
