package io.github.apim.topology;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.product.AnalyticsFact;
import io.github.apim.product.CallFact;
import io.github.apim.product.Catalogue;
import io.github.apim.product.Facts;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.product.ServiceFact;
import io.github.apim.product.VersionFamily;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The versions of the products of one deployment, and what is known of them. */
public final class Suite {

    private final Map<Product, Facts> facts = new EnumMap<>(Product.class);

    private Suite() {}

    /** The suite of a deployment; a product of which it has no pack counts in the newest version that is known. */
    public static Suite of(Deployment deployment) {
        Suite suite = new Suite();
        for (Product product : Product.values()) {
            String version = deployment.version(product);
            // A version that comes in one pack has no facts of its parts.
            boolean isPart = product != product.line()
                    && !Catalogue.known(product).contains(version);
            suite.facts.put(
                    product,
                    isPart
                            ? suite.facts.get(product.line())
                            : Catalogue.of(new ProductVersion(product, version)));
        }
        return suite;
    }

    /** The families that the versions belong to, in their order. */
    public Set<VersionFamily> families() {
        Set<VersionFamily> families = EnumSet.noneOf(VersionFamily.class);
        facts.forEach((product, known) -> {
            if (product == product.line()) {
                families.add(known.family());
            }
        });
        return families;
    }

    /** What is known of the version of a product. */
    public Facts facts(Product product) {
        return facts.get(product);
    }

    /** What is known of the product that nodes of a role run. */
    public Facts facts(Role role) {
        return facts(product(role));
    }

    /** The product whose pack nodes of a role are made of. */
    public Product product(Role role) {
        return facts(role.product()).product(role);
    }

    /** The analytics server outside that goes with the API Manager's version, if one does. */
    public Optional<AnalyticsFact> analytics() {
        return facts(Product.API_MANAGER).analytics();
    }

    /** Who offers a service; the API Manager's version says so for all. */
    public ServiceFact service(Service service) {
        return facts(Product.API_MANAGER).services().stream()
                .filter(known -> known.service() == service)
                .findFirst()
                .orElseGet(() -> new ServiceFact(service, List.of(), null));
    }

    /** Who calls whom; the API Manager's version says so for all. */
    public List<CallFact> calls() {
        return facts(Product.API_MANAGER).calls();
    }

    /** Those of some nodes that offer a service: the nodes of the first of its roles that is among them. */
    public List<Node> offering(Service service, List<Node> nodes) {
        return service(service).roles().stream()
                .map(role -> nodes.stream().filter(node -> node.role() == role).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
