package io.github.apim.family;

import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

/** A deployment with an identity server, which is or is not the key manager, and the lines that its files are read as. */
abstract class IdentityServerHarness {

    static final String CONF = "repository/conf/";
    static final String PROVIDERS = CONF + "security/sso-idp-config.xml";
    static final String USERS = CONF + "user-mgt.xml";

    static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              identity-server: "IDENTITY"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              parameters: autoReconnect=true&relaxAutoCommit=true
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            load-balancer:
              virtual-hosts:
                identity-server: login.example.com
                gateway-worker: gw.example.com
                gateway-manager: mgt.gw.example.com
                publisher: pub.example.com
                store: store.example.com
            single-sign-on: { identity-server: is }
            nodes:
              is:       { role: identity-server, host: is.internal, address: 10.0.0.16, offset: 1 }
              manager:  { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              worker:   { role: gateway-worker, host: gw-1.internal, address: 10.0.0.11 }
              keys:     { role: key-manager, host: km.internal, address: 10.0.0.12 }
              pub:      { role: publisher, host: pub.internal, address: 10.0.0.14 }
              store-1:  { role: store, host: store.internal, address: 10.0.0.15 }
            """;

    @TempDir
    Path folder;

    final List<String> lines = new ArrayList<>();

    TestDeployment keyManager(IdentityServerPacks pack) throws IOException {
        return keyManager(pack.keyManager());
    }

    TestDeployment keyManager(SmallPack pack) throws IOException {
        return deployment(pack)
                .with("role: identity-server,", "role: identity-server-key-manager,")
                .with("    identity-server: login.example.com\n", "")
                .with("  keys:     { role: key-manager, host: km.internal, address: 10.0.0.12 }\n", "");
    }

    TestDeployment deployment(SmallPack identityServer) throws IOException {
        return deployment(identityServer, TestPacks.SMALL.zip());
    }

    TestDeployment deployment(SmallPack identityServer, Path apiManager) throws IOException {
        Path zip = identityServer.toZip(folder.resolve("packs"));
        return TestDeployment.in(folder, apiManager, DESCRIPTOR.replace("IDENTITY", zip.toString()));
    }

    static NodeHome assembled(TestDeployment deployment, String node) throws IOException {
        return deployment.assemble().get(node);
    }

    static Map<String, String> properties(NodeHome home) {
        Map<String, String> properties = new TreeMap<>();
        for (String name : home.values(USERS, "//UserStoreManager/Property/@name")) {
            properties.put(
                    name,
                    home.values(USERS, "//UserStoreManager/Property[@name='" + name + "']")
                            .get(0));
        }
        return properties;
    }

    void add(NodeHome home, String label, String file, String xpath) {
        lines.add(label + ": " + String.join(" ", home.values(CONF + file, xpath)));
    }
}
