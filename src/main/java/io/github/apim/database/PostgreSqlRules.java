package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;

/** The rules that a PostgreSQL decides, as {@code apim:databases} finds it. */
final class PostgreSqlRules {

    private PostgreSqlRules() {}

    /** The rules, in the order in which they are checked. */
    static List<Rule<ServerContext>> all() {
        return List.of(Rule.warning("M15", PostgreSqlRules::databasesTakeAllCharacters));
    }

    private static void databasesTakeAllCharacters(ServerContext context, Reporter reporter) {
        for (Database database : context.layout().databases()) {
            String encoding = context.state().characterSets().get(database.name());
            if (encoding != null && !encoding.equals(PostgreSql.ENCODING)) {
                String path = context.path(database);
                reporter.report(
                        context.location(path),
                        path,
                        "the database " + database.name() + " is there with encoding " + encoding + " instead of "
                                + PostgreSql.ENCODING
                                + "; what users write in other characters would be refused (\"has no"
                                + " equivalent in encoding\"), and an encoding cannot be changed; name another"
                                + " database here, or dump it and restore it into a new one");
            }
        }
    }
}
