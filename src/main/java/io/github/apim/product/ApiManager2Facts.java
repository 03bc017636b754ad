package io.github.apim.product;

import static io.github.apim.product.CallFact.balanced;
import static io.github.apim.product.CallFact.straight;
import static io.github.apim.product.Facts.fixed;
import static io.github.apim.product.Facts.open;
import static io.github.apim.product.Ranged.always;
import static io.github.apim.product.Ranged.between;
import static io.github.apim.product.Ranged.since;
import static io.github.apim.product.Ranged.until;
import static io.github.apim.product.Role.ALL_IN_ONE;
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

/**
 * API Manager 2.x on Carbon 4.4 (am-2). What differs between its versions is a row that says since when, or until when, it
 * holds.
 */
final class ApiManager2Facts {

    static final List<String> VERSIONS = List.of("2.0.0", "2.1.0", "2.2.0", "2.5.0", "2.6.0");

    private static final String IDENTITY_FILE = "repository/conf/identity/identity.xml";

    private static final Role[] ALL = {
        GATEWAY_MANAGER, GATEWAY_WORKER, TRAFFIC_MANAGER, KEY_MANAGER, PUBLISHER, STORE, ALL_IN_ONE
    };

    /** All but traffic managers, whose axis2.xml has servlet transports only (am-2 §3). */
    private static final Role[] PASSING_THROUGH = {
        GATEWAY_MANAGER, GATEWAY_WORKER, KEY_MANAGER, PUBLISHER, STORE, ALL_IN_ONE
    };

    /** Whose users and registry are shared. */
    private static final Set<Role> SHARING = Set.of(
            GATEWAY_MANAGER,
            GATEWAY_WORKER,
            KEY_MANAGER,
            PUBLISHER,
            STORE,
            ALL_IN_ONE,
            IDENTITY_SERVER,
            IDENTITY_SERVER_KEY_MANAGER);

    /** Am-2 §8: the versions whose parts for key managers are made for each other. */
    private static final Map<String, String> IDENTITY_SERVERS = Map.of(
            "2.0.0", "5.2.0",
            "2.1.0", "5.3.0",
            "2.2.0", "5.5.0",
            "2.5.0", "5.6.0",
            "2.6.0", "5.7.0");

    /** Am-2 §2: from 2.5.0 on the gateway that is published to starts like all others. */
    private static final List<Ranged<Map.Entry<Role, String>>> PROFILES = List.of(
            until("2.5.0", Map.entry(GATEWAY_MANAGER, "gateway-manager")),
            since("2.5.0", Map.entry(GATEWAY_MANAGER, "gateway-worker")),
            always(Map.entry(GATEWAY_WORKER, "gateway-worker")),
            always(Map.entry(TRAFFIC_MANAGER, "traffic-manager")),
            always(Map.entry(KEY_MANAGER, "api-key-manager")),
            always(Map.entry(PUBLISHER, "api-publisher")),
            always(Map.entry(STORE, "api-store")));

    /**
     * Am-2 §4. The port of key validation is shifted, unlike that of 1.x (R4). Gateways open the broker's because their
     * profiles hold the broker's bundles.
     */
    private static final List<Ranged<PortFact>> PORTS = List.of(
            always(open(PortPurpose.SERVLET_HTTPS, 9443, ALL)),
            always(open(PortPurpose.SERVLET_HTTP, 9763, ALL)),
            always(open(PortPurpose.PASS_THROUGH_HTTPS, 8243, PASSING_THROUGH)),
            always(open(PortPurpose.PASS_THROUGH_HTTP, 8280, PASSING_THROUGH)),
            always(open(PortPurpose.KEY_VALIDATION, 10397, ALL_IN_ONE).when(Condition.MANAGING_KEYS)),
            always(open(PortPurpose.KEY_VALIDATION, 10397, KEY_MANAGER).when(Condition.OVER_THRIFT)),
            always(fixed(PortPurpose.CLUSTERING, 4000, PASSING_THROUGH).when(Condition.IN_A_CLUSTER)),
            always(open(PortPurpose.JMX_SERVER, 11111, ALL)),
            always(open(PortPurpose.JMX_REGISTRY, 9999, ALL)),
            always(open(PortPurpose.THROTTLE_EVENTS, 9611, TRAFFIC_MANAGER, ALL_IN_ONE)),
            always(open(PortPurpose.THROTTLE_EVENTS_TLS, 9711, TRAFFIC_MANAGER, ALL_IN_ONE)),
            always(open(PortPurpose.EVENTS, 7611, TRAFFIC_MANAGER, ALL_IN_ONE)),
            always(open(PortPurpose.EVENTS_TLS, 7711, TRAFFIC_MANAGER, ALL_IN_ONE)),
            always(open(PortPurpose.BROKER_AMQP, 5672, TRAFFIC_MANAGER, ALL_IN_ONE)),
            always(open(PortPurpose.BROKER_AMQP_TLS, 8672, TRAFFIC_MANAGER, ALL_IN_ONE)),
            since("2.2.0", open(PortPurpose.BROKER_AMQP, 5672, GATEWAY_MANAGER, GATEWAY_WORKER)),
            since("2.2.0", open(PortPurpose.BROKER_AMQP_TLS, 8672, GATEWAY_MANAGER, GATEWAY_WORKER)),
            since("2.1.0", open(PortPurpose.WEB_SOCKET, 9099, GATEWAY_MANAGER, GATEWAY_WORKER, ALL_IN_ONE)),
            since("2.2.0", open(PortPurpose.WEB_SOCKET_TLS, 8099, GATEWAY_MANAGER, GATEWAY_WORKER, ALL_IN_ONE)));

