package io.github.apim.product;

import static io.github.apim.product.CallFact.balanced;
import static io.github.apim.product.CallFact.straight;
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
import static io.github.apim.product.Role.TRAFFIC_MANAGER;

import io.github.apim.product.CallFact.Way;
import io.github.apim.product.PortFact.Condition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** API Manager 1.9 on Carbon 4.2 and 1.10 on Carbon 4.4 (matrix §5, §7, §15; am-1.9.1 §1; am-1.10.0 §1). */
final class ApiManager1Facts {

    static final List<String> VERSIONS = List.of("1.9.0", "1.9.1", "1.10.0");

    private static final String API_MANAGER_FILE = "repository/conf/api-manager.xml";

    private static final String TRACKING = "/APIManager/APIUsageTracking/";

    private static final Role[] ALL = {GATEWAY_MANAGER, GATEWAY_WORKER, KEY_MANAGER, PUBLISHER, STORE, ALL_IN_ONE};

    private static final Set<Role> CARBON_WITHOUT_BAM = Set.of(
            GATEWAY_MANAGER,
            GATEWAY_WORKER,
            KEY_MANAGER,
            PUBLISHER,
            STORE,
            ALL_IN_ONE,
            IDENTITY_SERVER,
            IDENTITY_SERVER_KEY_MANAGER);

    /** Matrix §7. */
    private static final Map<Role, String> PROFILES = Map.of(
            GATEWAY_MANAGER, "gateway-manager",
            GATEWAY_WORKER, "gateway-worker",
            KEY_MANAGER, "api-key-manager",
            PUBLISHER, "api-publisher",
            STORE, "api-store");

    /**
     * Matrix §15.1. Those of the embedded broker are not in it, which no version runs. No offset moves the port of
     * Hazelcast (R10) and of key validation (R4), which an all-in-one node opens whatever the descriptor says, unless it
     * asks another node.
     */
    private static final List<PortFact> PORTS = List.of(
            open(PortPurpose.SERVLET_HTTPS, 9443, ALL),
            open(PortPurpose.SERVLET_HTTP, 9763, ALL),
            open(PortPurpose.PASS_THROUGH_HTTPS, 8243, ALL),
            open(PortPurpose.PASS_THROUGH_HTTP, 8280, ALL),
            fixed(PortPurpose.KEY_VALIDATION, 10397, ALL_IN_ONE).when(Condition.MANAGING_KEYS),
            fixed(PortPurpose.KEY_VALIDATION, 10397, KEY_MANAGER).when(Condition.OVER_THRIFT),
            fixed(PortPurpose.CLUSTERING, 4000, ALL).when(Condition.IN_A_CLUSTER),
            open(PortPurpose.JMX_SERVER, 11111, ALL),
            open(PortPurpose.JMX_REGISTRY, 9999, ALL));

    /** It is on in Carbon 4.2 and off in 4.4 (am-1.10.0 §4). */
    private static final PortFact ENTITLEMENT = open(PortPurpose.ENTITLEMENT, 10500, ALL);

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

    /** An all-in-one node answers API calls, too, and asks a key manager that is another node. */
    private static final Set<Role> CHECKING = Set.of(GATEWAY_MANAGER, GATEWAY_WORKER, ALL_IN_ONE);

    private static final Set<Role> SIGNING_IN = Set.of(IDENTITY_SERVER, IDENTITY_SERVER_KEY_MANAGER);

