package io.github.apim.database;

import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.product.DatabaseKind;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import io.github.apim.rules.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Brings the database servers to what a deployment needs; adds what is missing, and never takes anything away. */
public final class DatabaseSetup {

    private final ReadResult descriptor;
    private final Databases databases;
    private final List<DatabaseLayout> layouts;
    private final Dialect dialect;
    private final SchemaScripts scripts;
    private final boolean whole;
    private final DatabaseListener listener;

    /**
     * @param nodes whose databases and rights are wanted
     * @param packs where the scripts come from: {@link SchemaScripts#product}
     * @throws DatabaseException if the servers are none that this knows
     */
    public DatabaseSetup(ReadResult descriptor, List<Node> nodes, Map<Product, Pack> packs, DatabaseListener listener)
            throws DatabaseException {
        Deployment deployment = descriptor.deployment();
        this.descriptor = descriptor;
        this.databases = deployment.databases();
        this.layouts = DatabaseLayout.all(deployment, nodes);
        this.scripts = new SchemaScripts(deployment, packs);
        this.listener = listener;
        this.whole = nodes.size() == deployment.nodes().size();
        this.dialect = Dialect.of(databases.url()).orElseThrow(() -> unknown(databases));
    }

    private static DatabaseException unknown(Databases databases) {
        String advice =
                databases.kind().map(DatabaseSetup::byHand).orElse("create the schemas by the packs' dbscripts");
        return new DatabaseException(
                databases.url() + ": apim:databases knows MySQL, MariaDB and PostgreSQL only; " + advice);
    }

    private static String byHand(DatabaseKind kind) {
        return "have the administrator of the " + kind.title() + " server execute what the deployment's files have:"
                + " databases/create.sql, then each of databases/schemas/";
    }

    /**
     * Looks at the servers and, if wanted, adds what is missing, to none of them before all have been looked at.
     *
     * @param driver the jar of the deployment's driver
     * @param access how this machine gets to the server of a URL
     * @param apply  whether to do it, not only to show it
     * @throws DeploymentException if what is there speaks against it; nothing has been changed then
     * @throws DatabaseException   if a server does not do what it should, nothing shows that it is the right one, or a
     *                             script is broken
     */
    public void run(Path driver, Function<String, ServerAccess> access, boolean apply) throws IOException {
        if (layouts.isEmpty()) {
            listener.says("No node uses the database server");
            return;
        }
        // Broken scripts are told before anybody is asked for anything.
        for (DatabaseLayout layout : layouts) {
            scripts.read(layout, "");
        }
        List<ServerSetup> servers = new ArrayList<>();
        try (JdbcDriver jdbc = JdbcDriver.open(driver, databases.driverClass(), dialect)) {
            try {
                for (DatabaseLayout layout : layouts) {
                    ServerSessions sessions = new ServerSessions(
                            jdbc, dialect, access.apply(layout.url()), databases.parameters(), listener);
                    servers.add(ServerSetup.open(sessions, dialect, layout, listener));
                }
                run(servers, apply);
            } finally {
                close(servers);
            }
        }
    }

    private void run(List<ServerSetup> servers, boolean apply) throws IOException {
        Findings findings = new Findings(descriptor.deployment(), listener::says);
        List<Problem> problems = new ArrayList<>();
        for (ServerSetup server : servers) {
            problems.addAll(server.plan(descriptor, scripts, findings, apply));
        }
        settle(problems);
        if (whole) {
            settle(findings.unused());
        }
        for (ServerSetup server : servers) {
            server.finish(apply);
        }
    }

    private static void close(List<ServerSetup> servers) throws DatabaseException {
        DatabaseException problem = null;
        for (ServerSetup server : servers) {
            try {
                server.close();
            } catch (DatabaseException lost) {
                problem = lost;
            }
        }
        if (problem != null) {
            throw problem;
        }
    }

    private void settle(List<Problem> problems) {
        if (problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
            throw new DeploymentException(
                    problems.stream().sorted(Problem.FILE_ORDER).toList());
        }
        problems.forEach(problem -> listener.warning(problem.toString()));
    }
}
