package io.github.apim.product;

import static io.github.apim.product.CallFact.balanced;
import static io.github.apim.product.CallFact.straight;
import static io.github.apim.product.Facts.fixed;
import static io.github.apim.product.Facts.open;
import static io.github.apim.product.Ranged.always;
import static io.github.apim.product.Ranged.since;
import static io.github.apim.product.Ranged.until;
import static io.github.apim.product.Role.ALL_IN_ONE;
import static io.github.apim.product.Role.GATEWAY;
import static io.github.apim.product.Role.GATEWAY_MANAGER;
import static io.github.apim.product.Role.IDENTITY_SERVER_KEY_MANAGER;
import static io.github.apim.product.Role.KEY_MANAGER;
import static io.github.apim.product.Role.PUBLISHER;
import static io.github.apim.product.Role.STORE;
import static io.github.apim.product.Role.TRAFFIC_MANAGER;

import io.github.apim.product.CallFact.Way;
import io.github.apim.product.PortFact.Condition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** API Manager 3.x on Carbon 4.5 and 4.6, whose servers render their files from one deployment.toml (am-3). */
final class ApiManager3Facts {

    static final List<String> VERSIONS = List.of("3.0.0", "3.1.0", "3.2.0");

    private static final Role[] ALL = {GATEWAY, TRAFFIC_MANAGER, KEY_MANAGER, PUBLISHER, STORE, ALL_IN_ONE};

    /** Am-3 §2: the store's profile is api-devportal in all three, whatever 3.0.0 calls its role. */
    private static final Map<Role, String> PROFILES = Map.of(
            GATEWAY, "gateway-worker",
            TRAFFIC_MANAGER, "traffic-manager",
            KEY_MANAGER, "api-key-manager",
            PUBLISHER, "api-publisher",
            STORE, "api-devportal");

    /** Am-3 §14: without the templates of other roles only gateways pass API calls through; they hold the broker, too. */
    private static final List<PortFact> PORTS = List.of(
            open(PortPurpose.SERVLET_HTTPS, 9443, ALL),
            open(PortPurpose.SERVLET_HTTP, 9763, ALL),
            open(PortPurpose.PASS_THROUGH_HTTPS, 8243, GATEWAY, ALL_IN_ONE),
            open(PortPurpose.PASS_THROUGH_HTTP, 8280, GATEWAY, ALL_IN_ONE),
            open(PortPurpose.THROTTLE_EVENTS, 9611, TRAFFIC_MANAGER, ALL_IN_ONE),
            open(PortPurpose.THROTTLE_EVENTS_TLS, 9711, TRAFFIC_MANAGER, ALL_IN_ONE),
            open(PortPurpose.BROKER_AMQP, 5672, TRAFFIC_MANAGER, GATEWAY, ALL_IN_ONE),
            open(PortPurpose.BROKER_AMQP_TLS, 8672, TRAFFIC_MANAGER, GATEWAY, ALL_IN_ONE),
            open(PortPurpose.WEB_SOCKET, 9099, GATEWAY, ALL_IN_ONE),
            open(PortPurpose.WEB_SOCKET_TLS, 8099, GATEWAY, ALL_IN_ONE),
            fixed(PortPurpose.CLUSTERING, 4000, ALL).when(Condition.IN_A_CLUSTER),
            open(PortPurpose.JMX_SERVER, 11111, ALL),
            open(PortPurpose.JMX_REGISTRY, 9999, ALL));

    /** Am-3 §2, §6, §7: the name gateway-manager is left to the consoles of gateways, of which there is one kind. */
    private static final List<Ranged<ServiceFact>> SERVICES = List.of(
            always(ServiceFact.of(Service.KEY_MANAGEMENT, KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER, ALL_IN_ONE)),
            always(ServiceFact.of(Service.GATEWAY_ADMINISTRATION, GATEWAY, ALL_IN_ONE)
                    .under(GATEWAY_MANAGER)),
            always(ServiceFact.of(Service.API_TRAFFIC, GATEWAY, ALL_IN_ONE).under(GATEWAY)),
            always(ServiceFact.of(Service.PUBLISHER, PUBLISHER, ALL_IN_ONE)),
            always(ServiceFact.of(Service.STORE, STORE, ALL_IN_ONE)),
            always(ServiceFact.of(Service.THROTTLING, TRAFFIC_MANAGER, ALL_IN_ONE)),
            always(ServiceFact.of(Service.THROTTLING_POLICIES, TRAFFIC_MANAGER, ALL_IN_ONE)),
            since("3.2.0", ServiceFact.of(Service.EVENT_HUB, TRAFFIC_MANAGER, ALL_IN_ONE)));

