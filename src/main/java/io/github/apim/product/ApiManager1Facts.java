package io.github.apim.product;

import static io.github.apim.product.Facts.fixed;
import static io.github.apim.product.Facts.open;
import static io.github.apim.product.Role.ALL_IN_ONE;
import static io.github.apim.product.Role.BAM;
import static io.github.apim.product.Role.GATEWAY_MANAGER;
import static io.github.apim.product.Role.GATEWAY_WORKER;
import static io.github.apim.product.Role.IDENTITY_SERVER;
import static io.github.apim.product.Role.IDENTITY_SERVER_KEY_MANAGER;
import static io.github.apim.product.Role.KEY_MANAGER;
import static io.github.apim.product.Role.MESSAGE_BROKER;
import static io.github.apim.product.Role.PUBLISHER;
import static io.github.apim.product.Role.STORE;

import io.github.apim.product.PortFact.Condition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** API Manager 1.x on Carbon 4.2.0 (matrix §5, §7, §15). */
final class ApiManager1Facts {

    static final List<String> VERSIONS = List.of("1.9.0");

    /** Matrix §8, §10: the versions whose sessions, toolboxes and event streams fit. */
    private static final Map<String, Map<Product, Set<String>>> COMPANIONS =
            Map.of("1.9.0", Map.of(Product.IDENTITY_SERVER, Set.of("5.0.0"), Product.BAM, Set.of("2.5.0")));

    private static final Role[] ALL = {GATEWAY_MANAGER, GATEWAY_WORKER, KEY_MANAGER, PUBLISHER, STORE, ALL_IN_ONE};

    /** Matrix §7. */
    private static final Map<Role, String> PROFILES = Map.of(
            GATEWAY_MANAGER, "gateway-manager",
            GATEWAY_WORKER, "gateway-worker",
            KEY_MANAGER, "api-key-manager",
            PUBLISHER, "api-publisher",
            STORE, "api-store");

    /**
     * Matrix §15.1. Those of the embedded broker are not in it, which 1.9.0 does not run. No offset moves the port of
     * Hazelcast (R10) and of key validation (R4), which an all-in-one node opens whatever the descriptor says.
     */
    private static final List<PortFact> PORTS = List.of(
            open(PortPurpose.SERVLET_HTTPS, 9443, ALL),
            open(PortPurpose.SERVLET_HTTP, 9763, ALL),
            open(PortPurpose.PASS_THROUGH_HTTPS, 8243, ALL),
            open(PortPurpose.PASS_THROUGH_HTTP, 8280, ALL),
            fixed(PortPurpose.KEY_VALIDATION, 10397, Condition.ALWAYS, ALL_IN_ONE),
            fixed(PortPurpose.KEY_VALIDATION, 10397, Condition.OVER_THRIFT, KEY_MANAGER),
            fixed(PortPurpose.CLUSTERING, 4000, Condition.IN_A_CLUSTER, ALL),
            open(PortPurpose.JMX_SERVER, 11111, ALL),
            open(PortPurpose.JMX_REGISTRY, 9999, ALL),
            open(PortPurpose.ENTITLEMENT, 10500, ALL));

    /** Matrix §5, M23: APIs are published to the manager, which hands them on to the workers; workers answer calls. */
    private static final List<ServiceFact> SERVICES = List.of(
            ServiceFact.of(Service.KEY_MANAGEMENT, KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER, ALL_IN_ONE),
            ServiceFact.of(Service.GATEWAY_ADMINISTRATION, GATEWAY_MANAGER, GATEWAY_WORKER, ALL_IN_ONE),
            ServiceFact.of(Service.API_TRAFFIC, GATEWAY_WORKER, GATEWAY_MANAGER, ALL_IN_ONE)
                    .under(GATEWAY_WORKER),
            ServiceFact.of(Service.PUBLISHER, PUBLISHER, ALL_IN_ONE),
            ServiceFact.of(Service.STORE, STORE, ALL_IN_ONE),
            ServiceFact.of(Service.SIGN_ON, IDENTITY_SERVER, IDENTITY_SERVER_KEY_MANAGER),
            ServiceFact.of(Service.EVENTS, BAM),
            ServiceFact.of(Service.MESSAGES, MESSAGE_BROKER));

    /** Who tells gateways of APIs, and of tokens that no longer count (matrix §5). */
    private static final Set<Role> TELLING =
            Set.of(KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER, PUBLISHER, STORE, ALL_IN_ONE);

