package io.github.apim.testing;

import io.github.apim.deployment.Deployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Descriptors of sound deployments that differ in roles, counts, offsets, shared machines, virtual hosts and options; the
 * same seed gives the same one. The files that they name are those of {@link ExampleDeployment}, but for API Manager 2.x.
 */
public final class SeededTopology {

    private static final String HEAD = """
            packs:
              api-manager: wso2am-1.9.0.zip
              identity-server: wso2is-5.0.0.zip
              bam: wso2bam-2.5.0.zip
              message-broker: apache-activemq-5.18.3.zip
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            """;

    /** How APIs get from the manager to the workers. */
    private static final List<String> SYNCHRONIZERS = List.of(
            "{ url: 'http://10.0.0.21/repos/gateway', credentials: apim-svn,"
                    + " client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ] }",
            "{ type: shared-directory, directory: /mnt/apim, server: 10.0.0.22 }",
            "{ type: rsync, user: sync, port: 2222 }");

    private static final int AWS = 2;

    /** How members of clusters find each other. */
    private static final List<String> SCHEMES = List.of(
            "{ scheme: wka }",
            "{ scheme: multicast, address: 224.1.2.3, ttl: 4, timeout: 5 }",
            "{ scheme: aws, credentials: apim-aws, region: eu-west-1, security-group: apim }");

    /** Its name says no version, for packs of 2.x cannot be named yet. */
    private static final String HEAD_OF_2 =
            HEAD.replace("wso2am-1.9.0.zip", "am.zip").replaceFirst("  bam: .*\\n", "");

    private static final List<String> VERSIONS_OF_2 = List.of("2.0.0", "2.1.0", "2.2.0", "2.5.0", "2.6.0");

    /** Roles that may stand behind a virtual host, whether the deployment has them or not. */
    private static final List<String> BALANCED = List.of(
            "gateway-worker",
            "gateway-manager",
            "key-manager",
            "publisher",
            "store",
            "all-in-one",
            "identity-server",
            "identity-server-key-manager");

    private final Random random;
    private final boolean second;
    private final boolean webSockets;
    private final boolean secureWebSockets;
    private final List<String> roles = new ArrayList<>();
    private final Map<Integer, Integer> offsets = new HashMap<>();
    private final StringBuilder nodes = new StringBuilder("nodes:\n");
    private final Map<String, Integer> counts = new HashMap<>();
    private int machines;

    /** @param of2 the place of a version of 2.x among them, negative for 1.9.0 */
    private SeededTopology(long seed, int of2) {
        this.random = new Random(seed);
        this.second = of2 >= 0;
        this.webSockets = of2 >= VERSIONS_OF_2.indexOf("2.1.0");
        this.secureWebSockets = of2 >= VERSIONS_OF_2.indexOf("2.2.0");
    }

    /** The descriptor of a seed, of API Manager 1.9.0. */
    public static String descriptor(long seed) {
        return new SeededTopology(seed, -1).make();
    }

    /** The deployment of a seed: of 1.9.0 if the seed is even, else of a version of 2.x with up to three traffic managers. */
    public static Deployment deployment(Path folder, long seed) {
        int of2 = seed % 2 == 0 ? -1 : (int) (seed / 2 % VERSIONS_OF_2.size());
        return ThrottledDeployment.of(
                folder, of2 < 0 ? "1.9.0" : VERSIONS_OF_2.get(of2), new SeededTopology(seed, of2).make());
    }

