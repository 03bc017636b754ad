package io.github.apim.topology;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.deployment.Node;
import io.github.apim.product.ClusterFact;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The gateways of a deployment by the environments that APIs are published to, and what nodes of one environment have in
 * common: their APIs and their cluster.
 */
final class Environments {

    private final Topology topology;
    private final Deployment deployment;
    private final List<Environment> all;

    Environments(Topology topology) {
        this.topology = topology;
        this.deployment = topology.deployment();
        this.all = find();
    }

    /** All of them, in the descriptor's order; none if no node serves APIs. */
    List<Environment> all() {
        return all;
    }

    /**
     * Whether a node has its APIs in common with others, in the way that the descriptor says. An all-in-one node alone has
     * them at once.
     */
    boolean synchronizes(Node node) {
        return deployment.deploymentSynchronizer().isPresent()
                && of(node).filter(environment ->
                                node.role().isGateway() || environment.nodes().size() > 1)
                        .isPresent();
    }

    /** How a node comes to the APIs of its environment, if it does by SVN. */
    Optional<Synchronization> synchronization(Node node) {
        return deployment
                .svn()
                .filter(svn -> synchronizes(node))
                .map(svn -> new Synchronization(
                        of(node).flatMap(this::own)
                                .map(own -> svn.url().replaceAll("/+$", "") + "/" + own)
                                .orElse(svn.url()),
                        commits(node)));
    }

    /** The nodes that get the APIs which are published to this one, from it. */
    List<Node> receivers(Node node) {
        return of(node).filter(environment -> synchronizes(node) && commits(node))
                .map(environment -> environment.nodes().stream()
                        .filter(other -> !other.equals(node))
                        .toList())
                .orElse(List.of());
    }

    /**
     * What an environment adds to the name of what it must not share with others. The first adds nothing: it is the one
     * that a deployment had before it got a second one, and keeps its cluster and its folder.
     */
    private Optional<String> own(Environment environment) {
        return all.indexOf(environment) == 0
                ? Optional.empty()
                : environment.declared().map(GatewayEnvironment::slug);
    }

    /** The folders of the repository that gateways work in, as they are added to its URL; the first is the URL's own. */
    List<String> synchronizedFolders() {
        return all.isEmpty()
                ? List.of("")
                : all.stream()
                        .map(environment -> own(environment).map("/"::concat).orElse(""))
                        .toList();
    }

    /** The Hazelcast group that a node joins, if nodes of its role cluster at all. */
    Optional<ClusterFact> clusterDomain(Node node) {
        Optional<ClusterFact> ofRole = topology.suite().facts(node.role()).cluster(node.role());
        Optional<String> own = of(node).flatMap(this::own);
        return ofRole.map(domain -> own.map(prefix -> new ClusterFact(prefix + "." + domain.domain(), domain.roles()))
                .orElse(domain));
    }

    /** The nodes that share a cluster domain with this one, itself included; one node alone is no cluster. */
    List<Node> cluster(Node node) {
        return clusterDomain(node)
                .map(domain -> deployment.nodes().stream()
                        .filter(other -> clusterDomain(other).equals(Optional.of(domain)))
                        .toList())
                .filter(members -> members.size() > 1)
                .orElse(List.of());
    }

    /** Whether a node is the one of its environment that commits what is published; a worker never does (matrix §2). */
    boolean commits(Node node) {
        return node.role() != Role.GATEWAY_WORKER
                && of(node).filter(environment -> environment.administering().contains(node))
                        .isPresent();
    }

    /** The environment that a node is a gateway of. */
    Optional<Environment> of(Node gateway) {
        return all.stream()
                .filter(environment -> environment.nodes().contains(gateway))
                .findFirst();
    }

    /** The nodes that serve APIs where the descriptor names no environment; an all-in-one does where no gateway does. */
    private List<Node> gateways() {
        List<Node> gateways = topology.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.GATEWAY);
        return gateways.isEmpty() ? topology.nodes(Role.ALL_IN_ONE) : gateways;
    }

    private List<Environment> find() {
        if (deployment.gatewayEnvironments().isEmpty()) {
            return environment(Optional.empty(), gateways()).stream().toList();
        }
        return deployment.gatewayEnvironments().stream()
                .flatMap(declared -> environment(Optional.of(declared), topology.named(declared.gateways())).stream())
                .toList();
    }

    private Optional<Environment> environment(Optional<GatewayEnvironment> declared, List<Node> nodes) {
        List<Node> active = active(nodes);
        List<Node> administering =
                topology.suite().offering(Service.GATEWAY_ADMINISTRATION, active.isEmpty() ? nodes : active);
        // Where one hands APIs on to all, or where each would keep to itself what it got, one takes all APIs.
        boolean oneTakesAll = deployment
                        .deploymentSynchronizer()
                        .filter(synchronizer -> synchronizer.type().hasOneOrigin())
                        .isPresent()
                || administering.stream().anyMatch(node -> node.role() == Role.ALL_IN_ONE);
        return nodes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Environment(
                        declared,
                        nodes,
                        oneTakesAll ? administering.subList(0, 1) : administering,
                        activeFirst(topology.suite().offering(Service.API_TRAFFIC, nodes))));
    }

    static List<Node> active(List<Node> nodes) {
        return nodes.stream().filter(node -> !node.standBy()).toList();
    }

    private static List<Node> activeFirst(List<Node> nodes) {
        return nodes.stream().sorted(Comparator.comparing(Node::standBy)).toList();
    }
}