    private static final Set<Role> GATEWAYS = Set.of(GATEWAY_MANAGER, GATEWAY_WORKER);

    private static final List<CallFact> CALLS = List.of(
            call(CallPurpose.PUBLISHING, TELLING, Service.GATEWAY_ADMINISTRATION, PortPurpose.SERVLET_HTTPS),
            call(CallPurpose.REVOCATION, TELLING, Service.API_TRAFFIC, PortPurpose.PASS_THROUGH_HTTPS),
            call(
                    CallPurpose.KEYS,
                    Set.of(GATEWAY_MANAGER, GATEWAY_WORKER, PUBLISHER, STORE),
                    Service.KEY_MANAGEMENT,
                    PortPurpose.SERVLET_HTTPS),
            // Thrift passes no load balancer (M4).
            new CallFact(
                    CallPurpose.KEYS_OVER_THRIFT,
                    GATEWAYS,
                    Service.KEY_MANAGEMENT,
                    List.of(PortPurpose.KEY_VALIDATION),
                    false,
                    Condition.OVER_THRIFT),
            // The identity server ends the sessions of those who sign out (§10).
            call(CallPurpose.SIGN_OUT, signingIn(), Service.PUBLISHER, PortPurpose.SERVLET_HTTPS),
            call(CallPurpose.SIGN_OUT, signingIn(), Service.STORE, PortPurpose.SERVLET_HTTPS),
            direct(
                    CallPurpose.EVENTS,
                    Set.of(GATEWAY_MANAGER, GATEWAY_WORKER, ALL_IN_ONE),
                    Service.EVENTS,
                    PortPurpose.EVENTS,
                    PortPurpose.EVENTS_TLS),
            direct(CallPurpose.MESSAGES, GATEWAYS, Service.MESSAGES, PortPurpose.BROKER_OPENWIRE));

    /** Matrix §3.1. Publisher and store share the API cache and tell each other about ended sessions. */
    private static final List<ClusterFact> CLUSTERS = List.of(
            new ClusterFact("gw.am.wso2.domain", GATEWAYS),
            new ClusterFact("km.am.wso2.domain", Set.of(KEY_MANAGER)),
            new ClusterFact("pub.store.am.wso2.domain", Set.of(PUBLISHER, STORE)),
            new ClusterFact("am.wso2.domain", Set.of(ALL_IN_ONE)));

    private static final Set<String> APPLICATIONS = Set.of("publisher", "store", "admin-dashboard", "workflow-admin");

    /**
     * Matrix §7, M42: a profile chooses bundles, not applications. Those of gateways and key managers have no Jaggery;
     * publisher and store keep what an administrator may open on either.
     */
    private static final Map<Role, Set<String>> FOREIGN = Map.of(
            GATEWAY_MANAGER, APPLICATIONS,
            GATEWAY_WORKER, APPLICATIONS,
            KEY_MANAGER, APPLICATIONS,
            PUBLISHER, Set.of("store"),
            STORE, Set.of("publisher"));

    private ApiManager1Facts() {}

    static Facts of(String version) {
        return new Facts(
                new ProductVersion(Product.API_MANAGER, version),
                new TreeSet<>(Set.of(6, 7)),
                PROFILES,
                PORTS,
                Set.of(
                        PortPurpose.SERVLET_HTTPS,
                        PortPurpose.SERVLET_HTTP,
                        PortPurpose.PASS_THROUGH_HTTPS,
                        PortPurpose.PASS_THROUGH_HTTP),
                SERVICES,
                CALLS,
                CLUSTERS,
                FOREIGN,
                HomeFacts.CARBON_4_2,
                COMPANIONS.getOrDefault(version, Map.of()));
    }

    private static Set<Role> signingIn() {
        return Set.of(IDENTITY_SERVER, IDENTITY_SERVER_KEY_MANAGER);
    }

    private static CallFact call(CallPurpose purpose, Set<Role> callers, Service service, PortPurpose port) {
        return new CallFact(purpose, callers, service, List.of(port), true, Condition.ALWAYS);
    }

    private static CallFact direct(CallPurpose purpose, Set<Role> callers, Service service, PortPurpose... ports) {
        return new CallFact(purpose, callers, service, List.of(ports), false, Condition.ALWAYS);
    }
}
