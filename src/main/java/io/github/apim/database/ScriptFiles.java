package io.github.apim.database;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What the texts for an administrator have in common, whatever the server: one file with all scripts of a database. */
final class ScriptFiles {

    private ScriptFiles() {}

    /**
     * Adds a file for each database that has scripts.
     *
     * @param file the text of such a file, from the database and its scripts
     */
    static <S> void add(
            Map<String, String> files, Map<String, List<S>> scripts, BiFunction<String, List<S>, String> file) {
        scripts.forEach((database, parts) -> {
            if (!parts.isEmpty()) {
                files.put("schemas/" + database + ".sql", file.apply(database, parts));
            }
        });
    }

    /** Appends a script behind a comment that says where it is from. */
    static void append(StringBuilder sql, String origin, String text) {
        sql.append("\n-- ").append(origin).append('\n').append(text);
        if (!text.endsWith("\n")) {
            sql.append('\n');
        }
    }
}
