package io.github.apim.product;

import static io.github.apim.product.CallFact.balanced;
import static io.github.apim.product.CallFact.straight;
import static io.github.apim.product.Facts.open;
import static io.github.apim.product.Ranged.always;
import static io.github.apim.product.Ranged.between;
import static io.github.apim.product.Ranged.since;
import static io.github.apim.product.Ranged.until;
import static io.github.apim.product.Role.ALL_IN_ONE;
import static io.github.apim.product.Role.CONTROL_PLANE;
import static io.github.apim.product.Role.GATEWAY;
import static io.github.apim.product.Role.GATEWAY_MANAGER;
import static io.github.apim.product.Role.IDENTITY_SERVER_KEY_MANAGER;
import static io.github.apim.product.Role.KEY_MANAGER;
import static io.github.apim.product.Role.PUBLISHER;
import static io.github.apim.product.Role.STORE;
import static io.github.apim.product.Role.TRAFFIC_MANAGER;

import io.github.apim.product.CallFact.Way;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * API Manager 4.x on Carbon 4.6 and later (am-4): control planes say what has changed, and gateways fetch it. Up to 4.4 one
 * pack has a profile for each role, from 4.5 on there is a pack for each.
 */
final class ApiManager4Facts {

    static final List<String> VERSIONS =
            List.of("4.0.0", "4.1.0", "4.2.0", "4.3.0", "4.4.0", "4.5.0", "4.6.0", "4.7.0");

    /** Those that come in a pack for each role (am-4 §1). */
    static final List<String> IN_PARTS = List.of("4.5.0", "4.6.0", "4.7.0");

    private static final Role[] ALL = {GATEWAY, CONTROL_PLANE, TRAFFIC_MANAGER, KEY_MANAGER, ALL_IN_ONE};

    /** Am-4 §2: of 4.3 and 4.4 a key manager is a control plane without its portals. */
    private static final List<Ranged<Map.Entry<Role, String>>> PROFILES = List.of(
            until("4.5.0", Map.entry(CONTROL_PLANE, "control-plane")),
            until("4.5.0", Map.entry(TRAFFIC_MANAGER, "traffic-manager")),
            until("4.5.0", Map.entry(GATEWAY, "gateway-worker")),
            until("4.3.0", Map.entry(KEY_MANAGER, "api-key-manager-deprecated")),
            between("4.3.0", "4.5.0", Map.entry(KEY_MANAGER, "control-plane")));

    private static final Map<Role, Product> PACKS = Map.of(
            CONTROL_PLANE, Product.CONTROL_PLANE,
            KEY_MANAGER, Product.CONTROL_PLANE,
            TRAFFIC_MANAGER, Product.TRAFFIC_MANAGER,
            GATEWAY, Product.GATEWAY);

    private static final Map<Role, String> START_SCRIPTS = Map.of(
            CONTROL_PLANE, "bin/api-cp.sh",
            KEY_MANAGER, "bin/key-manager.sh",
            TRAFFIC_MANAGER, "bin/traffic-manager.sh",
            GATEWAY, "bin/gateway.sh");

    /** Am-4 §1: what documents and official images name, which need not be on the newest one. */
    private static final List<Ranged<Integer>> JAVAS = List.of(
            until("4.1.0", 8),
            until("4.7.0", 11),
            between("4.2.0", "4.7.0", 17),
            since("4.3.0", 21),
            since("4.7.0", 25));

    /** Am-4 §4.8: those of the official images, and others that the documents name. */
    private static final List<Ranged<String>> IDENTITY_SERVERS = List.of(
            until("4.1.0", "5.10.0"),
            until("4.3.0", "5.11.0"),
            between("4.4.0", "4.5.0", "6.0.0"),
            since("4.3.0", "6.1.0"));

