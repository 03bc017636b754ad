package io.github.apim.report;

import io.github.apim.product.Role;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the page says things. */
final class Words {

    private static final long STEP = 1000;

    private Words() {}

    /** The role as people write it. */
    static String title(Role role) {
        if (role == Role.BAM) {
            return "BAM";
        }
        String words = role.key().replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** {@code 1 node}, {@code 2 nodes}. */
    static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** {@code a, b and c}. */
    static String list(List<String> things) {
        int last = things.size() - 1;
        return last < 1
                ? String.join("", things)
                : String.join(", ", things.subList(0, last)) + " and " + things.get(last);
    }

    /** Some ports; where there are many, only from which to which. */
    static String ports(Collection<Integer> ports) {
        List<Integer> sorted = ports.stream().distinct().sorted().toList();
        return sorted.size() > 4
                ? sorted.get(0) + " … " + sorted.get(sorted.size() - 1)
                : sorted.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** A size that is read at a glance, in powers of a thousand. */
    static String size(long bytes) {
        if (bytes < STEP) {
            return count(bytes, "byte");
        }
        double value = bytes;
        int unit = -1;
        do {
            value /= STEP;
            unit++;
        } while (value >= STEP - 0.05 && unit < 3);
        return String.format(
                Locale.ROOT, "%.1f %s", value, List.of("kB", "MB", "GB", "TB").get(unit));
    }

    /** All digits, in groups of three. */
    static String exact(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }
}
