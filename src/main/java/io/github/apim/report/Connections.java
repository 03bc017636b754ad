package io.github.apim.report;

import io.github.apim.companion.CompanionContext;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.overlay.SharedSchema;
import io.github.apim.product.Ports;
import io.github.apim.product.Role;
import io.github.apim.report.Connection.Kind;
import io.github.apim.topology.PortTable.Entry;
import io.github.apim.topology.PortTable.Purpose;
import io.github.apim.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who talks to whom in a deployment, by role, as the overlays configure it (matrix §5, §8, §9, §14, §16). */
final class Connections {

    static final String API_CLIENTS = "api-clients";
    static final String BROWSERS = "browsers";
    static final String BALANCER = "load-balancer";
    static final String REPOSITORY = "repository";
    static final String DATABASE = "database";

    private static final List<Role> SERVING_APIS = List.of(Role.GATEWAY_WORKER, Role.GATEWAY_MANAGER, Role.ALL_IN_ONE);

    private final CompanionContext context;
    private final Deployment deployment;
    private final Topology topology;
    private final List<Connection> found = new ArrayList<>();

    private Connections(CompanionContext context) {
        this.context = context;
        this.deployment = context.deployment();
        this.topology = context.topology();
    }

    /** The connections, numbered from 1. */
    static List<Connection> of(CompanionContext context) {
        Connections connections = new Connections(context);
        connections.fromOutside();
        connections.betweenRoles();
        connections.toServersOutside();
        return List.copyOf(connections.found);
    }

    private void fromOutside() {
        Map<String, String> calls = new LinkedHashMap<>();
        serving().ifPresent(role -> {
            Optional<VirtualHost> host = topology.virtualHost(Role.GATEWAY_WORKER);
            if (host.isPresent()) {
                calls.put(BALANCER, host.get().name());
            } else {
                calls.put(role.key(), ports(role, Purpose.PASS_THROUGH_HTTPS, Purpose.PASS_THROUGH_HTTP));
            }
        });
        add(Kind.API_CALLS, List.of(API_CLIENTS), calls);

        Map<String, String> pages = new LinkedHashMap<>();
        for (Role role : portals()) {
            if (topology.virtualHost(role).isPresent()) {
                pages.put(BALANCER, "");
            } else {
                pages.put(role.key(), ports(role, Purpose.SERVLET_HTTPS));
            }
        }
        add(Kind.WEB_PAGES, List.of(BROWSERS), pages);

        Map<String, String> balanced = new LinkedHashMap<>();
        deployment
                .loadBalancer()
                .ifPresent(balancer -> balancer.virtualHosts().forEach((role, host) -> {
                    if (isPresent(role)) {
                        // In plain HTTP a console only answers with the way to HTTPS, so the nodes' own port is not
                        // used.
                        balanced.put(
                                role.key(),
                                role == Role.GATEWAY_WORKER
                                        ? ports(role, Purpose.PASS_THROUGH_HTTPS, Purpose.PASS_THROUGH_HTTP)
                                        : ports(role, Purpose.SERVLET_HTTPS));
                    }
                }));
        add(Kind.BALANCING, List.of(BALANCER), balanced);
    }

