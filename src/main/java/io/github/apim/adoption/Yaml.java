package io.github.apim.adoption;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes YAML, line by line, with comments behind what they are about. */
final class Yaml {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9._/@:=&?+-]*(?<!:)");
    private static final Pattern LIST = Pattern.compile("\\[ .* \\]");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off");

    private final StringBuilder text = new StringBuilder();

    /** A key with its value. */
    Yaml put(int depth, String key, String value, String why) {
        return line(depth, key(key) + ": " + value, why);
    }

    /** A key with more below it. */
    Yaml open(int depth, String key) {
        return line(depth, key(key) + ":", "");
    }

    Yaml line(int depth, String content, String why) {
        text.append("  ".repeat(depth)).append(content);
        if (!why.isEmpty()) {
            text.append("  # ").append(comment(why));
        }
        text.append('\n');
        return this;
    }

    Yaml comment(int depth, String words) {
        text.append("  ".repeat(depth)).append("# ").append(comment(words)).append('\n');
        return this;
    }

    private static String comment(String words) {
        return words.replaceAll("[\\p{Cntrl}]+", " ");
    }

    private static String key(String key) {
        return PLAIN.matcher(key).matches() && !key.contains(":") ? key : quoted(key);
    }

    /** A value as it stands, with nothing of it taken for a placeholder. */
    static String scalar(String value) {
        return raw(value.replace("${", "$${"));
    }

    /** A value whose placeholders are meant. */
    static String raw(String value) {
        return PLAIN.matcher(value).matches() && !WORDS.contains(value) ? value : quoted(value);
    }

    /** A number, a list of names, or else a text. */
    static String value(String value) {
        return NUMBER.matcher(value).matches() || LIST.matcher(value).matches() || value.equals("true")
                ? value
                : scalar(value);
    }

    static String list(List<String> values) {
        return "[ " + String.join(", ", values.stream().map(Yaml::scalar).toList()) + " ]";
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(character -> {
            switch (character) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> quoted.appendCodePoint(character);
            }
        });
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
