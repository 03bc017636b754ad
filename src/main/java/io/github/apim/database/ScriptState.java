package io.github.apim.database;

import io.github.apim.database.ServerState.History;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a script has come in a database.
 *
 * @param kind    what is to be done
 * @param from    how many statements have been executed, where the script goes on
 * @param remarks what the user should know
 */
record ScriptState(Kind kind, int from, List<String> remarks) {

    /** What is to be done. */
    enum Kind {
        /** Nothing of it is there: it is executed as a whole. */
        ABSENT,
        /** It was interrupted, and how far it had come is known: it goes on there. */
        INTERRUPTED,
        /** All of it is there: nothing is done. */
        THERE,
        /** Some of it is there, and which statements were executed is not known: nothing can be done. */
        UNKNOWN
    }

    static ScriptState of(ServerState state, String database, SchemaScript script) {
        if (!state.has(database)) {
            return new ScriptState(Kind.ABSENT, 0, List.of());
        }
        Set<String> missing = new TreeSet<>(script.tables());
        missing.removeAll(state.tables().get(database));
        History history = state.histories().get(database).get(script.path());
        return history == null ? unrecorded(script, missing) : recorded(history, script, missing);
    }

    private static ScriptState recorded(History history, SchemaScript script, Set<String> missing) {
        int count = history.statements();
        boolean same = count <= script.executed().size() && script.sha256(count).equals(history.sha256());
        if (history.finished()) {
            boolean whole = same && count == script.executed().size();
            return new ScriptState(
                    Kind.THERE,
                    count,
                    whole && missing.isEmpty()
                            ? List.of()
                            : List.of(
                                    whole
                                            ? "tables have gone since it was applied: " + String.join(", ", missing)
                                            : "it was applied as another version of the script had it, and is left so"));
        }
        return same
                ? new ScriptState(Kind.INTERRUPTED, count, List.of())
                : new ScriptState(
                        Kind.UNKNOWN,
                        count,
                        List.of("it stopped after " + count + " statements that are not the first ones of this script;"
                                + " take the script that was applied then"));
    }

    private static ScriptState unrecorded(SchemaScript script, Set<String> missing) {
        if (missing.size() == script.tables().size()) {
            return new ScriptState(Kind.ABSENT, 0, List.of());
        }
        if (missing.isEmpty()) {
            return new ScriptState(Kind.THERE, script.executed().size(), List.of());
        }
        return new ScriptState(
                Kind.UNKNOWN,
                0,
                List.of("somebody has applied a part of it: " + (script.tables().size() - missing.size()) + " of its "
                        + script.tables().size() + " tables are there, missing are " + String.join(", ", missing)));
    }
}
