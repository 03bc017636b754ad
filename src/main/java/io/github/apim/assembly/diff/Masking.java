package io.github.apim.assembly.diff;

import io.github.apim.deployment.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hides passwords in texts: those that are known, in every spelling that files may have them in, and what stands where a
 * password stands, whoever put it there.
 */
public final class Masking {

    /** Hides nothing: for tests that compare a plan with its outcome. */
    static final Masking NONE = new Masking(List.of(), List.of());

    private static final String MASK = "********";
    private static final String WORD = "(?:password|passwd|passphrase|pwd|secret|token)";
    private static final String NAME = "[\\w:.-]*" + WORD + "[\\w.-]*";

    /** The last group of each is what is hidden. */
    private static final List<Pattern> PLACES = List.of(
            place("<" + NAME + "(?:\\s[^<>]*)?>([^<]+)<"),
            place("\\b" + NAME + "\\s*=\\s*\"([^\"]+)\""),
            place("\\b" + NAME + "\\s*=\\s*'([^']+)'"),
            place("\\bname\\s*=\\s*[\"'][^\"'<>]*" + WORD + "[^\"'<>]*[\"'][^<>]*>([^<]+)<"),
            place("\\bname\\s*=\\s*[\"'][^\"'<>]*" + WORD + "[^\"'<>]*[\"']\\s+value\\s*=\\s*[\"']([^\"'<>]+)"),
            place("<name>[^<]*" + WORD + "[^<]*</name>\\s*<value>([^<]+)<"),
            place("\"[^\"\\n]*" + WORD + "[^\"\\n]*\"\\s*:\\s*\"((?:\\\\.|[^\"\\\\])+)\""),
            place("^[ \\t]*(?:export[ \\t]+)?" + NAME + "[ \\t]*[=:][ \\t]*([^\\r\\n]+)"),
            place("[?&;]" + NAME + "=([^&;\"'<\\s]+)"),
            place("://[^/:@\\s\"'<]*:([^/@\\s\"'<]+)@"));

    private static final Pattern SECRET_PLACE = Pattern.compile(WORD, Pattern.CASE_INSENSITIVE);

    private final List<Pattern> values;
    private final List<Pattern> places;

    private Masking(List<Pattern> values, List<Pattern> places) {
        this.values = values;
        this.places = places;
    }

    /** Hides these, and whatever else stands where passwords do. */
    public static Masking of(Collection<Secret> secrets) {
        Set<String> texts = secrets.stream()
                .map(Secret::reveal)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Pattern> values = new ArrayList<>();
        // The longer first: one may be a part of another.
        texts.stream()
                .sorted((first, second) -> second.length() - first.length())
                .map(Masking::spellings)
                .forEach(values::add);
        return new Masking(values, PLACES);
    }

    private static Pattern place(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    /**
     * A single value without passwords: nothing of one that stands where passwords do.
     *
     * @param place its path in the file, of which the last two names tell what the value is
     */
    public String value(String place, String value) {
        int last = place.lastIndexOf('/');
        String names = place.substring(last < 0 ? 0 : place.lastIndexOf('/', last - 1) + 1);
        if (!places.isEmpty() && SECRET_PLACE.matcher(names).find()) {
            return MASK;
        }
        return String.join(" ", all(List.of(value.strip().split("\\R"))));
    }

    /** The lines without the passwords that are known. */
    List<String> known(List<String> lines) {
        return values.isEmpty() ? lines : lines.stream().map(this::hideKnown).toList();
    }

    /** The lines without the passwords that are known and without what looks like one, also over several lines. */
    List<String> all(List<String> lines) {
        if (places.isEmpty()) {
            return known(lines);
        }
        // The mark of a missing end holds a line break; it is put off so that there are as many lines afterwards.
        String separator = "\n";
        List<String> parts = new ArrayList<>(lines);
        Optional<String> mark = Optional.empty();
        if (!parts.isEmpty()) {
            String last = parts.get(parts.size() - 1);
            int end = last.indexOf('\n');
            if (end >= 0) {
                mark = Optional.of(last.substring(end));
                parts.set(parts.size() - 1, last.substring(0, end));
            }
        }
        String text = String.join(separator, parts);
        for (Pattern place : places) {
            text = hide(place, text);
        }
        List<String> masked = new ArrayList<>(known(List.of(text.split(separator, -1))));
        if (mark.isPresent()) {
            masked.set(masked.size() - 1, masked.get(masked.size() - 1) + mark.get());
        }
        return masked;
    }

    private String hideKnown(String line) {
        String text = line;
        for (Pattern value : values) {
            text = value.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
        }
        return text;
    }

    private static String hide(Pattern place, String text) {
        StringBuilder result = new StringBuilder(text.length());
        Matcher matcher = place.matcher(text);
        int next = 0;
        while (matcher.find()) {
            String value = matcher.group(1);
            result.append(text, next, matcher.start(1));
            result.append(value.isBlank() ? value : value.replaceAll("[^\\r\\n]+", Matcher.quoteReplacement(MASK)));
            next = matcher.end(1);
        }
        return result.append(text, next, text.length()).toString();
    }

    /** Every way to write a text in XML, JSON, properties, shells, URLs, and Base64, in UTF-8 or ISO 8859-1. */
    private static Pattern spellings(String secret) {
        String each = secret.codePoints().mapToObj(Masking::spellings).collect(Collectors.joining());
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes).replaceFirst("=+$", "");
        String hex = java.util.HexFormat.of().formatHex(bytes);
        return Pattern.compile(each + "|" + Pattern.quote(base64) + "=*|(?i:" + hex + ")");
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
        ways.add(Lines.raw(text));
        String fixed = ways.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        String hexadecimal = Integer.toHexString(character);
        return "(?:" + fixed + "|(?i:" + Pattern.quote(url.toString()) + "|" + Pattern.quote(unicode.toString())
                + "|&#x0*" + hexadecimal + ";)|&#0*" + character + ";)";
    }
}
