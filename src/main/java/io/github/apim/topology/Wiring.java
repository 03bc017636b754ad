package io.github.apim.topology;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentSynchronizer.SharedDirectory;
import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Statistics;
import io.github.apim.deployment.Throttling;
import io.github.apim.product.AnalyticsFact;
import io.github.apim.product.CallFact;
import io.github.apim.product.CallFact.Way;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.ClusterFact;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who talks to whom in a deployment, as data: the links that its configuration files make, and the virtual hosts with
 * what stands behind them. The one source for addresses, hosts files, firewall, load balancer, page and the rules that
 * compare.
 */
public final class Wiring {

    private final Topology topology;
    private final Deployment deployment;
    private final List<Link> links = new ArrayList<>();
    private final List<ServerCall> serverCalls = new ArrayList<>();
    private final List<Environment> environments;
    private final List<Front> fronts;

    private Wiring(Topology topology) {
        this.topology = topology;
        this.deployment = topology.deployment();
        this.environments = findEnvironments();
        this.fronts = deployment.loadBalancers().stream()
                .flatMap(balancer -> balancer.virtualHosts().stream().map(host -> front(balancer, host)))
                .toList();
        topology.suite().calls().forEach(this::addLinks);
        addClusters();
        deployment.nodes().forEach(this::addServerCalls);
    }

    static Wiring of(Topology topology) {
        return new Wiring(topology);
    }

    /**
     * Whether a node has its APIs in common with others, in the way that the descriptor says. An all-in-one node alone has
     * them at once.
     */
    public boolean synchronizes(Node node) {
        return deployment.deploymentSynchronizer().isPresent()
                && environment(node)
                        .filter(environment ->
                                node.role().isGateway() || environment.nodes().size() > 1)
                        .isPresent();
    }

    /** How a node comes to the APIs of its environment, if it does by SVN. */
    public Optional<Synchronization> synchronization(Node node) {
        return deployment
                .svn()
                .filter(svn -> synchronizes(node))
                .map(svn -> new Synchronization(
                        environment(node)
                                .flatMap(this::own)
                                .map(own -> svn.url().replaceAll("/+$", "") + "/" + own)
                                .orElse(svn.url()),
                        commits(node)));
    }

    /** The nodes that get the APIs which are published to this one, from it. */
    public List<Node> receivers(Node node) {
        return environment(node)
                .filter(environment -> synchronizes(node) && commits(node))
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
        return environments.indexOf(environment) == 0
                ? Optional.empty()
                : environment.declared().map(GatewayEnvironment::slug);
    }

    /** The folders of the repository that gateways work in, as they are added to its URL; the first is the URL's own. */
    public List<String> synchronizedFolders() {
        return environments.isEmpty()
                ? List.of("")
                : environments.stream()
                        .map(environment -> own(environment).map("/"::concat).orElse(""))
                        .toList();
    }

