package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.apim.deployment.Addition;
import io.github.apim.deployment.ArtifactReference.Coordinates;
import io.github.apim.deployment.ArtifactReference.LocalPath;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.deployment.FileAsIs;
import io.github.apim.deployment.FileEdit;
import io.github.apim.deployment.GatewayOptions;
import io.github.apim.deployment.GatewayOptions.HostnameVerifier;
import io.github.apim.deployment.JaggeryApplications;
import io.github.apim.deployment.Jvm;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.Traffic;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.PackLimits;
import io.github.apim.deployment.PackReference;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.Shipping;
import io.github.apim.deployment.Statistics;
import io.github.apim.edit.Operation;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class DeploymentReaderTest {

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void start() {
        descriptors = new Descriptors(folder).property("user.home", "/home/me");
    }

    /** A schema of which the descriptor says no more than its name, on the server of all. */
    private static Databases.Schema shared(String name) {
        return new Databases.Schema(
                name, "jdbc:mysql://10.0.0.20:3306", new Credentials("apim", new Secret("db-secret")));
    }

    @Test
    void theDistributedExampleIsReadAsItStands() {
        ReadResult result = descriptors.read(Descriptors.resource("distributed.yaml"));

        Deployment deployment = result.deployment();
        assertThat(result.warnings()).isEmpty();
        assertThat(deployment.file()).isEqualTo(folder.resolve("deployment.yaml"));
        assertThat(deployment.packs().keySet())
                .containsExactly(Product.API_MANAGER, Product.IDENTITY_SERVER, Product.BAM, Product.MESSAGE_BROKER);
        assertThat(deployment.packs().get(Product.API_MANAGER))
                .isEqualTo(new PackReference(
                        new Coordinates("org.wso2.am", "wso2am", "zip", "", "1.9.0"),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        PackLimits.DEFAULT,
                        at(6, 16)));
        assertThat(deployment.packs().get(Product.IDENTITY_SERVER).artifact())
                .isEqualTo(new LocalPath(folder.resolve("packs/wso2is-5.0.0.zip")));
        assertThat(deployment.packs().get(Product.MESSAGE_BROKER).artifact())
                .isEqualTo(new Coordinates("org.apache.activemq", "apache-activemq", "tar.gz", "bin", "5.18.3"));
        assertThat(deployment.databases())
                .isEqualTo(new Databases(
                        "jdbc:mysql://10.0.0.20:3306",
                        "autoReconnect=true&relaxAutoCommit=true",
                        new Coordinates("mysql", "mysql-connector-java", "jar", "", "5.1.49"),
                        "com.mysql.jdbc.Driver",
                        new Credentials("apim", new Secret("db-secret")),
                        new Databases.Schemas(
                                shared("apimgtdb"),
                                shared("userdb"),
                                shared("regdb"),
                                shared("shareddb"),
                                shared("statsdb")),
                        Optional.empty()));
        assertThat(deployment.admin()).contains(new Credentials("admin", new Secret("admin-secret")));
        assertThat(deployment.keyValidation()).isEqualTo(KeyValidation.WEB_SERVICE);
        assertThat(deployment.gateway()).isEqualTo(GatewayOptions.DEFAULT);
        assertThat(deployment.jaggeryApplications()).isEqualTo(JaggeryApplications.PRUNE);
        assertThat(deployment.singleSignOn()).contains("is-1");
        assertThat(deployment.statistics())
                .contains(new Statistics(List.of("bam-1"), Statistics.Events.EACH, Optional.empty(), Optional.empty()));
        assertThat(deployment.messaging()).contains("mq-1");
        assertThat(deployment.edits()).isEmpty();
        assertThat(deployment.shipping()).hasValueSatisfying(shipping -> {
            assertThat(shipping.user()).contains("ubuntu");
            assertThat(shipping.key()).contains(Path.of("/home/me/.ssh/apim.pem"));
            assertThat(shipping.port()).isEqualTo(22);
            assertThat(shipping.directory()).isEqualTo("/opt/wso2");
        });
    }

    @Test
    void theSurroundingsOfTheDistributedExampleAreRead() {
        Deployment deployment =
                descriptors.read(Descriptors.resource("distributed.yaml")).deployment();

        assertThat(deployment.deploymentSynchronizer())
                .contains(new Svn(
                        "http://10.0.0.21/repos/gateway",
                        Optional.of(new Credentials("svn", new Secret("svn-secret"))),
                        List.of(
                                new LocalPath(folder.resolve("libs/svnkit-1.3.9.wso2v2.jar")),
                                new LocalPath(folder.resolve("libs/trilead-ssh2-1.0.0-build215.jar"))),
                        at(25, 1)));
        LoadBalancer balancer = deployment.loadBalancers().get(0);
        assertThat(balancer.address()).contains("10.0.0.5");
        assertThat(balancer.certificates()).contains("/etc/nginx/ssl");
        assertThat(balancer.virtualHosts())
                .extracting(VirtualHost::role)
                .containsExactly(
                        Role.GATEWAY_WORKER,
                        Role.GATEWAY_MANAGER,
                        Role.KEY_MANAGER,
                        Role.PUBLISHER,
                        Role.STORE,
                        Role.IDENTITY_SERVER);
        assertThat(balancer.virtualHosts())
                .startsWith(
                        host(Role.GATEWAY_WORKER, "gw.example.com", OptionalInt.of(80)),
                        host(Role.GATEWAY_MANAGER, "mgt.gw.example.com", OptionalInt.empty()));
    }

    @Test
    void theNodesOfTheDistributedExampleKeepTheirOrder() {
        Deployment deployment =
                descriptors.read(Descriptors.resource("distributed.yaml")).deployment();

        assertThat(deployment.nodes())
                .extracting(Node::name)
                .containsExactly(
                        "gateway-manager",
                        "gateway-worker-1",
                        "gateway-worker-2",
                        "key-manager-1",
                        "key-manager-2",
                        "publisher-1",
                        "store-1",
                        "is-1",
                        "bam-1",
                        "mq-1");
        assertThat(deployment.nodes().get(2))
                .isEqualTo(new Node(
                        "gateway-worker-2",
                        Role.GATEWAY_WORKER,
                        "gw-2.internal",
                        Optional.of("10.0.0.12"),
                        false,
                        0,
                        new Jvm(Optional.empty(), Optional.of("2g"), Optional.empty(), Optional.empty(), List.of()),
                        Optional.empty(),
                        at(62, 3)));
        assertThat(deployment.nodes().get(6).offset()).isEqualTo(2);
    }

    @Test
    void theShortExampleOfTheDesignIsRead() {
        Deployment deployment =
                descriptors.read(Descriptors.resource("short.yaml")).deployment();

        PackReference identityServer = deployment.packs().get(Product.IDENTITY_SERVER);
        assertThat(identityServer.sha256()).contains("3f".repeat(32));
        assertThat(deployment.loadBalancers().get(0).virtualHosts())
                .contains(host(Role.STORE, "store.example.com", OptionalInt.of(80)));
        assertThat(deployment.nodes())
                .filteredOn(node -> node.name().equals("gateway-worker-2"))
                .singleElement()
                .satisfies(node -> assertThat(node.overlay()).contains(folder.resolve("overlays/eu")));
    }

    @Test
    void everythingThatCanBeSaidIsRead() {
        Deployment deployment = descriptors
                .property("env.STORE_PASSWORD", "hidden")
                .read("""
                        $schema: https://example.com/deployment.schema.json
                        packs:
                          api-manager:
                            artifact: org.wso2.am:wso2am:1.9.0
                            sha256: %s
                            clean: true
                            limits: { entries: 100000, bytes: 2g, ratio: 200 }
                          bam: { path: /packs/wso2bam-2.5.0, limits: { bytes: 4096 } }
                        databases:
                          url: jdbc:mysql://[fd00::1]:3306
                          driver: ./libs/a:b.jar
                          driver-class: org.mariadb.jdbc.Driver
                          credentials: { username: apim, password: "${env.STORE_PASSWORD}" }
                          schemas: { registry: reg_2 }
                        key-validation: thrift
                        jaggery-applications: keep
                        gateway: { api-manager-database: shared, hostname-verifier: Strict }
                        shipping: {}
                        deployment-synchronizer: { url: svn://svn.internal:3690/gateway, client: [] }
                        nodes:
                          store:
                            role: api-store
                            host: store
                            address: fd00::15
                            offset: 50000
                            jvm:
                              home: /opt/jdk1.7.0_80
                              heap: 2g
                              initial-heap: 512m
                              perm-gen: 256m
                              options: [ -XX:+UseG1GC, "-Dlogs=$CARBON_HOME/logs" ]
                        edits:
                          all:
                            repository/conf/carbon.xml:
                              /Server/HideAdminServiceWSDLs: true
                              /Server/Version: 1.10
                          api-store:
                            bin/wso2server.sh: { JAVA_OPTS: "" }
                        """.formatted("AB".repeat(32)))
                .deployment();

        PackReference pack = deployment.packs().get(Product.API_MANAGER);
        assertThat(pack.artifact()).isEqualTo(new Coordinates("org.wso2.am", "wso2am", "zip", "", "1.9.0"));
        assertThat(pack.sha256()).contains("ab".repeat(32));
        assertThat(pack.clean()).isTrue();
        assertThat(pack.limits())
                .isEqualTo(new PackLimits(OptionalInt.of(100_000), OptionalLong.of(2L << 30), OptionalInt.of(200)));
        assertThat(deployment.packs().get(Product.BAM).artifact())
                .isEqualTo(new LocalPath(Path.of("/packs/wso2bam-2.5.0")));
        assertThat(deployment.packs().get(Product.BAM).limits().maxBytes()).hasValue(4096);
        assertThat(deployment.databases().driver()).isEqualTo(new LocalPath(folder.resolve("libs/a:b.jar")));
        assertThat(deployment.databases().schemas().registry().name()).isEqualTo("reg_2");
        assertThat(deployment.databases().schemas().statistics().name()).isEqualTo("statsdb");
        assertThat(deployment.keyValidation()).isEqualTo(KeyValidation.THRIFT);
        assertThat(deployment.gateway()).isEqualTo(new GatewayOptions(true, HostnameVerifier.STRICT));
        assertThat(deployment.jaggeryApplications()).isEqualTo(JaggeryApplications.KEEP);
        assertThat(deployment.shipping()).contains(Shipping.DEFAULT);
        assertThat(deployment.svn().orElseThrow().client()).isEmpty();
        Node store = deployment.nodes().get(0);
        assertThat(store.role()).isEqualTo(Role.STORE);
        assertThat(store.offset()).isEqualTo(50_000);
        assertThat(store.jvm().options()).containsExactly("-XX:+UseG1GC", "-Dlogs=$CARBON_HOME/logs");
        assertThat(deployment.edits())
                .containsExactly(
                        edit("all", "repository/conf/carbon.xml", "/Server/HideAdminServiceWSDLs", "true", at(35, 38)),
                        edit("all", "repository/conf/carbon.xml", "/Server/Version", "1.10", at(36, 24)),
                        edit("store", "bin/wso2server.sh", "JAVA_OPTS", "", at(38, 37)));
    }

    @Test
    void optionalPartsMayBeAbsent() {
        Deployment deployment = descriptors.read(Descriptors.SHORTEST).deployment();

        assertThat(deployment.admin()).isEmpty();
        assertThat(deployment.deploymentSynchronizer()).isEmpty();
        assertThat(deployment.loadBalancers()).isEmpty();
        assertThat(deployment.shipping()).isEmpty();
        assertThat(deployment.singleSignOn()).isEmpty();
        assertThat(deployment.databases().parameters()).isEmpty();
        assertThat(deployment.nodes().get(0).jvm()).isEqualTo(Jvm.DEFAULT);
    }

    @Test
    void laterRulesCanPointAtEveryValue() {
        ReadResult result = descriptors.read(Descriptors.SHORTEST
                + "edits: { all: { bin/wso2server.sh: { JAVA_OPTS: -server } } }\n"
                + "deployment-synchronizer: { url: 'http://svn/r', client: [ a.jar, b.jar ] }\n");

        assertThat(result.locationOf("nodes.gw-1")).isEqualTo(at(8, 3));
        assertThat(result.locationOf("nodes.gw-1.host")).isEqualTo(at(8, 39));
        assertThat(result.locationOf("edits.all['bin/wso2server.sh'].JAVA_OPTS"))
                .isEqualTo(at(9, 49));
        assertThat(result.locationOf("deployment-synchronizer.client[1]")).isEqualTo(at(10, 66));
        assertThat(result.locationOf("nodes.gw-1.address")).isEqualTo(at(1, 1));
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsDoNoHarm() {
        String yaml = "\ufeff" + Descriptors.SHORTEST.replace("\n", "\r\n");

        Deployment deployment = descriptors
                .read(descriptors.write(yaml.getBytes(StandardCharsets.UTF_8)))
                .deployment();

        assertThat(deployment.nodes().get(0).location()).isEqualTo(at(8, 3));
    }

    @Test
    @EnabledIfSystemProperty(
            named = "sun.jnu.encoding",
            matches = "UTF-8",
            disabledReason = "Skipped: paths of this system have no such names")
    void theFolderMayHaveAnyName() {
        Path strange = folder.resolve("Größe & Übel 'x'");

        Deployment deployment =
                new Descriptors(strange).read(Descriptors.SHORTEST).deployment();

        assertThat(deployment.databases().driver()).isEqualTo(new LocalPath(strange.resolve("libs/mysql.jar")));
    }

    @Test
    @DisabledIfSystemProperty(
            named = "sun.jnu.encoding",
            matches = "UTF-8",
            disabledReason = "Skipped: this system can have all paths")
    void aPathThatTheSystemCannotHaveIsAProblemAtItsLine() {
        assertThat(descriptors.problems(Descriptors.SHORTEST.replace("libs/mysql.jar", "libs/Größe.jar")))
                .singleElement()
                .asString()
                .startsWith("5:11: databases.driver: this system cannot have such a path: ");
    }

    @Test
    void anchorsAliasesAndMergeKeysSaveTyping() {
        Deployment deployment = descriptors.read(Descriptors.SHORTEST + """
                          gw-2: &worker { role: gateway-worker, host: gw-2.internal, jvm: &jvm { heap: 2g } }
                          gw-3: { <<: *worker, host: gw-3.internal, offset: 3 }
                          gw-4: { role: gateway-worker, host: gw-4.internal, jvm: *jvm }
                        """).deployment();

        assertThat(deployment.nodes())
                .extracting(Node::host)
                .containsExactly("gw-1.internal", "gw-2.internal", "gw-3.internal", "gw-4.internal");
        assertThat(deployment.nodes().subList(1, 4))
                .extracting(node -> node.jvm().heap().orElseThrow())
                .containsOnly("2g");
    }

    @Test
    void aPasswordInTheFileIsAWarning() {
        ReadResult result = descriptors.read(Descriptors.SHORTEST.replace(
                "credentials: apim-db", "credentials: { username: apim, password: hunter2 }"));

        assertThat(result.deployment().databases().credentials())
                .isEqualTo(new Credentials("apim", new Secret("hunter2")));
        assertThat(result.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(warning.location()).isEqualTo(at(6, 44));
            assertThat(warning.path()).isEqualTo("databases.credentials.password");
            assertThat(warning.message()).contains("settings.xml").doesNotContain("hunter2");
        });
    }

    private Location at(int line, int column) {
        return new Location(folder.resolve("deployment.yaml").toString(), line, column);
    }

    private static FileEdit edit(String scope, String file, String place, String value, Location location) {
        return new FileEdit(scope, file, place, new Operation.Set(value), new Operation.Set(value), location);
    }

    @Test
    void filesThatStayAsTheyAreAreKnownByWhomTheyAreFor() {
        Deployment deployment = descriptors.read(Descriptors.SHORTEST + """
                as-is:
                  all: [ repository/conf/registry.xml ]
                  api-store: [ repository/conf/carbon.xml ]
                  gw-1: [ repository/conf/log4j.properties ]
                """).deployment();

        assertThat(deployment.asIs())
                .extracting(FileAsIs::scope, FileAsIs::file, FileAsIs::path)
                .containsExactly(
                        tuple("all", "repository/conf/registry.xml", "as-is.all[0]"),
                        tuple("store", "repository/conf/carbon.xml", "as-is.api-store[0]"),
                        tuple("gw-1", "repository/conf/log4j.properties", "as-is.gw-1[0]"));
        assertThat(deployment.asIs().stream()
                        .map(file -> file.concerns(deployment.nodes().get(0))))
                .containsExactly(true, false, true);
    }

    @Test
    void patchesAndJarsAreKnownByWhomTheyAreFor() {
        Deployment deployment = descriptors
                .server("bam-admin", "analyst", "bam-secret")
                .read(Descriptors.SHORTEST.replace("zip\n", "zip\n  bam: packs/wso2bam-2.5.0.zip\n") + """
                  bam: { role: bam, host: bam.internal }
                statistics: { bam: bam, credentials: bam-admin }
                patches: { all: [ patches/p.zip, com.example:patch:1.0 ] }
                libs: { api-store: [ com.example:json:1.0 ] }
                dropins: { gw-1: [ libs/b.jar ] }
                """)
                .deployment();

        Path folder = deployment.file().toAbsolutePath().getParent();
        List<Location> locations =
                deployment.additions().stream().map(Addition::location).toList();
        int line = locations.get(0).line();
        assertThat(locations)
                .extracting(Location::line, Location::column)
                .containsExactly(tuple(line, 19), tuple(line, 34), tuple(line + 1, 22), tuple(line + 2, 20));
        assertThat(deployment.additions())
                .containsExactly(
                        new Addition(
                                Addition.Kind.PATCH,
                                "all",
                                new LocalPath(folder.resolve("patches/p.zip")),
                                "patches.all[0]",
                                locations.get(0)),
                        new Addition(
                                Addition.Kind.PATCH,
                                "all",
                                new Coordinates("com.example", "patch", "zip", "", "1.0"),
                                "patches.all[1]",
                                locations.get(1)),
                        new Addition(
                                Addition.Kind.LIBRARY,
                                "store",
                                new Coordinates("com.example", "json", "jar", "", "1.0"),
                                "libs.api-store[0]",
                                locations.get(2)),
                        new Addition(
                                Addition.Kind.DROPIN,
                                "gw-1",
                                new LocalPath(folder.resolve("libs/b.jar")),
                                "dropins.gw-1[0]",
                                locations.get(3)));
        assertThat(deployment.additions().stream()
                        .map(added -> added.concerns(deployment.nodes().get(0))))
                .containsExactly(true, true, false, true);
        assertThat(deployment
                        .statistics()
                        .orElseThrow()
                        .credentials()
                        .orElseThrow()
                        .username())
                .isEqualTo("analyst");
    }

    private static VirtualHost host(Role role, String name, OptionalInt http) {
        return new VirtualHost(
                role.key(),
                role,
                Traffic.REQUESTS,
                name,
                http,
                443,
                OptionalInt.empty(),
                OptionalInt.empty(),
                "",
                List.of());
    }
}
