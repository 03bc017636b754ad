package io.github.apim.adoption;

import io.github.apim.family.spi.Sign;
import io.github.apim.product.ClusterFact;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.rules.HomeReader.Seen;
import io.github.apim.topology.SharedSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each node does: by how it is started, by what it says of itself, by who points to it for what, and last by its
 * name. Each of these speaks for some roles, one louder than the other, and none alone decides: any of them can be wrong.
 */
final class Roles {

    private static final int WRITTEN = 1000;
    private static final int STARTED = 100;
    private static final int OWN_FILES = 60;
    private static final int CLUSTER = 20;
    private static final int ITSELF = 15;
    private static final int OTHERS = 12;
    private static final int HINT = 6;

    private static final Set<Role> PORTALS = Set.of(Role.PUBLISHER, Role.STORE, Role.ALL_IN_ONE);
    private static final Set<Role> VALIDATING =
            Set.of(Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER, Role.ALL_IN_ONE);
    private static final Set<Role> ASKING =
            Set.of(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.PUBLISHER, Role.STORE);
    private static final Set<Role> MANAGERS = Set.of(Role.GATEWAY_MANAGER, Role.GATEWAY);
    private static final Set<Role> WORKERS = Set.of(Role.GATEWAY_WORKER);
    private static final Set<Role> GATEWAYS = Set.of(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.GATEWAY);
    private static final Set<Role> KEY_MANAGERS = Set.of(Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER);
    private static final Set<Role> WITHOUT_APPLICATIONS =
            Set.of(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.KEY_MANAGER, Role.TRAFFIC_MANAGER);

    private final List<AdoptedNode> all;
    private final AdoptedNode node;
    private final Map<Role, Integer> points = new EnumMap<>(Role.class);
    private final Map<Role, Set<String>> reasons = new EnumMap<>(Role.class);

    private Roles(List<AdoptedNode> all, AdoptedNode node) {
        this.all = all;
        this.node = node;
        for (Role role : Role.values()) {
            if (node.facts().product(role) == node.facts().version().product()
                    && !node.facts().lacking().containsKey(role)) {
                points.put(role, 0);
                reasons.put(role, new LinkedHashSet<>());
            }
        }
    }

    /** Finds the role of every node. */
    static void find(List<AdoptedNode> all) {
        for (AdoptedNode node : all) {
            new Roles(all, node).decide();
        }
        portals(all);
    }

    /** Somebody must be publisher and store: where nobody else is, whoever is asked about keys and has them both does it all. */
    private static void portals(List<AdoptedNode> all) {
        boolean there = all.stream().anyMatch(node -> PORTALS.contains(node.role()));
        List<AdoptedNode> having = all.stream()
                .filter(node -> node.role() == Role.KEY_MANAGER)
                .filter(node ->
                        node.built().isEmpty() && node.find(Sign.PROFILE).isEmpty())
                .filter(node -> node.signs().all(Sign.APPLICATION).stream()
                                .filter(seen -> PORTALS.stream()
                                        .anyMatch(role -> role.key().equals(seen.value())))
                                .count()
                        == 2)
                .toList();
        if (!there && having.size() == 1) {
            having.get(0)
                    .role(
                            Role.ALL_IN_ONE,
                            having.get(0).evidence("role") + "; no other home would be publisher and store");
        }
    }

    private void decide() {
        node.built()
                .flatMap(built -> Role.of(built.role()))
                .ifPresent(role -> speak(WRITTEN, Set.of(role), "its manifest"));
        started();
        cluster();
        synchronizer();
        applications();
        datasources();
        pointedTo();
        identityServer();
        named();
        Role found = points.entrySet().stream()
                .max((one, other) -> one.getValue().equals(other.getValue())
                        ? -Integer.compare(
                                one.getKey().ordinal(), other.getKey().ordinal())
                        : Integer.compare(one.getValue(), other.getValue()))
                .map(Map.Entry::getKey)
                .orElseThrow();
        // What nothing has been said of does everything.
        boolean silent = points.values().stream().allMatch(sum -> sum == 0);
        Role role = silent && points.containsKey(Role.ALL_IN_ONE) ? Role.ALL_IN_ONE : found;
        String why = reasons.get(role).stream().limit(3).collect(Collectors.joining("; "));
        node.role(role, why.isEmpty() ? "nothing speaks for another one" : why);
    }

