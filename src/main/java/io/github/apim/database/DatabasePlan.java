package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.rules.Findings;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done on a server, in this order, and what speaks against it.
 *
 * @param steps    also those that have nothing to do
 * @param problems errors forbid all steps
 */
record DatabasePlan(List<Step> steps, List<Problem> problems) {

    /** One thing that the server must have. */
    sealed interface Step {

        /** Whether the server has it. */
        boolean isThere();

        /** What it is, in a line. */
        String shown();

        /** What the user should see of it before it is done, each in a line. */
        default List<String> details() {
            return List.of();
        }
    }

    /** A database. */
    record MakeDatabase(String name, boolean isThere, String characterSet) implements Step {
        @Override
        public String shown() {
            return "database " + name + ", character set " + characterSet;
        }
    }

    /** A script on a database. */
    record ApplyScript(String database, SchemaScript script, ScriptState state) implements Step {
        @Override
        public boolean isThere() {
            return state.kind() == ScriptState.Kind.THERE;
        }

        @Override
        public String shown() {
            List<SqlStatement> statements = script.executed();
            String text = "tables of " + database + ": " + script.origin() + ", " + statements.size() + " statements";
            if (state.kind() == ScriptState.Kind.INTERRUPTED && state.from() < statements.size()) {
                text += ", goes on with statement " + (state.from() + 1) + " in line "
                        + statements.get(state.from()).line();
            }
            int leftOut = script.leftOut().size();
            return leftOut == 0 || isThere() ? text : text + ", without " + leftOut + " that would drop or leave";
        }

        @Override
        public List<String> details() {
            return script.leftOut().stream()
                    .map(statement ->
                            "left out: " + script.origin() + ":" + statement.line() + ": " + statement.shown())
                    .toList();
        }
    }

    /** A user who may sign in from a machine. */
    record MakeUser(String account, Client client, boolean isThere) implements Step {
        @Override
        public String shown() {
            return "user " + account + " for " + String.join(", ", client.nodes())
                    + (isThere ? ", password unseen" : "");
        }
    }

    /** The right to use a database as a whole. */
    record MakeGrant(String account, Client client, String database, boolean isThere) implements Step {
        @Override
        public String shown() {
            return "all rights on " + database + " for " + account;
        }
    }

    /** @param findings takes what the rules find */
    static DatabasePlan of(ServerContext context, Findings findings) {
        Dialect dialect = context.dialect();
        List<Step> steps = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(findings.check(dialect.rules(), context));
        ServerState state = context.state();
        DatabaseLayout layout = context.layout();
        for (Database database : layout.databases()) {
            String name = database.name();
            steps.add(new MakeDatabase(
                    name, state.has(name), state.characterSets().getOrDefault(name, dialect.characterSet())));
        }
        for (Client client : dialect.accounts(layout)) {
            String account = dialect.account(client.user().username(), client.host());
            steps.add(new MakeUser(account, client, state.accounts().contains(account)));
            for (String database : client.databases()) {
                steps.add(new MakeGrant(
                        account, client, database, state.granted().get(account).contains(database)));
            }
        }
        for (Database database : layout.databases()) {
            for (SchemaScript script : context.scripts().get(database.name())) {
                ScriptState reached = ScriptState.of(state, database.name(), script);
                steps.add(new ApplyScript(database.name(), script, reached));
                problems.addAll(problems(context, database, script, reached));
            }
        }
        return new DatabasePlan(List.copyOf(steps), List.copyOf(problems));
    }

    private static List<Problem> problems(
            ServerContext context, Database database, SchemaScript script, ScriptState reached) {
        String path = context.path(database);
        boolean stuck = reached.kind() == ScriptState.Kind.UNKNOWN;
        return reached.remarks().stream()
                .map(remark -> new Problem(
                        stuck ? Severity.ERROR : Severity.WARNING,
                        context.location(path),
                        path,
                        script.origin() + " on database " + database.name() + ": " + remark
                                + (stuck
                                        ? "; nothing is dropped here: name an empty database, or empty this one by"
                                                + " yourself if nothing in it is needed"
                                        : "")))
                .toList();
    }

    /** How many steps have something to do. */
    long changes() {
        return steps.stream().filter(step -> !step.isThere()).count();
    }
}
