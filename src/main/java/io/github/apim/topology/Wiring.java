package io.github.apim.topology;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentSynchronizer.SharedDirectory;
import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Statistics;
import io.github.apim.product.CallFact;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.product.ServiceFact;
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
    private final List<ServerCall> serverCalls = new ArrayList<>();
    private final List<Front> fronts;

    private Wiring(Topology topology) {
        this.topology = topology;
        this.deployment = topology.deployment();
        this.fronts = deployment
                .loadBalancer()
                .map(balancer -> balancer.virtualHosts().entrySet().stream()
                        .map(entry -> front(entry.getKey(), entry.getValue()))
                        .toList())
                .orElse(List.of());
        topology.suite().calls().forEach(this::addLinks);
        addClusters();
        deployment.nodes().forEach(this::addServerCalls);
    }

    static Wiring of(Topology topology) {
        return new Wiring(topology);
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

    /** The virtual hosts of the load balancer, in the descriptor's order. */
    public List<Front> fronts() {
        return fronts;
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
            case KEY_MANAGEMENT, GATEWAY_ADMINISTRATION, API_TRAFFIC, PUBLISHER, STORE ->
                topology.suite().service(service).roles().stream()
                        .map(topology::nodes)
                        .filter(nodes -> !nodes.isEmpty())
                        .findFirst()
                        .orElse(List.of());
        };
    }

    private List<Node> named(Optional<String> name) {
        return name.flatMap(topology::node).stream().toList();
    }

    /** The role whose nodes offer a service in this deployment; empty if no node does. */
    public Optional<Role> role(Service service) {
        return serving(service).stream().map(Node::role).findFirst();
    }

    /** The virtual host under which the load balancer serves a service, if it does. */
    public Optional<VirtualHost> front(Service service) {
        ServiceFact fact = topology.suite().service(service);
        if (fact.virtualHost() != null) {
            return topology.virtualHost(fact.virtualHost());
        }
        // A virtual host that stands for another service of its nodes does not lead to this one.
        return role(service).filter(role -> !isForAnotherService(role, service)).flatMap(topology::virtualHost);
    }

    private boolean isForAnotherService(Role virtualHost, Service service) {
        return topology.suite().facts(Product.API_MANAGER).services().stream()
                .anyMatch(other -> other.virtualHost() == virtualHost && other.service() != service);
    }

    /**
     * Every address under which a port of a service answers: the virtual host's, and those of each node by its host name
     * and its address. A call that goes to another one goes astray.
     */
    public List<Endpoint> answering(Service service, PortPurpose port) {
        List<Endpoint> endpoints = new ArrayList<>();
        front(service).ifPresent(host -> endpoints.add(new Endpoint(host.name(), host.https())));
        for (Node node : serving(service)) {
            topology.port(node, port).ifPresent(number -> {
                endpoints.add(new Endpoint(node.host(), number));
                node.address().ifPresent(address -> endpoints.add(new Endpoint(address, number)));
            });
        }
        return endpoints.stream().distinct().toList();
    }

    private Front front(Role role, VirtualHost host) {
        for (Service service : Service.values()) {
            if (topology.suite().service(service).virtualHost() == role) {
                return new Front(
                        role,
                        host,
                        serving(service),
                        List.of(PortPurpose.PASS_THROUGH_HTTPS, PortPurpose.PASS_THROUGH_HTTP));
            }
        }
        // In plain HTTP a console only answers with the way to HTTPS, so that port of the nodes is not used.
        PortPurpose console = role == Role.MESSAGE_BROKER ? PortPurpose.BROKER_CONSOLE : PortPurpose.SERVLET_HTTPS;
        return new Front(role, host, topology.nodes(role), List.of(console));
    }

    private void addLinks(CallFact call) {
        if (!isMade(call)) {
            return;
        }
        List<Node> serving = serving(call.service());
        if (serving.isEmpty()) {
            return;
        }
        Role server = serving.get(0).role();
        Optional<VirtualHost> front = call.through() ? front(call.service()) : Optional.empty();
        for (Node caller : deployment.nodes()) {
            if (!call.callers().contains(caller.role()) || caller.role() == server || !callsAtAll(call, caller)) {
                continue;
            }
            for (PortPurpose port : call.ports()) {
                front.ifPresentOrElse(
                        host -> links.add(new Link(
                                call.purpose(), caller, new Endpoint(host.name(), host.https()), port, front, serving)),
                        () -> called(call, serving).forEach(node -> links.add(direct(call, caller, port, node))));
            }
        }
    }

    /** Without a load balancer files name one node, but for the receivers of events, who are all named. */
    private static List<Node> called(CallFact call, List<Node> serving) {
        return call.service() == Service.EVENTS ? serving : serving.subList(0, 1);
    }

    private Link direct(CallFact call, Node caller, PortPurpose port, Node server) {
        String host = call.through() || call.purpose() == CallPurpose.KEYS_OVER_THRIFT
                ? server.host()
                : topology.machine(server);
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
            for (Node member : topology.cluster(node)) {
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
        artifacts(node).forEach(server -> serverCalls.add(new ServerCall(CallPurpose.ARTIFACTS, node, server)));
    }

    /** The servers from which a node gets APIs, or to which it brings them. */
    private List<Endpoint> artifacts(Node node) {
        if (!node.role().isGateway()) {
            return List.of();
        }
        List<Endpoint> servers = new ArrayList<>();
        deployment.svn().map(Svn::endpoint).ifPresent(servers::add);
        deployment.sharedDirectory().flatMap(SharedDirectory::endpoint).ifPresent(servers::add);
        if (node.role() == Role.GATEWAY_MANAGER) {
            deployment
                    .rsync()
                    .ifPresent(rsync -> topology.nodes(Role.GATEWAY_WORKER).stream()
                            .map(topology::machine)
                            .distinct()
                            .filter(machine -> !machine.equals(topology.machine(node)))
                            .forEach(machine -> servers.add(new Endpoint(machine, rsync.port()))));
        }
        return servers;
    }
}
