package io.github.apim.product;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which script of a pack fills which database, by the product's version and the kind of server (matrix §1.5, §1.7). */
public final class SchemaScriptFacts {

    private static final Map<SchemaContent, String> FOLDERS = Map.of(
            SchemaContent.API_MANAGER, "dbscripts/apimgt/",
            SchemaContent.USERS_AND_REGISTRY, "dbscripts/");

    /** Their packs have scripts for MySQL 5.7 and newer beside the old ones, whose zero dates it refuses. */
    private static final Set<String> WITH_SCRIPTS_FOR_MYSQL_5_7 = Set.of("2.0.0", "2.1.0", "2.2.0", "2.5.0", "2.6.0");

    /** MariaDB says the version of a MySQL before its own; it has never had the scripts of 5.7 made for it. */
    private static final Pattern MYSQL = Pattern.compile("([0-9]+)\\.([0-9]+)(?![0-9]).*");

    /**
     * A script of a pack.
     *
     * @param path       below the pack's root
     * @param forServers in words for people, which servers it is for among those of its kind; empty for all
     */
    public record Script(String path, String forServers) {}

    private SchemaScriptFacts() {}

    /**
     * The scripts of a version for one kind of server, the one for most servers first.
     *
     * @param version of API Manager, or of Identity Server, whose scripts for users and registry are the same
     */
    public static List<Script> scripts(ProductVersion version, SchemaContent content, DatabaseKind kind) {
        String path = FOLDERS.get(content) + kind.scripts();
        if (kind == DatabaseKind.MYSQL && hasNewerScripts(version)) {
            return List.of(
                    new Script(path + "5.7.sql", "MySQL 5.7 and newer"), new Script(path + ".sql", "MySQL up to 5.6"));
        }
        return List.of(new Script(path + ".sql", ""));
    }

    /**
     * The script for one server.
     *
     * @param server the server's version as it says it; empty while it is not known
     */
    public static String script(ProductVersion version, SchemaContent content, DatabaseKind kind, String server) {
        List<Script> scripts = scripts(version, content, kind);
        boolean older = scripts.size() > 1 && isOlderThan57(server);
        return scripts.get(older ? 1 : 0).path();
    }

    private static boolean hasNewerScripts(ProductVersion version) {
        return version.product() == Product.API_MANAGER && WITH_SCRIPTS_FOR_MYSQL_5_7.contains(version.version());
    }

    private static boolean isOlderThan57(String server) {
        Matcher matcher = MYSQL.matcher(server);
        if (!matcher.matches()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major < 5 || major == 5 && Integer.parseInt(matcher.group(2)) < 7;
    }
}