    private static final List<CallFact> CALLS = List.of(
            balanced(CallPurpose.PUBLISHING, TELLING, Service.GATEWAY_ADMINISTRATION, PortPurpose.SERVLET_HTTPS),
            balanced(CallPurpose.REVOCATION, TELLING, Service.API_TRAFFIC, PortPurpose.PASS_THROUGH_HTTPS),
            balanced(
                    CallPurpose.KEYS,
                    Set.of(GATEWAY_MANAGER, GATEWAY_WORKER, PUBLISHER, STORE, ALL_IN_ONE),
                    Service.KEY_MANAGEMENT,
                    PortPurpose.SERVLET_HTTPS),
            // Thrift passes no load balancer (M4).
            straight(
                            CallPurpose.KEYS_OVER_THRIFT,
                            CHECKING,
                            Service.KEY_MANAGEMENT,
                            Way.FIRST,
                            PortPurpose.KEY_VALIDATION)
                    .when(Condition.OVER_THRIFT),
            // The identity server ends the sessions of those who sign out (§10).
            balanced(CallPurpose.SIGN_OUT, SIGNING_IN, Service.PUBLISHER, PortPurpose.SERVLET_HTTPS),
            balanced(CallPurpose.SIGN_OUT, SIGNING_IN, Service.STORE, PortPurpose.SERVLET_HTTPS),
            straight(
                    CallPurpose.EVENTS,
                    CHECKING,
                    Service.EVENTS,
                    Way.EVERY_BY_ADDRESS,
                    PortPurpose.EVENTS,
                    PortPurpose.EVENTS_TLS),
            straight(
                    CallPurpose.MESSAGES,
                    GATEWAYS,
                    Service.MESSAGES,
                    Way.FIRST_BY_ADDRESS,
                    PortPurpose.BROKER_OPENWIRE));

    /** Matrix §3.1. Publisher and store share the API cache and tell each other about ended sessions. */
    private static final List<ClusterFact> CLUSTERS = List.of(
            new ClusterFact("gw.am.wso2.domain", GATEWAYS),
            new ClusterFact("km.am.wso2.domain", Set.of(KEY_MANAGER)),
            new ClusterFact("pub.store.am.wso2.domain", Set.of(PUBLISHER, STORE)),
            new ClusterFact("am.wso2.domain", Set.of(ALL_IN_ONE)));

    /**
     * Matrix §1.1. A gateway asks the key manager and needs the API Manager's database only where the descriptor says so.
     * BAM writes the statistics, the applications of publisher and store show them.
     */
    private static final Map<String, Set<Role>> DATASOURCES = Map.of(
            "WSO2AM_DB",
            Set.of(
                    GATEWAY_MANAGER,
                    GATEWAY_WORKER,
                    KEY_MANAGER,
                    PUBLISHER,
                    STORE,
                    ALL_IN_ONE,
                    IDENTITY_SERVER_KEY_MANAGER),
            "WSO2UM_DB",
            CARBON_WITHOUT_BAM,
            "WSO2REG_DB",
            CARBON_WITHOUT_BAM,
            "WSO2AM_STATS_DB",
            Set.of(PUBLISHER, STORE, ALL_IN_ONE, BAM));

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

    private static final Map<Role, String> LACKING = Map.of(
            TRAFFIC_MANAGER,
            "has no traffic manager, its gateways count the calls themselves; leave the node out, or take a pack of API"
                    + " Manager 2.0.0 or newer");

    private static final String NO_WEB_SOCKETS =
            "answers no web sockets, which API Manager does from 2.1.0 on; remove the key";

    private static final Map<String, String> REFUSED_BY_ALL = Map.of(
            "throttling",
            "has no traffic managers that would get policies, which API Manager has from 2.0.0 on; remove the key",
            "load-balancer.virtual-hosts.*.websocket",
            NO_WEB_SOCKETS,
            "load-balancer.virtual-hosts.*.secure-websocket",
            NO_WEB_SOCKETS);

    /** Matrix §2, §5. */
    private static final Places PLACES = Places.ofXmlFiles()
            .with(Place.KEY_VALIDATOR_URL, API_MANAGER_FILE, "/APIManager/APIKeyValidator/ServerURL")
            .with(Place.LOGIN_URL, API_MANAGER_FILE, "/APIManager/AuthManager/ServerURL")
            .with(Place.GATEWAY_ENVIRONMENT, API_MANAGER_FILE, "/APIManager/APIGateway/Environments/Environment")
            .with(Place.REVOKE_URL, API_MANAGER_FILE, "/APIManager/APIKeyValidator/RevokeAPIURL")
            .with(Place.DEPLOYMENT_SYNCHRONIZER, "repository/conf/carbon.xml", "/Server/DeploymentSynchronizer")
            .with(Place.KEY_VALIDATION_TRUST, "repository/conf/carbon.xml", "/Server/Security/KeyStore")
            .with(Place.IDENTITY, "repository/conf/identity.xml", "/Server");

    private static final Map<String, String> NO_ANALYTICS = Map.of(
            "statistics.analytics",
            "reports the use of APIs to BAM, which API Manager does up to 1.9.1; name nodes of role bam as"
                    + " statistics.bam");

