package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of all nodes of a deployment, read back, fit together: what one names, another one serves. */
class DeploymentConsistencyTest {

    private static final String API_MANAGER = "repository/conf/api-manager.xml";
    private static final String CARBON = "repository/conf/carbon.xml";
    private static final String AXIS2 = "repository/conf/axis2/axis2.xml";
    private static final String DATASOURCES = "repository/conf/datasources/master-datasources.xml";

    private static final Pattern ADDRESS = Pattern.compile("https?://([^/:,]+):([^/,]+)");

    private static final String ONE_MACHINE = """
            packs:
              api-manager: "PACK"
            databases: { url: "jdbc:mysql://10.0.0.20", driver: mysql-connector-java-5.1.49.jar, credentials: apim-db }
            key-validation: thrift
            nodes:
              gateway-manager:  { role: gateway-manager, host: 10.0.0.10, offset: 0 }
              gateway-worker-1: { role: gateway-worker,  host: 10.0.0.10, offset: 1 }
              gateway-worker-2: { role: gateway-worker,  host: 10.0.0.10, offset: 2 }
              key-manager:      { role: key-manager,     host: 10.0.0.10, offset: 3 }
              publisher:        { role: publisher,       host: 10.0.0.10, offset: 4 }
              store:            { role: store,           host: 10.0.0.10, offset: 5 }
            """;

    private static final String GATEWAYS_BESIDE_AN_ALL_IN_ONE_NODE = """
            packs:
              api-manager: "PACK"
            databases: { url: "jdbc:mysql://10.0.0.20", driver: mysql-connector-java-5.1.49.jar, credentials: apim-db }
            nodes:
              api:              { role: all-in-one,      host: api.internal, address: 10.0.0.10 }
              gateway-manager:  { role: gateway-manager, host: gw.internal,  address: 10.0.0.11, offset: 1 }
              gateway-worker-1: { role: gateway-worker,  host: gw.internal,  address: 10.0.0.11, offset: 2 }
            """;

    @TempDir
    Path folder;

