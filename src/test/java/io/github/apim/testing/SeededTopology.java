package io.github.apim.testing;

import io.github.apim.deployment.Deployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

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

    /** What a console's port, 9763, is above that of a traffic manager's events, 9711. */
    private static final int CONSOLE_FROM_EVENTS = 52;

    /** How members of clusters find each other. */
    private static final List<String> SCHEMES = List.of(
            "{ scheme: wka }",
            "{ scheme: multicast, address: 224.1.2.3, ttl: 4, timeout: 5 }",
            "{ scheme: aws, credentials: apim-aws, region: eu-west-1, security-group: apim }");

    /** Its name says no version, so that any can be tried. */
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

    /** What has a path where one public name is for several. */
    private static final Map<String, String> PATHS =
            Map.of("publisher", "/publisher", "store", "/apimanager/store", "gateway-worker", "/apis");

    private final Random random;
    private final boolean second;
    private final boolean webSockets;
    private final boolean secureWebSockets;
    private final List<String> roles = new ArrayList<>();
    private final Map<Integer, Integer> offsets = new HashMap<>();
    private final StringBuilder nodes = new StringBuilder("nodes:\n");
    private final Map<String, Integer> counts = new HashMap<>();
    private int machines;
    private boolean environments;
    private boolean standBy;
    private boolean paths;

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

    /** The descriptor of a seed, of API Manager 2.6.0, whose pack it names by version. */
    public static String throttledDescriptor(long seed) {
        return descriptor(seed, "2.6.0");
    }

    /** The descriptor of a seed, of a version of API Manager, 1.x or 2.x, whose pack it names by version. */
    public static String descriptor(long seed, String version) {
        String descriptor = new SeededTopology(seed, VERSIONS_OF_2.indexOf(version))
                .make()
                .replaceFirst("api-manager: .*", "api-manager: wso2am-" + version + ".zip");
        return version.startsWith("1.9.")
                ? descriptor
                : descriptor.replace("svnkit-1.3.9.wso2v2.jar", "svnkit-all-1.8.7.wso2v1.jar");
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
        environments = gateways && chance(30);
        standBy = !environments && managers && chance(25);
        int active = synchronizer ? 1 : 1 + random.nextInt(2);
        want("gateway-manager", environments ? 2 : managers ? standBy ? 2 : active : 0);
        want("gateway-worker", environments ? 2 + random.nextInt(2) : workers ? 1 + random.nextInt(3) : 0);
        want("all-in-one", allInOne ? gateways ? 1 : 1 + random.nextInt(2) : 0);
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
        if (synchronizer && (gateways || counts.get("all-in-one") > 1)) {
            // One directory is for all, and so not for several environments.
            List<String> fitting = environments
                    ? SYNCHRONIZERS.stream()
                            .filter(one -> !one.contains("shared-directory"))
                            .toList()
                    : SYNCHRONIZERS;
            text.append("deployment-synchronizer: ")
                    .append(fitting.get(random.nextInt(fitting.size())))
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
        if (environments) {
            text.append("gateway-environments:\n");
        }
        String balancers = balancers();
        for (int i = 1; environments && i <= 2; i++) {
            text.append("  - { name: Environment ")
                    .append(i)
                    .append(", gateways: [ gateway-manager-")
                    .append(i);
            for (int worker = i; worker <= counts.get("gateway-worker"); worker += 2) {
                text.append(", gateway-worker-").append(worker);
            }
            text.append(balancers.contains("apis-" + i + ":") ? " ], virtual-host: apis-" + i + " }\n" : " ] }\n");
        }
        return text + balancers + nodes;
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
        Set<List<Integer>> taken = new HashSet<>();
        int share = random.nextInt(80);
        for (String role : roles) {
            int machine = machines > 0 && chance(share) ? random.nextInt(machines) : machines++;
            int offset = offsets.merge(machine, random.nextInt(3), (before, step) -> before + 10 + step);
            while (second && taken.contains(List.of(machine, offset - CONSOLE_FROM_EVENTS))) {
                offset = offsets.merge(machine, 1, Integer::sum);
            }
            taken.add(List.of(machine, offset));
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
                    .append(standBy && name.equals("gateway-manager-2") ? ", stand-by: true" : "")
                    .append(", offset: ")
                    .append(offset)
                    .append(" }\n");
        }
    }

    /** None, one, or two of which each has some of the virtual hosts. */
    private String balancers() {
        if (chance(30)) {
            return "";
        }
        List<StringBuilder> balancers = new ArrayList<>(List.of(new StringBuilder()));
        paths = chance(25);
        if (!paths && chance(30)) {
            balancers.add(new StringBuilder());
        }
        for (String role : BALANCED) {
            if (environments && role.startsWith("gateway-")) {
                for (int i = 1; i <= 2; i++) {
                    ofEnvironment(role, i, balancers.get(random.nextInt(balancers.size())));
                }
            } else if (chance(has(role) ? 60 : 15)) {
                host(role, "", balancers.get(random.nextInt(balancers.size())));
            }
        }
        if (balancers.size() == 1) {
            return section("load-balancer:\n", "  ", "10.0.0.5", balancers.get(0));
        }
        String both = section("  dmz:\n", "    ", "10.0.0.5", balancers.get(0))
                + section("  internal:\n", "    ", "10.0.0.6", balancers.get(1));
        return both.isEmpty() ? "" : "load-balancers:\n" + both;
    }

    private static String section(String head, String indent, String address, StringBuilder hosts) {
        return hosts.isEmpty()
                ? ""
                : head + indent + "address: " + address + "\n" + indent + "virtual-hosts:\n"
                        + hosts.toString().replaceAll("(?m)^", indent + "  ").stripTrailing() + "\n";
    }

    /** Clients call an environment under a name of its own, and so does who publishes to it. */
    private void ofEnvironment(String role, int environment, StringBuilder hosts) {
        if (chance(50)) {
            boolean worker = role.equals("gateway-worker");
            host(
                    (worker ? "apis-" : "manager-") + environment,
                    "role: " + role + ", " + (worker ? "" : "nodes: [ gateway-manager-" + environment + " ], "),
                    hosts);
        }
    }

    private void host(String key, String more, StringBuilder hosts) {
        boolean forApiCalls = key.equals("gateway-worker") || more.contains("role: gateway-worker");
        if (paths && PATHS.containsKey(key)) {
            hosts.append(key)
                    .append(": { name: public.example.com, path: ")
                    .append(PATHS.get(key))
                    .append(", http: 80")
                    .append(forApiCalls ? webSockets() : "")
                    .append(" }\n");
            return;
        }
        hosts.append(key)
                .append(": { ")
                .append(more)
                .append("name: ")
                .append(key)
                .append(".example.com, ")
                .append(chance(50) ? "http: 80, " : "")
                .append("https: ")
                .append(chance(70) ? 443 : 8443)
                .append(forApiCalls ? webSockets() : "")
                .append(" }\n");
    }

    private String webSockets() {
        return (webSockets && chance(50) ? ", websocket: 9099" : "")
                + (secureWebSockets && chance(50) ? ", secure-websocket: 8099" : "");
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