    /** Am-4 §7: gateways hold the broker's bundles, and control planes of 4.0 pass calls through. */
    private static final List<Ranged<PortFact>> PORTS = List.of(
            always(open(PortPurpose.SERVLET_HTTPS, 9443, ALL)),
            always(open(PortPurpose.SERVLET_HTTP, 9763, ALL)),
            always(open(PortPurpose.PASS_THROUGH_HTTPS, 8243, GATEWAY, ALL_IN_ONE)),
            always(open(PortPurpose.PASS_THROUGH_HTTP, 8280, GATEWAY, ALL_IN_ONE)),
            until("4.1.0", open(PortPurpose.PASS_THROUGH_HTTPS, 8243, CONTROL_PLANE)),
            until("4.1.0", open(PortPurpose.PASS_THROUGH_HTTP, 8280, CONTROL_PLANE)),
            always(open(PortPurpose.WEB_SOCKET, 9099, GATEWAY, ALL_IN_ONE)),
            always(open(PortPurpose.WEB_SOCKET_TLS, 8099, GATEWAY, ALL_IN_ONE)),
            always(open(PortPurpose.WEB_SUB, 9021, GATEWAY, ALL_IN_ONE)),
            always(open(PortPurpose.WEB_SUB_TLS, 8021, GATEWAY, ALL_IN_ONE)),
            always(open(PortPurpose.BROKER_AMQP, 5672, CONTROL_PLANE, TRAFFIC_MANAGER, GATEWAY, ALL_IN_ONE)),
            always(open(PortPurpose.BROKER_AMQP_TLS, 8672, CONTROL_PLANE, TRAFFIC_MANAGER, GATEWAY, ALL_IN_ONE)),
            always(open(PortPurpose.THROTTLE_EVENTS, 9611, CONTROL_PLANE, TRAFFIC_MANAGER, ALL_IN_ONE)),
            always(open(PortPurpose.THROTTLE_EVENTS_TLS, 9711, CONTROL_PLANE, TRAFFIC_MANAGER, ALL_IN_ONE)),
            always(open(PortPurpose.JMX_REGISTRY, 9999, ALL)),
            always(open(PortPurpose.JMX_SERVER, 11111, ALL)));

    /** Am-4 §5: without a traffic manager control planes throttle. */
    private static final List<ServiceFact> SERVICES = List.of(
            ServiceFact.of(Service.KEY_MANAGEMENT, KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER, CONTROL_PLANE, ALL_IN_ONE),
            ServiceFact.of(Service.GATEWAY_ADMINISTRATION, GATEWAY, ALL_IN_ONE).under(GATEWAY_MANAGER),
            ServiceFact.of(Service.API_TRAFFIC, GATEWAY, ALL_IN_ONE).under(GATEWAY),
            ServiceFact.of(Service.PUBLISHER, CONTROL_PLANE, ALL_IN_ONE),
            ServiceFact.of(Service.STORE, CONTROL_PLANE, ALL_IN_ONE),
            ServiceFact.of(Service.THROTTLING, TRAFFIC_MANAGER, CONTROL_PLANE, ALL_IN_ONE),
            ServiceFact.of(Service.EVENT_HUB, CONTROL_PLANE, ALL_IN_ONE));

    private static final Set<Role> HUBS = Set.of(CONTROL_PLANE, ALL_IN_ONE);

    /**
     * Am-4 §5: what is sent over AMQP goes to one hub, so hubs hand on to each other what the others must know. All-in-one
     * nodes call what they do not offer themselves.
     */
    private static final List<CallFact> CALLS = List.of(
            balanced(
                    CallPurpose.KEYS,
                    Set.of(GATEWAY, TRAFFIC_MANAGER, CONTROL_PLANE, ALL_IN_ONE),
                    Service.KEY_MANAGEMENT,
                    PortPurpose.SERVLET_HTTPS),
            straight(
                    CallPurpose.HUB_EVENTS,
                    HUBS,
                    Service.EVENT_HUB,
                    Way.PEERS_BY_ADDRESS,
                    PortPurpose.THROTTLE_EVENTS,
                    PortPurpose.THROTTLE_EVENTS_TLS),
            straight(
                    CallPurpose.HUB_NEWS,
                    Set.of(GATEWAY, TRAFFIC_MANAGER, KEY_MANAGER),
                    Service.EVENT_HUB,
                    Way.EVERY_BY_ADDRESS,
                    PortPurpose.BROKER_AMQP),
            balanced(
                    CallPurpose.HUB_DATA,
                    Set.of(GATEWAY, TRAFFIC_MANAGER, KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER),
                    Service.EVENT_HUB,
                    PortPurpose.SERVLET_HTTPS),
            straight(
                    CallPurpose.THROTTLE_EVENTS,
                    Set.of(GATEWAY, ALL_IN_ONE),
                    Service.THROTTLING,
                    Way.EVERY_BY_ADDRESS,
                    PortPurpose.THROTTLE_EVENTS,
                    PortPurpose.THROTTLE_EVENTS_TLS),
            straight(
                    CallPurpose.THROTTLE_DECISIONS,
                    Set.of(GATEWAY, ALL_IN_ONE),
                    Service.THROTTLING,
                    Way.EVERY_BY_ADDRESS,
                    PortPurpose.BROKER_AMQP),
            straight(CallPurpose.COPIES, HUBS, Service.EVENT_HUB, Way.PEERS_BY_ADDRESS, PortPurpose.BROKER_AMQP),
            straight(
                    CallPurpose.COPIES,
                    Set.of(TRAFFIC_MANAGER),
                    Service.THROTTLING,
                    Way.PEERS_BY_ADDRESS,
                    PortPurpose.BROKER_AMQP));

