package io.github.apim.product;

import io.github.apim.archive.EntryKind;
import io.github.apim.archive.SourceEntry;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what a server writes into its home when it runs: a pack that holds it has been started (matrix M48). */
final class Leftovers {

    private static final String COMPONENTS = "repository/components/";

    private static final String WEB_APPLICATIONS = "repository/deployment/server/webapps/";

    private Leftovers() {}

    /** Paths below the root, in the archive's order. */
    static Set<String> in(Product product, List<SourceEntry> entries, String root) {
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
                    && (isWrittenAtRunTime(path) || isBrokersData(product, path, entry));
            if (written || isMadeAtRunTime(path) || isExploded(path, root, archived) || bundles.contains(path)) {
                leftovers.add(path);
            }
        }
        return leftovers;
    }

    /** The H2 files under repository/database are shipped and prove nothing, so they are not here. */
    private static boolean isWrittenAtRunTime(String path) {
        return path.equals("wso2carbon.pid")
                || path.equals("velocity.log")
                || path.endsWith("/velocity.log")
                || isBelow("repository/logs/", path)
                || isBelow("tmp/", path);
    }

    private static boolean isBelow(String folder, String path) {
        return path.startsWith(folder)
                && path.length() > folder.length()
                && !path.startsWith("README", folder.length());
    }

    /** What the OSGi container and the patching at the start make. */
    private static boolean isMadeAtRunTime(String path) {
        if (!path.startsWith(COMPONENTS)) {
            return false;
        }
        String below = path.substring(COMPONENTS.length());
        int slash = below.indexOf('/');
        return isOrIsIn("patches/.metadata", below)
                || isOrIsIn("patches/patch0000", below)
                || slash > 0
                        && (isOrIsIn("/configuration/org.eclipse.osgi", below.substring(slash))
                                || isOrIsIn("/configuration/org.eclipse.core.runtime", below.substring(slash)));
    }

    private static boolean isOrIsIn(String folder, String path) {
        return path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }

    /** A broker keeps messages, logs and process numbers under data, where only an empty log is shipped. */
    private static boolean isBrokersData(Product product, String path, SourceEntry entry) {
        return product == Product.MESSAGE_BROKER
                && path.startsWith("data/")
                && !(path.equals("data/activemq.log") && entry.size() == 0);
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
