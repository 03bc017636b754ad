package io.github.apim.deployment;

import io.github.apim.product.Catalogue;
import io.github.apim.product.Facts;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.product.Role;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A whole deployment, as the descriptor says it: complete, of the right types, with every name resolved.
 *
 * @param file                   the descriptor
 * @param environment            the layers over the descriptor that are in it
 * @param admin                  the administrator that every node has in common (matrix R7)
 * @param encryption             the key of what nodes keep in the databases that they share, where versions have one
 * @param userStore              the primary user store of all nodes, where it is not the shared schema
 * @param loadBalancers          what stands in front of the nodes, in the descriptor's order
 * @param gatewayEnvironments    the groups of gateways; empty where all gateways are one
 * @param singleSignOn           name of the node that signs users in
 * @param statistics             where statistics go, if they are collected
 * @param messaging              name of the message broker node
 * @param clustering             how members of a cluster find each other
 * @param throttling             how traffic managers learn of policies, where the descriptor says it
 * @param keyStores              what nodes open in place of the key stores of their packs
 * @param images                 container images of the nodes, if there are to be any
 * @param kubernetes             the cluster that they run in, if they run in one
 * @param secureVault            how passwords are encrypted, if they are
 * @param additions              patches and jars that nodes get, in the descriptor's order
 * @param accepted               what rules find and the user lives with
 * @param asIs                   the user's files that the plugin must leave as they are
 * @param nodes                  in the descriptor's order, which decides ports and tarballs' order
 */
public record Deployment(
        Path file,
        Environment environment,
        Map<Product, PackReference> packs,
        Databases databases,
        Optional<Credentials> admin,
        Optional<Secret> encryption,
        Optional<UserStore> userStore,
        Optional<DeploymentSynchronizer> deploymentSynchronizer,
        List<LoadBalancer> loadBalancers,
        List<GatewayEnvironment> gatewayEnvironments,
        KeyValidation keyValidation,
        GatewayOptions gateway,
        JaggeryApplications jaggeryApplications,
        Optional<String> singleSignOn,
        Optional<Statistics> statistics,
        Optional<String> messaging,
        Clustering clustering,
        Optional<Throttling> throttling,
        KeyStores keyStores,
        Optional<SecureVault> secureVault,
        Optional<Shipping> shipping,
        Optional<Images> images,
        Optional<Kubernetes> kubernetes,
        List<Addition> additions,
        List<FileEdit> edits,
        List<Acceptance> accepted,
        List<FileAsIs> asIs,
        List<Node> nodes) {

    /**
     * The version of a product, as far as the descriptor says it: in a key, by coordinates or by a file name. Where it
     * does not, it is that of another pack of its line, else the newest one that is known, has the nodes' roles, comes
     * in the packs that are named and goes with the others.
     */
    public String version(Product product) {
        return stated(product)
                .or(() -> packs.keySet().stream()
                        .filter(other -> other.line() == product.line())
                        .flatMap(other -> stated(other).stream())
                        .findFirst())
                .orElseGet(() -> newest(product));
    }

    private Optional<String> stated(Product product) {
        return Optional.ofNullable(packs.get(product)).flatMap(pack -> pack.version(product));
    }

    private String newest(Product product) {
        List<String> known = Catalogue.known(product);
        List<String> fitting = known.stream()
                .filter(version -> canBe(Catalogue.of(new ProductVersion(product, version)), product))
                .toList();
        List<String> together =
                fitting.stream().filter(version -> goesWith(product, version)).toList();
        List<String> candidates = !together.isEmpty() ? together : fitting.isEmpty() ? known : fitting;
        return candidates.isEmpty() ? "" : candidates.get(candidates.size() - 1);
    }

    /** Whether the API Manager's version says nothing against it, or as one of that nothing against the stated others. */
    private boolean goesWith(Product product, String version) {
        if (product.line() == Product.API_MANAGER) {
            return Catalogue.of(new ProductVersion(product, version)).companions().entrySet().stream()
                    .allMatch(fitting -> stated(fitting.getKey())
                            .map(fitting.getValue()::contains)
                            .orElse(true));
        }
        Set<String> companions = Catalogue.of(new ProductVersion(Product.API_MANAGER, version(Product.API_MANAGER)))
                .companions()
                .get(product);
        return companions == null || companions.contains(version);
    }

    /** Whether a version has the nodes' roles, and comes in the packs that are named. */
    private boolean canBe(Facts facts, Product product) {
        return nodes.stream()
                .map(Node::role)
                .filter(role -> role.product() == product)
                .allMatch(role -> !facts.lacking().containsKey(role) && packs.containsKey(facts.product(role)));
    }

    /** The product whose pack nodes of a role are made of. */
    public Product product(Role role) {
        return Catalogue.of(new ProductVersion(role.product(), version(role.product())))
                .product(role);
    }

    /** The SVN repository of the gateways, if that is how APIs get to them. */
    public Optional<DeploymentSynchronizer.Svn> svn() {
        return synchronizer(DeploymentSynchronizer.Svn.class);
    }

    /** The directory that all gateways share, if that is how APIs get to them. */
    public Optional<DeploymentSynchronizer.SharedDirectory> sharedDirectory() {
        return synchronizer(DeploymentSynchronizer.SharedDirectory.class);
    }

    /** What copies APIs to the workers, if that is how they get to them. */
    public Optional<DeploymentSynchronizer.Rsync> rsync() {
        return synchronizer(DeploymentSynchronizer.Rsync.class);
    }

    /** How APIs are copied to the workers, if they are. */
    public Optional<SshCopies> copiesOfApis() {
        return rsync().map(rsync -> SshCopies.of(rsync, shipping));
    }

    /** How policies are copied from one traffic manager to the others, if they are: as APIs, or as tarballs are shipped. */
    public Optional<SshCopies> copiesOfPolicies() {
        return throttling
                .filter(asked -> asked.synchronization() == Throttling.Synchronization.RSYNC)
                .map(asked -> copiesOfApis().orElseGet(() -> SshCopies.of(shipping.orElse(Shipping.DEFAULT))));
    }

    private <S extends DeploymentSynchronizer> Optional<S> synchronizer(Class<S> type) {
        return deploymentSynchronizer.filter(type::isInstance).map(type::cast);
    }

    /**
     * The same deployment with versions that were found out otherwise, such as in opened packs.
     *
     * @param versions those of products that it has no pack of count for nothing
     */
    public Deployment withVersions(Map<Product, String> versions) {
        Map<Product, PackReference> completed = new EnumMap<>(Product.class);
        packs.forEach((product, pack) ->
                completed.put(product, versions.containsKey(product) ? pack.withVersion(versions.get(product)) : pack));
        return new Deployment(
                file,
                environment,
                Collections.unmodifiableMap(completed),
                databases,
                admin,
                encryption,
                userStore,
                deploymentSynchronizer,
                loadBalancers,
                gatewayEnvironments,
                keyValidation,
                gateway,
                jaggeryApplications,
                singleSignOn,
                statistics,
                messaging,
                clustering,
                throttling,
                keyStores,
                secureVault,
                shipping,
                images,
                kubernetes,
                additions,
                edits,
                accepted,
                asIs,
                nodes);
    }
}
