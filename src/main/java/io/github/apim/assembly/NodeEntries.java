package io.github.apim.assembly;

import io.github.apim.archive.AddedEntry;
import io.github.apim.archive.Content;
import io.github.apim.archive.SourceEntry;
import io.github.apim.manifest.Manifest;
import io.github.apim.overlay.Change;
import io.github.apim.product.Pack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A node's plan as entries of an archive: what of the pack is left out, and what is added. */
final class NodeEntries {

    private NodeEntries() {}

    /** The time of what the pack has not: that of its newest entry. */
    static Instant newest(Pack pack) {
        return pack.archive().entries().stream()
                .map(SourceEntry::modified)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** The names of the pack's entries that the node has not, or otherwise. */
    static Set<String> omitted(NodePlan plan) {
        Pack pack = plan.pack();
        Set<String> omitted = new HashSet<>();
        for (Change change : plan.changes()) {
            boolean inPack =
                    change instanceof Change.Removed || change instanceof Change.Written written && written.replaces();
            if (inPack) {
                omitted.add(pack.root() + "/" + change.path());
            }
        }
        // A pack that was made of one of our homes: what that was built of is not what this is built of.
        pack.under(Manifest.FOLDER).forEach(path -> omitted.add(pack.root() + "/" + path));
        omitted.add(pack.root() + "/" + Manifest.FOLDER);
        for (String leftover : pack.leftovers()) {
            omitted.add(pack.root() + "/" + leftover);
        }
        return omitted;
    }

    /** What the node has and the pack has not, or otherwise; without its manifest. */
    static List<AddedEntry> added(NodePlan plan, Instant newest) {
        Pack pack = plan.pack();
        List<AddedEntry> added = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.Written written) {
                Instant modified =
                        pack.find(written.path()).map(SourceEntry::modified).orElse(newest);
                Content content = written.content();
                added.add(new AddedEntry(pack.root() + "/" + written.path(), written.mode(), modified, content));
            }
        }
        return added;
    }
}
