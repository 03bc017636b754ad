package io.github.apim.deployment;

import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.product.Ports;
import io.github.apim.product.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who reaches whom in a deployment, and under which name and port: the functions of matrix §0.2. */
public final class Topology {

    /** Hazelcast's first port on a machine; it is not moved by the offset (matrix §3.1, R10). */
    private static final int FIRST_MEMBER_PORT = 4000;

    /** The key validation thrift port on a machine; it is not moved by the offset either (matrix R4). */
    private static final int FIRST_THRIFT_PORT = 10397;

    /** Who can validate keys: the first of these roles that the deployment has. */
    private static final List<Role> KEY_MANAGER_ROLES =
            List.of(Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER, Role.ALL_IN_ONE);

    /** Where APIs are published to: the manager, which hands them on to the workers (matrix §5, M23). */
    private static final List<Role> PUBLISHED_TO = List.of(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.ALL_IN_ONE);

    /** Who answers API calls: workers, and the others only where there is no worker (matrix §5, M23). */
    private static final List<Role> SERVING_APIS = List.of(Role.GATEWAY_WORKER, Role.GATEWAY_MANAGER, Role.ALL_IN_ONE);

    private final Deployment deployment;

    public Topology(Deployment deployment) {
        this.deployment = deployment;
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
        return firstPresent(KEY_MANAGER_ROLES);
    }

    /** The role whose admin services take APIs that get published, empty if no node serves APIs. */
    public Optional<Role> publishingRole() {
        return firstPresent(PUBLISHED_TO);
    }

    /** Whether API calls are served by nodes that do nothing else. */
    public boolean hasGateways() {
        return !nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER).isEmpty();
    }

    /** The virtual host under which the load balancer serves this role, if it does. */
    public Optional<VirtualHost> virtualHost(Role role) {
        return deployment.loadBalancer().map(balancer -> balancer.virtualHosts().get(role));
    }

    /**
     * Where others find this role's servlets: the virtual host, or else the first node of the role. A worker's virtual
     * host leads to its ports for API calls, so its servlets are found at the node itself.
     *
     * @throws IllegalArgumentException if no node has the role
     */
    public Endpoint management(Role role) {
        return virtualHost(role)
                .filter(host -> role != Role.GATEWAY_WORKER)
                .map(host -> new Endpoint(host.name(), host.https()))
                .orElseGet(() -> new Endpoint(
                        first(role).host(), Ports.SERVLET_HTTPS + first(role).offset()));
    }

    /** Where browsers find this very node's servlets: its role's virtual host, or else the node itself. */
    public Endpoint management(Node node) {
        return virtualHost(node.role())
                .map(host -> new Endpoint(host.name(), host.https()))
                .orElseGet(() -> new Endpoint(node.host(), Ports.SERVLET_HTTPS + node.offset()));
    }

    /**
     * The base address of a role's admin services. The port is always there, even 443, and the text ends in {@code /}:
     * the products parse one and append to the other (matrix R2, R3).
     */
    public String servicesUrl(Role role) {
        return "https://" + management(role) + "/services/";
    }

    /**
     * Where clients send API calls over HTTPS, seen from a node.
     *
     * @throws IllegalArgumentException if no node serves APIs
     */
    public Endpoint gatewayHttps(Node node) {
        return virtualHost(Role.GATEWAY_WORKER)
                .map(host -> new Endpoint(host.name(), host.https()))
                .orElseGet(() -> traffic(node, Ports.PASS_THROUGH_HTTPS));
    }

    /**
     * Where clients send API calls over plain HTTP, seen from a node; empty if the balancer serves none.
     *
     * @throws IllegalArgumentException if no node serves APIs
     */
    public Optional<Endpoint> gatewayHttp(Node node) {
        Optional<VirtualHost> host = virtualHost(Role.GATEWAY_WORKER);
        if (host.isEmpty()) {
            return Optional.of(traffic(node, Ports.PASS_THROUGH_HTTP));
        }
        return host.get().http().stream()
                .mapToObj(port -> new Endpoint(host.get().name(), port))
                .findFirst();
    }

    /** The nodes that answer API calls: workers, and others only where there is no worker (matrix §5, M23). */
    public List<Node> servingApis() {
        return firstPresent(SERVING_APIS).map(this::nodes).orElse(List.of());
    }

    /** The nodes behind a role's virtual host; behind a worker's, all that answer API calls (matrix §14). */
    public List<Node> behind(Role role) {
        return role == Role.GATEWAY_WORKER ? servingApis() : nodes(role);
    }

    /**
     * The virtual host whose name the server takes for its own (matrix §2). Both gateway roles serve APIs, so both go by
     * the name under which clients call APIs.
     */
    public Optional<VirtualHost> ownVirtualHost(Node node) {
        return virtualHost(node.role().isGateway() ? Role.GATEWAY_WORKER : node.role());
    }

    /** The name that the server takes for its own. */
    public String hostName(Node node) {
        return ownVirtualHost(node).map(VirtualHost::name).orElse(node.host());
    }

    /** A node that serves API calls names itself, everybody else the first one that does. */
    private Endpoint traffic(Node node, int port) {
        Role role = firstPresent(SERVING_APIS).orElseThrow(() -> new IllegalArgumentException("no node serves APIs"));
        Node serving = node.role() == role ? node : first(role);
        return new Endpoint(serving.host(), port + serving.offset());
    }

    /** Where the other nodes reach a port of this one: at its address, or its host name where there is no address. */
    public Endpoint endpoint(Node node, int basePort) {
        return new Endpoint(machine(node), basePort + node.offset());
    }

    /** The node of this name. */
    public Optional<Node> node(String name) {
        return deployment.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst();
    }

    /** The nodes that share a cluster domain with this one, itself included; one node alone is no cluster. */
    public List<Node> cluster(Node node) {
        return ClusterDomain.of(node.role())
                .map(domain -> deployment.nodes().stream()
                        .filter(other -> domain.roles().contains(other.role()))
                        .toList())
                .filter(members -> members.size() > 1)
                .orElse(List.of());
    }

    /**
     * The port on which other members of the cluster reach this node: 4000 plus the node's place among the nodes of its
     * machine, so that it is unique there (matrix §3.1).
     */
    public int memberPort(Node node) {
        return FIRST_MEMBER_PORT + sameMachine(node).indexOf(node);
    }

    /** The port on which a key manager's thrift server listens, unique on its machine (matrix §5). */
    public int thriftPort(Node keyManager) {
        return FIRST_THRIFT_PORT
                + sameMachine(keyManager).stream()
                        .filter(node -> KEY_MANAGER_ROLES.contains(node.role()))
                        .toList()
                        .indexOf(keyManager);
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

    private Optional<Role> firstPresent(List<Role> roles) {
        return roles.stream().filter(role -> !nodes(role).isEmpty()).findFirst();
    }

    private Node first(Role role) {
        List<Node> nodes = new ArrayList<>(nodes(role));
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("no node has the role " + role);
        }
        return nodes.get(0);
    }
}
