package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Path;

/** A deployment of all kinds of nodes with all that surrounds them, on eight machines. */
public final class SurroundedDeployment {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              identity-server: packs/wso2is-5.0.0.zip
              bam: packs/wso2bam-2.5.0.zip
              message-broker: packs/apache-activemq-5.18.3-bin.tar.gz
            databases:
              url: jdbc:mysql://db.internal:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            deployment-synchronizer:
              url: http://svn.internal/repos/gateway
              credentials: apim-svn
              client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
            load-balancer:
              address: 10.0.0.5
              certificates: /etc/nginx/ssl
              virtual-hosts:
                gateway-worker: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
                key-manager: { name: km.example.com, https: 443 }
                publisher: { name: pub.example.com, http: 80, https: 443 }
                store: { name: store.example.com, http: 80, https: 8443 }
                identity-server: { name: is.example.com, https: 443 }
            single-sign-on: { identity-server: is-1 }
            statistics: { bam: bam-1 }
            messaging: { broker: mq-1 }
            shipping: { user: ubuntu, directory: /opt/apim }
            nodes:
              gateway-manager:  { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              gateway-worker-1: { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11 }
              gateway-worker-2: { role: gateway-worker,  host: gw-2.internal,   address: 10.0.0.12, offset: 10 }
              key-manager-1:    { role: key-manager,     host: km-1.internal,   address: 10.0.0.13 }
              key-manager-2:    { role: key-manager,     host: km-2.internal,   address: 10.0.0.14 }
              publisher-1:      { role: publisher,       host: pub-1.internal,  address: 10.0.0.15, offset: 1 }
              store-1:          { role: store,           host: store-1.internal, address: 10.0.0.15, offset: 2 }
              is-1:             { role: identity-server, host: is-1.internal,   address: 10.0.0.16 }
              bam-1:            { role: bam,             host: bam-1.internal,  address: 10.0.0.16, offset: 3 }
              mq-1:             { role: message-broker,  host: mq-1.internal,   address: 10.0.0.10 , jvm: { home: /opt/jdk-11 } }
            """;

    private SurroundedDeployment() {}

    /** The deployment in this folder, with the small pack of API Manager; the other packs are not there. */
    public static TestDeployment in(Path folder) throws IOException {
        return TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR);
    }
}
