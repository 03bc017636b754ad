package io.github.apim.product;

import io.github.apim.archive.EntryKind;
import io.github.apim.archive.SourceEntry;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what a server writes into its home when it runs: a pack that holds it has been started (matrix M48). */
final class Leftovers {

    private static final String WEB_APPLICATIONS = "repository/deployment/server/webapps/";

    private Leftovers() {}

    /** Paths below the root, in the archive's order. */
    static Set<String> in(HomeFacts home, List<SourceEntry> entries, String root) {
        Set<String> archived = new HashSet<>();
        for (SourceEntry entry : entries) {
            if (entry.kind() == EntryKind.FILE && entry.name().endsWith(".war")) {
                archived.add(entry.name().substring(0, entry.name().length() - ".war".length()));
            }
        }
        Set<String> bundles = new HashSet<>();
        for (SourceEntry entry : entries) {
            if (entry.name().length() > root.length()) {
                RuntimeFiles.bundleOf(entry.name().substring(root.length() + 1)).ifPresent(bundles::add);
            }
        }
        Set<String> leftovers = new LinkedHashSet<>();
        for (SourceEntry entry : entries) {
            if (entry.name().length() <= root.length()) {
                continue;
            }
            String path = entry.name().substring(root.length() + 1);
            // Empty folders under logs and tmp are shipped.
            boolean written = entry.kind() != EntryKind.DIRECTORY
                    && home.leftFiles().matcher(path).matches()
                    && !(path.equals(home.shippedEmpty()) && entry.size() == 0);
            if (written
                    || home.leftPaths().matcher(path).matches()
                    || isExploded(path, root, archived)
                    || bundles.contains(path)) {
                leftovers.add(path);
            }
        }
        return leftovers;
    }

    /** A web application's folder beside its .war: the server unpacked it. */
    private static boolean isExploded(String path, String root, Set<String> archived) {
        if (!path.startsWith(WEB_APPLICATIONS)) {
            return false;
        }
        int end = path.indexOf('/', WEB_APPLICATIONS.length());
        String application = end < 0 ? path : path.substring(0, end);
        return archived.contains(root + "/" + application);
    }
}