    /** The Hazelcast group that a node joins, if nodes of its role cluster at all. */
    Optional<ClusterFact> clusterDomain(Node node) {
        Optional<ClusterFact> ofRole = topology.suite().facts(node.role()).cluster(node.role());
        Optional<String> own = environment(node).flatMap(this::own);
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
    public boolean commits(Node node) {
        return node.role() != Role.GATEWAY_WORKER
                && environment(node)
                        .filter(environment -> environment.administering().contains(node))
                        .isPresent();
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

    /** The calls to servers that are no nodes, by the caller in the descriptor's order. */
    public List<ServerCall> serverCalls() {
        return List.copyOf(serverCalls);
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
        return fronts;
    }

    /** The virtual hosts of one load balancer, in the descriptor's order. */
    public List<Front> fronts(LoadBalancer balancer) {
        return fronts.stream()
                .filter(front -> front.balancer().equals(balancer))
                .toList();
    }

    /** The gateways by the environments that APIs are published to; none if no node serves APIs. */
    public List<Environment> environments() {
        return environments;
    }

    /** The environment that a node is a gateway of. */
    public Optional<Environment> environment(Node gateway) {
        return environments.stream()
                .filter(environment -> environment.nodes().contains(gateway))
                .findFirst();
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
                environments.stream()
                        .flatMap(environment -> environment.administering().stream())
                        .toList();
            case API_TRAFFIC ->
                environments.stream()
                        .flatMap(environment -> environment.serving().stream())
                        .toList();
            case KEY_MANAGEMENT, PUBLISHER, STORE, THROTTLING -> ofFirstRole(service, deployment.nodes());
        };
    }

    /** The one that the descriptor names, else the first that could be. */
    private List<Node> policies() {
        List<Node> named = named(deployment.throttling().flatMap(Throttling::policies));
        return named.isEmpty()
                ? ofFirstRole(Service.THROTTLING_POLICIES, deployment.nodes()).stream()
                        .limit(1)
                        .toList()
                : named;
    }

    /** Those of some nodes that offer a service: the nodes of the first of its roles that is among them. */
    private List<Node> ofFirstRole(Service service, List<Node> nodes) {
        return topology.suite().service(service).roles().stream()
                .map(role -> nodes.stream().filter(node -> node.role() == role).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The nodes that serve APIs where the descriptor names no environment; an all-in-one does where no gateway does. */
    private List<Node> gateways() {
        List<Node> gateways = topology.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER);
        return gateways.isEmpty() ? topology.nodes(Role.ALL_IN_ONE) : gateways;
    }

    private List<Environment> findEnvironments() {
        if (deployment.gatewayEnvironments().isEmpty()) {
            return environment(Optional.empty(), gateways()).stream().toList();
        }
        return deployment.gatewayEnvironments().stream()
                .flatMap(declared -> environment(Optional.of(declared), named(declared.gateways())).stream())
                .toList();
    }

    private List<Node> named(List<String> names) {
        return deployment.nodes().stream()
                .filter(node -> names.contains(node.name()))
                .toList();
    }

    private Optional<Environment> environment(Optional<GatewayEnvironment> declared, List<Node> nodes) {
        List<Node> active = active(nodes);
        List<Node> administering = ofFirstRole(Service.GATEWAY_ADMINISTRATION, active.isEmpty() ? nodes : active);
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
                        activeFirst(ofFirstRole(Service.API_TRAFFIC, nodes))));
    }

    private static List<Node> active(List<Node> nodes) {
        return nodes.stream().filter(node -> !node.standBy()).toList();
    }

    private static List<Node> activeFirst(List<Node> nodes) {
        return nodes.stream().sorted(Comparator.comparing(Node::standBy)).toList();
    }

    private List<Node> named(Optional<String> name) {
        return name.flatMap(topology::node).stream().toList();
    }

    /** The role whose nodes offer a service in this deployment; empty if no node does. */
    public Optional<Role> role(Service service) {
        return serving(service).stream().map(Node::role).findFirst();
    }

    /** The virtual host under which a load balancer serves a service, if one does; the first if several do. */
    public Optional<Front> front(Service service) {
        return fronts(service).stream().findFirst();
    }

    /** All virtual hosts of a service: those of its own role first, then those of a role that stands in for it. */
    public List<Front> fronts(Service service) {
        return fronts(service, serving(service));
    }

    /** The virtual hosts of a service that lead to any of some nodes. */
    private List<Front> fronts(Service service, List<Node> nodes) {
        PortPurpose port = service == Service.API_TRAFFIC ? PortPurpose.PASS_THROUGH_HTTPS : PortPurpose.SERVLET_HTTPS;
        return topology.suite().service(service).roles().stream()
                .flatMap(role -> fronts.stream().filter(front -> front.role() == role))
                .filter(front -> front.ports().contains(port))
                .filter(front -> front.nodes().stream().anyMatch(nodes::contains))
                .toList();
    }

    /** The virtual host under which API calls come to an environment. */
    public Optional<Front> traffic(Environment environment) {
        Optional<String> key = environment.declared().flatMap(GatewayEnvironment::virtualHost);
        return fronts(Service.API_TRAFFIC, environment.serving()).stream()
                .filter(front -> key.isEmpty() || key.get().equals(front.host().key()))
                .findFirst();
    }

