package io.github.apim.companion;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import io.github.apim.topology.PortTable;
import io.github.apim.topology.Topology;
import java.util.Map;

/**
 * What a companion may look at.
 *
 * @param ports every port of every node and of the load balancer
 * @param packs the opened packs that companions take files from: see {@link Companions#products}
 */
public record CompanionContext(Deployment deployment, Topology topology, PortTable ports, Map<Product, Pack> packs) {

    /** What follows from the deployment is made here; versions that it leaves open are those of the packs. */
    public static CompanionContext of(Deployment deployment, Map<Product, Pack> packs) {
        Deployment completed = deployment.withVersions(Pack.versions(packs));
        Topology topology = new Topology(completed);
        return new CompanionContext(completed, topology, PortTable.of(topology), packs);
    }

    /** Whether a node holds its passwords encrypted, and needs that of its key store to start. */
    boolean isSealed(Node node) {
        return deployment.secureVault().isPresent()
                && topology.suite().facts(node.role()).vault().isPresent();
    }
}
