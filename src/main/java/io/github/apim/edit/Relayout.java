package io.github.apim.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** Gives a text of several lines, which somebody wrote elsewhere, the indentation and line ends of its new place. */
final class Relayout {

    private Relayout() {}

    /** The text with line feeds alone as its line ends, without blanks around it. */
    static String normalized(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    /**
     * @param text    a normalized text
     * @param kept    whether what follows the line feed at an offset must stay as it is: it belongs to a value
     * @param indent  what the first line stands behind, and every other line gets at least
     * @param unit    what each further level adds
     * @param lineEnd what ends a line
     */
    static String of(String text, IntPredicate kept, String indent, String unit, String lineEnd) {
        var leads = leads(text, kept);
        var base = leads.stream().mapToInt(String::length).min().orElse(0);
        var step = leads.stream()
                .map(lead -> lead.substring(base))
                .filter(lead -> !lead.isEmpty())
                .min(Comparator.comparingInt(String::length))
                .orElse("");
        var result = new StringBuilder(text.length());
        var at = 0;
        for (var feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', at)) {
            result.append(text, at, feed).append(lineEnd);
            at = feed + 1;
            if (!kept.test(feed)) {
                var content = Lines.skipBlanks(text, at);
                var isEmpty = content == text.length() || text.charAt(content) == '\n';
                result.append(isEmpty ? "" : indent + deeper(text.substring(at + base, content), step, unit));
                at = content;
            }
        }
        return result.append(text, at, text.length()).toString();
    }

    private static String deeper(String lead, String step, String unit) {
        if (step.isEmpty() || !lead.replace(step, "").isEmpty()) {
            return lead;
        }
        return unit.repeat(lead.length() / step.length());
    }

    /** What the lines with content begin with, but for the first. */
    private static List<String> leads(String text, IntPredicate kept) {
        var leads = new ArrayList<String>();
        for (var feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
            var content = Lines.skipBlanks(text, feed + 1);
            if (!kept.test(feed) && content < text.length() && text.charAt(content) != '\n') {
                leads.add(text.substring(feed + 1, content));
            }
        }
        return leads;
    }
}
