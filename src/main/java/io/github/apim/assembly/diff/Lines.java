package io.github.apim.assembly.diff;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts of unknown encoding as lines in which every byte is one character; a carriage return is part of its line. */
final class Lines {

    /** Stands on a line of its own after a last line without an end, as {@code diff} writes it. */
    private static final String NO_END = "\n\\ No newline at end of file";

    private Lines() {}

    static List<String> of(byte[] content) {
        List<String> lines = new ArrayList<>();
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start) + NO_END);
        }
        return lines;
    }

    /** A text of ours as such a line. */
    static String raw(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** A line as a person reads it: UTF-8 where it is, else ISO 8859-1; what would disguise it is shown as a dot. */
    static String shown(String line) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            text = line;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            boolean plain = character == '\t' || character == '\n' || !Character.isISOControl(character);
            if (character != '\r') {
                shown.appendCodePoint(plain ? character : '.');
            }
        });
        return shown.toString();
    }
}
