package io.github.apim.report;

import io.github.apim.companion.CompanionContext;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.Node;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.report.Connection.Kind;
import io.github.apim.topology.Front;
import io.github.apim.topology.Link;
import io.github.apim.topology.PortTable.Entry;
import io.github.apim.topology.SharedSchema;
import io.github.apim.topology.Topology;
import io.github.apim.topology.Wiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who talks to whom in a deployment, by role, as the overlays configure it (matrix §5, §8, §9, §14, §16). */
final class Connections {

    static final String API_CLIENTS = "api-clients";
    static final String BROWSERS = "browsers";
    static final String BALANCER = "load-balancer";
    static final String REPOSITORY = "repository";
    static final String ANALYTICS = "analytics";

    private final CompanionContext context;
    private final Deployment deployment;
    private final Topology topology;
    private final Wiring wiring;
    private final List<Connection> found = new ArrayList<>();

    private Connections(CompanionContext context) {
        this.context = context;
        this.deployment = context.deployment();
        this.topology = context.topology();
        this.wiring = topology.wiring();
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
        add(Kind.API_CALLS, List.of(API_CLIENTS), arrivals(List.of(Service.API_TRAFFIC), true));
        add(
                Kind.WEB_PAGES,
                List.of(BROWSERS),
                arrivals(List.of(Service.PUBLISHER, Service.STORE, Service.SIGN_ON), false));
        deployment.loadBalancers().forEach(this::balancing);
    }

    private void balancing(LoadBalancer balancer) {
        Map<String, String> balanced = new LinkedHashMap<>();
        for (Front front : wiring.fronts(balancer)) {
            front.nodes().stream()
                    .map(Node::role)
                    .distinct()
                    .forEach(role -> balanced.merge(role.key(), ports(role, front.ports()), Connections::joined));
        }
        add(Kind.BALANCING, List.of(id(balancer)), balanced);
    }

    /** The id of a load balancer's part. */
    static String id(LoadBalancer balancer) {
        return balancer.name().isEmpty() ? BALANCER : BALANCER + "-" + balancer.name();
    }

    /** Two lists of names or ports with commas, as one that has each of them once. */
    private static String joined(String one, String other) {
        return Stream.of(one, other)
                .flatMap(list -> Stream.of(list.split(", ")))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Where those arrive who come from outside: at the load balancer where it serves them, else at the nodes. */
    private Map<String, String> arrivals(List<Service> services, boolean apiCalls) {
        Map<String, String> arrivals = new LinkedHashMap<>();
        for (Service service : services) {
            List<Node> direct = new ArrayList<>(wiring.serving(service));
            for (Front front : wiring.fronts(service)) {
                arrivals.merge(id(front.balancer()), apiCalls ? front.host().name() : "", Connections::joined);
                direct.removeAll(front.nodes());
            }
            for (Role role : direct.stream().map(Node::role).distinct().toList()) {
                arrivals.put(
                        role.key(),
                        ports(
                                role,
                                apiCalls
                                        ? List.of(PortPurpose.PASS_THROUGH_HTTPS, PortPurpose.PASS_THROUGH_HTTP)
                                        : List.of(PortPurpose.SERVLET_HTTPS)));
            }
        }
        return arrivals;
    }

    private void betweenRoles() {
        add(Kind.PUBLISHING, CallPurpose.PUBLISHING);
        add(Kind.REVOCATION, CallPurpose.REVOCATION);
        add(Kind.KEYS, CallPurpose.KEYS, CallPurpose.KEYS_OVER_THRIFT, CallPurpose.BLOCK_CONDITIONS);
        deployment
                .singleSignOn()
                .flatMap(topology::node)
                .ifPresent(server -> add(
                        Kind.SIGN_ON,
                        signingOn(),
                        server.role(),
                        topology.management(server).toString()));
        add(Kind.EVENTS, CallPurpose.EVENTS);
        add(Kind.MESSAGES, CallPurpose.MESSAGES);
        add(Kind.THROTTLING, CallPurpose.THROTTLE_EVENTS, CallPurpose.THROTTLE_DECISIONS);
        add(Kind.POLICIES, CallPurpose.THROTTLE_POLICIES);
        add(Kind.NEWS, CallPurpose.HUB_NEWS, CallPurpose.HUB_DATA);
    }

    /** The links of some purposes, told once for each role that calls; the address is the one that files name. */
    private void add(Kind kind, CallPurpose... purposes) {
        Set<Role> callers = new LinkedHashSet<>();
        Map<String, String> arrivals = new LinkedHashMap<>();
        for (CallPurpose purpose : purposes) {
            List<Link> links = wiring.links(purpose);
            links.forEach(link -> callers.add(link.from().role()));
            // Whoever calls several at once does so at one port of each.
            links.stream()
                    .filter(link -> link.from().equals(links.get(0).from())
                            && link.port() == links.get(0).port())
                    .forEach(link -> {
                        String address = (purpose == CallPurpose.KEYS_OVER_THRIFT ? "thrift " : "") + link.address();
                        arrivals.merge(link.to().get(0).role().key(), address, Connections::joined);
                    });
        }
        add(kind, keys(present(Role.values()).stream().filter(callers::contains).toList()), arrivals);
    }

    private void toServersOutside() {
        wiring.analytics().ifPresent(server -> {
            add(
                    Kind.EVENTS,
                    calling(CallPurpose.EVENTS),
                    Map.of(ANALYTICS, server.receiver().toString()));
            add(
                    Kind.SUMMARIES,
                    calling(CallPurpose.SUMMARIES),
                    Map.of(ANALYTICS, server.rest().toString()));
        });
        if (deployment.rsync().isPresent()) {
            copying("SSH " + deployment.rsync().get().port());
        } else {
            add(Kind.ARTIFACTS, rolesOf(wiring::synchronizes), Map.of(REPOSITORY, ""));
        }
        for (DatabasePlace place : DatabasePlace.all(deployment)) {
            List<String> users = keys(present(Role.values()).stream()
                    .filter(role -> SharedSchema.of(deployment, role).stream().anyMatch(place.schemas()::contains))
                    .toList());
            add(Kind.SQL, users, Map.of(place.key(), ""));
        }
    }

    private void copying(String address) {
        Map<String, String> copied = new LinkedHashMap<>();
        deployment.nodes().stream()
                .flatMap(node -> wiring.receivers(node).stream())
                .forEach(receiver -> copied.put(receiver.role().key(), address));
        List<String> sources = rolesOf(node -> !wiring.receivers(node).isEmpty());
        sources.forEach(copied::remove);
        add(Kind.ARTIFACTS, sources, copied);
    }

    /** The keys of the roles that call a server outside. */
    private List<String> calling(CallPurpose purpose) {
        return rolesOf(node -> wiring.serverCalls().stream()
                .anyMatch(call -> call.purpose() == purpose && call.from().equals(node)));
    }

    /** The keys of the roles of some nodes. */
    private List<String> rolesOf(Predicate<Node> nodes) {
        List<Role> roles =
                deployment.nodes().stream().filter(nodes).map(Node::role).toList();
        return keys(present(Role.values()).stream().filter(roles::contains).toList());
    }

    /** The roles that run publisher and store. */
    private List<Role> signingOn() {
        return Stream.of(Service.PUBLISHER, Service.STORE)
                .flatMap(service -> wiring.role(service).stream())
                .distinct()
                .toList();
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

    private String ports(Role role, List<PortPurpose> wanted) {
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
