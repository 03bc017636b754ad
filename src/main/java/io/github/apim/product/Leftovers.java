package io.github.apim.product;

import io.github.apim.archive.EntryKind;
import io.github.apim.archive.SourceEntry;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what a server writes into its home when it runs: a pack that holds it has been started (matrix M48). */
final class Leftovers {

    /** The H2 files under repository/database are shipped and prove nothing, so they are not here. */
    private static final Pattern FILE_WRITTEN_AT_RUN_TIME =
            Pattern.compile("wso2carbon\\.pid|(.*/)?velocity\\.log|repository/logs/(?!README).+|tmp/(?!README).+");

    private static final Pattern FOLDER_MADE_AT_RUN_TIME = Pattern.compile("repository/components/("
            + "patches/\\.metadata|patches/patch0000|[^/]+/configuration/org\\.eclipse\\.(osgi|core\\.runtime))(/.*)?");

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
        Set<String> leftovers = new LinkedHashSet<>();
        for (SourceEntry entry : entries) {
            if (entry.name().length() <= root.length()) {
                continue;
            }
            String path = entry.name().substring(root.length() + 1);
            // Empty folders under logs and tmp are shipped.
            boolean written = entry.kind() != EntryKind.DIRECTORY
                    && (FILE_WRITTEN_AT_RUN_TIME.matcher(path).matches() || isBrokersData(product, path, entry));
            if (written || FOLDER_MADE_AT_RUN_TIME.matcher(path).matches() || isExploded(path, root, archived)) {
                leftovers.add(path);
            }
        }
        return leftovers;
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
