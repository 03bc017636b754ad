package io.github.apim.topology;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.LoadBalancer.Traffic;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.product.ClusterFact;
import io.github.apim.product.PortFact;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who reaches whom in a deployment, and under which name and port: the functions of matrix §0.2. */
public final class Topology {

    private final Deployment deployment;
    private final Suite suite;
    private final Wiring wiring;

    public Topology(Deployment deployment) {
        this.deployment = deployment;
        this.suite = Suite.of(deployment);
        this.wiring = Wiring.of(this);
    }

    /** What all of this was derived from. */
    public Deployment deployment() {
        return deployment;
    }

    /** The versions of the deployment's products. */
    public Suite suite() {
        return suite;
    }

    /** Who talks to whom. */
    public Wiring wiring() {
        return wiring;
    }

    /** The nodes that have one of these roles, in the descriptor's order. */
    public List<Node> nodes(Role... roles) {
        List<Role> wanted = Arrays.asList(roles);
        return deployment.nodes().stream()
                .filter(node -> wanted.contains(node.role()))
                .toList();
    }

    /** The role that validates keys in this deployment, empty if no node does. */
    public Optional<Role> keyManagerRole() {
        return wiring.role(Service.KEY_MANAGEMENT);
    }

    /** Whether API calls are served by nodes that do nothing else. */
    public boolean hasGateways() {
        return !nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.GATEWAY).isEmpty();
    }

    /**
     * Where others find this role's servlets: its first node's. A worker's virtual host leads to its ports for API calls,
     * so its servlets are found at the node itself.
     *
     * @throws IllegalArgumentException if no node has the role
     */
    public Endpoint management(Role role) {
        return management(first(role));
    }

    /** Where browsers find this very node's servlets: the virtual host that leads there, or else the node itself. */
    public Endpoint management(Node node) {
        return wiring.console(node).map(Front::https).orElseGet(() -> servlets(node));
    }

    /**
     * Where others find the servlets of a service: its virtual host, or else the first node that offers it.
     *
     * @throws IllegalArgumentException if no node does
     */
    public Endpoint management(Service service) {
        return wiring.front(service)
                .map(Front::https)
                .orElseGet(() -> servlets(wiring.serving(service).stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no node offers " + service))));
    }

    /** Where APIs are published to an environment. */
    public Endpoint administration(Environment environment) {
        return wiring.administration(environment)
                .map(Front::https)
                .orElseGet(() -> servlets(environment.administering().get(0)));
    }

    private Endpoint servlets(Node node) {
        return new Endpoint(node.host(), port(node, PortPurpose.SERVLET_HTTPS).orElseThrow());
    }

    /** The number that a port of a node has, with its offset; empty if the node does not open it. */
    public Optional<Integer> port(Node node, PortPurpose purpose) {
        return suite.facts(node.role()).ports(node.role()).stream()
                .filter(port -> port.purpose() == purpose)
                .findFirst()
                .map(port -> base(port, node) + (port.shifts() ? node.offset() : 0));
    }

    /** The number without the offset; those that no offset moves count up on a machine. */
    int base(PortFact port, Node node) {
        if (port.shifts()) {
            return port.base();
        }
        return switch (port.purpose()) {
            case CLUSTERING -> memberPort(node);
            case KEY_VALIDATION -> countedThriftPort(node);
            default -> port.base();
        };
    }

    /**
     * The base address of admin services. The port is always there, even 443, and the text ends in {@code /}:
     * the products parse one and append to the other (matrix R2, R3).
     */
    public static String servicesUrl(Endpoint servlets) {
        return "https://" + servlets + "/services/";
    }

    /** What the paths of an environment's APIs begin with for clients; empty, or {@code /} and more. */
    public String apiPath(Environment environment) {
        return wiring.traffic(environment).map(front -> front.host().path()).orElse("");
    }

    /** Where browsers find a portal: its own path, or another one that the load balancer gives it. */
    public String portalPath(Service portal, String own) {
        return wiring.front(portal)
                .map(front -> front.host().path())
                .filter(path -> !path.isEmpty())
                .orElse(own);
    }

    /** Where clients send API calls for an environment over HTTPS, seen from a node. */
    public Endpoint gatewayHttps(Environment environment, Node node) {
        return wiring.traffic(environment)
                .map(Front::https)
                .orElseGet(() -> traffic(environment, node, PortPurpose.PASS_THROUGH_HTTPS));
    }

    /** Where clients send API calls for an environment over plain HTTP, seen from a node; empty if the balancer serves none. */
    public Optional<Endpoint> gatewayHttp(Environment environment, Node node) {
        Optional<VirtualHost> host = wiring.traffic(environment).map(Front::host);
        if (host.isEmpty()) {
            return Optional.of(traffic(environment, node, PortPurpose.PASS_THROUGH_HTTP));
        }
        return host.get().http().stream()
                .mapToObj(port -> new Endpoint(host.get().name(), port))
                .findFirst();
    }

    /**
     * Where clients open web sockets of an environment, seen from a node, as a URL; empty if its version has none, or if the
     * load balancer passes none on.
     */
    public Optional<String> webSocket(Environment environment, Node node) {
        Optional<VirtualHost> host = wiring.traffic(environment).map(Front::host);
        if (host.isEmpty()) {
            Node named = serving(environment, node);
            return port(named, PortPurpose.WEB_SOCKET).map(port -> "ws://" + new Endpoint(named.host(), port));
        }
        String name = host.get().name();
        return Stream.concat(
                        host.get().webSocket().stream().mapToObj(port -> "ws://" + new Endpoint(name, port)),
                        host.get().secureWebSocket().stream().mapToObj(port -> "wss://" + new Endpoint(name, port)))
                .findFirst();
    }

    /**
     * Where clients open web sockets of an environment, seen from a node, as URLs by their schemes: at the load balancer
     * where it passes them on, else at a node that serves them.
     */
    public Map<String, String> webSockets(Environment environment, Node node) {
        Optional<Front> own = wiring.traffic(environment, Traffic.WEB_SOCKETS);
        Optional<VirtualHost> beside =
                wiring.traffic(environment).map(Front::host).filter(VirtualHost::servesWebSockets);
        Map<String, String> urls = new LinkedHashMap<>();
        if (own.isPresent()) {
            addFront(urls, "ws", "wss", own.get().host());
        } else if (beside.isPresent()) {
            String name = beside.get().name();
            beside.get().webSocket().ifPresent(port -> urls.put("ws", "ws://" + new Endpoint(name, port)));
            beside.get().secureWebSocket().ifPresent(port -> urls.put("wss", "wss://" + new Endpoint(name, port)));
        } else {
            addAddress(urls, "ws", serving(environment, node), PortPurpose.WEB_SOCKET);
            addAddress(urls, "wss", serving(environment, node), PortPurpose.WEB_SOCKET_TLS);
        }
        return urls;
    }

    /** Where events of WebSub come to an environment, as URLs by their schemes; empty if its version knows none. */
    public Map<String, String> webSub(Environment environment, Node node) {
        Optional<Front> own = wiring.traffic(environment, Traffic.WEB_SUB);
        Map<String, String> urls = new LinkedHashMap<>();
        if (own.isPresent()) {
            addFront(urls, "http", "https", own.get().host());
        } else {
            addAddress(urls, "http", serving(environment, node), PortPurpose.WEB_SUB);
            addAddress(urls, "https", serving(environment, node), PortPurpose.WEB_SUB_TLS);
        }
        return urls;
    }

    /** Without the ports that go without saying. */
    private static void addFront(Map<String, String> urls, String plain, String secure, VirtualHost host) {
        host.http()
                .ifPresent(port ->
                        urls.put(plain, plain + "://" + new Endpoint(host.name(), port).without(StandardPorts.HTTP)));
        urls.put(secure, secure + "://" + new Endpoint(host.name(), host.https()).without(StandardPorts.HTTPS));
    }

    private void addAddress(Map<String, String> urls, String scheme, Node node, PortPurpose purpose) {
        port(node, purpose).ifPresent(port -> urls.put(scheme, scheme + "://" + new Endpoint(node.host(), port)));
    }

    /**
     * The virtual host whose name the server takes for its own (matrix §2). Both gateway roles serve APIs, so both go by
     * the name under which clients call APIs.
     */
    public Optional<VirtualHost> ownVirtualHost(Node node) {
        return node.role().isGateway()
                ? wiring.environment(node).flatMap(wiring::traffic).map(Front::host)
                : wiring.console(node)
                        .filter(front -> front.role() == node.role())
                        .map(Front::host);
    }

    /** The name that the server takes for its own. */
    public String hostName(Node node) {
        return ownVirtualHost(node).map(VirtualHost::name).orElse(node.host());
    }

    private Endpoint traffic(Environment environment, Node node, PortPurpose port) {
        Node named = serving(environment, node);
        return new Endpoint(named.host(), port(named, port).orElseThrow());
    }

    /** A node that serves API calls names itself, everybody else the first one that does. */
    private static Node serving(Environment environment, Node node) {
        return environment.serving().contains(node)
                ? node
                : environment.serving().get(0);
    }

    /** Where the other nodes reach a port of this one: at its address, or its host name where there is no address. */
    public Endpoint endpoint(Node node, PortPurpose port) {
        return new Endpoint(machine(node), port(node, port).orElseThrow());
    }

    /** The nodes of these names, in the descriptor's order. */
    List<Node> named(List<String> names) {
        return deployment.nodes().stream()
                .filter(node -> names.contains(node.name()))
                .toList();
    }

    /** The node of this name. */
    public Optional<Node> node(String name) {
        return deployment.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst();
    }

    /** The Hazelcast group that a node joins, if nodes of its role cluster at all. */
    public Optional<ClusterFact> clusterDomain(Node node) {
        return wiring.clusterDomain(node);
    }

    /** The nodes that share a cluster domain with this one, itself included; one node alone is no cluster. */
    public List<Node> cluster(Node node) {
        return wiring.cluster(node);
    }

    /**
     * The port on which other members of the cluster reach this node: the first port of the version plus the node's place among the nodes of its
     * machine, so that it is unique there (matrix §3.1).
     */
    public int memberPort(Node node) {
        return suite.facts(node.role()).port(PortPurpose.CLUSTERING)
                + sameMachine(node).indexOf(node);
    }

    /** The port on which a key manager's thrift server listens, unique on its machine (matrix §5; am-2 §4). */
    public int thriftPort(Node keyManager) {
        return port(keyManager, PortPurpose.KEY_VALIDATION)
                .orElseThrow(() -> new IllegalArgumentException(keyManager.name() + " validates no keys over thrift"));
    }

    private int countedThriftPort(Node keyManager) {
        long before = sameMachine(keyManager).stream()
                .takeWhile(node -> !node.equals(keyManager))
                .filter(this::mayServeThrift)
                .count();
        return suite.facts(keyManager.role()).port(PortPurpose.KEY_VALIDATION) + (int) before;
    }

    /** Whether a node serves thrift, or would if the descriptor said so. */
    private boolean mayServeThrift(Node node) {
        return suite.facts(node.role()).ports(node.role()).stream()
                .filter(port -> port.purpose() == PortPurpose.KEY_VALIDATION)
                .anyMatch(port -> port.when() != PortFact.Condition.MANAGING_KEYS
                        || suite.offering(Service.KEY_MANAGEMENT, deployment.nodes())
                                .contains(node));
    }

    /** The nodes on the machine of this one, itself included, in the descriptor's order. */
    public List<Node> sameMachine(Node node) {
        return deployment.nodes().stream()
                .filter(other -> machine(other).equals(machine(node)))
                .toList();
    }

    /** The machine of a node: its address, or its host name where the descriptor gives no address. */
    public String machine(Node node) {
        return MachineName.of(node).text();
    }

    /** The IP address under which other nodes reach this one, if the descriptor says it. */
    public Optional<String> ip(Node node) {
        return Stream.of(node.address(), Optional.of(node.host()))
                .flatMap(Optional::stream)
                .filter(IpAddress::isLiteral)
                .findFirst();
    }

    /**
     * The text by which the members of a cluster know this one: its IP address, else its host name. All of them, and the
     * node itself, must have the very same (matrix §3.1).
     */
    public String memberHost(Node node) {
        return ip(node).orElse(node.host());
    }

    private Node first(Role role) {
        List<Node> nodes = new ArrayList<>(nodes(role));
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("no node has the role " + role);
        }
        return nodes.get(0);
    }
}
