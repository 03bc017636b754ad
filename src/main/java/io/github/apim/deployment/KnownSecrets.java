package io.github.apim.deployment;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds secrets in texts, in every spelling that files may have them in. */
public final class KnownSecrets {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

    /** Where a text has one of these, letters and digits may be written in other ways than as themselves. */
    private static final List<String> ESCAPES = List.of("\\", "&#", "%");

    private final List<Value> values;

    private KnownSecrets(List<Value> values) {
        this.values = values;
    }

    /**
     * A secret.
     *
     * @param pattern all its spellings
     * @param parts   of which a text without escapes holds one if it holds the secret
     */
    private record Value(Pattern pattern, List<String> parts) {

        static Value of(String secret) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            String hex = HexFormat.of().formatHex(bytes);
            String run = WORD.matcher(secret)
                    .results()
                    .map(MatchResult::group)
                    .max(Comparator.comparingInt(String::length))
                    .orElse("");
            return new Value(
                    KnownSecrets.pattern(secret),
                    List.of(
                            run,
                            Base64.getEncoder().encodeToString(bytes).replaceFirst("=+$", ""),
                            hex,
                            hex.toUpperCase(Locale.ROOT)));
        }

        /** Quicker than the pattern, which is asked only where this is so. */
        boolean mayOccurIn(String text) {
            return ESCAPES.stream().anyMatch(text::contains)
                    || parts.stream().anyMatch(text::contains);
        }

        boolean occursIn(String text) {
            return mayOccurIn(text) && pattern.matcher(text).find();
        }
    }

    /** Knows these; empty ones and those that are only the mask are none. */
    public static KnownSecrets of(Collection<Secret> secrets) {
        return new KnownSecrets(secrets.stream()
                .map(Secret::reveal)
                .filter(text -> !text.isEmpty() && !text.equals(Secret.MASK))
                .distinct()
                // The longer first: one may be a part of another.
                .sorted((first, second) -> second.length() - first.length())
                .map(Value::of)
                .toList());
    }

    /** Whether the text holds one of the secrets. */
    public boolean occurIn(String text) {
        return values.stream().anyMatch(value -> value.occursIn(text));
    }

    /** The text with a mask in place of each secret. */
    public String hide(String text) {
        String hidden = text;
        for (Value value : values) {
            hidden = value.pattern().matcher(hidden).replaceAll(Matcher.quoteReplacement(Secret.MASK));
        }
        return hidden;
    }

    /** A text of UTF-8 in which every byte is one character. */
    private static String raw(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /**
     * Every way to write a text in XML, JSON, properties, shells, URLs, and Base64, in UTF-8 or ISO 8859-1. What is a word
     * is found as a word only: a mask within another word would spell it out.
     */
    private static Pattern pattern(String secret) {
        String each = secret.codePoints().mapToObj(KnownSecrets::spellings).collect(Collectors.joining());
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes).replaceFirst("=+$", "");
        String hex = HexFormat.of().formatHex(bytes);
        String all = each + "|" + Pattern.quote(base64) + "=*|(?i:" + hex + ")";
        return Pattern.compile(WORD.matcher(secret).matches() ? "(?<![A-Za-z0-9])(?:" + all + ")(?![A-Za-z0-9])" : all);
    }

    private static String spellings(int character) {
        String text = Character.toString(character);
        Set<String> ways = new LinkedHashSet<>();
        switch (text) {
            case "&" -> ways.add("&amp;");
            case "<" -> ways.add("&lt;");
            case ">" -> ways.add("&gt;");
            case "\"" -> ways.add("&quot;");
            case "'" -> ways.addAll(List.of("&apos;", "'\\''", "'\"'\"'"));
            case " " -> ways.add("+");
            default -> {
                // No way of its own.
            }
        }
        StringBuilder url = new StringBuilder();
        StringBuilder unicode = new StringBuilder();
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            url.append(String.format(Locale.ROOT, "%%%02x", value));
        }
        for (char unit : text.toCharArray()) {
            unicode.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
        ways.add("\\" + text);
        ways.add(text);
        ways.add(raw(text));
        String fixed = ways.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        String hexadecimal = Integer.toHexString(character);
        return "(?:" + fixed + "|(?i:" + Pattern.quote(url.toString()) + "|" + Pattern.quote(unicode.toString())
                + "|&#x0*" + hexadecimal + ";)|&#0*" + character + ";)";
    }
}