    static List<String> deployments() {
        String distributed = DistributedDeployment.DESCRIPTOR;
        return List.of(
                distributed,
                distributed.replaceFirst("(?s)load-balancer:.*?\nstatistics:", "statistics:"),
                distributed.replace("statistics:", "key-validation: thrift\nstatistics:"),
                ONE_MACHINE,
                GATEWAYS_BESIDE_AN_ALL_IN_ONE_NODE);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyAddressIsServedByANodeOrTheLoadBalancer(String descriptor) throws IOException {
        Map<String, NodeHome> homes = assemble(descriptor);
        Map<String, Set<String>> served = served(descriptor, homes);

        int foreign = 0;
        for (Map.Entry<String, NodeHome> node : homes.entrySet()) {
            for (String text :
                    node.getValue().values(API_MANAGER, "//ServerURL | //GatewayEndpoint | //RevokeAPIURL | //URL")) {
                Matcher address = ADDRESS.matcher(text);
                while (address.find()) {
                    if (!address.group(1).equals("${carbon.local.ip}")) {
                        foreign++;
                        String kind =
                                text.endsWith("/services/") || text.endsWith("/store") || text.endsWith("/publisher")
                                        ? "servlets"
                                        : "traffic";
                        assertThat(served.get(kind))
                                .as("%s: %s", node.getKey(), text)
                                .contains(address.group(1) + ":" + address.group(2));
                    }
                }
            }
        }
        assertThat(foreign).isGreaterThan(homes.size());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void allNodesNameTheSameRegistryUsersAndEnvironment(String descriptor) throws IOException {
        Map<String, NodeHome> homes = assemble(descriptor);

        assertThat(same(homes, DATASOURCES, "//datasource[name='WSO2REG_DB']//configuration/*"))
                .hasSize(1);
        assertThat(same(homes, DATASOURCES, "//datasource[name='WSO2UM_DB']//configuration/*"))
                .hasSize(1);
        assertThat(same(homes, "repository/conf/registry.xml", "//remoteInstance/cacheId | //mount/targetPath"))
                .hasSize(1);
        assertThat(same(homes, "repository/conf/user-mgt.xml", "//AdminUser/*")).hasSize(1);
        assertThat(same(homes, API_MANAGER, "//Environment/Name")).containsExactly(List.of("Production and Sandbox"));
        assertThat(same(homes, API_MANAGER, "//DataSourceName")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyMemberOfAClusterListensWhereTheOthersLook(String descriptor) throws IOException {
        Map<String, NodeHome> homes = assemble(descriptor);
        Map<String, String> domains = new HashMap<>();
        homes.forEach((name, home) -> {
            if (home.value(AXIS2, "//clustering/@enable").equals("true")) {
                String own = parameter(home, "localMemberHost") + ":" + parameter(home, "localMemberPort");
                assertThat(domains.put(own, parameter(home, "domain"))).as(own).isNull();
            }
        });

        homes.values().forEach(home -> {
            if (home.value(AXIS2, "//clustering/@enable").equals("true")) {
                List<String> hosts = home.values(AXIS2, "//clustering/members/member/hostName");
                List<String> ports = home.values(AXIS2, "//clustering/members/member/port");
                for (int i = 0; i < hosts.size(); i++) {
                    assertThat(domains).containsEntry(hosts.get(i) + ":" + ports.get(i), parameter(home, "domain"));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void thriftServersOfAMachineHavePortsOfTheirOwnAndClientsFindThem(String descriptor) throws IOException {
        Map<String, NodeHome> homes = assemble(descriptor);
        Set<String> servers = new TreeSet<>();
        homes.forEach((name, home) -> {
            if (home.value(API_MANAGER, "//EnableThriftServer").equals("true")) {
                assertThat(servers.add(hostOf(descriptor, name) + ":" + home.value(API_MANAGER, "//ThriftServerPort")))
                        .isTrue();
            }
        });

        homes.forEach((name, home) -> {
            boolean asks = name.startsWith("gateway")
                    && home.value(API_MANAGER, "//KeyValidatorClientType").equals("ThriftClient");
            if (asks) {
                assertThat(servers)
                        .contains(home.value(API_MANAGER, "//ThriftServerHost") + ":"
                                + home.value(API_MANAGER, "//ThriftClientPort"));
            }
        });
    }

    private Map<String, NodeHome> assemble(String descriptor) throws IOException {
        return TestDeployment.in(folder, TestPacks.SMALL.zip(), descriptor).assembleApiManagers();
    }

    /** What answers on which host and port: servlets and API traffic, those of nodes by their files. */
    private static Map<String, Set<String>> served(String descriptor, Map<String, NodeHome> homes) {
        Set<String> servlets = new HashSet<>();
        Set<String> traffic = new HashSet<>();
        homes.forEach((name, home) -> {
            int offset = Integer.parseInt(home.value(CARBON, "/Server/Ports/Offset"));
            String host = hostOf(descriptor, name);
            servlets.add(host + ":" + (9443 + offset));
            if (name.startsWith("gateway")) {
                traffic.add(host + ":" + (8243 + offset));
                traffic.add(host + ":" + (8280 + offset));
            }
        });
        Matcher front = Pattern.compile("([a-z-]+): \\{ name: ([^,]+),(?: http: (\\d+),)? https: (\\d+) }")
                .matcher(descriptor);
        while (front.find()) {
            Set<String> behind = front.group(1).equals("gateway-worker") ? traffic : servlets;
            behind.add(front.group(2) + ":" + front.group(4));
            if (front.group(3) != null) {
                behind.add(front.group(2) + ":" + front.group(3));
            }
        }
        return Map.of("servlets", servlets, "traffic", traffic);
    }

    private static String hostOf(String descriptor, String node) {
        Matcher host =
                Pattern.compile("\n +" + node + ": +\\{ role: .*host: ([^,]+),").matcher(descriptor);
        assertThat(host.find()).as(node).isTrue();
        return host.group(1);
    }

    private static Set<List<String>> same(Map<String, NodeHome> homes, String file, String xpath) {
        List<List<String>> values = new ArrayList<>();
        homes.values().forEach(home -> values.add(home.values(file, xpath)));
        assertThat(values).doesNotContain(List.of());
        return new HashSet<>(values);
    }

    private static String parameter(NodeHome home, String name) {
        return home.value(AXIS2, "//clustering/parameter[@name='" + name + "']");
    }
}