    private static final Set<Role> PORTALS = Set.of(PUBLISHER, STORE, ALL_IN_ONE);

    private static final Set<Role> KEY_MANAGERS = Set.of(KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER);

    /**
     * Am-3 §6, §7, §8. Up to 3.1 key managers clear the caches of gateways and tell traffic managers of revoked tokens;
     * from 3.2 on all say what has changed to all traffic managers, whose topics gateways and portals hear. An all-in-one
     * node is each of them, and calls what it does not offer itself, beside an identity server for instance.
     */
    private static final List<Ranged<CallFact>> CALLS = List.of(
            until(
                    "3.2.0",
                    balanced(
                            CallPurpose.PUBLISHING,
                            Set.of(PUBLISHER, STORE, KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER, ALL_IN_ONE),
                            Service.GATEWAY_ADMINISTRATION,
                            PortPurpose.SERVLET_HTTPS)),
            since(
                    "3.2.0",
                    balanced(
                            CallPurpose.PUBLISHING,
                            PORTALS,
                            Service.GATEWAY_ADMINISTRATION,
                            PortPurpose.SERVLET_HTTPS)),
            until(
                    "3.2.0",
                    balanced(
                            CallPurpose.REVOCATION,
                            Set.of(STORE),
                            Service.API_TRAFFIC,
                            PortPurpose.PASS_THROUGH_HTTPS)),
            until(
                    "3.2.0",
                    balanced(
                            CallPurpose.KEYS,
                            Set.of(GATEWAY, PUBLISHER, STORE, ALL_IN_ONE),
                            Service.KEY_MANAGEMENT,
                            PortPurpose.SERVLET_HTTPS)),
            since(
                    "3.2.0",
                    balanced(
                            CallPurpose.KEYS,
                            Set.of(GATEWAY, PUBLISHER, STORE, TRAFFIC_MANAGER, ALL_IN_ONE),
                            Service.KEY_MANAGEMENT,
                            PortPurpose.SERVLET_HTTPS)),
            until(
                    "3.2.0",
                    balanced(
                            CallPurpose.BLOCK_CONDITIONS,
                            Set.of(GATEWAY, ALL_IN_ONE),
                            Service.KEY_MANAGEMENT,
                            PortPurpose.SERVLET_HTTPS)),
            until(
                    "3.2.0",
                    throttleEvents(Set.of(GATEWAY, PUBLISHER, KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER, ALL_IN_ONE))),
            since("3.2.0", throttleEvents(Set.of(GATEWAY, PUBLISHER, STORE, KEY_MANAGER, ALL_IN_ONE))),
            until("3.2.0", throttleDecisions(Set.of(GATEWAY, ALL_IN_ONE))),
            since("3.2.0", throttleDecisions(Set.of(GATEWAY, PUBLISHER, STORE, KEY_MANAGER, ALL_IN_ONE))),
            always(balanced(
                    CallPurpose.THROTTLE_POLICIES,
                    Set.of(PUBLISHER),
                    Service.THROTTLING_POLICIES,
                    PortPurpose.SERVLET_HTTPS)),
            since(
                    "3.2.0",
                    balanced(
                            CallPurpose.HUB_DATA,
                            Set.of(GATEWAY, STORE, KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER, ALL_IN_ONE),
                            Service.EVENT_HUB,
                            PortPurpose.SERVLET_HTTPS)),
            since(
                    "3.2.0",
                    straight(
                            CallPurpose.COPIES,
                            Set.of(TRAFFIC_MANAGER),
                            Service.THROTTLING,
                            Way.PEERS_BY_ADDRESS,
                            PortPurpose.BROKER_AMQP)));

