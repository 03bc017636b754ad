package io.github.apim.rules;

import io.github.apim.deployment.KeyStores;
import io.github.apim.deployment.Node;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.topology.Front;
import io.github.apim.topology.SharedSchema;
import io.github.apim.topology.Topology;
import io.github.apim.topology.Wiring;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the descriptor says and no node of the deployment hears. */
final class IdleKeyRules {

    private IdleKeyRules() {}

    /**
     * A key that not every deployment has a use for.
     *
     * @param path      where the descriptor has it
     * @param concerned whether some node of a deployment is concerned
     * @param nobody    what no node is or does
     */
    private record Key(String path, Predicate<Topology> concerned, String nobody) {}

    private static final List<Key> KEYS = List.of(
            new Key(
                    "key-validation",
                    topology -> topology.suite().calls().stream()
                            .filter(call -> call.purpose() == CallPurpose.KEYS_OVER_THRIFT)
                            .anyMatch(call -> topology.wiring().links(CallPurpose.KEYS).stream()
                                    .anyMatch(link ->
                                            call.callers().contains(link.from().role()))),
                    "answers API calls and asks another one about their tokens"),
            new Key(
                    "deployment-synchronizer",
                    topology -> has(topology, node -> topology.wiring().synchronizes(node)),
                    "hands APIs on or gets them"),
            new Key(
                    "gateway.api-manager-database",
                    topology -> has(topology, node -> node.role().isGateway()),
                    "is a gateway"),
            new Key(
                    "gateway.hostname-verifier",
                    topology -> has(topology, node -> node.role().isGateway() || node.role() == Role.STORE),
                    "is a gateway or a store"),
            new Key(
                    "jaggery-applications",
                    topology -> has(topology, node -> servesNotAll(topology, node)),
                    "has applications that its role does not serve"),
            new Key(
                    "single-sign-on",
                    topology ->
                            serves(topology.wiring(), Service.PUBLISHER) || serves(topology.wiring(), Service.STORE),
                    "serves the publisher or the store, whose users would sign in there"),
            new Key(
                    "statistics",
                    topology -> calls(topology.wiring(), CallPurpose.EVENTS),
                    "answers API calls, whose use it would report"),
            new Key(
                    "messaging",
                    topology -> calls(topology.wiring(), CallPurpose.MESSAGES),
                    "is a gateway, which would receive and send messages"),
            new Key(
                    "clustering",
                    topology -> calls(topology.wiring(), CallPurpose.CLUSTER),
                    "has another one to cluster with"),
            new Key(
                    "throttling",
                    topology -> calls(topology.wiring(), CallPurpose.THROTTLE_POLICIES)
                            || topology.nodes(Role.TRAFFIC_MANAGER).size() > 1,
                    "hands policies to a traffic manager, and no two traffic managers could exchange them"),
            new Key(
                    "secure-vault",
                    topology -> has(
                            topology,
                            node -> topology.suite().facts(node.role()).vault().isPresent()),
                    "decrypts passwords"),
            new Key(
                    "admin",
                    topology -> uses(topology, SharedSchema.USER_MANAGEMENT) || uses(topology, SharedSchema.SHARED),
                    "has the shared users, of whom this would be the administrator"),
            new Key(
                    "encryption",
                    topology -> has(topology, node -> node.role().product() == Product.API_MANAGER),
                    "runs API Manager, which would encrypt with it"),
            new Key(
                    "user-store",
                    topology -> uses(topology, SharedSchema.USER_MANAGEMENT) || uses(topology, SharedSchema.SHARED),
                    "has users that it would look for there"),
            schema(SharedSchema.API_MANAGER),
            schema(SharedSchema.USER_MANAGEMENT),
            schema(SharedSchema.REGISTRY),
            schema(SharedSchema.SHARED),
            schema(SharedSchema.STATISTICS));

    static List<Rule<DescriptorContext>> all() {
        return List.of(
                Rule.warning("M52", IdleKeyRules::everyKeyConcernsANode),
                Rule.warning("M52", IdleKeyRules::everyKeyStoreIsOfANode),
                Rule.warning("M52", IdleKeyRules::everyVirtualHostIsServed));
    }

    private static void everyKeyConcernsANode(DescriptorContext context, Reporter reporter) {
        for (Key key : KEYS) {
            if (context.descriptor().locations().containsKey(key.path())
                    && !key.concerned().test(context.topology())) {
                context.report(
                        reporter,
                        key.path(),
                        "no node " + key.nobody() + ", so this changes no server; remove it, or add the node that is"
                                + " missing");
            }
        }
    }

    private static void everyKeyStoreIsOfANode(DescriptorContext context, Reporter reporter) {
        KeyStores stores = context.deployment().keyStores();
        for (KeyStores.Store store : stores.all()) {
            boolean used = has(
                    context.topology(),
                    node -> Stream.of(stores.identity(node.role()), stores.trust(node.role()))
                            .flatMap(Optional::stream)
                            .anyMatch(store::equals));
            if (!used) {
                context.report(
                        reporter,
                        store.path(),
                        "no node opens this key store, so this changes no server; remove it, or add the node that is"
                                + " missing");
            }
        }
    }

    private static void everyVirtualHostIsServed(DescriptorContext context, Reporter reporter) {
        for (Front front : context.topology().wiring().fronts()) {
            if (front.nodes().isEmpty()) {
                context.report(
                        reporter,
                        front.balancer().place(front.host()),
                        "no node serves " + front.host().name() + ", so the load balancer would answer 503 there;"
                                + " remove it, name the role whose nodes it is to lead to, or add a node of role "
                                + front.role());
            }
        }
    }

    private static Key schema(SharedSchema schema) {
        return new Key(
                "databases.schemas." + schema.key(), topology -> uses(topology, schema), "uses " + schema.datasource());
    }

    private static boolean servesNotAll(Topology topology, Node node) {
        return !topology.suite().facts(node.role()).servesAll(node.role());
    }

    private static boolean has(Topology topology, Predicate<Node> wanted) {
        return topology.deployment().nodes().stream().anyMatch(wanted);
    }

    private static boolean uses(Topology topology, SharedSchema schema) {
        return has(
                topology,
                node -> SharedSchema.of(topology.deployment(), node.role()).contains(schema));
    }

    private static boolean serves(Wiring wiring, Service service) {
        return !wiring.serving(service).isEmpty();
    }

    private static boolean calls(Wiring wiring, CallPurpose purpose) {
        return !wiring.links(purpose).isEmpty()
                || wiring.serverCalls().stream().anyMatch(call -> call.purpose() == purpose);
    }
}
