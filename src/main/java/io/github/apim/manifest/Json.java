package io.github.apim.manifest;

import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Writes maps, collections, texts, numbers and truth values as JSON that a person can read, and reads JSON. */
public final class Json {

    private static final String INDENT = "  ";

    private Json() {}

    /**
     * Maps, lists, texts and whole numbers of JSON that others have written; {@code true}, {@code null} and fractions are
     * texts, too.
     *
     * @throws IllegalArgumentException if this is no JSON, or more of it or deeper than any of ours
     */
    public static Object read(byte[] json) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Manifest.MOST_BYTES).build();
        try {
            return JsonValues.of(new Parse(settings)
                    .parseInputStream(new ByteArrayInputStream(json))
                    .iterator());
        } catch (YamlEngineException problem) {
            throw new IllegalArgumentException("no JSON", problem);
        }
    }

    /** The value as JSON with a line for each member, and a new line at its end. */
    public static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, "\n", out);
        return out.append('\n').toString();
    }

    private static void write(Object value, String line, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            writeMap(map, line, out);
        } else if (value instanceof Collection<?> collection) {
            writeList(collection, line, out);
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            writeText(String.valueOf(value), out);
        }
    }

    private static void writeMap(Map<?, ?> map, String line, StringBuilder out) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            out.append(line).append(INDENT);
            writeText(String.valueOf(entry.getKey()), out);
            out.append(": ");
            write(entry.getValue(), line + INDENT, out);
            out.append(entries.hasNext() ? "," : "");
        }
        out.append(line).append('}');
    }

    /** Short lists of texts stay on one line. */
    private static void writeList(Collection<?> list, String line, StringBuilder out) {
        boolean texts = list.stream().allMatch(String.class::isInstance);
        out.append('[');
        for (Iterator<?> values = list.iterator(); values.hasNext(); ) {
            Object value = values.next();
            out.append(texts ? "" : line + INDENT);
            write(value, line + INDENT, out);
            out.append(values.hasNext() ? (texts ? ", " : ",") : "");
        }
        out.append(texts ? "" : line).append(']');
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    boolean escaped = character < ' ' || character >= 0x7f && character < 0xa0 || isOdd(character);
                    out.append(escaped ? String.format(Locale.ROOT, "\\u%04x", (int) character) : character);
                }
            }
        }
        out.append('"');
    }

    /** What no reader takes as it stands, and no person sees: ends of lines in disguise, marks of direction, no width. */
    private static boolean isOdd(char character) {
        return Character.getType(character) == Character.FORMAT
                || character == '\u2028'
                || character == '\u2029'
                || character == '\ufeff'
                || character >= '\ufffe';
    }
}
