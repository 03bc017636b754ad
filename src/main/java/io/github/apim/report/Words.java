package io.github.apim.report;

import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.product.Role;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the page says things. */
final class Words {

    private static final long STEP = 1000;
    private static final long MEGABYTE = 1_000_000;

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

    /** The ports of a virtual host for web sockets, empty if it serves none. */
    static String webSockets(VirtualHost host) {
        return Stream.of(host.webSocket(), host.secureWebSocket())
                .flatMapToInt(OptionalInt::stream)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    /**
     * A size in whole megabytes, or tenths of gigabytes. It goes no finer: the exact size of what holds a password tells
     * how long it is.
     */
    static String size(long bytes) {
        if (bytes < MEGABYTE / 2) {
            return "less than 1 MB";
        }
        long megabytes = Math.round((double) bytes / MEGABYTE);
        return megabytes < STEP
                ? megabytes + " MB"
                : String.format(Locale.ROOT, "%.1f GB", (double) bytes / MEGABYTE / STEP);
    }
}
