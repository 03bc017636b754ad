package io.github.apim.assembly.diff;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts of unknown encoding as lines in which every byte is one character; a carriage return is part of its line. */
public final class Lines {

    /** Stands on a line of its own after a last line without an end, as {@code diff} writes it. */
    private static final String NO_END = "\n\\ No newline at end of file";

    private Lines() {}

    public static List<String> of(byte[] content) {
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
    public static String raw(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** A line as a person reads it: UTF-8 where it is, else ISO 8859-1; what would disguise it is shown as an escape. */
    static String shown(String line) {
        String text = decoded(line);
        boolean ends = text.endsWith("\r");
        return escaped(ends ? text.substring(0, text.length() - 1) : text.replace("\r\n", "\n"));
    }

    /** A text of ours with an escape for each character that would break, disguise or turn round a line. */
    static String escaped(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isInvisible(character)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }

    /** The characters that {@link #shown} would escape, each once, as Unicode writes them. */
    static String invisible(List<String> lines) {
        return lines.stream()
                .flatMapToInt(line -> decoded(line).codePoints())
                .filter(character -> character != '\r' && isInvisible(character))
                .distinct()
                .sorted()
                .mapToObj(character -> String.format(Locale.ROOT, "U+%04X", character))
                .collect(Collectors.joining(", "));
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\t' && character != '\n';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String decoded(String line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return line;
        }
    }
}
