package io.github.apim.family.toml;

import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Deployments of the versions whose nodes are one deployment.toml, on the products' real files. */
final class TomlDeployments {

    static final List<String> VERSIONS_OF_3 = List.of("3.0.0", "3.1.0", "3.2.0");

    static final List<String> VERSIONS_OF_4 =
            List.of("4.0.0", "4.1.0", "4.2.0", "4.3.0", "4.4.0", "4.5.0", "4.6.0", "4.7.0");

    static final String DRIVER = "mysql-connector-java-8.0.30.jar";

    /** What all of them say. */
    private static final String COMMON = """
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              parameters: useSSL=false&allowPublicKeyRetrieval=true
              driver: mysql-connector-java-8.0.30.jar
              credentials: { username: wso2carbon, password: wso2carbon }
              schemas: { api-manager: apim_db, shared: shared_db }
            admin: { credentials: { username: admin, password: admin } }
            """;

    /** Publisher and store apart, two traffic managers and two gateways, and an analytics server that is moved. */
    static final String OF_3 = COMMON + """
            load-balancer:
              virtual-hosts:
                publisher: { name: pub.example.com, https: 443 }
                devportal: { name: devportal.example.com, https: 443 }
                key-manager: { name: km.example.com, https: 443 }
                traffic-manager: { name: tm.example.com, https: 443 }
                gateway: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
                websocket: { name: ws.gw.example.com, http: 80, https: 443 }
            SYNCHRONIZER
            statistics:
              analytics: { host: an.internal, offset: 2, credentials: { username: analyst, password: "an<&secret" } }
            nodes:
              publisher: { role: publisher, host: pub-1.internal, address: 10.0.0.11, offset: 1 }
              store: { role: devportal, host: dev-1.internal, address: 10.0.0.11, offset: 2 }
              key-manager: { role: key-manager, host: km-1.internal, address: 10.0.0.13 }
              traffic-manager: { role: traffic-manager, host: tm-1.internal, address: 10.0.0.15 }
              traffic-manager-2: { role: traffic-manager, host: tm-2.internal, address: 10.0.0.14, offset: 1 }
              gateway: { role: gateway, host: gw-1.internal, address: 10.0.0.17 }
              gateway-2: { role: gateway, host: gw-2.internal, address: 10.0.0.18, offset: 1 }
            """;

    /** Two control planes, two traffic managers and three gateways behind a load balancer. */
    static final String OF_4 = COMMON + """
            load-balancer:
              virtual-hosts:
                control-plane: { name: api.example.com, https: 443 }
                gateway: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
                traffic-manager: { name: tm.example.com, https: 443 }
                websocket: { name: ws.gw.example.com, http: 80, https: 443 }
                websub: { name: websub.gw.example.com, http: 80, https: 443 }
            nodes:
              control-plane: { role: control-plane, host: cp-1.internal, address: 10.0.0.11 }
              control-plane-2: { role: control-plane, host: cp-2.internal, address: 10.0.0.12 }
              traffic-manager: { role: traffic-manager, host: tm-1.internal, address: 10.0.0.21 }
              traffic-manager-2: { role: traffic-manager, host: tm-2.internal, address: 10.0.0.22 }
              gateway: { role: gateway, host: gw-1.internal, address: 10.0.0.31 }
              gateway-2: { role: gateway, host: gw-2.internal, address: 10.0.0.32 }
              gateway-3: { role: gateway, host: gw-3.internal, address: 10.0.0.32, offset: 1 }
            """;

    /** A key manager and a control plane that throttles, without a load balancer. */
    static final String SMALL_OF_4 = COMMON + """
            nodes:
              control-plane: { role: control-plane, host: cp-1.internal, address: 10.0.0.11 }
              key-manager: { role: key-manager, host: km-1.internal, address: 10.0.0.12, offset: 2 }
              gateway: { role: gateway, host: gw-1.internal, address: 10.0.0.31 }
            """;

    /** Two that do everything, and hand on to each other. */
    static final String ALL_IN_ONE = COMMON + """
            load-balancer:
              virtual-hosts:
                all-in-one: { name: api.example.com, https: 443 }
                gateway: { name: gw.example.com, http: 80, https: 443 }
            SYNCHRONIZER
            nodes:
              all-in-one: { role: all-in-one, host: am-1.internal, address: 10.0.0.11 }
              all-in-one-2: { role: all-in-one, host: am-2.internal, address: 10.0.0.12, offset: 1 }
            """;

    private TomlDeployments() {}

    /** One of these topologies in a version. */
    static TestDeployment of(Path folder, String version, String topology) throws IOException {
        TestJars.newerMysqlDriver(folder.resolve(DRIVER));
        boolean fetching = !version.startsWith("3.0") && !version.startsWith("3.1");
        String text = packs(folder, version)
                + encryption(version)
                + topology.replace("SYNCHRONIZER\n", fetching ? "" : "deployment-synchronizer: { type: rsync }\n");
        return TestDeployment.in(folder, folder, text);
    }

    /** The key that nodes of a version need, as a line of the descriptor; empty if they need none. */
    static String encryption(String version) {
        return version.startsWith("4.7")
                ? "encryption: { credentials: { username: key, password: " + "0123456789abcdef".repeat(4) + " } }\n"
                : "";
    }

    /** Makes the packs of a version, and gives the lines of the descriptor that name them. */
    static String packs(Path folder, String version) throws IOException {
        Path packs = folder.resolve("packs");
        if (version.startsWith("3.")) {
            SmallPack.realToml("wso2am-" + version, "wso2server.sh").toZip(packs);
            return "packs:\n  api-manager: packs/wso2am-" + version + ".zip\n";
        }
        SmallPack.realToml("wso2am-" + version, "api-manager.sh").toZip(packs);
        StringBuilder text = new StringBuilder("packs:\n  api-manager: packs/wso2am-" + version + ".zip\n");
        if (version.compareTo("4.5.0") >= 0) {
            Map<String, String> scripts = Map.of(
                    "acp", "api-cp.sh",
                    "tm", "traffic-manager.sh",
                    "universal-gw", "gateway.sh");
            Map<String, String> keys =
                    Map.of("acp", "control-plane", "tm", "traffic-manager", "universal-gw", "gateway");
            for (String part : List.of("acp", "tm", "universal-gw")) {
                String root = "wso2am-" + part + "-" + version;
                SmallPack.realToml(root, scripts.get(part)).toZip(packs);
                text.append("  ")
                        .append(keys.get(part))
                        .append(": packs/")
                        .append(root)
                        .append(".zip\n");
            }
        }
        return text.toString();
    }
}