    private String make() {
        boolean synchronizer = chance(50);
        boolean gateways = chance(75);
        boolean managers = gateways && (synchronizer || chance(60));
        boolean workers = gateways && (!managers || chance(70));
        boolean allInOne = !gateways || chance(20);
        boolean identityKeyManager = chance(15);
        boolean thrift = chance(30);
        want("gateway-manager", managers ? synchronizer ? 1 : 1 + random.nextInt(2) : 0);
        want("gateway-worker", workers ? 1 + random.nextInt(3) : 0);
        want("all-in-one", allInOne ? 1 : 0);
        // Over thrift a gateway keeps a session with one key manager.
        int keyManagers = allInOne && chance(50) ? 0 : thrift ? 1 : 1 + random.nextInt(2);
        want(identityKeyManager ? "identity-server-key-manager" : "key-manager", keyManagers);
        want("publisher", chance(70) ? 1 + random.nextInt(2) : 0);
        want("store", chance(70) ? 1 + random.nextInt(2) : 0);
        boolean signOn = chance(40) && (has("publisher") || has("store") || has("all-in-one"));
        want(
                "identity-server",
                signOn && !(identityKeyManager && has("identity-server-key-manager")) ? 1 + random.nextInt(2) : 0);
        boolean statistics = !second && chance(40) && (gateways || allInOne);
        want("bam", statistics ? 1 + random.nextInt(2) : 0);
        boolean messaging = gateways && chance(30);
        want("message-broker", messaging ? 1 : 0);
        want("traffic-manager", second ? random.nextInt(4) : 0);
        int scheme = chance(30) ? 1 + random.nextInt(2) : 0;
        place(scheme == AWS || chance(80));
        StringBuilder text = new StringBuilder(second ? HEAD_OF_2 : HEAD);
        if (thrift) {
            text.append("key-validation: thrift\n");
        }
        if (synchronizer && gateways) {
            text.append("deployment-synchronizer: ")
                    .append(SYNCHRONIZERS.get(random.nextInt(SYNCHRONIZERS.size())))
                    .append('\n');
        }
        if (signOn) {
            text.append("single-sign-on: { identity-server: ")
                    .append(has("identity-server") ? "identity-server-1" : "identity-server-key-manager-1")
                    .append(" }\n");
        }
        if (statistics) {
            boolean several = counts.get("bam") > 1;
            text.append("statistics: { bam: ")
                    .append(several ? "[ bam-2, bam-1 ]" : "bam-1")
                    .append(several && chance(50) ? ", events: balanced" : "")
                    .append(" }\n");
        }
        if (chance(20)) {
            text.append("user-store: { file: user-stores/ad.xml, credentials: apim-ad }\n");
        }
        if (scheme > 0) {
            text.append("clustering: ").append(SCHEMES.get(scheme)).append('\n');
        }
        if (messaging) {
            text.append("messaging: { broker: message-broker-1 }\n");
        }
        int trafficManagers = counts.get("traffic-manager");
        if (trafficManagers > 0 && chance(60)) {
            text.append("throttling: { policies: traffic-manager-")
                    .append(1 + random.nextInt(trafficManagers))
                    .append(", synchronize-policies: rsync }\n");
        }
        if (chance(30)) {
            text.append("jaggery-applications: keep\n");
        }
        return text + balancer() + nodes;
    }

    private void want(String role, int count) {
        counts.put(role, count);
        for (int i = 1; i <= count; i++) {
            roles.add(role);
        }
    }

    private boolean has(String role) {
        return counts.getOrDefault(role, 0) > 0;
    }

    /** Nodes in any order, on machines of their own or beside others with an offset that keeps all ports apart. */
    private void place(boolean addresses) {
        java.util.Collections.shuffle(roles, random);
        Map<String, Integer> numbers = new HashMap<>();
        int share = random.nextInt(80);
        for (String role : roles) {
            int machine = machines > 0 && chance(share) ? random.nextInt(machines) : machines++;
            int offset = offsets.merge(machine, random.nextInt(3), (before, step) -> before + 10 + step);
            String name = role + "-" + numbers.merge(role, 1, Integer::sum);
            nodes.append("  ")
                    .append(name)
                    .append(": { role: ")
                    .append(role)
                    .append(", host: ")
                    .append(
                            addresses
                                    ? name + ".internal, address: 10.0.1." + (machine + 1)
                                    : "machine-" + (machine + 1) + ".internal")
                    .append(", offset: ")
                    .append(offset)
                    .append(" }\n");
        }
    }

    private String balancer() {
        if (chance(30)) {
            return "";
        }
        StringBuilder hosts = new StringBuilder();
        for (String role : BALANCED) {
            if (chance(has(role) ? 60 : 15)) {
                hosts.append("    ")
                        .append(role)
                        .append(": { name: ")
                        .append(role)
                        .append(".example.com, ")
                        .append(chance(50) ? "http: 80, " : "")
                        .append("https: ")
                        .append(chance(70) ? 443 : 8443)
                        .append(role.equals("gateway-worker") ? webSockets() : "")
                        .append(" }\n");
            }
        }
        return hosts.isEmpty() ? "" : "load-balancer:\n  address: 10.0.0.5\n  virtual-hosts:\n" + hosts;
    }

    private String webSockets() {
        return (webSockets && chance(50) ? ", websocket: 9099" : "")
                + (secureWebSockets && chance(50) ? ", secure-websocket: 8099" : "");
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
