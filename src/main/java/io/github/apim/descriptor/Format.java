package io.github.apim.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a text must look like. Patterns keep to what Java and ECMA-262 (the language of JSON schemas) have in common, and
 * to what matches in linear time.
 *
 * @param title    what the text is, with an article: {@code a host name}
 * @param detail   what is allowed, for messages
 * @param pattern  matches the whole text
 * @param hints    better explanations of common mistakes, the first that fits is used
 * @param examples texts of this format, for the schema
 * @param secret   whether messages must not show the text
 * @param longest  the most characters that a text may have; patterns with repeated groups recurse, so that long texts
 *                 must not get to them
 * @param path     whether a backslash that a placeholder brings is as good as a slash, as it is on Windows
 */
record Format(
        String title,
        String detail,
        Pattern pattern,
        List<Hint> hints,
        List<String> examples,
        boolean secret,
        int longest,
        boolean path) {

    private static final int USUAL_LENGTH = 1_000;

    /** An explanation for the texts in which the pattern occurs. */
    record Hint(Pattern symptom, String explanation) {}

    static Format of(String title, String detail, String pattern, String... examples) {
        return new Format(
                title, detail, Pattern.compile(pattern), List.of(), List.of(examples), false, USUAL_LENGTH, false);
    }

    Format hint(String symptom, String explanation) {
        List<Hint> more = new ArrayList<>(hints);
        more.add(new Hint(Pattern.compile(symptom), explanation));
        return new Format(title, detail, pattern, List.copyOf(more), examples, secret, longest, path);
    }

    /** A path on the machine that builds, written with {@code /}. */
    Format asPath() {
        return new Format(title, detail, pattern, hints, examples, secret, longest, true)
                .hint("\\\\", "write '/' between folders");
    }

    Format asSecret() {
        return new Format(title, detail, pattern, hints, examples, true, longest, path);
    }

    Format longest(int characters) {
        return new Format(title, detail, pattern, hints, examples, secret, characters, path);
    }

    /** What is wrong with the text, or empty if it is right. */
    Optional<String> complaint(String text) {
        if (text.codePointCount(0, text.length()) > longest) {
            return Optional.of("it has more than " + longest + " characters");
        }
        if (pattern.matcher(text).matches()) {
            return Optional.empty();
        }
        if (text.isEmpty()) {
            return Optional.of("it is empty");
        }
        return Optional.of(hints.stream()
                .filter(hint -> hint.symptom().matcher(text).find())
                .findFirst()
                .map(Hint::explanation)
                .orElse(detail));
    }
}