    /**
     * The virtual host under which APIs are published to an environment: one that leads to nobody but who takes them, and
     * to who would take over.
     */
    public Optional<Front> administration(Environment environment) {
        return fronts(Service.GATEWAY_ADMINISTRATION, environment.administering()).stream()
                .filter(front -> environment.administering().containsAll(active(front.nodes())))
                .findFirst();
    }

    /** The virtual host under which browsers and other nodes find the servlets of a node; its own role's if it has one. */
    public Optional<Front> console(Node node) {
        List<Front> leading = fronts.stream()
                .filter(front -> !front.ports().contains(PortPurpose.PASS_THROUGH_HTTPS))
                .filter(front -> front.nodes().contains(node))
                .toList();
        return leading.stream()
                .filter(front -> front.role() == node.role())
                .findFirst()
                .or(() -> leading.stream().findFirst());
    }

    /**
     * Every address under which a port of a service answers: the virtual host's, and those of each node by its host name
     * and its address. A call that goes to another one goes astray.
     */
    public List<Endpoint> answering(Service service, PortPurpose port) {
        List<Front> fronts = service == Service.GATEWAY_ADMINISTRATION
                ? environments.stream()
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

    private Front front(LoadBalancer balancer, VirtualHost host) {
        if (isForApiCalls(host.role())) {
            return new Front(balancer, host, behind(host, serving(Service.API_TRAFFIC)), portsForApiCalls(host));
        }
        // In plain HTTP a console only answers with the way to HTTPS, so that port of the nodes is not used.
        PortPurpose console =
                host.role() == Role.MESSAGE_BROKER ? PortPurpose.BROKER_CONSOLE : PortPurpose.SERVLET_HTTPS;
        return new Front(balancer, host, behind(host, running(host.role())), List.of(console));
    }

    /**
     * The nodes that a virtual host leads to: those that it names, those of an environment that names it, or what is left.
     *
     * @param all the nodes that can be behind virtual hosts of its role
     */
    private List<Node> behind(VirtualHost host, List<Node> all) {
        List<Node> own = claimed(host);
        List<Node> others = deployment.loadBalancers().stream()
                .flatMap(balancer -> balancer.virtualHosts().stream())
                .filter(other -> other.role() == host.role() && !other.equals(host))
                .flatMap(other -> claimed(other).stream())
                .toList();
        return own.isEmpty()
                ? all.stream().filter(node -> !others.contains(node)).toList()
                : own;
    }

    private List<Node> claimed(VirtualHost host) {
        return host.nodes().isEmpty()
                ? environments.stream()
                        .filter(environment -> environment
                                .declared()
                                .flatMap(GatewayEnvironment::virtualHost)
                                .filter(host.key()::equals)
                                .isPresent())
                        .flatMap(environment -> environment.serving().stream())
                        .toList()
                : named(host.nodes());
    }

    private boolean isForApiCalls(Role virtualHost) {
        return topology.suite().service(Service.API_TRAFFIC).virtualHost() == virtualHost;
    }

    /** The nodes that do what a role does: its own, or all-in-one nodes where there are none and these offer its service. */
    private List<Node> running(Role role) {
        List<Node> own = topology.nodes(role);
        return !own.isEmpty()
                ? own
                : topology.suite().facts(Product.API_MANAGER).services().stream()
                        .filter(fact -> fact.roles().get(0) == role)
                        .flatMap(fact -> serving(fact.service()).stream())
                        .filter(node -> node.role() == Role.ALL_IN_ONE)
                        .distinct()
                        .toList();
    }

    /** Nodes of which any can answer a call, and what stands before them. */
    private record Target(List<Node> nodes, Optional<Front> front) {}

    /** Where calls for a service go; of one that each environment has for itself, to each of them. */
    private List<Target> targets(Service service) {
        return switch (service) {
            case GATEWAY_ADMINISTRATION ->
                environments.stream()
                        .map(environment -> new Target(environment.administering(), administration(environment)))
                        .toList();
            // Whoever revokes a token, or wants one, asks the gateways of the first environment.
            case API_TRAFFIC ->
                environments.stream()
                        .limit(1)
                        .map(environment -> new Target(environment.serving(), traffic(environment)))
                        .toList();
            case KEY_MANAGEMENT, PUBLISHER, STORE, SIGN_ON, EVENTS, MESSAGES, THROTTLING, THROTTLING_POLICIES ->
                serving(service).isEmpty() ? List.of() : List.of(new Target(serving(service), front(service)));
        };
    }

    private static List<PortPurpose> portsForApiCalls(VirtualHost host) {
        List<PortPurpose> ports =
                new ArrayList<>(List.of(PortPurpose.PASS_THROUGH_HTTPS, PortPurpose.PASS_THROUGH_HTTP));
        host.webSocket().ifPresent(port -> ports.add(PortPurpose.WEB_SOCKET));
        host.secureWebSocket().ifPresent(port -> ports.add(PortPurpose.WEB_SOCKET_TLS));
        return ports;
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
            for (PortPurpose port : call.ports()) {
                front.ifPresentOrElse(
                        host -> links.add(new Link(call.purpose(), caller, host.https(), port, front, target.nodes())),
                        () -> called.forEach(node -> links.add(direct(call, caller, port, node))));
            }
        }
    }

