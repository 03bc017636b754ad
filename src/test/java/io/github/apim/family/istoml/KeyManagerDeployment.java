package io.github.apim.family.istoml;

import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import io.github.apim.testing.TomlDeployment;
import io.github.apim.testing.TomlPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An identity server that is the key manager of API Manager 3.x or 4.x. */
final class KeyManagerDeployment {

    static final List<String> CONNECTOR =
            List.of("wso2is.key.manager.core-1.0.jar", "wso2is.notification.event.handlers-1.0.jar");

    static final String OPERATIONS = "repository/deployment/server/webapps/keymanager-operations.war";

    private static final String BUNDLE = "repository/components/plugins/org.wso2.carbon.apimgt.keymgt_6.5.349.jar";

    private static final String ROLE = "identity-server-key-manager";

    private static final String COMMON = """
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-8.0.30.jar
              credentials: apim-db
              schemas: { api-manager: apim_db, shared: shared_db }
            admin: { credentials: apim-admin }
            """;

    private static final String OF_3 = """
            load-balancer:
              virtual-hosts:
                identity-server-key-manager: { name: km.example.com, https: 443 }
                publisher: { name: pub.example.com, https: 443 }
                devportal: { name: devportal.example.com, https: 443 }
                gateway: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
            SYNCHRONIZER
            nodes:
              publisher: { role: publisher, host: pub-1.internal, address: 10.0.0.11, offset: 1 }
              store: { role: devportal, host: dev-1.internal, address: 10.0.0.11, offset: 2 }
              traffic-manager: { role: traffic-manager, host: tm-1.internal, address: 10.0.0.15 }
              traffic-manager-2: { role: traffic-manager, host: tm-2.internal, address: 10.0.0.14, offset: 1 }
              gateway: { role: gateway, host: gw-1.internal, address: 10.0.0.17 }
            """;

    private static final String OF_4 = """
            load-balancer:
              virtual-hosts:
                control-plane: { name: api.example.com, https: 443 }
                identity-server-key-manager: { name: km.example.com, https: 443 }
                gateway: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
            nodes:
              control-plane: { role: control-plane, host: cp-1.internal, address: 10.0.0.11 }
              control-plane-2: { role: control-plane, host: cp-2.internal, address: 10.0.0.12 }
              traffic-manager: { role: traffic-manager, host: tm-1.internal, address: 10.0.0.21 }
              gateway: { role: gateway, host: gw-1.internal, address: 10.0.0.31 }
            """;

    /** All but the keys, and what traffic managers do, is in one node. */
    static final String ALL_IN_ONE = """
            load-balancer:
              virtual-hosts:
                identity-server-key-manager: { name: km.example.com, https: 443 }
            SYNCHRONIZER
            nodes:
              traffic-manager: { role: traffic-manager, host: tm-1.internal, address: 10.0.0.15 }
              all-in-one: { role: all-in-one, host: am-1.internal, address: 10.0.0.11 }
            """;

    private static final String IDENTITY_SERVER =
            "  identity: { role: " + ROLE + ", host: is-1.internal, address: 10.0.0.13, offset: 2 }\n";

    private KeyManagerDeployment() {}

    /** The pack of WSO2's that the API Manager's features are built into. */
    static SmallPack builtIn(String version, String toml) {
        return TomlPack.identityServer(version, toml).file(BUNDLE, TestJars.jar("name.txt", new byte[] {1}));
    }

    /**
     * A deployment with this pack; what the connector is made of lies beside it.
     *
     * @param version   of API Manager
     * @param connector the jars of it that the descriptor lists
     */
    static TestDeployment of(Path folder, String version, SmallPack pack, String server, List<String> connector)
            throws IOException {
        return of(folder, version, pack, server, connector, TomlPack.isSince("4.0.0", version) ? OF_4 : OF_3);
    }

    /** The same with other nodes and virtual hosts. */
    static TestDeployment of(
            Path folder, String version, SmallPack pack, String server, List<String> connector, String topology)
            throws IOException {
        pack.toZip(folder);
        for (String jar : connector) {
            TestJars.jar(folder.resolve(jar), "name.txt", new byte[] {1});
        }
        String dropins =
                connector.isEmpty() ? "" : "dropins:\n  " + ROLE + ": [ " + String.join(", ", connector) + " ]\n";
        boolean isOld = !TomlPack.isSince("3.2.0", version);
        String key = TomlPack.isSince("4.7.0", version) ? "encryption: { credentials: apim-encryption }\n" : "";
        return TomlDeployment.in(
                folder,
                version,
                "packs:\n" + TomlPack.lines(version) + "  identity-server: wso2is-" + server + ".zip\n" + COMMON + key
                        + (topology.equals(OF_3) ? "throttling: { synchronize-policies: rsync }\n" : "")
                        + dropins
                        + topology.replace("SYNCHRONIZER\n", isOld ? "deployment-synchronizer: { type: rsync }\n" : "")
                        + IDENTITY_SERVER);
    }

    /** Puts the connector's web application where the role's own files are. */
    static void operations(Path folder) throws IOException {
        Path file = folder.resolve("overlays").resolve(ROLE).resolve(OPERATIONS);
        Files.createDirectories(file.getParent());
        TestJars.jar(file, "name.txt", new byte[] {1});
    }
}
