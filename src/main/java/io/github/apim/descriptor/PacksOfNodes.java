package io.github.apim.descriptor;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Holds the packs to the nodes: which one a role needs is said by the version, as from 4.5 on there are several (am-4 §1). */
final class PacksOfNodes {

    private static final String PACKS = "packs";

    private PacksOfNodes() {}

    /** The packs that nodes need and the descriptor does not name. */
    static List<Problem> check(ReadResult descriptor) {
        Deployment deployment = descriptor.deployment();
        Map<Product, List<Node>> missing = new EnumMap<>(Product.class);
        for (Node node : deployment.nodes()) {
            Product product = deployment.product(node.role());
            if (!deployment.packs().containsKey(product)) {
                missing.computeIfAbsent(product, absent -> new ArrayList<>()).add(node);
            }
        }
        List<Problem> problems = new ArrayList<>();
        missing.forEach((product, nodes) -> {
            String more = nodes.size() > 1 ? " and " + (nodes.size() - 1) + " more" : "";
            ProductVersion version = new ProductVersion(product, deployment.version(product));
            problems.add(new Problem(
                    Severity.ERROR,
                    descriptor.locationOf(PACKS),
                    PACKS,
                    "key '%s' is missing; node %s (%s)%s needs the pack of %s"
                            .formatted(
                                    product.key(),
                                    nodes.get(0).name(),
                                    nodes.get(0).role(),
                                    more,
                                    version)));
        });
        return problems;
    }
}
