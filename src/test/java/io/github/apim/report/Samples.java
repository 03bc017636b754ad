package io.github.apim.report;

import io.github.apim.companion.CompanionContext;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.edit.BundledFile;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.report.NodeSummary.FileChange;
import io.github.apim.report.NodeSummary.Tarball;
import io.github.apim.report.NodeSummary.What;
import io.github.apim.report.picture.Diagram;
import io.github.apim.testing.ThrottledDeployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Deployments for the page: the usual one of ten nodes, one of sixty, and any number of random ones. */
public final class Samples {

    /** Every password that a descriptor of these can reach; none may be in a page. */
    static final List<String> SECRETS = List.of("db-password", "admin-password", "svn-password", "bam-password");

    private static final String HEAD = """
            packs:
              api-manager: wso2am-1.9.0.zip
              identity-server: wso2is-5.0.0.zip
              bam: wso2bam-2.5.0.zip
              message-broker: apache-activemq-5.18.3.zip
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            """;

    /** Its name says no version, for packs of 2.x cannot be named yet. */
    private static final String HEAD_OF_2 =
            HEAD.replace("wso2am-1.9.0.zip", "am.zip").replaceFirst("  bam: .*\\n", "");

    private static final String BALANCER = """
            load-balancer:
              address: 10.0.0.5
              virtual-hosts:
                gateway-worker: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
                key-manager: { name: km.example.com, https: 443 }
                publisher: { name: pub.example.com, http: 80, https: 443 }
                store: { name: store.example.com, http: 80, https: 443 }
                identity-server: { name: is.example.com, https: 443 }
            """;

    private static final String SYNCHRONIZER = """
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              credentials: apim-svn
              client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
            """;

    private Samples() {}

    /** Ten nodes on nine machines with all that belongs to them. */
    public static CompanionContext ten(Path folder) {
        return read(folder, HEAD + BALANCER + SYNCHRONIZER + """
                single-sign-on: { identity-server: is-1 }
                statistics: { bam: bam-1, credentials: bam-admin }
                messaging: { broker: mq-1 }
                nodes:
                  gateway-manager:  { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
                  gateway-worker-1: { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11 }
                  gateway-worker-2: { role: gateway-worker,  host: gw-2.internal,   address: 10.0.0.12 }
                  key-manager-1:    { role: key-manager,     host: km-1.internal,   address: 10.0.0.13 }
                  key-manager-2:    { role: key-manager,     host: km-2.internal,   address: 10.0.0.14 }
                  publisher-1:      { role: publisher,       host: pub-1.internal,  address: 10.0.0.15, offset: 1 }
                  store-1:          { role: store,           host: store-1.internal, address: 10.0.0.15, offset: 2 }
                  is-1:             { role: identity-server, host: is-1.internal,   address: 10.0.0.16 }
                  bam-1:            { role: bam,             host: bam-1.internal,  address: 10.0.0.17, offset: 3 }
                  mq-1:             { role: message-broker,  host: mq-1.internal,   address: 10.0.0.18 }
                """);
    }

    /** Sixty nodes, more than half of them workers, some on one machine. */
    public static CompanionContext sixty(Path folder) {
        StringBuilder nodes = new StringBuilder();
        int machine = 0;
        machine = add(nodes, Role.GATEWAY_MANAGER, 2, machine, 1);
        machine = add(nodes, Role.GATEWAY_WORKER, 32, machine, 1);
        machine = add(nodes, Role.KEY_MANAGER, 6, machine, 1);
        machine = add(nodes, Role.PUBLISHER, 4, machine, 2);
        machine = add(nodes, Role.STORE, 8, machine, 2);
        machine = add(nodes, Role.IDENTITY_SERVER, 4, machine, 1);
        machine = add(nodes, Role.BAM, 2, machine, 1);
        add(nodes, Role.MESSAGE_BROKER, 2, machine, 1);
        return read(
                folder,
                HEAD + BALANCER + SYNCHRONIZER
                        + "single-sign-on: { identity-server: identity-server-01 }\nstatistics: { bam: bam-01 }\n"
                        + "messaging: { broker: message-broker-01 }\nnodes:\n" + nodes);
    }

    private static int add(StringBuilder nodes, Role role, int count, int machine, int onEach) {
        for (int i = 0; i < count; i++) {
            int here = machine + i / onEach;
            String number = (i < 9 ? "0" : "") + (i + 1);
            nodes.append("  " + role + "-" + number + ": { role: " + role + ", host: " + role + "-" + number
                    + ".eu-west-1.internal, address: 10.20.30." + here + ", offset: " + i % onEach + " }\n");
        }
        return machine + count / onEach;
    }

    /** A descriptor that {@code apim:init} writes, by the name of its pattern. */
    public static CompanionContext pattern(Path folder, String name) throws IOException {
        String yaml = new String(
                BundledFile.bytes(Samples.class, "/io/github/apim/init/" + name + ".yaml"), StandardCharsets.UTF_8);
        return read(folder, yaml, yaml.contains("wso2am-2.6.0") ? "2.6.0" : "1.9.0");
    }

    /** {@link ThrottledDeployment}. */
    static CompanionContext throttled(Path folder) {
        return CompanionContext.of(ThrottledDeployment.in(folder), Map.of());
    }