    /** Those of the broker are not among them: that gateways open them is inferred, and a start would wait in vain. */
    private static final PortPurpose[] AWAITED = {
        PortPurpose.SERVLET_HTTPS,
        PortPurpose.SERVLET_HTTP,
        PortPurpose.PASS_THROUGH_HTTPS,
        PortPurpose.PASS_THROUGH_HTTP,
        PortPurpose.THROTTLE_EVENTS,
        PortPurpose.THROTTLE_EVENTS_TLS
    };

    /** Am-2 §5. */
    private static final List<ServiceFact> SERVICES = List.of(
            ServiceFact.of(Service.KEY_MANAGEMENT, KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER, ALL_IN_ONE),
            ServiceFact.of(Service.GATEWAY_ADMINISTRATION, GATEWAY_MANAGER, GATEWAY_WORKER, ALL_IN_ONE),
            ServiceFact.of(Service.API_TRAFFIC, GATEWAY_WORKER, GATEWAY_MANAGER, ALL_IN_ONE)
                    .under(GATEWAY_WORKER),
            ServiceFact.of(Service.PUBLISHER, PUBLISHER, ALL_IN_ONE),
            ServiceFact.of(Service.STORE, STORE, ALL_IN_ONE),
            ServiceFact.of(Service.SIGN_ON, IDENTITY_SERVER, IDENTITY_SERVER_KEY_MANAGER),
            ServiceFact.of(Service.MESSAGES, MESSAGE_BROKER),
            ServiceFact.of(Service.THROTTLING, TRAFFIC_MANAGER, ALL_IN_ONE),
            ServiceFact.of(Service.THROTTLING_POLICIES, TRAFFIC_MANAGER, ALL_IN_ONE));

    private static final Set<Role> TELLING =
            Set.of(KEY_MANAGER, IDENTITY_SERVER_KEY_MANAGER, PUBLISHER, STORE, ALL_IN_ONE);

    private static final Set<Role> GATEWAYS = Set.of(GATEWAY_MANAGER, GATEWAY_WORKER);

    private static final Set<Role> SIGNING_IN = Set.of(IDENTITY_SERVER, IDENTITY_SERVER_KEY_MANAGER);

    /** Who answers API calls, whose use is counted, and asks about keys and what is blocked unless it knows itself. */
    private static final Set<Role> ANSWERING = Set.of(GATEWAY_MANAGER, GATEWAY_WORKER, ALL_IN_ONE);