    private static final Places PLACES_OF_1_9_1 = PLACES.with(
                    Place.ANALYTICS_SWITCH, API_MANAGER_FILE, TRACKING + "Enabled")
            .with(Place.ANALYTICS_RECEIVER, API_MANAGER_FILE, TRACKING + "BAMServerURL")
            .with(Place.ANALYTICS_USER, API_MANAGER_FILE, TRACKING + "BAMUsername")
            .with(Place.ANALYTICS_PASSWORD, API_MANAGER_FILE, TRACKING + "BAMPassword");

    private static final Places PLACES_OF_1_10 = PLACES.with(
                    Place.IDENTITY, "repository/conf/identity/identity.xml", "/Server")
            .with(Place.STORE_URL, API_MANAGER_FILE, "/APIManager/APIStore/ServerURL")
            .with(Place.ANALYTICS_SWITCH, API_MANAGER_FILE, TRACKING + "Enabled")
            .with(Place.ANALYTICS_RECEIVER, API_MANAGER_FILE, TRACKING + "DASServerURL")
            .with(Place.ANALYTICS_USER, API_MANAGER_FILE, TRACKING + "DASUsername")
            .with(Place.ANALYTICS_PASSWORD, API_MANAGER_FILE, TRACKING + "DASPassword")
            .with(Place.ANALYTICS_REST, API_MANAGER_FILE, TRACKING + "DASRestApiURL")
            .with(Place.ANALYTICS_REST_USER, API_MANAGER_FILE, TRACKING + "DASRestApiUsername")
            .with(Place.ANALYTICS_REST_PASSWORD, API_MANAGER_FILE, TRACKING + "DASRestApiPassword");

    private ApiManager1Facts() {}

    static Facts of(String version) {
        return switch (version) {
            case "1.9.1" -> of19(version).places(PLACES_OF_1_9_1).build();
            case "1.10.0" -> of110(version).build();
            default -> of19(version).places(PLACES).build();
        };
    }

    /** On Carbon 4.2; matrix §8, §10; am-1.9.1 §3. */
    private static FactsBuilder of19(String version) {
        return common(version, HomeFacts.CARBON_4_2)
                .javas(6, 7)
                .ports(List.of(ENTITLEMENT))
                .companions(Product.IDENTITY_SERVER, "5.0.0")
                .companions(Product.BAM, "2.5.0")
                .svnClient(SvnClient.OF_CARBON_4_2)
                .workerNode(Facts.NO_WORKER_PROFILE)
                .vault(CarbonVault.OF_4_2)
                .refused(NO_ANALYTICS);
    }

    private static FactsBuilder of110(String version) {
        return common(version, HomeFacts.CARBON_4_4)
                .javas(7, 8)
                .companions(Product.IDENTITY_SERVER, "5.1.0")
                .companions(Product.BAM)
                .places(PLACES_OF_1_10)
                .svnClient(SvnClient.OF_CARBON_4_4)
                .workerNode(Facts.NO_ADMINISTRATION)
                .vault(CarbonVault.OF_4_4)
                .refused(
                        Facts.refusingBam("reports the use of APIs to WSO2 Data Analytics Server, and no longer to BAM;"
                                + " name that server as statistics.analytics"))
                .analytics(AnalyticsFact.ofServer(7611, 7711, 9443));
    }

    private static FactsBuilder common(String version, HomeFacts home) {
        return FactsBuilder.of(VersionFamily.API_MANAGER_1, version, home)
                .startScript(Facts.CARBON_SCRIPT)
                .profiles(PROFILES)
                .ports(PORTS)
                .awaited(
                        PortPurpose.SERVLET_HTTPS,
                        PortPurpose.SERVLET_HTTP,
                        PortPurpose.PASS_THROUGH_HTTPS,
                        PortPurpose.PASS_THROUGH_HTTP)
                .services(SERVICES)
                .calls(CALLS)
                .clusters(CLUSTERS)
                .foreign(FOREIGN)
                .datasources(DATASOURCES)
                .lacking(XmlFacts.LACKING)
                .lacking(LACKING)
                .refused(XmlFacts.REFUSED)
                .refused(REFUSED_BY_ALL);
    }
}
