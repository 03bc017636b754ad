package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Path;

/** A deployment of ten nodes with every product: what a whole installation looks like. */
public final class ExampleDeployment {

    /** The descriptor; all files that it names lie beside it. */
    public static final String DESCRIPTOR = """
            packs:
              api-manager: wso2am-1.9.0.zip
              identity-server: wso2is-5.0.0.zip
              bam: wso2bam-2.5.0.zip
              message-broker: apache-activemq-5.18.3.zip
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              parameters: autoReconnect=true&relaxAutoCommit=true
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
              schemas: { api-manager: apimgtdb, user-management: userdb, registry: regdb, statistics: statsdb }
            admin:
              credentials: apim-admin
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              credentials: apim-svn
              client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
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
              gateway-manager:  { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              gateway-worker-1: { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11 }
              gateway-worker-2: { role: gateway-worker,  host: gw-2.internal,   address: 10.0.0.12, jvm: { heap: 2g } }
              key-manager-1:    { role: key-manager,     host: km-1.internal,   address: 10.0.0.13 }
              key-manager-2:    { role: key-manager,     host: km-2.internal,   address: 10.0.0.14 }
              publisher-1:      { role: publisher,       host: pub-1.internal,  address: 10.0.0.15, offset: 1 }
              store-1:          { role: store,           host: store-1.internal, address: 10.0.0.15, offset: 2 }
              is-1:             { role: identity-server, host: is-1.internal,   address: 10.0.0.16 }
              bam-1:            { role: bam,             host: bam-1.internal,  address: 10.0.0.17, offset: 3 }
              mq-1:             { role: message-broker,  host: mq-1.internal,   address: 10.0.0.18 }
            """;

    public static final String KEY_STORE = "repository/resources/security/wso2carbon.jks";

    private ExampleDeployment() {}

    /** The deployment with its packs and jars in a folder. */
    public static TestDeployment in(Path folder) throws IOException {
        byte[] keys = KeyStores.selfSigned(folder.resolve("keys/shipped.jks"), "localhost");
        SmallPack.changed().file(KEY_STORE, keys).toZip(folder);
        SmallPack.identityServer().file(KEY_STORE, keys).toZip(folder);
        SmallPack.broker(7).toZip(folder);
        UserStoreFile.in(folder);
        return TestDeployment.in(folder, folder.resolve("wso2am-1.9.0.zip"), DESCRIPTOR);
    }
}
