package io.github.apim.report;

import io.github.apim.companion.CompanionContext;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Statistics;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.report.picture.Diagram;
import io.github.apim.report.picture.Diagram.Cell;
import io.github.apim.report.picture.Diagram.Item;
import io.github.apim.report.picture.Diagram.Part;
import io.github.apim.topology.Environment;
import io.github.apim.topology.Front;
import io.github.apim.topology.PortTable.Entry;
import io.github.apim.topology.SharedSchema;
import io.github.apim.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The deployment as a picture shows it: roles in layers, in each the machines with their nodes. A machine that has nodes
 * of several roles is in each of them and says so; so there are no more parts and lines than roles, with 60 nodes too.
 */
final class Overview {

    /** Roles by layer, each from left to right: those that are called from outside, and those that these call. */
    private static final List<Role> FRONT = List.of(
            Role.GATEWAY_WORKER,
            Role.GATEWAY_MANAGER,
            Role.GATEWAY,
            Role.ALL_IN_ONE,
            Role.CONTROL_PLANE,
            Role.PUBLISHER,
            Role.STORE,
            Role.IDENTITY_SERVER);

    /** Those that all of them report their calls to, straight and every one to every one. */
    private static final List<Role> COUNTING = List.of(Role.TRAFFIC_MANAGER);

    private static final List<Role> BACK =
            List.of(Role.MESSAGE_BROKER, Role.BAM, Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER);

    private static final List<PortPurpose> WEB_SOCKETS = List.of(PortPurpose.WEB_SOCKET, PortPurpose.WEB_SOCKET_TLS);

    /** As many nodes have their names in the box of a virtual host. */
    private static final int MOST_NAMED = 3;

    private final CompanionContext context;
    private final Deployment deployment;
    private final Topology topology;
    private final List<Connection> connections;
    private final List<Part> parts = new ArrayList<>();

    private Overview(CompanionContext context) {
        this.context = context;
        this.deployment = context.deployment();
        this.topology = context.topology();
        this.connections = Connections.of(context);
        addOutside();
        FRONT.forEach(role -> addRole(2, role));
        COUNTING.forEach(role -> addRole(3, role));
        BACK.forEach(role -> addRole(4, role));
        addServers();
    }

    static Overview of(CompanionContext context) {
        return new Overview(context);
    }

    List<Connection> connections() {
        return connections;
    }

    Diagram diagram() {
        return new Diagram(parts, connections.stream().map(Connection::link).toList());
    }