    /**
     * Am-2 §5. Events and decisions go straight to every traffic manager: a load balancer, or one that fails over, would
     * give each of them a part of the calls to count. Up to 2.1.0 publisher and store say over JMS what is blocked, later
     * the publisher says it by events.
     */
    private static final List<Ranged<CallFact>> CALLS = List.of(
            always(balanced(
                    CallPurpose.PUBLISHING, TELLING, Service.GATEWAY_ADMINISTRATION, PortPurpose.SERVLET_HTTPS)),
            always(balanced(CallPurpose.REVOCATION, TELLING, Service.API_TRAFFIC, PortPurpose.PASS_THROUGH_HTTPS)),
            always(balanced(
                    CallPurpose.KEYS,
                    Set.of(GATEWAY_MANAGER, GATEWAY_WORKER, PUBLISHER, STORE, ALL_IN_ONE),
                    Service.KEY_MANAGEMENT,
                    PortPurpose.SERVLET_HTTPS)),
            always(straight(
                            CallPurpose.KEYS_OVER_THRIFT,
                            ANSWERING,
                            Service.KEY_MANAGEMENT,
                            Way.FIRST,
                            PortPurpose.KEY_VALIDATION)
                    .when(Condition.OVER_THRIFT)),
            always(balanced(
                    CallPurpose.BLOCK_CONDITIONS, ANSWERING, Service.KEY_MANAGEMENT, PortPurpose.SERVLET_HTTPS)),
            always(balanced(CallPurpose.SIGN_OUT, SIGNING_IN, Service.PUBLISHER, PortPurpose.SERVLET_HTTPS)),
            always(balanced(CallPurpose.SIGN_OUT, SIGNING_IN, Service.STORE, PortPurpose.SERVLET_HTTPS)),
            always(straight(
                    CallPurpose.MESSAGES,
                    GATEWAYS,
                    Service.MESSAGES,
                    Way.FIRST_BY_ADDRESS,
                    PortPurpose.BROKER_OPENWIRE)),
            until("2.2.0", throttleEvents(ANSWERING)),
            since("2.2.0", throttleEvents(Set.of(GATEWAY_MANAGER, GATEWAY_WORKER, PUBLISHER, ALL_IN_ONE))),
            until("2.2.0", throttleDecisions(Set.of(GATEWAY_MANAGER, GATEWAY_WORKER, PUBLISHER, STORE, ALL_IN_ONE))),
            since("2.2.0", throttleDecisions(ANSWERING)),
            always(straight(
                    CallPurpose.THROTTLE_POLICIES,
                    Set.of(PUBLISHER, ALL_IN_ONE),
                    Service.THROTTLING_POLICIES,
                    Way.FIRST,
                    PortPurpose.SERVLET_HTTPS)));

    /** Am-2 §3: traffic managers form none. */
    private static final List<ClusterFact> CLUSTERS = List.of(
            new ClusterFact("gw.am.wso2.domain", GATEWAYS),
            new ClusterFact("km.am.wso2.domain", Set.of(KEY_MANAGER)),
            new ClusterFact("pub.store.am.wso2.domain", Set.of(PUBLISHER, STORE)),
            new ClusterFact("am.wso2.domain", Set.of(ALL_IN_ONE)));

    private static final String API_MANAGER_FILE = "repository/conf/api-manager.xml";

    private static final String CARBON_FILE = "repository/conf/carbon.xml";

    private static final String THROTTLING = "/APIManager/ThrottlingConfigurations/";

    /** What all versions have where they have it; what throttling is told has two layouts. */
    private static final Places COMMON_PLACES = Places.ofXmlFiles()
            .with(Place.KEY_VALIDATOR_URL, API_MANAGER_FILE, "/APIManager/APIKeyValidator/ServerURL")
            .with(Place.LOGIN_URL, API_MANAGER_FILE, "/APIManager/AuthManager/ServerURL")
            .with(Place.STORE_URL, API_MANAGER_FILE, "/APIManager/APIStore/ServerURL")
            .with(Place.GATEWAY_ENVIRONMENT, API_MANAGER_FILE, "/APIManager/APIGateway/Environments/Environment")
            .with(Place.REVOKE_URL, API_MANAGER_FILE, "/APIManager/OAuthConfigurations/RevokeAPIURL")
            .with(Place.TOKEN_ENDPOINT_NAME, API_MANAGER_FILE, "/APIManager/OAuthConfigurations/TokenEndPointName")
            .with(
                    Place.KEY_MANAGER_CACHE,
                    API_MANAGER_FILE,
                    "/APIManager/CacheConfigurations/EnableKeyManagerTokenCache")
            .with(Place.DEPLOYMENT_SYNCHRONIZER, CARBON_FILE, "/Server/DeploymentSynchronizer")
            .with(Place.IDENTITY, IDENTITY_FILE, "/Server");

