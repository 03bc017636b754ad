package io.github.apim.family.am2;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * To whom a node sends its events: every group gets all of them, and within a group one address takes turns with the next
 * (am-2 §10.2).
 */
record ReceiverGroups(List<List<Receiver>> groups) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]*)\\}");
    private static final Pattern GROUP = Pattern.compile("\\{([^{}]*)\\}");
    private static final Pattern RECEIVER = Pattern.compile("([a-z]+)://(\\[[^\\]]+\\]|[^:/\\s]+):([^:/\\s]+)/?");

    /**
     * One address.
     *
     * @param port a number, or a placeholder
     */
    record Receiver(String scheme, String host, String port) {

        /** The number of the port; empty for a placeholder. */
        OptionalInt number() {
            return port.matches("[0-9]{1,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty();
        }

        @Override
        public String toString() {
            return scheme + "://" + host + ":" + port;
        }
    }

    /** What a text says; empty if one of its addresses is none. */
    static Optional<ReceiverGroups> of(String text) {
        // Placeholders have braces of their own.
        String marked = PLACEHOLDER.matcher(text.trim()).replaceAll("<$1>");
        List<String> groups =
                GROUP.matcher(marked).results().map(group -> group.group(1)).toList();
        List<List<Optional<Receiver>>> read = (groups.isEmpty() ? List.of(marked) : groups)
                .stream()
                        .map(group -> Stream.of(group.split("[,|]"))
                                .map(ReceiverGroups::receiver)
                                .toList())
                        .toList();
        boolean sound = read.stream().flatMap(List::stream).allMatch(Optional::isPresent);
        return sound
                ? Optional.of(new ReceiverGroups(read.stream()
                        .map(group -> group.stream().map(Optional::orElseThrow).toList())
                        .toList()))
                : Optional.empty();
    }

    /** Whether a placeholder stands behind a closed group, where the servers do not find its end (am-2 N6). */
    static boolean hasPlaceholderBehindAGroup(String text) {
        String marked = PLACEHOLDER.matcher(text).replaceAll("<");
        int end = marked.indexOf('}');
        return end >= 0 && marked.indexOf('<', end) >= 0;
    }

    private static Optional<Receiver> receiver(String text) {
        Matcher matcher = RECEIVER.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        MatchResult parts = matcher.toMatchResult();
        return Optional.of(new Receiver(
                parts.group(1), restored(parts.group(2)).replaceAll("[\\[\\]]", ""), restored(parts.group(3))));
    }

    private static String restored(String text) {
        return text.replaceAll("<([^>]*)>", "\\${$1}");
    }

    List<Receiver> all() {
        return groups.stream().flatMap(List::stream).toList();
    }

    /** How many addresses each group has, for comparing. */
    List<Integer> shape() {
        return groups.stream().map(List::size).toList();
    }
}
