package io.github.apim.family;

import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.RealPacks;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A deployment that has everything: gateways, portals, single sign-on, statistics, a broker and a load balancer. */
final class WholeDeployment {

    static final String DESCRIPTOR = """
            packs:
              api-manager: org.wso2.am:wso2am:zip:1.9.0
              identity-server: packs/wso2is-5.0.0.zip
              bam: packs/wso2bam-2.5.0.zip
              message-broker: org.apache.activemq:apache-activemq:tar.gz:bin:5.18.3
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              parameters: autoReconnect=true&relaxAutoCommit=true
              driver: mysql:mysql-connector-java:5.1.49
              credentials: apim-db
            admin: { credentials: apim-admin }
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              credentials: apim-svn
              client: [ libs/svnkit-1.3.9.wso2v2.jar, libs/trilead-ssh2-1.0.0-build215.jar ]
            load-balancer:
              address: 10.0.0.5
              virtual-hosts:
                gateway-worker: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
                key-manager: { name: km.example.com, https: 443 }
                publisher: { name: pub.example.com, http: 80, https: 443 }
                store: { name: store.example.com, http: 80, https: 443 }
                identity-server: { name: is.example.com, https: 443 }
            single-sign-on: { identity-server: is-1 }
            statistics: { bam: bam-1 }
            messaging: { broker: mq-1 }
            nodes:
              gateway-manager:  { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10, offset: 1 }
              gateway-worker-1: { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11, offset: 2 }
              gateway-worker-2: { role: gateway-worker,  host: gw-2.internal,   address: 10.0.0.12, offset: 3 }
              key-manager-1:    { role: key-manager,     host: km-1.internal,   address: 10.0.0.13, offset: 4 }
              key-manager-2:    { role: key-manager,     host: km-2.internal,   address: 10.0.0.14, offset: 5 }
              publisher-1:      { role: publisher,       host: pub-1.internal,  address: 10.0.0.15, offset: 6 }
              store-1:          { role: store,           host: store-1.internal, address: 10.0.0.15, offset: 7 }
              is-1:             { role: identity-server, host: is-1.internal,   address: 10.0.0.16, offset: 8 }
              bam-1:            { role: bam,             host: bam-1.internal,  address: 10.0.0.17, offset: 9 }
              mq-1:             { role: message-broker,  host: mq-1.internal,   address: 10.0.0.18, offset: 10 }
            """;

    /** The same for all, as real packs have it; those of the tests have none, or none that can be opened. */
    private static final String KEY_STORE = "repository/resources/security/wso2carbon.jks";

    private static final List<String> ROLES_WITH_THE_REGISTRY =
            List.of("gateway-manager", "gateway-worker", "key-manager", "publisher", "store", "identity-server");

    private WholeDeployment() {}

    /** This deployment on packs of a kind. */
    static TestDeployment in(Path folder, TestPacks packs) throws IOException {
        return of(folder, packs, DESCRIPTOR);
    }

    /** The example of the design, as it stands. */
    static TestDeployment example(Path folder) throws IOException {
        String descriptor = Files.readString(RealPacks.exampleDeployment()).replace("${user.home}", folder.toString());
        return of(folder, TestPacks.REAL_CONFIGURATION, descriptor);
    }

    /** A deployment whose paths of packs and jars are those of the descriptor above. */
    static TestDeployment of(Path folder, TestPacks packs, String descriptor) throws IOException {
        Path key = KeyStores.create(folder.resolve("shipped.jks"), "JKS", "wso2carbon", "wso2carbon");
        for (String role : ROLES_WITH_THE_REGISTRY) {
            Path overlay = folder.resolve("overlays").resolve(role).resolve(KEY_STORE);
            Files.createDirectories(overlay.getParent());
            Files.copy(key, overlay);
        }
        Path made = folder.resolve("packs");
        IdentityServerPacks identityServer = IdentityServerPacks.valueOf(packs.name());
        return TestDeployment.in(folder, packs.zip(), descriptor)
                .with(
                        "org.wso2.am:wso2am:zip:1.9.0",
                        packs.zip().toAbsolutePath().toString())
                .with(
                        "packs/wso2is-5.0.0.zip",
                        identityServer.changed().toZip(made).toString())
                .with("packs/wso2bam-2.5.0.zip", packs.bam().toAbsolutePath().toString())
                .with(
                        "org.apache.activemq:apache-activemq:tar.gz:bin:5.18.3",
                        SmallPack.broker(7).toTarGz(made).toString())
                .with("mysql:mysql-connector-java:5.1.49", "mysql-connector-java-5.1.49.jar")
                .with("libs/", "");
    }
}