    /** Am-2 §10.1: layout A, in which each of those who talk to traffic managers has its own address of them. */
    private static final Places LAYOUT_A = COMMON_PLACES
            .with(Place.KEY_VALIDATION_TRUST, CARBON_FILE, "/Server/Security/KeyStore")
            .with(Place.THROTTLE_RECEIVERS, API_MANAGER_FILE, THROTTLING + "DataPublisher")
            .with(Place.BROKER_SERVICE_URL, API_MANAGER_FILE, THROTTLING + "JMSConnectionDetails/ServiceURL")
            .with(Place.JMS_PUBLISHER, API_MANAGER_FILE, THROTTLING + "JMSEventPublisherParameters");

    /** Am-2 §10.1: layout B, in which events of all kinds have one address, and policies a switch. */
    private static final Places LAYOUT_B = COMMON_PLACES
            .with(Place.KEY_VALIDATION_TRUST, CARBON_FILE, "/Server/Security/TrustStore")
            .with(Place.THROTTLE_RECEIVERS, API_MANAGER_FILE, THROTTLING + "TrafficManager")
            .with(Place.POLICY_DEPLOYER_SWITCH, API_MANAGER_FILE, THROTTLING + "PolicyDeployer/Enabled");

    private static final Places WITH_WEB_SOCKET_ADDRESS = LAYOUT_B.with(
            Place.WEB_SOCKET_ADDRESS,
            API_MANAGER_FILE,
            "/APIManager/APIGateway/Environments/Environment/GatewayWSEndpoint");

    private static final List<Ranged<Places>> PLACES = List.of(
            until("2.2.0", reporting(LAYOUT_A, "DAS")),
            between("2.2.0", "2.5.0", reporting(LAYOUT_B, "DAS")),
            between("2.5.0", "2.6.0", reporting(WITH_WEB_SOCKET_ADDRESS, "DAS")),
            since(
                    "2.6.0",
                    reporting(WITH_WEB_SOCKET_ADDRESS, "StreamProcessor")
                            .with(
                                    Place.ID_TOKEN_ISSUER,
                                    IDENTITY_FILE,
                                    "/Server/OAuth/OpenIDConnect/IDTokenIssuerID")));

    /**
     * With where it is said to whom the use of APIs is reported (am-2 §8, §10).
     *
     * @param server what the names of the elements start with
     */
    private static Places reporting(Places places, String server) {
        String element = "/APIManager/Analytics/" + server;
        return places.with(Place.ANALYTICS_SWITCH, API_MANAGER_FILE, "/APIManager/Analytics/Enabled")
                .with(Place.ANALYTICS_RECEIVER, API_MANAGER_FILE, element + "ServerURL")
                .with(Place.ANALYTICS_USER, API_MANAGER_FILE, element + "Username")
                .with(Place.ANALYTICS_PASSWORD, API_MANAGER_FILE, element + "Password")
                .with(Place.ANALYTICS_REST, API_MANAGER_FILE, element + "RestApiURL")
                .with(Place.ANALYTICS_REST_USER, API_MANAGER_FILE, element + "RestApiUsername")
                .with(Place.ANALYTICS_REST_PASSWORD, API_MANAGER_FILE, element + "RestApiPassword");
    }

    /** Am-2 §7, §8: a traffic manager keeps to itself all that it stores; 2.6.0 asks for statistics over REST alone. */
    private static final List<Ranged<Map.Entry<String, Set<Role>>>> DATASOURCES = List.of(
            always(Map.entry(
                    "WSO2AM_DB",
                    Set.of(
                            GATEWAY_MANAGER,
                            GATEWAY_WORKER,
                            KEY_MANAGER,
                            PUBLISHER,
                            STORE,
                            ALL_IN_ONE,
                            IDENTITY_SERVER_KEY_MANAGER))),
            always(Map.entry("WSO2UM_DB", SHARING)),
            always(Map.entry("WSO2REG_DB", SHARING)),
            until("2.6.0", Map.entry("WSO2AM_STATS_DB", Set.of(PUBLISHER, STORE, ALL_IN_ONE))));

    private static final String PORTAL = "portal";

    private static final Set<String> APPLICATIONS = Set.of("publisher", "store", "admin", PORTAL);

    /** Am-2 §6: the publisher's administrators use admin; portal is in 2.0.0 and 2.1.0 only. */
    private static final Map<Role, Set<String>> FOREIGN = Map.of(
            GATEWAY_MANAGER, APPLICATIONS,
            GATEWAY_WORKER, APPLICATIONS,
            TRAFFIC_MANAGER, APPLICATIONS,
            KEY_MANAGER, APPLICATIONS,
            PUBLISHER, Set.of("store"),
            STORE, Set.of("publisher", "admin"));