    private void speak(int loud, Set<Role> roles, String reason) {
        for (Role role : roles) {
            if (points.containsKey(role)) {
                points.merge(role, loud, Integer::sum);
                reasons.get(role).add(reason);
            }
        }
    }

    private void against(int loud, Set<Role> roles) {
        roles.stream().filter(points::containsKey).forEach(role -> points.merge(role, -loud, Integer::sum));
    }

    private void started() {
        node.find(Sign.PROFILE)
                .ifPresent(profile -> Optional.of(profile.value())
                        .filter(text -> !text.isEmpty())
                        .flatMap(text -> node.facts().roleOf(text))
                        .map(Set::of)
                        .or(() -> profile.value().isEmpty() ? Optional.of(withoutProfile()) : Optional.empty())
                        .ifPresent(roles -> speak(STARTED, roles, node.at(profile))));
        node.find(Sign.TRAFFIC_MANAGER_FILES).ifPresent(files -> {
            if (files.value().equals("true")) {
                speak(OWN_FILES, Set.of(Role.TRAFFIC_MANAGER), node.at(files));
            } else {
                against(OWN_FILES, Set.of(Role.TRAFFIC_MANAGER));
            }
        });
    }

    /** Those that start with the default profile. */
    private Set<Role> withoutProfile() {
        return points.keySet().stream()
                .filter(role -> node.facts().profile(role).isEmpty())
                .collect(Collectors.toSet());
    }

    private void cluster() {
        if (!node.says(Sign.CLUSTERED, "true")) {
            return;
        }
        Seen domain = node.find(Sign.DOMAIN).orElse(null);
        if (domain != null) {
            for (ClusterFact cluster : node.facts().clusters()) {
                if (domain.value().equals(cluster.domain()) || domain.value().endsWith("." + cluster.domain())) {
                    speak(CLUSTER, cluster.roles(), node.at(domain));
                }
            }
        }
        node.find(Sign.SUB_DOMAIN)
                .ifPresent(part -> speak(HINT, part.value().equals("mgt") ? MANAGERS : WORKERS, node.at(part)));
    }

    private void synchronizer() {
        if (node.says(Sign.SYNCHRONIZED, "true")) {
            node.find(Sign.COMMITS)
                    .ifPresent(commits ->
                            speak(ITSELF, commits.value().equals("true") ? MANAGERS : WORKERS, node.at(commits)));
            against(OTHERS, Set.of(Role.PUBLISHER, Role.STORE, Role.KEY_MANAGER, Role.TRAFFIC_MANAGER));
        }
        node.find(Sign.REGISTRY_READ_ONLY).ifPresent(readOnly -> {
            if (readOnly.value().equals("true")) {
                speak(ITSELF, WORKERS, node.at(readOnly));
            } else {
                against(HINT, WORKERS);
            }
        });
        node.changed(Sign.MANAGEMENT_NAME).ifPresent(name -> speak(HINT, MANAGERS, node.at(name)));
    }

    private void applications() {
        if (Arrays.stream(Role.values())
                .allMatch(role -> node.facts().foreignApplications(role).isEmpty())) {
            return;
        }
        List<String> there =
                node.signs().all(Sign.APPLICATION).stream().map(Seen::value).toList();
        boolean publisher = there.contains("publisher");
        boolean store = there.contains("store");
        if (publisher && !store) {
            speak(ITSELF, Set.of(Role.PUBLISHER), "no store among its applications");
        } else if (store && !publisher) {
            speak(ITSELF, Set.of(Role.STORE), "no publisher among its applications");
        } else if (!publisher) {
            speak(HINT, WITHOUT_APPLICATIONS, "neither publisher nor store among its applications");
            against(ITSELF, Set.of(Role.PUBLISHER, Role.STORE, Role.ALL_IN_ONE));
        } else if (all.stream().anyMatch(Roles::hasLostAnApplication)) {
            speak(ITSELF, Set.of(Role.ALL_IN_ONE), "publisher and store among its applications, and not everywhere");
        }
    }

    /** Whether somebody has left out what the node does not serve. */
    private static boolean hasLostAnApplication(AdoptedNode other) {
        List<String> there =
                other.signs().all(Sign.APPLICATION).stream().map(Seen::value).toList();
        return other.facts().version().product() == Product.API_MANAGER
                && !(there.contains(Role.PUBLISHER.key()) && there.contains(Role.STORE.key()));
    }