    private void betweenRoles() {
        boolean hasGateways = topology.hasGateways();
        List<Role> telling = present(
                Role.KEY_MANAGER,
                Role.IDENTITY_SERVER_KEY_MANAGER,
                Role.PUBLISHER,
                Role.STORE,
                hasGateways ? Role.ALL_IN_ONE : null);
        topology.publishingRole()
                .ifPresent(role -> add(
                        Kind.PUBLISHING,
                        telling,
                        role,
                        topology.management(role).toString()));
        serving()
                .filter(role -> !telling.isEmpty())
                .ifPresent(role -> add(
                        Kind.REVOCATION,
                        telling,
                        role,
                        topology.gatewayHttps(topology.nodes(telling.get(0)).get(0))
                                .toString()));
        topology.keyManagerRole().ifPresent(role -> add(Kind.KEYS, asking(), role, keyManagerAddress(role)));
        deployment
                .singleSignOn()
                .flatMap(topology::node)
                .ifPresent(server -> add(
                        Kind.SIGN_ON,
                        signingOn(),
                        server.role(),
                        topology.management(server).toString()));
        List<Role> gateways = present(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.ALL_IN_ONE);
        deployment
                .statistics()
                .flatMap(statistics -> topology.node(statistics.bam()))
                .ifPresent(bam -> add(
                        Kind.EVENTS,
                        gateways,
                        bam.role(),
                        topology.endpoint(bam, Ports.EVENT_RECEIVER).toString()));
        deployment
                .messaging()
                .flatMap(topology::node)
                .ifPresent(broker -> add(
                        Kind.MESSAGES,
                        present(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER),
                        broker.role(),
                        topology.endpoint(broker, Ports.OPENWIRE).toString()));
    }

    /** Thrift serves the gateways' questions alone, and passes no load balancer (matrix M4). */
    private String keyManagerAddress(Role role) {
        String services = topology.management(role).toString();
        if (deployment.keyValidation() != KeyValidation.THRIFT || !topology.hasGateways()) {
            return services;
        }
        Node first = topology.nodes(role).get(0);
        return services + ", thrift " + first.host() + ":" + topology.thriftPort(first);
    }

    private void toServersOutside() {
        if (deployment.deploymentSynchronizer().isPresent()) {
            add(Kind.ARTIFACTS, keys(present(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER)), Map.of(REPOSITORY, ""));
        }
        List<String> users = keys(present(Role.values()).stream()
                .filter(role -> !SharedSchema.of(deployment, role).isEmpty())
                .toList());
        add(Kind.SQL, users, Map.of(DATABASE, ""));
    }

    private List<Role> asking() {
        return present(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.PUBLISHER, Role.STORE);
    }

    /** The roles that run publisher and store: an all-in-one does where no node is for the one or the other alone. */
    private List<Role> signingOn() {
        return Stream.of(Role.PUBLISHER, Role.STORE)
                .map(role -> isPresent(role) ? role : Role.ALL_IN_ONE)
                .filter(this::isPresent)
                .distinct()
                .toList();
    }

    /** Where people's browsers go. */
    List<Role> portals() {
        return Stream.concat(
                        present(Role.PUBLISHER, Role.STORE, Role.ALL_IN_ONE).stream(),
                        deployment.singleSignOn().flatMap(topology::node).map(Node::role).stream())
                .distinct()
                .toList();
    }

    private Optional<Role> serving() {
        return SERVING_APIS.stream().filter(this::isPresent).findFirst();
    }

    private boolean isPresent(Role role) {
        return !topology.nodes(role).isEmpty();
    }

    private List<Role> present(Role... roles) {
        return Arrays.stream(roles)
                .filter(role -> role != null && isPresent(role))
                .toList();
    }

    private static List<String> keys(List<Role> roles) {
        return roles.stream().map(Role::key).toList();
    }

    private String ports(Role role, Purpose... purposes) {
        List<Purpose> wanted = List.of(purposes);
        return Words.ports(context.ports().entries().stream()
                .filter(entry -> wanted.contains(entry.purpose()))
                .filter(entry ->
                        entry.node().filter(node -> node.role() == role).isPresent())
                .map(Entry::effective)
                .toList());
    }

    /** Nobody needs a line to himself. */
    private void add(Kind kind, List<Role> sources, Role target, String where) {
        add(kind, keys(sources.stream().filter(role -> role != target).toList()), Map.of(target.key(), where));
    }

    private void add(Kind kind, List<String> sources, Map<String, String> arrivals) {
        if (!sources.isEmpty() && !arrivals.isEmpty()) {
            found.add(new Connection(found.size() + 1, kind, sources, arrivals));
        }
    }
}
