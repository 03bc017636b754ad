package io.github.apim.edit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Nearness {

    private Nearness() {}

    /** The nearest of the names, if one is near enough to be a slip of the pen. */
    static Optional<String> nearest(String wanted, List<String> names) {
        return names.stream()
                .filter(name -> distance(name, wanted) <= Math.max(1, wanted.length() / 3))
                .min(Comparator.comparingInt(name -> distance(name, wanted)));
    }

    /** How many letters to change, add or drop; the case of letters does not count. */
    private static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
