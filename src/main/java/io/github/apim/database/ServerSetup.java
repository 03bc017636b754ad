package io.github.apim.database;

import io.github.apim.database.DatabasePlan.ApplyScript;
import io.github.apim.database.DatabasePlan.MakeDatabase;
import io.github.apim.database.DatabasePlan.MakeGrant;
import io.github.apim.database.DatabasePlan.MakeUser;
import io.github.apim.database.DatabasePlan.Step;
import io.github.apim.deployment.Problem;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.rules.Findings;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Brings one database server to what a deployment needs of it, in a session of its administrator. */
final class ServerSetup implements Closeable {

    private static final long PROGRESS_NANOSECONDS = Duration.ofSeconds(5).toNanos();

    private final ServerSessions sessions;
    private final DatabaseServer server;
    private final Dialect dialect;
    private final DatabaseLayout layout;
    private final DatabaseListener listener;
    private ServerState state;
    private DatabasePlan plan;

    private ServerSetup(
            ServerSessions sessions,
            DatabaseServer server,
            Dialect dialect,
            DatabaseLayout layout,
            DatabaseListener listener) {
        this.sessions = sessions;
        this.server = server;
        this.dialect = dialect;
        this.layout = layout;
        this.listener = listener;
    }

    /** Signs in at the server. */
    static ServerSetup open(ServerSessions sessions, Dialect dialect, DatabaseLayout layout, DatabaseListener listener)
            throws DatabaseException {
        return new ServerSetup(sessions, sessions.administrator(), dialect, layout, listener);
    }

    /**
     * Looks at the server, and keeps others from changing it if this is going to.
     *
     * @return what speaks against it
     */
    List<Problem> plan(ReadResult descriptor, SchemaScripts scripts, Findings findings, boolean apply)
            throws IOException {
        if (apply) {
            server.lock();
        }
        state = dialect.state(server, layout, sessions::administrator);
        listener.says("Database server " + sessions.url() + ", version " + state.version());
        ServerContext context = new ServerContext(descriptor, layout, scripts.read(layout, state.version()), state);
        plan = DatabasePlan.of(context, findings);
        return plan.problems();
    }

    /** Shows what there is to do, and does it if this is wanted. */
    void finish(boolean apply) throws DatabaseException {
        warn();
        plan.steps().forEach(this::show);
        if (plan.changes() == 0) {
            listener.says("Nothing to do");
        } else if (apply) {
            apply();
        } else {
            listener.says(plan.changes() + " to do, nothing done: this was a dry run");
        }
    }

    private void show(Step step) {
        listener.says((step.isThere() ? "  is there: " : "  to do: ") + step.shown());
        if (!step.isThere()) {
            step.details().forEach(detail -> listener.says("    " + detail));
        }
    }

    private void warn() {
        if (state.maxConnections() < layout.connections()) {
            listener.warning("the server takes " + state.maxConnections()
                    + " connections, but the nodes' pools may open "
                    + layout.connections() + " (\"Too many connections\"); " + dialect.connectionsAdvice());
        }
        Set<String> others = new TreeSet<>(state.accounts());
        dialect.accounts(layout)
                .forEach(client -> others.remove(dialect.account(client.user().username(), client.host())));
        if (!others.isEmpty()) {
            String users = layout.clients().stream()
                    .map(client -> client.user().username())
                    .distinct()
                    .collect(Collectors.joining(", "));
            listener.warning(users + " may sign in from elsewhere, too: " + String.join(", ", others)
                    + "; if no node, administrator or other deployment needs that, drop these accounts");
        }
    }

    private void apply() throws DatabaseException {
        for (Step step : plan.steps()) {
            if (!step.isThere()) {
                apply(step);
            }
        }
        listener.says(plan.changes() + " done");
    }

    private void apply(Step step) throws DatabaseException {
        long start = System.nanoTime();
        if (step instanceof MakeDatabase database) {
            execute(server, dialect.createDatabase(database.name()));
        } else if (step instanceof ApplyScript script) {
            apply(script);
        } else if (step instanceof MakeUser user) {
            server.createUser(
                    user.client().user().username(),
                    user.client().host(),
                    user.client().user().password());
        } else if (step instanceof MakeGrant grant) {
            apply(grant);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        listener.says(String.format(Locale.ROOT, "  done: %s (%.1f s)", step.shown(), seconds));
    }

    private void apply(ApplyScript script) throws DatabaseException {
        String owner = layout.owner(dialect, script.database());
        try (ScriptAccount account = ScriptAccount.make(server, script.database(), owner);
                DatabaseServer session = sessions.as(account.credentials(), script.database())) {
            new ScriptRun(session, server, script, owner).run(script.state().from(), progress(script));
        }
    }

    private void apply(MakeGrant grant) throws DatabaseException {
        String user = grant.client().user().username();
        execute(server, dialect.grant(grant.database(), user, grant.client().host()));
        List<String> within = dialect.grantWithin(user);
        if (!within.isEmpty()) {
            try (DatabaseServer session = sessions.administrator(grant.database())) {
                execute(session, within);
            }
        }
    }

    private static void execute(DatabaseServer session, List<String> statements) throws DatabaseException {
        for (String statement : statements) {
            session.execute(statement);
        }
    }

    /** A line now and then while a script takes long. */
    private ScriptRun.Progress progress(ApplyScript step) {
        long[] told = {System.nanoTime()};
        return (count, all) -> {
            if (System.nanoTime() - told[0] > PROGRESS_NANOSECONDS) {
                told[0] = System.nanoTime();
                listener.says("  " + step.database() + ": " + count + " of " + all + " statements of "
                        + step.script().origin());
            }
        };
    }

    @Override
    public void close() throws DatabaseException {
        server.close();
    }
}