    /** Some nodes of some roles on some machines, with or without each of what surrounds them; each third one is of 2.6.0. */
    public static CompanionContext random(Path folder, long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(60);
        int machines = 1 + random.nextInt(count);
        List<Role> roles = new ArrayList<>(List.of(Role.values()));
        boolean second = seed % 3 == 0;
        roles.removeAll(List.of(Role.GATEWAY, Role.CONTROL_PLANE));
        roles.remove(second ? Role.BAM : Role.TRAFFIC_MANAGER);
        Collections.shuffle(roles, random);
        roles = roles.subList(0, 1 + random.nextInt(roles.size()));
        StringBuilder nodes = new StringBuilder();
        Map<Role, String> first = new EnumMap<>(Role.class);
        for (int i = 0; i < count; i++) {
            Role role = roles.get(random.nextInt(roles.size()));
            String name = "n" + "-long-name".repeat(random.nextInt(5)) + "-" + i;
            first.putIfAbsent(role, name);
            nodes.append("  " + name + ": { role: " + role + ", host: h" + "x".repeat(random.nextInt(40)) + i
                    + (random.nextBoolean() ? ".example.com" : "") + ", "
                    + (random.nextInt(4) > 0 ? "address: 10.1.2." + random.nextInt(machines) + ", " : "")
                    + "offset: " + i + " }\n");
        }
        StringBuilder yaml = new StringBuilder(second ? HEAD_OF_2 : HEAD);
        yaml.append(random.nextBoolean() ? BALANCER : "").append(random.nextBoolean() ? SYNCHRONIZER : "");
        yaml.append(random.nextBoolean() ? "key-validation: thrift\n" : "");
        yaml.append(random.nextBoolean() ? "gateway: { api-manager-database: shared }\n" : "");
        if (first.containsKey(Role.IDENTITY_SERVER) && random.nextBoolean()) {
            yaml.append("single-sign-on: { identity-server: " + first.get(Role.IDENTITY_SERVER) + " }\n");
        }
        if (first.containsKey(Role.BAM) && random.nextBoolean()) {
            yaml.append("statistics: { bam: " + first.get(Role.BAM) + " }\n");
        }
        if (first.containsKey(Role.MESSAGE_BROKER) && random.nextBoolean()) {
            yaml.append("messaging: { broker: " + first.get(Role.MESSAGE_BROKER) + " }\n");
        }
        return read(folder, yaml.append("nodes:\n").append(nodes).toString(), second ? "2.6.0" : "1.9.0");
    }

    /** The context of a descriptor. */
    static CompanionContext read(Path folder, String yaml) {
        return read(folder, yaml, "1.9.0");
    }

    private static CompanionContext read(Path folder, String yaml, String version) {
        try {
            Path file = Files.writeString(folder.resolve("deployment.yaml"), yaml);
            return CompanionContext.of(
                    new DeploymentReader(
                                    name -> Optional.empty(),
                                    id -> Optional.of(new Credentials(
                                            id + "-login",
                                            new Secret(id.replaceAll("apim-|-admin", "") + "-password"))))
                            .read(file)
                            .deployment()
                            .withVersions(Map.of(Product.API_MANAGER, version)),
                    Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the page draws. */
    public static Diagram diagram(CompanionContext context) {
        return Overview.of(context).diagram();
    }

    /** What building all nodes but the last could give. */
    public static List<NodeSummary> built(CompanionContext context) {
        List<Node> nodes = context.deployment().nodes();
        List<NodeSummary> summaries = new ArrayList<>();
        for (Node node : nodes.subList(0, nodes.size() - 1)) {
            List<FileChange> changes = new ArrayList<>(List.of(
                    new FileChange(
                            "repository/conf/carbon.xml",
                            What.CHANGED,
                            List.of("server-identity", "deployment-synchronizer")),
                    new FileChange("repository/conf/axis2/axis2.xml", What.CHANGED, List.of("clustering")),
                    new FileChange(
                            "repository/conf/datasources/master-datasources.xml", What.CHANGED, List.of("datasources")),
                    new FileChange(
                            "repository/components/lib/mysql-connector-java-5.1.49.jar",
                            What.ADDED,
                            List.of("database-driver")),
                    new FileChange("bin/start-node.sh", What.ADDED, List.of("launcher"))));
            for (int i = 0; i < 300; i++) {
                changes.add(new FileChange(
                        "repository/deployment/server/jaggeryapps/store/site/themes/fancy/" + i % 20 + "/file" + i
                                + ".jag",
                        What.REMOVED,
                        List.of("jaggery-applications")));
            }
            summaries.add(new NodeSummary(
                    node.name(),
                    Optional.of(new Tarball(
                            node.name() + ".tar.gz", 360_123_456 + node.name().length())),
                    changes));
        }
        return summaries;
    }

    /** Warnings of the length that the rules give them. */
    public static List<String> warnings() {
        return List.of(
                "deployment.yaml:24:3: nodes.gateway-manager: one manager is a single point of failure for publishing; APIs"
                        + " that are published go on being served without it (M12)",
                "deployment.yaml:9:3: databases.url: the server has no name, only an address; a move of the server changes"
                        + " every node (M7)");
    }
}
