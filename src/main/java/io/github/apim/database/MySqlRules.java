package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules that a MySQL or MariaDB decides, as {@code apim:databases} finds it. */
final class MySqlRules {

    /** What newer servers have by default, and what the scripts and the products cannot live with. */
    private static final Set<String> STRANGE_MODES = Set.of("NO_ZERO_DATE", "NO_ZERO_IN_DATE", "ONLY_FULL_GROUP_BY");

    private MySqlRules() {}

    /** The rules, in the order in which they are checked. */
    static List<Rule<ServerContext>> all() {
        return List.of(
                Rule.error("M15", MySqlRules::databasesToFillAreLatin1),
                Rule.warning("M15", MySqlRules::filledDatabasesAreLatin1),
                Rule.continued(Rule.warning("M18", MySqlRules::theModeIsThatOfOldServers)));
    }

    private static void databasesToFillAreLatin1(ServerContext context, Reporter reporter) {
        report(
                context,
                reporter,
                false,
                "; indexes of its tables would be too long (ERROR 1071). While it is empty, ALTER DATABASE %s CHARACTER"
                        + " SET latin1 mends it; else name another database here");
    }

    private static void filledDatabasesAreLatin1(ServerContext context, Reporter reporter) {
        report(
                context,
                reporter,
                true,
                "; its tables are there and stay as they are, but what creates more of them may fail (ERROR 1071);"
                        + " ALTER DATABASE %s CHARACTER SET latin1 is for new tables alone");
    }

    private static void report(ServerContext context, Reporter reporter, boolean filled, String consequence) {
        for (Database database : context.layout().databases()) {
            String characterSet = context.state().characterSets().get(database.name());
            if (characterSet != null
                    && !characterSet.equals(MySql.CHARACTER_SET)
                    && isFilled(context, database) == filled) {
                String path = context.path(database);
                reporter.report(
                        context.location(path),
                        path,
                        "the database " + database.name() + " is there with character set " + characterSet
                                + " instead of latin1"
                                + consequence.replace("%s", context.dialect().identifier(database.name())));
            }
        }
    }

    /** The statistics' tables are for BAM, or the analytics server, to make; they are taken for there as soon as there is one. */
    private static boolean isFilled(ServerContext context, Database database) {
        List<ScriptState> states = context.states(database);
        return states.isEmpty()
                ? !context.state().tables().get(database.name()).isEmpty()
                : states.stream().allMatch(state -> state.kind() == ScriptState.Kind.THERE);
    }

    private static void theModeIsThatOfOldServers(ServerContext context, Reporter reporter) {
        Set<String> strange = new TreeSet<>(context.state().sqlMode());
        strange.retainAll(STRANGE_MODES);
        if (!strange.isEmpty()) {
            reporter.report(
                    context.location(context.path()),
                    context.path(),
                    "sql_mode of the server (" + context.state().version() + ") holds " + String.join(", ", strange)
                            + ", as MySQL 5.7 and newer have it; the scripts are applied in a session without, but the"
                            + " nodes would fail later; set sql_mode = " + MySql.SQL_MODE
                            + " as the deployment's my.cnf says, or take MySQL 5.5 or 5.6");
        }
    }
}