    /** Whoever offers a service asks itself; only what is revoked goes through the load balancer all the same. */
    private static boolean callsItself(CallFact call, Node caller, Target target, Optional<Front> front) {
        return target.nodes().contains(caller) && (front.isEmpty() || call.purpose() != CallPurpose.REVOCATION);
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
            case ALWAYS, IN_A_CLUSTER -> true;
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

    private void addServerCalls(Node node) {
        SharedSchema.of(deployment, node.role()).stream()
                .flatMap(schema ->
                        JdbcUrl.endpoints(schema.in(deployment.databases()).url()).stream())
                .distinct()
                .forEach(server -> serverCalls.add(new ServerCall(CallPurpose.SQL, node, server)));
        analytics()
                .ifPresent(server -> addAnalyticsCalls(
                        node, server, topology.suite().analytics().orElseThrow()));
        artifacts(node).forEach(server -> serverCalls.add(new ServerCall(CallPurpose.ARTIFACTS, node, server)));
        if (policies().contains(node)) {
            deployment
                    .copiesOfPolicies()
                    .ifPresent(copies -> machines(otherTrafficManagers(), node)
                            .forEach(machine -> serverCalls.add(new ServerCall(
                                    CallPurpose.THROTTLE_POLICIES, node, new Endpoint(machine, copies.port())))));
        }
    }

    /** Thrift signs in at one port and sends at the other one. */
    private void addAnalyticsCalls(Node node, AnalyticsAddresses server, AnalyticsFact fact) {
        if (fact.reporting().contains(node.role())) {
            serverCalls.add(new ServerCall(CallPurpose.EVENTS, node, server.receiver()));
            serverCalls.add(new ServerCall(CallPurpose.EVENTS, node, server.receiverTls()));
        }
        if (fact.asking().contains(node.role())) {
            serverCalls.add(new ServerCall(CallPurpose.SUMMARIES, node, server.rest()));
        }
    }

    /** The servers from which a node gets APIs, or to which it brings them. */
    private List<Endpoint> artifacts(Node node) {
        if (!synchronizes(node)) {
            return List.of();
        }
        List<Endpoint> servers = new ArrayList<>();
        deployment.svn().map(Svn::endpoint).ifPresent(servers::add);
        deployment.sharedDirectory().flatMap(SharedDirectory::endpoint).ifPresent(servers::add);
        deployment
                .rsync()
                .ifPresent(rsync -> machines(receivers(node), node)
                        .forEach(machine -> servers.add(new Endpoint(machine, rsync.port()))));
        return servers;
    }

    /** The other machines that nodes are on. */
    private Stream<String> machines(List<Node> nodes, Node from) {
        return nodes.stream()
                .map(topology::machine)
                .distinct()
                .filter(machine -> !machine.equals(topology.machine(from)));
    }

    /** Those who get policies from the one that the publisher hands them to. */
    public List<Node> otherTrafficManagers() {
        return topology.nodes(Role.TRAFFIC_MANAGER).stream()
                .filter(node -> !policies().contains(node))
                .toList();
    }
}
