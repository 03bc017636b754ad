package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.database.DatabasePlan.ApplyScript;
import io.github.apim.database.DatabasePlan.MakeDatabase;
import io.github.apim.database.DatabasePlan.MakeGrant;
import io.github.apim.database.DatabasePlan.MakeUser;
import io.github.apim.database.DatabasePlan.Step;
import io.github.apim.deployment.Databases;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import io.github.apim.rules.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Brings a database server to what a deployment needs; adds what is missing, and never takes anything away. */
public final class DatabaseSetup {

    private static final long PROGRESS_NANOSECONDS = Duration.ofSeconds(5).toNanos();

    private final ReadResult descriptor;
    private final Databases databases;
    private final DatabaseLayout layout;
    private final Dialect dialect;
    private final Map<String, List<SchemaScript>> scripts;
    private final boolean whole;
    private final DatabaseListener listener;

    /**
     * @param nodes whose databases and rights are wanted
     * @param packs where the scripts come from: {@link SchemaScripts#product}
     * @throws DatabaseException if the server is none that this knows, or a script is broken
     */
    public DatabaseSetup(ReadResult descriptor, List<Node> nodes, Map<Product, Pack> packs, DatabaseListener listener)
            throws IOException {
        this.descriptor = descriptor;
        this.databases = descriptor.deployment().databases();
        this.layout = DatabaseLayout.of(descriptor.deployment(), nodes);
        this.listener = listener;
        this.whole = nodes.size() == descriptor.deployment().nodes().size();
        this.dialect = Dialect.of(databases.url())
                .orElseThrow(() -> new DatabaseException(databases.url()
                        + ": apim:databases knows MySQL and MariaDB only; create the schemas by the packs' dbscripts"));
        this.scripts = SchemaScripts.read(databases, layout, packs);
    }

    /**
     * Looks at the server and, if wanted, adds what is missing.
     *
     * @param driver the jar of the deployment's driver
     * @param apply  whether to do it, not only to show it
     * @throws DeploymentException if what is there speaks against it; nothing has been changed then
     * @throws DatabaseException   if the server does not do what it should, or nothing shows that it is the right one
     */
    public void run(Path driver, ServerAccess access, boolean apply) throws IOException {
        if (layout.isEmpty()) {
            listener.says("No node uses the database server");
            return;
        }
        try (JdbcDriver jdbc = JdbcDriver.open(driver, databases.driverClass(), dialect)) {
            run(new ServerSessions(jdbc, dialect, access, databases.parameters(), listener), access.url(), apply);
        }
    }

    private void run(ServerSessions sessions, String url, boolean apply) throws IOException {
        try (DatabaseServer server = sessions.administrator()) {
            if (apply) {
                server.lock();
            }
            ServerState state = dialect.state(server, layout);
            listener.says("Database server " + url + ", version " + state.version());
            Findings findings = new Findings(descriptor.deployment(), listener::says);
            DatabasePlan plan = DatabasePlan.of(new ServerContext(descriptor, layout, scripts, state), findings);
            settle(plan.problems());
            if (whole) {
                settle(findings.unused());
            }
            warn(state);
            plan.steps().forEach(this::show);
            if (plan.changes() == 0) {
                listener.says("Nothing to do");
            } else if (apply) {
                apply(sessions, server, plan);
            } else {
                listener.says(plan.changes() + " to do, nothing done: this was a dry run");
            }
        }
    }

    private void show(Step step) {
        listener.says((step.isThere() ? "  is there: " : "  to do: ") + step.shown());
        if (!step.isThere()) {
            step.details().forEach(detail -> listener.says("    " + detail));
        }
    }

    private void settle(List<Problem> problems) {
        if (problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
            throw new DeploymentException(
                    problems.stream().sorted(Problem.FILE_ORDER).toList());
        }
        problems.forEach(problem -> listener.warning(problem.toString()));
    }

    private void warn(ServerState state) {
        if (state.maxConnections() < layout.connections()) {
            listener.warning("the server takes " + state.maxConnections()
                    + " connections, but the nodes' pools may open "
                    + layout.connections() + " (\"Too many connections\"); raise max_connections as the deployment's"
                    + " my.cnf says");
        }
        Set<String> others = new TreeSet<>(state.hosts());
        others.removeAll(layout.clients().stream().map(Client::host).collect(Collectors.toSet()));
        if (!others.isEmpty()) {
            listener.warning(layout.user() + " may sign in from elsewhere, too: "
                    + others.stream()
                            .map(host -> dialect.account(layout.user(), host))
                            .collect(Collectors.joining(", "))
                    + "; if no node, administrator or other deployment needs that, drop these accounts");
        }
    }

    private void apply(ServerSessions sessions, DatabaseServer server, DatabasePlan plan) throws DatabaseException {
        for (Step step : plan.steps()) {
            if (!step.isThere()) {
                apply(sessions, server, step);
            }
        }
        listener.says(plan.changes() + " done");
    }

    private void apply(ServerSessions sessions, DatabaseServer server, Step step) throws DatabaseException {
        long start = System.nanoTime();
        if (step instanceof MakeDatabase database) {
            server.execute(dialect.createDatabase(database.name()));
        } else if (step instanceof ApplyScript script) {
            try (ScriptAccount account = ScriptAccount.make(server, script.database());
                    DatabaseServer session = sessions.as(account.credentials())) {
                new ScriptRun(session, server, script, layout.owner(dialect, script.database()))
                        .run(script.state().from(), progress(script));
            }
        } else if (step instanceof MakeUser user) {
            server.createUser(
                    user.user(), user.client().host(), databases.credentials().password());
        } else if (step instanceof MakeGrant grant) {
            server.execute(dialect.grant(grant.database(), grant.user(), grant.host()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        listener.says(String.format(Locale.ROOT, "  done: %s (%.1f s)", step.shown(), seconds));
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
}
