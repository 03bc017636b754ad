package io.github.apim.assembly;

import io.github.apim.archive.AddedEntry;
import io.github.apim.archive.SourceEntry;
import io.github.apim.manifest.Manifest;
import io.github.apim.overlay.Change;
import io.github.apim.overlay.Change.Written;
import io.github.apim.product.Pack;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A node's plan as entries of an archive: what of the pack is left out, and what is added. */
public final class NodeEntries {

    private NodeEntries() {}

    /** The time of what the pack has not: that of its newest entry. */
    public static Instant newest(Pack pack) {
        return pack.archive().entries().stream()
                .map(SourceEntry::modified)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** The names of the pack's entries that the node has not, or otherwise. */
    static Set<String> omitted(NodePlan plan) {
        Set<String> omitted = removed(plan);
        omitted.addAll(replaced(plan, written -> true));
        return omitted;
    }

    /** The names of the pack's entries that the node has not. */
    public static Set<String> removed(NodePlan plan) {
        Pack pack = plan.pack();
        Set<String> removed = new HashSet<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.Removed) {
                removed.add(name(pack, change.path()));
            }
        }
        // A pack that was made of one of our homes: what that was built of is not what this is built of.
        pack.under(Manifest.FOLDER).forEach(path -> removed.add(name(pack, path)));
        removed.add(name(pack, Manifest.FOLDER));
        pack.leftovers().forEach(leftover -> removed.add(name(pack, leftover)));
        return removed;
    }

    /**
     * The names of the pack's entries that the node has otherwise.
     *
     * @param some those of its files that are meant
     */
    public static Set<String> replaced(NodePlan plan, Predicate<Written> some) {
        return written(plan, some)
                .filter(Written::replaces)
                .map(written -> name(plan.pack(), written.path()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * What the node has and the pack has not, or otherwise; without its manifest.
     *
     * @param newest the time of what the pack has not
     * @param some   those of its files that are meant
     */
    public static List<AddedEntry> added(NodePlan plan, Instant newest, Predicate<Written> some) {
        Pack pack = plan.pack();
        return written(plan, some)
                .map(written -> new AddedEntry(
                        name(pack, written.path()),
                        written.mode(),
                        pack.find(written.path()).map(SourceEntry::modified).orElse(newest),
                        written.content()))
                .toList();
    }

    private static Stream<Written> written(NodePlan plan, Predicate<Written> some) {
        return plan.changes().stream()
                .filter(Written.class::isInstance)
                .map(Written.class::cast)
                .filter(some);
    }

    /** What an archive calls a path of the home. */
    public static String name(Pack pack, String path) {
        return pack.root() + "/" + path;
    }
}
