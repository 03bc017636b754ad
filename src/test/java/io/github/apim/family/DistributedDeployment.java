package io.github.apim.family;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A deployment with every API Manager role on nodes of its own, every port and offset different from all others. */
final class DistributedDeployment {

    static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              bam: wso2bam-2.5.0.zip
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              parameters: autoReconnect=true&relaxAutoCommit=true
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
            load-balancer:
              virtual-hosts:
                gateway-worker: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 444 }
                key-manager: { name: km.example.com, https: 445 }
                publisher: { name: pub.example.com, http: 81, https: 446 }
                store: { name: store.example.com, http: 82, https: 447 }
            statistics: { bam: bam }
            nodes:
              gateway-manager:  { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10, offset: 1 }
              gateway-worker-1: { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11, offset: 2 }
              gateway-worker-2: { role: gateway-worker,  host: gw-2.internal,   address: 10.0.0.12, offset: 3 }
              key-manager:      { role: key-manager,     host: km-1.internal,   address: 10.0.0.13, offset: 4 }
              publisher-1:      { role: publisher,       host: pub-1.internal,  address: 10.0.0.14, offset: 5 }
              publisher-2:      { role: publisher,       host: pub-2.internal,  address: 10.0.0.15, offset: 6 }
              store-1:          { role: store,           host: store-1.internal, address: 10.0.0.14, offset: 7 }
              store-2:          { role: store,           host: store-2.internal, address: 10.0.0.15, offset: 8 }
              bam:              { role: bam,             host: bam.internal,    address: 10.0.0.16 }
            """;

    private DistributedDeployment() {}

    static TestDeployment in(Path folder, TestPacks pack) throws IOException {
        return TestDeployment.in(folder, pack.zip(), DESCRIPTOR);
    }

    /** Nodes are reached by their own names and ports. */
    static TestDeployment withoutLoadBalancer(TestDeployment deployment) {
        return deployment.with(section("load-balancer"), "");
    }

    /** The same without a node; without one that synchronizes, nobody does. */
    static TestDeployment without(TestDeployment deployment, String... nodes) {
        for (String node : nodes) {
            String line = DESCRIPTOR
                    .lines()
                    .filter(each -> each.startsWith("  " + node + ":"))
                    .findFirst()
                    .orElseThrow();
            deployment.with(line + "\n", "");
            if (node.equals("gateway-manager")) {
                deployment.with(section("deployment-synchronizer"), "");
            }
        }
        return deployment;
    }

    /** A second key manager on the machine of the first. */
    static TestDeployment withKeyManagerBeside(TestDeployment deployment) {
        return deployment.with(
                "  publisher-1: ",
                "  key-manager-2: { role: key-manager, host: km-2.internal, address: 10.0.0.13, offset: 9 }\n"
                        + "  publisher-1: ");
    }

    static NodeSelection node(String name) {
        return new NodeSelection(List.of(), List.of(name));
    }

    /** A key at the top with all that is below it. */
    private static String section(String key) {
        int start = DESCRIPTOR.indexOf("\n" + key + ":") + 1;
        int end = start;
        do {
            end = DESCRIPTOR.indexOf('\n', end) + 1;
        } while (DESCRIPTOR.charAt(end) == ' ');
        return DESCRIPTOR.substring(start, end);
    }
}