    /** Titles of the parts by id. */
    Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        parts.forEach(part -> titles.put(part.id(), part.title()));
        return titles;
    }

    private void addOutside() {
        if (isSource(Connections.API_CLIENTS)) {
            addOutside(Connections.API_CLIENTS, "API clients", "Applications of others");
        }
        if (isSource(Connections.BROWSERS)) {
            addOutside(Connections.BROWSERS, "Browsers", "API authors, developers, administrators");
        }
        deployment.loadBalancers().forEach(this::addBalancer);
    }

    private void addBalancer(LoadBalancer balancer) {
        parts.add(new Part(
                Connections.id(balancer),
                1,
                "balancer",
                "Load balancer" + (balancer.name().isEmpty() ? "" : " " + balancer.name()),
                balancer.address().map(List::of).orElse(List.of()),
                topology.wiring().fronts(balancer).stream().map(this::cell).toList()));
    }

    private Cell cell(Front front) {
        VirtualHost host = front.host();
        String ports = "HTTPS " + host.https()
                + (host.http().isPresent() ? ", HTTP " + host.http().getAsInt() : "")
                + webSockets(host);
        return new Cell(host.name() + host.path(), List.of(new Item("", List.of(ports, "→ " + leadsTo(front)))));
    }

    /** Roles as long as it leads to all of their nodes, else the very nodes, or where there are many, how many. */
    private String leadsTo(Front front) {
        List<Role> roles = front.nodes().stream().map(Node::role).distinct().toList();
        long ofThem =
                roles.stream().mapToLong(role -> topology.nodes(role).size()).sum();
        if (front.nodes().size() == ofThem) {
            return roles.isEmpty()
                    ? front.role().key()
                    : Words.list(roles.stream().map(Role::key).toList());
        }
        return front.nodes().size() <= MOST_NAMED
                ? Words.list(front.nodes().stream().map(Node::name).toList())
                : front.nodes().size() + " of " + ofThem + " nodes";
    }

    private static String webSockets(VirtualHost host) {
        return host.servesWebSockets() ? ", web sockets " + Words.webSockets(host) : "";
    }

    private boolean isSource(String id) {
        return connections.stream().anyMatch(connection -> connection.sources().contains(id));
    }

    private void addOutside(String id, String title, String note) {
        parts.add(new Part(id, 0, "outside", title, List.of(note), List.of()));
    }

    private void addRole(int layer, Role role) {
        List<Node> nodes = topology.nodes(role);
        if (nodes.isEmpty()) {
            return;
        }
        List<String> notes = new ArrayList<>();
        Map<String, List<Node>> machines = nodes.stream()
                .collect(Collectors.groupingBy(topology::machine, LinkedHashMap::new, Collectors.toList()));
        notes.add(Words.count(nodes.size(), "node") + " on " + Words.count(machines.size(), "machine"));
        nodes.stream()
                .filter(node -> !topology.cluster(node).isEmpty())
                .flatMap(node -> topology.clusterDomain(node).stream())
                .map(domain -> "Cluster " + domain.domain())
                .distinct()
                .forEach(notes::add);
        List<SharedSchema> schemas = SharedSchema.of(deployment, role);
        if (!schemas.isEmpty()) {
            notes.add("Uses "
                    + Words.list(schemas.stream()
                            .map(schema -> schema.name(deployment.databases()))
                            .toList()));
        }
        List<Cell> cells = new ArrayList<>();
        machines.forEach((machine, here) -> cells.add(machine(role, machine, here)));
        parts.add(new Part(role.key(), layer, "role", Words.title(role), notes, cells));
    }

    private Cell machine(Role role, String machine, List<Node> here) {
        List<Item> items = new ArrayList<>();
        for (Node node : here) {
            List<String> lines = new ArrayList<>();
            if (!node.host().equals(machine)) {
                lines.add(node.host());
            }
            lines.add("Ports " + mainPorts(node));
            String webSockets = ports(node, WEB_SOCKETS);
            if (!webSockets.isEmpty()) {
                lines.add("Web sockets " + webSockets);
            }
            topology.wiring()
                    .environment(node)
                    .flatMap(Environment::declared)
                    .ifPresent(environment -> lines.add("Environment " + environment.name()));
            if (node.standBy()) {
                lines.add("Stands by");
            }
            items.add(new Item(node.name(), lines));
        }
        List<String> others = topology.sameMachine(here.get(0)).stream()
                .filter(node -> node.role() != role)
                .map(Node::name)
                .toList();
        if (!others.isEmpty()) {
            items.add(new Item("", List.of("Same machine: " + Words.list(others))));
        }
        return new Cell(machine, items);
    }

    private String mainPorts(Node node) {
        List<PortPurpose> main = switch (node.role()) {
            case GATEWAY_MANAGER, GATEWAY_WORKER, GATEWAY, ALL_IN_ONE ->
                List.of(PortPurpose.PASS_THROUGH_HTTPS, PortPurpose.PASS_THROUGH_HTTP, PortPurpose.SERVLET_HTTPS);
            case BAM -> List.of(PortPurpose.EVENTS, PortPurpose.SERVLET_HTTPS);
            case MESSAGE_BROKER -> List.of(PortPurpose.BROKER_OPENWIRE, PortPurpose.BROKER_CONSOLE);
            case TRAFFIC_MANAGER, CONTROL_PLANE ->
                List.of(
                        PortPurpose.THROTTLE_EVENTS,
                        PortPurpose.THROTTLE_EVENTS_TLS,
                        PortPurpose.BROKER_AMQP,
                        PortPurpose.SERVLET_HTTPS);
            case KEY_MANAGER, PUBLISHER, STORE, IDENTITY_SERVER, IDENTITY_SERVER_KEY_MANAGER ->
                List.of(PortPurpose.SERVLET_HTTPS, PortPurpose.KEY_VALIDATION);
        };
        return ports(node, main);
    }

    private String ports(Node node, List<PortPurpose> purposes) {
        return Words.ports(context.ports().of(node).stream()
                .filter(entry -> purposes.contains(entry.purpose()))
                .map(Entry::effective)
                .toList());
    }

    private static Part repository(String title, String place) {
        return new Part(Connections.REPOSITORY, 5, "store", title, List.of(place), List.of());
    }

    private void addServers() {
        deployment.svn().ifPresent(svn -> parts.add(repository("SVN repository", Places.repository(svn))));
        deployment
                .sharedDirectory()
                .ifPresent(shared -> parts.add(repository(
                        "Shared directory",
                        shared.server().map(server -> server + ":").orElse("") + shared.directory())));
        deployment
                .statistics()
                .flatMap(Statistics::analytics)
                .ifPresent(server -> parts.add(new Part(
                        Connections.ANALYTICS, 5, "store", "Analytics server", List.of(server.host()), List.of())));
        for (DatabasePlace place : DatabasePlace.all(deployment)) {
            parts.add(new Part(
                    place.key(),
                    5,
                    "store",
                    "Database server",
                    List.of(place.address()),
                    place.schemas().stream()
                            .map(schema -> new Cell(
                                    schema.name(deployment.databases()),
                                    List.of(new Item("", List.of(DatabasePlace.title(schema))))))
                            .toList()));
        }
    }
}
