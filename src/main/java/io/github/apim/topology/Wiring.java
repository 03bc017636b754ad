package io.github.apim.topology;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.Traffic;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Statistics;
import io.github.apim.deployment.Throttling;
import io.github.apim.product.CallFact;
import io.github.apim.product.CallFact.Way;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.ClusterFact;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who talks to whom in a deployment, as data: the links that its configuration files make, and the virtual hosts with
 * what stands behind them. The one source for addresses, hosts files, firewall, load balancer, page and the rules that
 * compare.
 */
public final class Wiring {

    private final Topology topology;
    private final Deployment deployment;
    private final List<Link> links = new ArrayList<>();
    private final List<ServerCall> serverCalls;
    private final Environments environments;
    private final Fronts fronts;

    private Wiring(Topology topology) {
        this.topology = topology;
        this.deployment = topology.deployment();
        this.environments = new Environments(topology);
        this.fronts = new Fronts(topology, environments, this::serving);
        topology.suite().calls().forEach(this::addLinks);
        addClusters();
        this.serverCalls = new ServerCalls(topology, this).all();
    }

    static Wiring of(Topology topology) {
        return new Wiring(topology);
    }

    /** The environment that a node is a gateway of. */
    public Optional<Environment> environment(Node gateway) {
        return environments.of(gateway);
    }

    /**
     * Whether a node has its APIs in common with others, in the way that the descriptor says. An all-in-one node alone has
     * them at once.
     */
    public boolean synchronizes(Node node) {
        return environments.synchronizes(node);
    }

    /** How a node comes to the APIs of its environment, if it does by SVN. */
    public Optional<Synchronization> synchronization(Node node) {
        return environments.synchronization(node);
    }

    /** The nodes that get the APIs which are published to this one, from it. */
    public List<Node> receivers(Node node) {
        return environments.receivers(node);
    }

    /** The folders of the repository that gateways work in, as they are added to its URL; the first is the URL's own. */
    public List<String> synchronizedFolders() {
        return environments.synchronizedFolders();
    }

    /** Whether a node is the one of its environment that commits what is published; a worker never does (matrix §2). */
    public boolean commits(Node node) {
        return environments.commits(node);
    }

    /** The Hazelcast group that a node joins, if nodes of its role cluster at all. */
    Optional<ClusterFact> clusterDomain(Node node) {
        return environments.clusterDomain(node);
    }

    /** The nodes that share a cluster domain with this one, itself included; one node alone is no cluster. */
    List<Node> cluster(Node node) {
        return environments.cluster(node);
    }

    /** The virtual hosts of one load balancer, in the descriptor's order. */
    public List<Front> fronts(LoadBalancer balancer) {
        return fronts.of(balancer);
    }

    /** The virtual host under which a load balancer serves a service, if one does; the first if several do. */
    public Optional<Front> front(Service service) {
        return fronts.of(service).stream().findFirst();
    }

    /** All virtual hosts of a service: those of its own role first, then those of a role that stands in for it. */
    public List<Front> fronts(Service service) {
        return fronts.of(service);
    }

    /** The virtual host under which API calls come to an environment. */
    public Optional<Front> traffic(Environment environment) {
        return fronts.traffic(environment);
    }

    /** The virtual host under which something comes to an environment that has ports of its own. */
    public Optional<Front> traffic(Environment environment, Traffic traffic) {
        return fronts.traffic(environment, traffic);
    }

    /**
     * The virtual host under which APIs are published to an environment: one that leads to nobody but who takes them, and
     * to who would take over.
     */
    public Optional<Front> administration(Environment environment) {
        return fronts.administration(environment);
    }

    /** The virtual host under which browsers and other nodes find the servlets of a node; its own role's if it has one. */
    public Optional<Front> console(Node node) {
        return fronts.console(node);
    }

    /** All links, by purpose in the order of the documentation, then by the caller in the descriptor's order. */
    public List<Link> links() {
        return List.copyOf(links);
    }

    /** The links of one purpose. */
    public List<Link> links(CallPurpose purpose) {
        return links.stream().filter(link -> link.purpose() == purpose).toList();
    }