    /** Am-3 §5: from 3.2 on a traffic manager hands out what the first one holds. */
    private static final List<Ranged<Map.Entry<String, Set<Role>>>> DATASOURCES = List.of(
            until(
                    "3.2.0",
                    Map.entry(
                            "WSO2AM_DB",
                            Set.of(PUBLISHER, STORE, KEY_MANAGER, GATEWAY, ALL_IN_ONE, IDENTITY_SERVER_KEY_MANAGER))),
            since(
                    "3.2.0",
                    Map.entry(
                            "WSO2AM_DB",
                            Set.of(
                                    PUBLISHER,
                                    STORE,
                                    KEY_MANAGER,
                                    TRAFFIC_MANAGER,
                                    GATEWAY,
                                    ALL_IN_ONE,
                                    IDENTITY_SERVER_KEY_MANAGER))),
            always(Map.entry(
                    "WSO2SHARED_DB",
                    Set.of(
                            PUBLISHER,
                            STORE,
                            KEY_MANAGER,
                            TRAFFIC_MANAGER,
                            GATEWAY,
                            ALL_IN_ONE,
                            IDENTITY_SERVER_KEY_MANAGER))));

    /** Am-3 §2. */
    private static final Map<Role, String> LACKING = Map.of(
            Role.GATEWAY_WORKER,
            TomlFacts.ONE_KIND_OF_GATEWAYS,
            GATEWAY_MANAGER,
            "has no gateway manager: gateways are of one kind, and APIs are published to them under the virtual host"
                    + " gateway-manager; write role: gateway",
            Role.CONTROL_PLANE,
            "has no control plane, which API Manager has from 4.0 on; write publisher, store and key-manager",
            Role.IDENTITY_SERVER,
            "needs no identity server to sign in with: its portals sign in at the key manager; take the role"
                    + " identity-server-key-manager for one that is the key manager");

    private static final List<Ranged<Map.Entry<String, String>>> REFUSED = List.of(
            always(Map.entry("encryption", TomlFacts.NO_ENCRYPTION_KEY)),
            always(Map.entry(
                    "deployment-synchronizer:svn",
                    "cannot synchronize by SVN: the switch is fixed in its template; take type shared-directory, rsync"
                            + " or, from 3.2.0 on, database")),
            until(
                    "3.2.0",
                    Map.entry(
                            "deployment-synchronizer:database",
                            "does not fetch APIs from the database, which API Manager does from 3.2.0 on; take type"
                                    + " shared-directory or rsync")));

    private static final Map<String, String> NO_BAM = Facts.refusingBam(
            "sends its statistics to the worker of wso2am-analytics, not to BAM; name that server as statistics.analytics");

    private ApiManager3Facts() {}

    static Facts of(String version) {
        return RoleHomes.add(TomlFacts.common(VersionFamily.API_MANAGER_3, version), version)
                .javas(javas(version))
                .companions(Product.IDENTITY_SERVER, version.equals("3.0.0") ? "5.9.0" : "5.10.0")
                .profiles(PROFILES)
                .startScript(Facts.CARBON_SCRIPT)
                .ports(PORTS)
                .awaited(TomlFacts.AWAITED)
                .services(Ranged.list(SERVICES, version))
                .calls(Ranged.list(CALLS, version))
                .datasources(Ranged.table(DATASOURCES, version))
                .lacking(LACKING)
                .refused(Ranged.table(REFUSED, version))
                .refused(NO_BAM)
                .analytics(AnalyticsFact.ofWorker())
                .vault(CarbonVault.OF_TOML)
                .build();
    }

    /** Am-3 §1: what the official images run on comes last. */
    private static Integer[] javas(String version) {
        return version.equals("3.0.0") ? new Integer[] {8} : new Integer[] {8, 11};
    }

    private static CallFact throttleEvents(Set<Role> callers) {
        return straight(
                CallPurpose.THROTTLE_EVENTS,
                callers,
                Service.THROTTLING,
                Way.EVERY_BY_ADDRESS,
                PortPurpose.THROTTLE_EVENTS,
                PortPurpose.THROTTLE_EVENTS_TLS);
    }

    private static CallFact throttleDecisions(Set<Role> callers) {
        return straight(
                CallPurpose.THROTTLE_DECISIONS,
                callers,
                Service.THROTTLING,
                Way.EVERY_BY_ADDRESS,
                PortPurpose.BROKER_AMQP);
    }
}