    /**
     * Am-4 §6, §17: all share users and registry, those that make or find APIs the rest, and up to 4.6 traffic managers,
     * too. An identity server that manages keys has both, as its tenants are the API Manager's (am-4 §4.8).
     */
    private static final List<Ranged<Map.Entry<String, Set<Role>>>> DATASOURCES = List.of(
            until(
                    "4.7.0",
                    Map.entry(
                            "WSO2AM_DB",
                            Set.of(
                                    CONTROL_PLANE,
                                    KEY_MANAGER,
                                    ALL_IN_ONE,
                                    GATEWAY,
                                    TRAFFIC_MANAGER,
                                    IDENTITY_SERVER_KEY_MANAGER))),
            since(
                    "4.7.0",
                    Map.entry(
                            "WSO2AM_DB",
                            Set.of(CONTROL_PLANE, KEY_MANAGER, ALL_IN_ONE, GATEWAY, IDENTITY_SERVER_KEY_MANAGER))),
            always(Map.entry(
                    "WSO2SHARED_DB",
                    Set.of(
                            CONTROL_PLANE,
                            KEY_MANAGER,
                            ALL_IN_ONE,
                            GATEWAY,
                            TRAFFIC_MANAGER,
                            IDENTITY_SERVER_KEY_MANAGER))));

    private static final String PART_OF_CONTROL_PLANE =
            "has it within the control plane, as its newer versions cannot have it apart; write role: control-plane";

    /** Am-4 §2. */
    private static final Map<Role, String> LACKING = Map.of(
            Role.GATEWAY_WORKER,
            TomlFacts.ONE_KIND_OF_GATEWAYS,
            GATEWAY_MANAGER,
            "has no gateway-manager: gateways fetch what is published from the control plane; write role: gateway",
            PUBLISHER,
            PART_OF_CONTROL_PLANE,
            STORE,
            PART_OF_CONTROL_PLANE,
            Role.IDENTITY_SERVER,
            "needs no identity server to sign in with: its portals sign in at the control plane; take the role"
                    + " identity-server-key-manager for one that is the key manager");

    /** Am-4 §10, §11.3. */
    private static final List<Ranged<Map.Entry<String, String>>> REFUSED = List.of(
            until("4.7.0", Map.entry("encryption", TomlFacts.NO_ENCRYPTION_KEY)),
            until("4.6.0", Map.entry("statistics", inTheCloud("apim.analytics.auth_token"))),
            since("4.6.0", Map.entry("statistics", inTheCloud("apim.analytics.properties.moesifKey"))),
            always(Map.entry(
                    "deployment-synchronizer",
                    "needs no synchronizer: gateways fetch what is published from the control plane; remove the key")),
            always(Map.entry(
                    "throttling",
                    "needs no choice: every traffic manager takes its policies from the database; remove the key")));

    /** From here on secrets are encrypted with a symmetric key (am-4 §11.1). */
    private static final String SYMMETRIC = "4.7.0";

    private ApiManager4Facts() {}

    /**
     * Why statistics are refused (am-4 §14).
     *
     * @param key what the service knows its customer by
     */
    private static String inTheCloud(String key) {
        return "reports to a service in the cloud, and to no server of yours; remove the key, and let edits of "
                + Facts.DEPLOYMENT_TOML + " set apim.analytics.enable to true and " + key
                + " to what the service gave you";
    }

    static Facts of(String version) {
        return facts(version).build();
    }

    /** The facts of a version as they hold for a pack of one of its parts. */
    static Facts of(Product part, String version) {
        return facts(version).part(part).build();
    }

    private static FactsBuilder facts(String version) {
        boolean inParts = Catalogue.isSince(IN_PARTS.get(0), version);
        FactsBuilder facts = RoleHomes.add(TomlFacts.common(VersionFamily.API_MANAGER_4, version), version)
                .javas(Ranged.list(JAVAS, version).toArray(new Integer[0]))
                .companions(
                        Product.IDENTITY_SERVER,
                        Ranged.list(IDENTITY_SERVERS, version).toArray(new String[0]))
                .profiles(Ranged.table(PROFILES, version))
                .startScript("bin/api-manager.sh")
                .ports(Ranged.list(PORTS, version))
                .awaited(TomlFacts.AWAITED)
                .services(SERVICES)
                .calls(CALLS)
                .datasources(Ranged.table(DATASOURCES, version))
                .lacking(LACKING)
                .refused(Ranged.table(REFUSED, version));
        for (Product part : Set.copyOf(PACKS.values())) {
            if (inParts) {
                facts.companions(part, version);
            } else {
                facts.companions(part);
            }
        }
        facts.vault(Catalogue.isSince(SYMMETRIC, version) ? CarbonVault.OF_SYMMETRIC_TOML : CarbonVault.OF_TOML);
        return inParts ? facts.packs(PACKS).startScripts(START_SCRIPTS) : facts;
    }
}