    /** The calls that a node makes. */
    public List<Link> from(Node node) {
        return links.stream().filter(link -> link.from().equals(node)).toList();
    }

    /** Whether a node makes calls of a purpose, which one that offers the service itself does not. */
    public boolean calls(Node node, CallPurpose purpose) {
        return from(node).stream().anyMatch(link -> link.purpose() == purpose);
    }

    /** The calls to servers that are no nodes, by the caller in the descriptor's order. */
    public List<ServerCall> serverCalls() {
        return serverCalls;
    }

    /** Where the analytics server outside the deployment answers, if statistics go to one. */
    public Optional<AnalyticsAddresses> analytics() {
        return deployment
                .statistics()
                .flatMap(Statistics::analytics)
                .flatMap(server -> topology.suite().analytics().map(fact -> AnalyticsAddresses.of(server, fact)));
    }

    /** The virtual hosts of the load balancers, in the descriptor's order. */
    public List<Front> fronts() {
        return fronts.all();
    }

    /** The gateways by the environments that APIs are published to; none if no node serves APIs. */
    public List<Environment> environments() {
        return environments.all();
    }

    /** The nodes that offer a service in this deployment; those of one role, or the one that the descriptor names. */
    public List<Node> serving(Service service) {
        return switch (service) {
            case SIGN_ON -> named(deployment.singleSignOn());
            case EVENTS ->
                deployment.statistics().map(Statistics::bam).orElse(List.of()).stream()
                        .flatMap(name -> topology.node(name).stream())
                        .toList();
            case MESSAGES -> named(deployment.messaging());
            case THROTTLING_POLICIES -> policies();
            case GATEWAY_ADMINISTRATION ->
                environments.all().stream()
                        .flatMap(environment -> environment.administering().stream())
                        .toList();
            case API_TRAFFIC ->
                environments.all().stream()
                        .flatMap(environment -> environment.serving().stream())
                        .toList();
            case KEY_MANAGEMENT, PUBLISHER, STORE, THROTTLING, EVENT_HUB ->
                topology.suite().offering(service, deployment.nodes());
        };
    }

    /** The one that the descriptor names, else the first that could be. */
    List<Node> policies() {
        List<Node> named = named(deployment.throttling().flatMap(Throttling::policies));
        return named.isEmpty()
                ? topology.suite().offering(Service.THROTTLING_POLICIES, deployment.nodes()).stream()
                        .limit(1)
                        .toList()
                : named;
    }

    private List<Node> named(Optional<String> name) {
        return name.flatMap(topology::node).stream().toList();
    }

    /** The role whose nodes offer a service in this deployment; empty if no node does. */
    public Optional<Role> role(Service service) {
        return serving(service).stream().map(Node::role).findFirst();
    }

    /**
     * Every address under which a port of a service answers: the virtual host's, and those of each node by its host name
     * and its address. A call that goes to another one goes astray.
     */
    public List<Endpoint> answering(Service service, PortPurpose port) {
        List<Front> fronts = service == Service.GATEWAY_ADMINISTRATION
                ? environments.all().stream()
                        .flatMap(environment -> administration(environment).stream())
                        .toList()
                : fronts(service);
        return answering(fronts, serving(service), port);
    }

    /** Every address at which APIs can be published to an environment. */
    public List<Endpoint> administering(Environment environment) {
        return answering(
                administration(environment).stream().toList(), environment.administering(), PortPurpose.SERVLET_HTTPS);
    }

    private List<Endpoint> answering(List<Front> fronts, List<Node> nodes, PortPurpose port) {
        List<Endpoint> endpoints = new ArrayList<>();
        fronts.forEach(front -> endpoints.add(front.https()));
        for (Node node : nodes) {
            topology.port(node, port).ifPresent(number -> {
                endpoints.add(new Endpoint(node.host(), number));
                node.address().ifPresent(address -> endpoints.add(new Endpoint(address, number)));
            });
        }
        return endpoints.stream().distinct().toList();
    }

