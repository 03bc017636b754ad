package io.github.apim.database;

import java.util.Map;
import java.util.Set;

/**
 * What a database server has, as far as it concerns the deployment.
 *
 * @param version        as the server says it
 * @param sqlMode        what new sessions get; empty on servers without modes
 * @param maxConnections the most that it takes
 * @param characterSets  of each database that is there, by its name
 * @param tables         of each database that is there, in lower case
 * @param accounts       of the deployment's users, as {@link Dialect#account} writes them
 * @param granted        the databases that an account may use as a whole
 * @param histories      how far scripts came, by database and script path
 */
record ServerState(
        String version,
        Set<String> sqlMode,
        int maxConnections,
        Map<String, String> characterSets,
        Map<String, Set<String>> tables,
        Set<String> accounts,
        Map<String, Set<String>> granted,
        Map<String, Map<String, History>> histories) {

    /**
     * A row of the table that remembers how far a script came.
     *
     * @param statements how many statements have been executed
     * @param sha256     of these statements
     * @param finished   whether there were no more
     */
    record History(int statements, String sha256, boolean finished) {}

    boolean has(String database) {
        return characterSets.containsKey(database);
    }
}
