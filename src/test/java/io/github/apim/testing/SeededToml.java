package io.github.apim.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Descriptors of sound deployments of API Manager 3.x and 4.x that differ in versions, roles, counts, offsets, shared machines,
 * environments, virtual hosts and options; the same seed gives the same one. They name the packs of {@link TomlPack}.
 */
public final class SeededToml {

    private static final String HEAD = """
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              parameters: useSSL=false&autoReconnect=true
              driver: mysql-connector-java-8.0.30.jar
              credentials: apim-db
              schemas: { api-manager: apim_db, shared: shared_db }
            admin: { credentials: apim-admin }
            """;

    private static final int LAST_PORT = 8443;

    private final Random random;
    private final String version;
    private final List<String> roles = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final StringBuilder nodes = new StringBuilder("nodes:\n");

    private SeededToml(long seed) {
        this.random = new Random(seed);
        this.version = version(seed);
    }

    /** The version of a seed. */
    public static String version(long seed) {
        return TomlPack.VERSIONS.get((int) (seed % TomlPack.VERSIONS.size()));
    }

    /** The descriptor of a seed. */
    public static String descriptor(long seed) {
        return new SeededToml(seed).make();
    }

    private String make() {
        boolean four = TomlPack.isSince("4.0.0", version);
        boolean apart = chance(75);
        want("gateway", apart ? 1 + random.nextInt(3) : chance(40) ? 1 + random.nextInt(2) : 0);
        if (four) {
            want("control-plane", apart ? 1 + random.nextInt(2) : 0);
            want("all-in-one", apart ? 0 : 1 + random.nextInt(2));
            want("traffic-manager", apart ? random.nextInt(3) : 0);
            want("key-manager", apart && chance(20) ? 1 : 0);
        } else {
            want("publisher", apart ? 1 + random.nextInt(2) : 0);
            want("store", apart ? 1 + random.nextInt(2) : 0);
            want("key-manager", apart ? 1 + random.nextInt(2) : 0);
            want("traffic-manager", apart ? 1 + random.nextInt(2) : 0);
            want("all-in-one", apart ? 0 : 1 + random.nextInt(2));
        }
        place(chance(80));
        boolean environments = counts.get("gateway") > 1 && chance(30);
        StringBuilder text =
                new StringBuilder("packs:\n").append(TomlPack.lines(version)).append(HEAD);
        if (TomlPack.isSince("4.7.0", version)) {
            text.append("encryption: { credentials: apim-encryption }\n");
        }
        text.append(synchronizer(environments));
        if (!TomlPack.isSince("4.5.0", version) && apart && chance(20)) {
            text.append("jaggery-applications: keep\n");
        }
        if (environments) {
            text.append("gateway-environments:\n")
                    .append("  - { name: Internal, gateways: [ gateway-1 ] }\n")
                    .append("  - { name: External, gateways: [");
            for (int i = 2; i <= counts.get("gateway"); i++) {
                text.append(i == 2 ? " " : ", ").append("gateway-").append(i);
            }
            text.append(" ] }\n");
        }
        return text + balancer(environments) + nodes;
    }

    /** How APIs come to several gateways of 3.x. */
    private String synchronizer(boolean environments) {
        if (TomlPack.isSince("4.0.0", version)) {
            return "";
        }
        boolean several = counts.get("gateway") > 1 || counts.get("all-in-one") > 1;
        List<String> ways = new ArrayList<>(List.of("{ type: rsync, user: sync }"));
        if (!environments) {
            ways.add("{ type: shared-directory, directory: /mnt/apim }");
        }
        if (version.equals("3.2.0")) {
            ways.add("{ type: database }");
        }
        boolean said = several && (!version.equals("3.2.0") || chance(60));
        return said ? "deployment-synchronizer: " + ways.get(random.nextInt(ways.size())) + "\n" : "";
    }

    private void want(String role, int count) {
        counts.put(role, count);
        for (int i = 1; i <= count; i++) {
            roles.add(role);
        }
    }

    /** Nodes in any order, on machines of their own or beside others with an offset that keeps all ports apart. */
    private void place(boolean addresses) {
        Collections.shuffle(roles, random);
        Map<String, Integer> numbers = new HashMap<>();
        Map<Integer, Integer> offsets = new HashMap<>();
        int machines = 0;
        int share = random.nextInt(60);
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
                    .append(chance(20) ? ", jvm: { heap: 2g }" : "")
                    .append(" }\n");
        }
    }

    private String balancer(boolean environments) {
        StringBuilder hosts = new StringBuilder();
        for (String role :
                List.of("control-plane", "publisher", "store", "key-manager", "all-in-one", "traffic-manager")) {
            boolean needed = counts.getOrDefault(role, 0) > 1 && !role.equals("traffic-manager");
            if (counts.getOrDefault(role, 0) > 0 && (needed || chance(40))) {
                host(hosts, role, "");
            }
        }
        boolean gateways = counts.get("gateway") > 0;
        if (!environments && (gateways || counts.get("all-in-one") > 0)) {
            if (gateways && (counts.get("gateway") > 1 || chance(60))) {
                host(hosts, "gateway-manager", "");
            }
            if (counts.get("gateway") + counts.get("all-in-one") > 1 || chance(60)) {
                host(hosts, "gateway", chance(50) ? "http: 80, " : "");
            }
            if (chance(30)) {
                host(hosts, "websocket", "http: 80, ");
            }
            if (TomlPack.isSince("4.0.0", version) && chance(20)) {
                host(hosts, "websub", "http: 80, ");
            }
        }
        return hosts.isEmpty() ? "" : "load-balancer:\n  address: 10.0.0.5\n  virtual-hosts:\n" + hosts;
    }

    private void host(StringBuilder hosts, String key, String http) {
        hosts.append("    ")
                .append(key)
                .append(": { name: ")
                .append(key)
                .append(".example.com, ")
                .append(http)
                .append("https: ")
                .append(chance(70) ? 443 : LAST_PORT)
                .append(" }\n");
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
