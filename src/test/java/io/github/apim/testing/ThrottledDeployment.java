package io.github.apim.testing;

import io.github.apim.deployment.Deployment;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.product.Product;
import java.nio.file.Path;
import java.util.Map;

/**
 * A distributed API Manager 2.x: a gateway manager, two workers, two traffic managers with different offsets, a key
 * manager, and a publisher and a store on one machine. Its pack's name says no version, so that any can be tried.
 */
public final class ThrottledDeployment {

    /** The descriptor; web sockets are named beside it, for not every version has them. */
    public static final String DESCRIPTOR = """
            packs: { api-manager: am.zip }
            databases:
              url: jdbc:mysql://10.1.0.20:3306
              version: "5.7"
              driver: mysql.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            deployment-synchronizer: { url: http://10.1.0.21/repos/gateway, credentials: apim-svn }
            load-balancer:
              address: 10.1.0.5
              virtual-hosts:
                gateway-worker: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
                key-manager: { name: km.example.com, https: 443 }
                publisher: { name: pub.example.com, http: 80, https: 443 }
                store: { name: store.example.com, http: 80, https: 443 }
            throttling: { policies: traffic-manager-1, synchronize-policies: rsync }
            nodes:
              gateway-manager:   { role: gateway-manager, host: gw-mgt.internal, address: 10.1.0.10 }
              gateway-worker-1:  { role: gateway-worker, host: gw-1.internal, address: 10.1.0.11 }
              gateway-worker-2:  { role: gateway-worker, host: gw-2.internal, address: 10.1.0.12 }
              traffic-manager-1: { role: traffic-manager, host: tm-1.internal, address: 10.1.0.13 }
              traffic-manager-2: { role: traffic-manager, host: tm-2.internal, address: 10.1.0.14, offset: 1 }
              key-manager-1:     { role: key-manager, host: km-1.internal, address: 10.1.0.15 }
              publisher-1:       { role: publisher, host: pub-1.internal, address: 10.1.0.16, offset: 1 }
              store-1:           { role: store, host: store-1.internal, address: 10.1.0.16, offset: 2 }
            """;

    private static final String WEB_SOCKETS = "http: 80, https: 443, websocket: 9099, secure-websocket: 8099 }";

    private ThrottledDeployment() {}

    /** Of 2.6.0, with web sockets. */
    public static Deployment in(Path folder) {
        String descriptor = DESCRIPTOR.replaceFirst("http: 80, https: 443 }", WEB_SOCKETS);
        return of(folder, "2.6.0", descriptor);
    }

    /** A descriptor read as one of this version of API Manager. */
    public static Deployment of(Path folder, String version, String descriptor) {
        return new Descriptors(folder).read(descriptor).deployment().withVersions(Map.of(Product.API_MANAGER, version));
    }
}
