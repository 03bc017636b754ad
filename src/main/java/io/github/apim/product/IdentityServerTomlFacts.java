package io.github.apim.product;

import static io.github.apim.product.Facts.fixed;
import static io.github.apim.product.Facts.open;
import static io.github.apim.product.Ranged.since;
import static io.github.apim.product.Ranged.until;
import static io.github.apim.product.Role.IDENTITY_SERVER_KEY_MANAGER;

import io.github.apim.product.PortFact.Condition;
import java.util.List;

/**
 * Identity Server from 5.9.0 on, whose servers render their files from one deployment.toml, as the key manager of API
 * Manager 3.x and 4.x (am-3 §11, am-4 §4.8). The key manager of 3.0 and 3.1 is built of the same pack, and says the same
 * name and version.
 */
final class IdentityServerTomlFacts {

    static final List<String> VERSIONS = List.of("5.9.0", "5.10.0", "5.11.0", "6.0.0", "6.1.0");

    private static final List<Ranged<Integer>> JAVAS =
            List.of(until("6.0.0", 8), since("5.10.0", 11), since("6.1.0", 17));

    private static final List<PortFact> PORTS = List.of(
            open(PortPurpose.SERVLET_HTTPS, 9443, IDENTITY_SERVER_KEY_MANAGER),
            open(PortPurpose.SERVLET_HTTP, 9763, IDENTITY_SERVER_KEY_MANAGER),
            fixed(PortPurpose.CLUSTERING, 4000, IDENTITY_SERVER_KEY_MANAGER).when(Condition.IN_A_CLUSTER),
            open(PortPurpose.JMX_SERVER, 11111, IDENTITY_SERVER_KEY_MANAGER),
            open(PortPurpose.JMX_REGISTRY, 9999, IDENTITY_SERVER_KEY_MANAGER));

    private IdentityServerTomlFacts() {}

    static Facts of(String version) {
        return FactsBuilder.of(VersionFamily.IDENTITY_SERVER_TOML, version, HomeFacts.CARBON_4_6)
                .javas(Ranged.list(JAVAS, version).toArray(new Integer[0]))
                .places(Places.ofToml())
                .startScript(Facts.CARBON_SCRIPT)
                .heapVariable()
                .workerNode(Facts.NO_WORKER_FOLDER)
                .ports(PORTS)
                .awaited(PortPurpose.SERVLET_HTTPS, PortPurpose.SERVLET_HTTP)
                .build();
    }
}
