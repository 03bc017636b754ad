package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.Ansible.Run;
import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.Command;
import io.github.apim.testing.DriverJars;
import io.github.apim.testing.FreePorts;
import io.github.apim.testing.MariaDb;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.PostgreSqlServer;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.SshServer;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TomlPack;
import io.github.apim.testing.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One deployment of API Manager 4.5.0, from an empty folder through every goal, on this machine's loopback addresses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DeploymentOf4IT {

    private static final String VERSION = "4.5.0";
    private static final String LAUNCHER = "bin/start-node.sh";
    private static final List<String> DATABASES = List.of("apimgtdb", "shareddb");
    private static final int OFFSET = 37;

    /** The nodes of the starter, with the last number of their addresses. */
    private static final Map<String, Integer> NODES = new TreeMap<>(Map.of(
            "control-plane-1", 11,
            "control-plane-2", 12,
            "traffic-manager-1", 21,
            "traffic-manager-2", 22,
            "gateway-1", 31,
            "gateway-2", 32));

    private static final Map<String, String> START_SCRIPTS = Map.of(
            "control-plane", "bin/api-cp.sh",
            "traffic-manager", "bin/traffic-manager.sh",
            "gateway", "bin/gateway.sh");

    private static final Map<String, String> ROOTS = Map.of(
            "control-plane", TomlPack.CONTROL_PLANE,
            "traffic-manager", TomlPack.TRAFFIC_MANAGER,
            "gateway", TomlPack.GATEWAY);

    private static final String CONTROL_PLANE = "api.example.com";
    private static final String GATEWAY = "gw.example.com";
    private static final String GATEWAY_MANAGER = "mgt.gw.example.com";
    private static final String WEB_SOCKET = "ws.gw.example.com";
    private static final String WEB_SUB = "websub.gw.example.com";

    private static final String SERVER = "<server><id>%s</id><username>%s</username><password>%s</password></server>";

    private Path folder;
    private Path project;
    private int http;
    private int https;
    private Outcome first;

    @BeforeAll
    void fromAnEmptyFolderToTarballs(@TempDir Path temporary) throws IOException {
        folder = temporary;
        project = Files.createDirectories(folder.resolve("project"));
        http = FreePorts.next();
        https = FreePorts.next();
        Files.createDirectory(project.resolve(".mvn"));
        MavenRun.of(Mavens.usual(), project)
                .with("-o", "-Dapim.pattern=api-manager-4")
                .run("io.github.apim:apim-maven-plugin:" + System.getProperty("apim.it.version") + ":init")
                .succeeded();
        Files.writeString(
                project.resolve("settings.xml"),
                TestDeployment.settings()
                        .replace("admin&amp;secret", "Admin-secret1")
                        .replace(
                                "</servers>",
                                SERVER.formatted("mariadb", MariaDb.ADMINISTRATOR, MariaDb.PASSWORD)
                                        + SERVER.formatted(
                                                "postgresql", PostgreSqlServer.ADMINISTRATOR, PostgreSqlServer.PASSWORD)
                                        + "</servers>"));
        for (SmallPack pack : TomlPack.all(VERSION)) {
            pack.toZip(Files.createDirectories(project.resolve("packs")));
        }
        Files.createDirectories(project.resolve("environments"));
        here("");
        first = run("here", "apim:validate", "apim:plan", "apim:assemble", "apim:verify");
    }

    @AfterEach
    void endWhatLaunchersStarted() {
        Command.endAllOf(folder);
    }

    /** Writes the environment of this machine, which differs from the starter in addresses, ports and files alone. */
    private void here(String shipping) throws IOException {
        StringBuilder nodes = new StringBuilder("nodes:\n");
        NODES.forEach((node, number) ->
                nodes.append("  %s: { address: 127.79.0.%d, offset: %d }%n".formatted(node, number, OFFSET)));
        Files.writeString(
                project.resolve("environments/here.yaml"),
                """
                databases: { driver: "%s" }
                load-balancer:
                  address: 127.79.0.5
                  certificates: "%s"
                  virtual-hosts:
                    control-plane: { https: HTTPS }
                    gateway: { http: HTTP, https: HTTPS }
                    gateway-manager: { https: HTTPS }
                    websocket: { http: HTTP, https: HTTPS }
                    websub: { http: HTTP, https: HTTPS }
                """.formatted(MariaDb.driverJar(), folder.resolve("certificates"))
                                .replace("HTTPS", "" + https)
                                .replace("HTTP", "" + http)
                        + nodes
                        + shipping);
    }

    private Outcome run(String environment, String... words) throws IOException {
        return tried(environment, words).succeeded();
    }

    private Outcome tried(String environment, String... words) throws IOException {
        Outcome outcome = MavenRun.of(Mavens.usual(), project)
                .with("-o", "-Dapim.environment=" + environment)
                .run(words);
        assertThat(outcome.log())
                .contains("Environment: " + environment.replace(',', '+'))
                .doesNotContain("db<&", "Admin-secret1", MariaDb.PASSWORD);
        return outcome;
    }

    private Path built() {
        return project.resolve("target/apim/here");
    }

    @Test
    void whatIsPlannedIsBuiltFromThePackOfItsPartAndVerified() throws IOException {
        assertThat(first.log()).contains("6 nodes checked").doesNotContain("[WARNING]");
        for (String node : NODES.keySet()) {
            String part = part(node);
            assertThat(first.log())
                    .containsPattern(node + " +" + part + ": \\d+ changed, \\d+ added, \\d+ removed")
                    .containsPattern(node + " +is what the descriptor gives today");
            String root = ROOTS.get(part) + "-" + VERSION + "/";
            assertThat(Trees.tarGz(built().resolve(node + ".tar.gz")))
                    .anyMatch(line -> line.endsWith(" " + root + START_SCRIPTS.get(part)))
                    .anyMatch(line -> line.endsWith(" " + root + LAUNCHER))
                    .anyMatch(line -> line.endsWith(" " + root + "repository/conf/deployment.toml"));
        }
    }

    private static String part(String node) {
        return node.substring(0, node.lastIndexOf('-'));
    }

    /** Those of the nodes that use a database; gateways know APIs and tokens from the control planes alone (am-4 §6). */
    private static List<String> addresses(String database) {
        return NODES.entrySet().stream()
                .filter(node ->
                        database.equals("shareddb") || !part(node.getKey()).equals("gateway"))
                .map(node -> "127.79.0." + node.getValue())
                .sorted()
                .toList();
    }

    @Test
    @Needs({Need.MARIADBD, Need.MARIADB_INSTALL_DB})
    void aMySqlServerGetsTheTablesAndAnAccountForEachNode() throws Exception {
        try (MariaDb server = MariaDb.start(Files.createDirectory(folder.resolve("mariadb")))) {
            String[] words = {
                "apim:databases", "-Dapim.databaseUrl=" + server.url(), "-Dapim.databaseAdministrator=mariadb"
            };

            run("here", words);

            assertThat(server.rows("SHOW TABLES IN apimgtdb"))
                    .contains("IDN_BASE_TABLE", "AM_SUBSCRIBER", "AM_APPLICATION")
                    .doesNotContain("UM_DOMAIN");
            assertThat(server.rows("SHOW TABLES IN shareddb"))
                    .contains("REG_LOG", "UM_TENANT", "UM_DOMAIN")
                    .doesNotContain("AM_SUBSCRIBER");
            assertThat(server.rows("SELECT Host FROM mysql.user WHERE User = 'apimuser' ORDER BY Host"))
                    .isEqualTo(addresses("shareddb"));
            for (String database : DATABASES) {
                assertThat(server.rows("SELECT Host FROM mysql.db WHERE User = 'apimuser'"
                                + " AND REPLACE(Db, '\\\\', '') = '" + database + "' ORDER BY Host"))
                        .as(database)
                        .isEqualTo(addresses(database));
            }
            assertThat(run("here", words).log()).contains("Nothing to do");
        }
    }

    @Test
    @Needs({Need.INITDB, Need.POSTGRES, Need.SETPRIV, Need.OPENSSL})
    void aPostgreSqlServerGetsTheTablesAndLetsEachNodeIn() throws Exception {
        Files.writeString(project.resolve("environments/postgresql.yaml"), """
                databases:
                  url: jdbc:postgresql://10.0.0.20:5432
                  parameters: null
                  driver: "%s"
                """.formatted(DriverJars.POSTGRESQL.jar()));
        try (PostgreSqlServer server = PostgreSqlServer.start()) {
            run(
                    "here,postgresql",
                    "apim:assemble",
                    "apim:databases",
                    "-Dapim.databaseUrl=" + server.url(),
                    "-Dapim.databaseAdministrator=postgresql");

            String tables = "SELECT tablename FROM pg_tables WHERE tableowner = 'apimuser'";
            assertThat(server.rows("apimgtdb", tables))
                    .contains("idn_base_table", "am_subscriber", "am_application")
                    .doesNotContain("um_domain");
            assertThat(server.rows("shareddb", tables))
                    .contains("reg_log", "um_tenant", "um_domain")
                    .doesNotContain("am_subscriber");
            List<String> letIn =
                    Files.readAllLines(project.resolve("target/apim/here+postgresql/deployment/databases/pg_hba.conf"));
            for (String database : DATABASES) {
                assertThat(letIn.stream()
                                .map(line -> List.of(line.replace("\"", "").split("\\s+")))
                                .filter(words ->
                                        words.size() > 3 && words.get(1).equals(database))
                                .map(words -> words.get(3)))
                        .as(database)
                        .containsExactlyInAnyOrderElementsOf(addresses(database).stream()
                                .map(address -> address + "/32")
                                .toList());
            }
        }
    }

    @Test
    @Needs({Need.CURL, Need.NGINX})
    void nginxLeadsEveryNameToThePortsOfItsPart() throws Exception {
        Nginx nginx = new Nginx(folder, List.of(CONTROL_PLANE, GATEWAY, GATEWAY_MANAGER, WEB_SOCKET, WEB_SUB));
        try (StubNodes stubs = new StubNodes(folder)) {
            for (String node : List.of("control-plane-1", "control-plane-2", "gateway-1", "gateway-2")) {
                open(stubs, node, 9443);
            }
            for (String node : List.of("gateway-1", "gateway-2")) {
                for (int port : new int[] {8243, 8280, 9099, 8099, 9021, 8021}) {
                    open(stubs, node, port);
                }
            }
            nginx.start(built().resolve("deployment/nginx"), https);

            assertSticks(nginx, CONTROL_PLANE, "control-plane-1:9443", "control-plane-2:9443");
            assertSticks(nginx, GATEWAY_MANAGER, "gateway-1:9443", "gateway-2:9443");
            assertIsShared(nginx, "https", GATEWAY, "gateway-1:8243", "gateway-2:8243");
            assertIsShared(nginx, "http", GATEWAY, "gateway-1:8280", "gateway-2:8280");
            assertIsShared(nginx, "https", WEB_SOCKET, "gateway-1:8099", "gateway-2:8099");
            assertIsShared(nginx, "http", WEB_SOCKET, "gateway-1:9099", "gateway-2:9099");
            assertIsShared(nginx, "https", WEB_SUB, "gateway-1:8021", "gateway-2:8021");
            assertIsShared(nginx, "http", WEB_SUB, "gateway-1:9021", "gateway-2:9021");
            for (String scheme : List.of("http", "https")) {
                assertThat(ask(nginx, scheme, WEB_SOCKET, "-H", "Upgrade: websocket", "-H", "Connection: Upgrade"))
                        .contains("\nUpgrade: websocket\n");
                assertThat(ask(nginx, scheme, GATEWAY, "-H", "Upgrade: websocket", "-H", "Connection: Upgrade"))
                        .doesNotContain("Upgrade");
            }
        } finally {
            nginx.close();
        }
    }

    private static void open(StubNodes stubs, String node, int port) throws IOException {
        String address = "127.79.0." + NODES.get(node);
        if (List.of(8280, 9099, 9021).contains(port)) {
            stubs.http(node + ":" + port, address, port + OFFSET);
        } else {
            stubs.https(node + ":" + port, address, port + OFFSET);
        }
    }

    private String ask(Nginx nginx, String scheme, String name, String... more) throws Exception {
        int port = scheme.equals("http") ? http : https;
        Command.Result result = nginx.get(scheme + "://" + name + ":" + port + "/any/1.0", name, port, more);
        assertThat(result.code()).as("%s", result).isZero();
        return result.out();
    }

    /** One client always comes to the same node, and all nodes have clients. */
    private void assertSticks(Nginx nginx, String name, String... nodes) throws Exception {
        TreeSet<String> reached = new TreeSet<>();
        for (int client = 1; client <= 12; client++) {
            TreeSet<String> ofOne = new TreeSet<>();
            for (int i = 0; i < 3; i++) {
                ofOne.add(ask(nginx, "https", name, "--interface", "127.79." + client + ".1")
                        .split(" ")[0]);
            }
            assertThat(ofOne).as(name).hasSize(1);
            reached.addAll(ofOne);
        }
        assertThat(reached).as(name).containsExactly(nodes);
    }

    /** One client comes to all nodes. */
    private void assertIsShared(Nginx nginx, String scheme, String name, String... nodes) throws Exception {
        TreeSet<String> reached = new TreeSet<>();
        for (int i = 0; i < 6; i++) {
            reached.add(ask(nginx, scheme, name).split(" ")[0]);
        }
        assertThat(reached).as("%s://%s", scheme, name).containsExactly(nodes);
    }

    @Test
    @Needs({Need.SSHD, Need.SSH_KEYGEN, Need.SH})
    void whatIsShippedStartsByItsPartsScriptAndIsStillWhatWasBuilt() throws Exception {
        try (Machine machine = new Machine("ship")) {
            assertThat(run("here", "apim:ship", "-Dapim.install").log())
                    .containsPattern("gateway-2 +current is .*/gateway-2/releases/")
                    .doesNotContain("[WARNING]");

            for (String node : NODES.keySet()) {
                Path home = machine.current(node);
                launch(home, "start");
                assertThat(home.resolve("repository/logs/started.txt"))
                        .content()
                        .contains("arguments=\n", node.startsWith("traffic") ? "-Xmx1024m" : "-Xms256m -Xmx2g")
                        .doesNotContain("-Dprofile");
                leaveWhatAStartLeaves(home);
            }
            Outcome verified = run("here", "apim:verify", "-Dapim.shipped");
            for (String node : NODES.keySet()) {
                assertThat(verified.log())
                        .contains("/" + node + "/current: as it was built, ")
                        .containsPattern(node + " +is what the descriptor gives today");
                launch(machine.current(node), "stop");
            }
            assertThat(verified.log()).doesNotContain("[WARNING]");

            write(machine.current("gateway-2"), "repository/components/dropins/extra.jar", "x");
            assertThat(tried("here", "apim:verify", "-Dapim.shipped").failed().log())
                    .containsPattern("gateway-2 +added: repository/components/dropins/extra.jar")
                    .contains("verification found 1 error and 0 warnings");
        }
    }

    private void launch(Path home, String word) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("java-21/bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"21.0.2\"' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Command.Result result = new Command(folder, Duration.ofMinutes(1))
                .with("JAVA_HOME", bin.getParent().toString())
                .run(List.of(Need.SH.path().toString(), home.resolve(LAUNCHER).toString(), word));
        assertThat(result.code()).as("%s", result).isZero();
        assertThat(result.err()).isEmpty();
    }

    /** A starting server renders its files from templates, and remembers what it did so by (am-4 R18, R27). */
    private static void leaveWhatAStartLeaves(Path home) throws IOException {
        Path templates = home.resolve("repository/resources/conf/templates");
        try (Stream<Path> files = Files.walk(templates)) {
            List<Path> all =
                    files.filter(file -> file.toString().endsWith(".j2")).toList();
            assertThat(all).hasSizeGreaterThan(8);
            for (Path template : all) {
                String rendered = templates.relativize(template).toString().replaceFirst("\\.j2$", "");
                write(home, rendered, "<rendered/>\n");
                write(home, "backup/" + rendered, "<shipped/>\n");
            }
        }
        write(home, "repository/resources/conf/.metadata/metadata_config.properties", "a=b\n");
        write(home, "repository/resources/conf/.metadata/metadata_template.properties", "a=b\n");
        write(home, "repository/components/default/configuration/org.eclipse.osgi/bundles/1/data", "x");
        write(home, "repository/logs/wso2carbon.log", "started\n");
        write(home, "tmp/work/x", "x");
    }

    private static void write(Path home, String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    @Needs({Need.SSH, Need.SSHD, Need.SSH_KEYGEN, Need.ANSIBLE_PLAYBOOK, Need.PYTHON3})
    void ansiblePredictsWhatItDoesAndThenLeavesItAsItIs() throws Exception {
        try (Machine machine = new Machine("play")) {
            run("here", "apim:assemble");
            machine.passesItsChecks();
            Ansible ansible = new Ansible(folder, built().resolve("deployment/ansible"));

            Run predicted = ansible.play("site.yml", "--check").succeeded();
            assertThat(predicted.changes().keySet()).containsExactlyInAnyOrderElementsOf(NODES.keySet());
            assertThat(predicted.changes().values()).doesNotContain(0);
            assertThat(machine.directory).isEmptyDirectory();

            assertThat(ansible.play("site.yml").succeeded().changes()).isEqualTo(predicted.changes());
            for (String node : NODES.keySet()) {
                assertThat(machine.current(node).resolve(START_SCRIPTS.get(part(node))))
                        .isExecutable();
            }
            assertThat(ansible.play("site.yml", "--check").succeeded().changes())
                    .isEqualTo(NODES.keySet().stream().collect(Collectors.toMap(Function.identity(), node -> 0)));
        }
    }

    /** What all nodes are shipped to: a real SSH server, which the environment names from now on. */
    private final class Machine implements AutoCloseable {

        private final SshServer server;
        private final Path directory;

        Machine(String name) throws IOException {
            Path own = Files.createDirectories(folder.resolve(name));
            directory = Files.createDirectories(own.resolve("machine"));
            Path key = SshServer.newKey(own.resolve("key"), "ed25519", "");
            server = SshServer.start(own.resolve("sshd"), "127.0.0.1", Path.of(key + ".pub"));
            StringBuilder shipping = new StringBuilder("""
                    shipping:
                      user: "%s"
                      key: "%s"
                      known-hosts: "%s"
                      agent: false
                      port: %d
                      nodes:
                    """.formatted(
                            System.getProperty("user.name"),
                            key,
                            Files.writeString(own.resolve("known_hosts"), server.knownHost()),
                            server.port()));
            NODES.keySet()
                    .forEach(node -> shipping.append(
                            "    %s: { host: 127.0.0.1, directory: \"%s\" }%n".formatted(node, directory)));
            here(shipping.toString());
            passesItsChecks();
        }

        /** It has the nodes' loopback addresses, but neither their Java nor their names. */
        void passesItsChecks() throws IOException {
            try (Stream<Path> files = Files.walk(built().resolve("deployment/prerequisites"))) {
                for (Path check :
                        files.filter(file -> file.endsWith("check.sh")).toList()) {
                    Files.writeString(check, "#!/bin/sh\nexit 0\n");
                }
            }
        }

        Path current(String node) {
            return directory.resolve(node).resolve("current");
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