    private void datasources() {
        if (node.signs().having(Sign.DATABASE_URL).isEmpty()
                || node.facts().version().product() == Product.IDENTITY_SERVER) {
            return;
        }
        if (node.signs()
                .find(Sign.DATABASE_URL, SharedSchema.API_MANAGER.datasource())
                .isEmpty()) {
            speak(HINT, GATEWAYS, "its own database of APIs");
        } else {
            against(HINT, GATEWAYS);
        }
    }

    /** Who is asked for what, by the addresses in the files of the others; who is asked for much does it all. */
    private void pointedTo() {
        pointed(Sign.KEY_SERVICES, PortPurpose.SERVLET_HTTPS, KEY_MANAGERS);
        pointed(Sign.STORE_LINK, PortPurpose.SERVLET_HTTPS, Set.of(Role.STORE));
        pointed(Sign.PUBLISHER_LINK, PortPurpose.SERVLET_HTTPS, Set.of(Role.PUBLISHER));
        pointed(Sign.ENVIRONMENT_SERVICES, PortPurpose.SERVLET_HTTPS, MANAGERS);
        pointed(Sign.ENVIRONMENT_ENDPOINT, PortPurpose.PASS_THROUGH_HTTPS, GATEWAYS);
        pointed(Sign.THROTTLE_EVENTS, PortPurpose.THROTTLE_EVENTS, Set.of(Role.TRAFFIC_MANAGER));
        pointed(Sign.EVENT_HUB, PortPurpose.SERVLET_HTTPS, Set.of(Role.CONTROL_PLANE));
        if (node.shipped(Sign.KEY_SERVICES, "").isPresent()) {
            // Whoever validates keys asks nobody for it, and only portals have others log users in.
            boolean asks = node.changed(Sign.KEY_SERVICES).isPresent();
            Optional<Seen> login = node.changed(Sign.LOGIN_SERVICES);
            if (asks && login.isPresent()) {
                against(OTHERS, KEY_MANAGERS);
                speak(OTHERS, PORTALS, node.at(login.get()));
            } else if (asks) {
                against(OTHERS, VALIDATING);
            } else {
                against(OTHERS, ASKING);
            }
        }
    }

    private void pointed(Sign sign, PortPurpose port, Set<Role> roles) {
        for (AdoptedNode other : all) {
            for (String of : other == node ? List.<String>of() : other.signs().having(sign)) {
                Optional<Seen> seen = other.signs().find(sign, of).filter(each -> leadsHere(each, port));
                if (seen.isPresent()) {
                    Set<Role> fitting = new LinkedHashSet<>(roles);
                    fitting.add(Role.ALL_IN_ONE);
                    speak(OTHERS, fitting, other.at(seen.get()) + " points to it");
                    return;
                }
            }
        }
    }

    private boolean leadsHere(Seen seen, PortPurpose port) {
        return Address.all(seen.value()).stream()
                .anyMatch(address -> node.answers(address, port)
                        || port == PortPurpose.SERVLET_HTTPS
                                && node.isNamed(address.host())
                                && node.says(Sign.PROXY_HTTPS, Integer.toString(address.port())));
    }

    private void identityServer() {
        if (node.facts().version().product() == Product.IDENTITY_SERVER) {
            boolean manages = node.find(Sign.KEY_MANAGER_BUNDLES).isPresent()
                    && node.signs().having(Sign.DATABASE_URL).contains(SharedSchema.API_MANAGER.datasource());
            speak(
                    CLUSTER,
                    Set.of(manages ? Role.IDENTITY_SERVER_KEY_MANAGER : Role.IDENTITY_SERVER),
                    manages
                            ? "it has the key manager's bundles and database"
                            : "it has no key manager's bundles or database");
        }
    }

    private void named() {
        List<Role> fitting = new ArrayList<>(Arrays.stream(Role.values())
                .filter(role -> node.name().contains(role.key()))
                .toList());
        // An identity server's name is part of that of one that manages keys.
        fitting.removeIf(role ->
                fitting.stream().anyMatch(other -> other != role && other.key().contains(role.key())));
        fitting.forEach(role -> speak(HINT, Set.of(role), "its name"));
    }
}
