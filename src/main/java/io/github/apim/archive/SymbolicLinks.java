package io.github.apim.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows the symbolic links of an archive as a file system would, to see that none of them leads out of it. */
final class SymbolicLinks {

    private static final int MAX_HOPS = 40;

    private final Map<String, String> targets;
    private final Optional<String> root;

    /**
     * @param targets where each symbolic link points to, by its name
     * @param root    the one folder that holds all entries, which no link may leave; empty if there is no such
     */
    SymbolicLinks(Map<String, String> targets, Optional<String> root) {
        this.targets = targets;
        this.root = root;
    }

    /** What is wrong with a link, in words that complete "the entry …". */
    Optional<String> problem(String link) {
        String target = targets.get(link);
        if (target.isEmpty() || target.indexOf('\0') >= 0) {
            return Optional.of("is a symbolic link without a usable target");
        }
        if (target.startsWith("/") || target.indexOf('\\') >= 0 || target.indexOf(':') == 1) {
            return Optional.of("is a symbolic link to the absolute path or drive '" + ArchiveException.printable(target)
                    + "', which may exist elsewhere or not at all");
        }
        List<String> place = new ArrayList<>();
        Deque<String> left = new ArrayDeque<>(List.of(link.split("/")));
        int hops = 0;
        while (!left.isEmpty()) {
            String segment = left.removeFirst();
            switch (segment) {
                case "", "." -> {
                    // Stays where it is.
                }
                case ".." -> {
                    if (place.isEmpty()) {
                        return outside(target);
                    }
                    place.remove(place.size() - 1);
                }
                default -> {
                    place.add(segment);
                    String next = targets.get(String.join("/", place));
                    if (next != null) {
                        if (++hops > MAX_HOPS) {
                            return Optional.of("is a symbolic link that leads round in a circle");
                        }
                        if (next.startsWith("/")) {
                            return outside(target);
                        }
                        place.remove(place.size() - 1);
                        String[] segments = next.split("/");
                        for (int i = segments.length - 1; i >= 0; i--) {
                            left.addFirst(segments[i]);
                        }
                    }
                }
            }
            // A path may pass through the root's parent only to leave for good or to come back; both are refused.
            if (hops > 0 && root.isPresent() && place.isEmpty()) {
                return outside(target);
            }
        }
        return root.isPresent() && !place.get(0).equals(root.get()) ? outside(target) : Optional.empty();
    }

    private static Optional<String> outside(String target) {
        return Optional.of(
                "is a symbolic link to '" + ArchiveException.printable(target) + "', which is outside of the archive");
    }
}
