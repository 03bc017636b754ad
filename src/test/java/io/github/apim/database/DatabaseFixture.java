package io.github.apim.database;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.AssemblyListener;
import io.github.apim.assembly.CommonFiles;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.deployment.Credentials;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.overlay.UserFolder;
import io.github.apim.product.Pack;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A deployment with every kind of node, for tests of what it needs of the database server. */
public final class DatabaseFixture implements AssemblyListener, DatabaseListener {

    /** The shape of the guide's distributed deployment, on addresses of loopback; the server is elsewhere. */
    public static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              identity-server: wso2is-5.0.0.zip
              bam: wso2bam-2.5.0.zip
              message-broker: apache-activemq-5.18.3.tar.gz
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              parameters: useSSL=false
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
              schemas: { api-manager: am_db, user-management: userdb, registry: regdb, statistics: statsdb }
            single-sign-on: { identity-server: is-1 }
            statistics: { bam: bam-1 }
            messaging: { broker: mq-1 }
            nodes:
              gateway-manager:  { role: gateway-manager, host: gw-mgt.internal, address: 127.0.0.10 }
              gateway-worker-1: { role: gateway-worker,  host: gw-1.internal,   address: 127.0.0.11 }
              key-manager-1:    { role: key-manager,     host: km-1.internal,   address: 127.0.0.13 }
              publisher-1:      { role: publisher,       host: pub-1.internal,  address: 127.0.0.15, offset: 1 }
              store-1:          { role: store,           host: store-1.internal, address: 127.0.0.15, offset: 2 }
              is-1:             { role: identity-server, host: is-1.internal,   address: 127.0.0.16 }
              bam-1:            { role: bam,             host: bam-1.internal,  address: 127.0.0.17, offset: 3 }
              mq-1:             { role: message-broker,  host: mq-1.internal,   address: 127.0.0.18 }
            """;

    private final TestDeployment deployment;
    private final List<String> said = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    public DatabaseFixture(Path folder, Path pack) throws IOException {
        this.deployment = TestDeployment.in(folder, pack, DESCRIPTOR);
    }

    /** The same with one text of the descriptor replaced. */
    public DatabaseFixture with(String text, String replacement) {
        deployment.with(text, replacement);
        return this;
    }

    /** The same with another password for a server of settings.xml. */
    public DatabaseFixture knowing(String server, String password) {
        deployment.knowing(server, password);
        return this;
    }

    /** The same with one server of settings.xml more. */
    public DatabaseFixture knowing(String server, String user, String password) {
        deployment.knowing(server, user, password);
        return this;
    }

    public ReadResult read() throws IOException {
        return deployment.read();
    }

    /** Of the first database server. */
    public DatabaseLayout layout() throws IOException {
        return layouts().get(0);
    }

    public List<DatabaseLayout> layouts() throws IOException {
        ReadResult read = read();
        return DatabaseLayout.all(read.deployment(), read.deployment().nodes());
    }

    /** The scripts of the first server's databases, by name. */
    public Map<String, List<SchemaScript>> scripts() throws IOException {
        try (CommonFiles files = open()) {
            return new SchemaScripts(read().deployment(), files.packs()).read(layout(), "");
        }
    }

    /** What tells the first statements of a database's script from another script's. */
    public String sha256(String database, int count) throws IOException {
        return scripts().get(database).get(0).sha256(count);
    }

    /** Where a statement of a database's script ends, in characters; 1 for the first that is executed. */
    public int endOf(String database, int statement) throws IOException {
        return scripts().get(database).get(0).executed().get(statement - 1).end();
    }

    /** The files for doing it by hand. */
    public Map<String, String> files() throws IOException {
        try (CommonFiles files = open()) {
            return DatabaseFiles.of(read().deployment(), files.packs());
        }
    }

    /** Looks at a server and, if wanted, brings it to what the deployment needs. */
    public void run(Path driver, String url, Credentials administrator, boolean apply) throws IOException {
        run(driver, new ServerAccess(url, "", administrator, false), apply);
    }

    /** The same with all that may be said about the connection. */
    public void run(Path driver, ServerAccess access, boolean apply) throws IOException {
        run(driver, url -> access, apply);
    }

    /** The same with a way to each server, by the descriptor's URL of it. */
    public void run(Path driver, Function<String, ServerAccess> access, boolean apply) throws IOException {
        said.clear();
        warnings.clear();
        try (CommonFiles files = open()) {
            new DatabaseSetup(read(), files.nodes(), files.packs(), this).run(driver, access, apply);
        }
    }

    private CommonFiles open() throws IOException {
        PlanRequest request = new PlanRequest(
                read(),
                NodeSelection.ALL,
                List.of(UserFolder.of(deployment.folder().resolve("overlays"))),
                deployment.folder().resolve("cache"),
                2);
        return CommonFiles.open(
                request,
                SchemaScripts.product(read().deployment()).map(Set::of).orElse(Set.of()),
                coordinates -> {
                    throw new IOException(coordinates + " is not needed here");
                },
                this);
    }

    /** What the last run said. */
    public List<String> said() {
        return said;
    }

    /** What the last run warned of. */
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public void says(String line) {
        said.add(line);
    }

    @Override
    public void unchanged(String node, Path tarball) {}

    @Override
    public void warning(String message) {
        warnings.add(message);
    }

    @Override
    public void packOpened(Pack pack, Duration time) {}

    @Override
    public void waitingFor(Path folder) {}

    @Override
    public void assembled(AssembledNode node) {}
}