    /** Nodes of which any can answer a call, and what stands before them. */
    private record Target(List<Node> nodes, Optional<Front> front) {}

    /** Where calls for a service go; of one that each environment has for itself, to each of them. */
    private List<Target> targets(Service service) {
        return switch (service) {
            case GATEWAY_ADMINISTRATION ->
                environments.all().stream()
                        .map(environment -> new Target(environment.administering(), administration(environment)))
                        .toList();
            // Whoever revokes a token, or wants one, asks the gateways of the first environment.
            case API_TRAFFIC ->
                environments.all().stream()
                        .limit(1)
                        .map(environment -> new Target(environment.serving(), traffic(environment)))
                        .toList();
            case KEY_MANAGEMENT,
                    PUBLISHER,
                    STORE,
                    SIGN_ON,
                    EVENTS,
                    MESSAGES,
                    THROTTLING,
                    THROTTLING_POLICIES,
                    EVENT_HUB ->
                serving(service).isEmpty() ? List.of() : List.of(new Target(serving(service), front(service)));
        };
    }

    private void addLinks(CallFact call) {
        if (isMade(call)) {
            targets(call.service()).forEach(target -> addLinks(call, target));
        }
    }

    private void addLinks(CallFact call, Target target) {
        Optional<Front> front = call.way() == Way.BALANCED ? target.front() : Optional.empty();
        List<Node> called =
                call.way().isToEvery() ? target.nodes() : target.nodes().subList(0, 1);
        for (Node caller : deployment.nodes()) {
            if (!call.callers().contains(caller.role())
                    || callsItself(call, caller, target, front)
                    || !callsAtAll(call, caller)) {
                continue;
            }
            List<Node> others =
                    called.stream().filter(node -> !node.equals(caller)).toList();
            for (PortPurpose port : call.ports()) {
                front.ifPresentOrElse(
                        host -> links.add(new Link(call.purpose(), caller, host.https(), port, front, target.nodes())),
                        () -> others.forEach(node -> links.add(direct(call, caller, port, node))));
            }
        }
    }

    /**
     * Whoever offers a service asks itself, unless it wants its peers; only what is revoked goes through the load balancer
     * all the same.
     */
    private static boolean callsItself(CallFact call, Node caller, Target target, Optional<Front> front) {
        boolean offers = target.nodes().contains(caller);
        return call.way() == Way.PEERS_BY_ADDRESS
                ? !offers
                : offers && (front.isEmpty() || call.purpose() != CallPurpose.REVOCATION);
    }

    private Link direct(CallFact call, Node caller, PortPurpose port, Node server) {
        String host = call.way().isByAddress() ? topology.machine(server) : server.host();
        return new Link(
                call.purpose(),
                caller,
                new Endpoint(host, topology.port(server, port).orElseThrow()),
                port,
                Optional.empty(),
                List.of(server));
    }

    private boolean isMade(CallFact call) {
        return switch (call.when()) {
            case OVER_THRIFT -> deployment.keyValidation() == KeyValidation.THRIFT;
            case ALWAYS, MANAGING_KEYS, IN_A_CLUSTER -> true;
        };
    }

    /** Only the identity server that the applications sign in at ends their sessions. */
    private boolean callsAtAll(CallFact call, Node caller) {
        return call.purpose() != CallPurpose.SIGN_OUT
                || serving(Service.SIGN_ON).contains(caller);
    }

    /** Each member of a cluster is called by all others. */
    private void addClusters() {
        for (Node node : deployment.nodes()) {
            for (Node member : cluster(node)) {
                if (!member.equals(node)) {
                    links.add(new Link(
                            CallPurpose.CLUSTER,
                            node,
                            new Endpoint(topology.machine(member), topology.memberPort(member)),
                            PortPurpose.CLUSTERING,
                            Optional.empty(),
                            List.of(member)));
                }
            }
        }
    }

    /** Those who get policies from the one that the publisher hands them to. */
    public List<Node> otherTrafficManagers() {
        return topology.nodes(Role.TRAFFIC_MANAGER).stream()
                .filter(node -> !policies().contains(node))
                .toList();
    }
}