    private static final Set<String> OF_GATEWAYS = Set.of("am#sample#pizzashack#v");

    /** Am-2 §6: what the product's own script leaves to a profile; publishers keep the API of administrators, too. */
    private static final Map<Role, Set<String>> WEB_APPLICATIONS = Map.of(
            GATEWAY_MANAGER,
            OF_GATEWAYS,
            GATEWAY_WORKER,
            OF_GATEWAYS,
            TRAFFIC_MANAGER,
            Set.of(),
            KEY_MANAGER,
            Set.of(
                    "client-registration#v",
                    "authenticationendpoint",
                    "oauth2",
                    "throttle#data#v",
                    "api#identity#consent-mgt#v"),
            PUBLISHER,
            Set.of("api#am#publisher#v", "api#am#admin#v"),
            STORE,
            Set.of("api#am#store#v"));

    private static final Map<String, String> NO_BAM = Facts.refusingBam(
            "sends its statistics to wso2am-analytics, not to BAM; name that server as statistics.analytics");

    /** Am-2 §8: the pack of 2.0.0 to 2.5.0 has the offset 1, that of 2.6.0 is another product. */
    private static final List<Ranged<AnalyticsFact>> ANALYTICS =
            List.of(until("2.6.0", AnalyticsFact.ofServer(7612, 7712, 9444)), since("2.6.0", AnalyticsFact.ofWorker()));

    /** Am-2 §4, §8. */
    private static final List<Ranged<Map.Entry<String, String>>> REFUSED = List.of(
            until(
                    "2.1.0",
                    Map.entry(
                            "load-balancer.virtual-hosts.*.websocket",
                            "answers no web sockets, which API Manager does from 2.1.0 on; remove the key")),
            until(
                    "2.2.0",
                    Map.entry(
                            "load-balancer.virtual-hosts.*.secure-websocket",
                            "answers no web sockets over TLS, which API Manager does from 2.2.0 on; remove the key")));

    /** Am-2 §5. */
    private static final Map<Role, String> UNFRONTED = Map.of(
            TRAFFIC_MANAGER,
            "has traffic managers that no load balancer stands in front of: gateways send events to each of them, so that all"
                    + " count all calls; take this out");

    private ApiManager2Facts() {}

    static Facts of(String version) {
        FactsBuilder facts = FactsBuilder.of(VersionFamily.API_MANAGER_2, version, HomeFacts.CARBON_4_4)
                .startScript(Facts.CARBON_SCRIPT)
                .javas(7, 8)
                .profiles(Ranged.table(PROFILES, version))
                .ports(Ranged.list(PORTS, version))
                .awaited(AWAITED)
                .services(SERVICES)
                .calls(Ranged.list(CALLS, version))
                .clusters(CLUSTERS)
                .foreign(FOREIGN)
                .webApplications(WEB_APPLICATIONS)
                .datasources(Ranged.table(DATASOURCES, version))
                .svnClient(SvnClient.OF_CARBON_4_4)
                .workerNode(Facts.NO_ADMINISTRATION)
                .vault(CarbonVault.OF_4_4)
                .lacking(XmlFacts.LACKING)
                .unfronted(UNFRONTED)
                .refused(XmlFacts.REFUSED)
                .refused(NO_BAM)
                .refused(Ranged.table(REFUSED, version));
        Ranged.list(PLACES, version).forEach(facts::places);
        Ranged.list(ANALYTICS, version).forEach(facts::analytics);
        if (IDENTITY_SERVERS.containsKey(version)) {
            // BAM goes with none of them (am-2 §8).
            facts.companions(Product.IDENTITY_SERVER, IDENTITY_SERVERS.get(version))
                    .companions(Product.BAM);
        }
        return facts.build();
    }

    private static CallFact throttleEvents(Set<Role> callers) {
        return straight(
                CallPurpose.THROTTLE_EVENTS,
                callers,
                Service.THROTTLING,
                Way.EVERY,
                PortPurpose.THROTTLE_EVENTS,
                PortPurpose.THROTTLE_EVENTS_TLS);
    }

    private static CallFact throttleDecisions(Set<Role> callers) {
        return straight(
                CallPurpose.THROTTLE_DECISIONS, callers, Service.THROTTLING, Way.EVERY, PortPurpose.BROKER_AMQP);
    }
}
