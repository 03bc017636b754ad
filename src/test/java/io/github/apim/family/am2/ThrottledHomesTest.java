package io.github.apim.family.am2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import io.github.apim.testing.ThrottledDeployment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A distributed API Manager 2.6.0 with two traffic managers: what each role is told, and what it goes without. */
class ThrottledHomesTest {

    private static final String SETTINGS = "repository/conf/api-manager.xml";
    private static final String THROTTLING = "/APIManager/ThrottlingConfigurations/";
    private static final String SERVER = "repository/deployment/server/";

    private static final String RECEIVERS = "{tcp://tm-1.internal:9611},{tcp://tm-2.internal:9612}";
    private static final String AUTHENTICATORS = "{ssl://tm-1.internal:9711},{ssl://tm-2.internal:9712}";
    private static final String FAILOVER = "amqp://${admin.username}:${admin.password}@clientid/carbon"
            + "?failover='roundrobin'%26cyclecount='2'%26brokerlist="
            + "'tcp://tm-1.internal:5672?retries='5'%26connectdelay='50'"
            + ";tcp://tm-2.internal:5673?retries='5'%26connectdelay='50''";

    @TempDir
    Path folder;

    @BeforeEach
    void bringClient() throws IOException {
        TestJars.jar(folder.resolve("svnkit-all-1.8.7.wso2v1.jar"), "svnkit.txt", new byte[] {1});
    }

    private TestDeployment deployment(SmallPack pack) throws IOException {
        String descriptor = ThrottledDeployment.DESCRIPTOR
                .replace("am.zip", "\"PACK\"")
                .replace("mysql.jar", "mysql-connector-java-5.1.49.jar")
                .replace(
                        "credentials: apim-svn }",
                        "credentials: apim-svn, client: [ svnkit-all-1.8.7.wso2v1.jar,"
                                + " trilead-ssh2-1.0.0-build215.jar ] }")
                .replaceFirst(
                        "http: 80, https: 443 }", "http: 80, https: 443, websocket: 9099, secure-websocket: 8099 }");
        return TestDeployment.in(folder, pack.toZip(folder.resolve("packs")), descriptor);
    }

    @Test
    void everyRoleHasTheValuesOfTheExample() throws IOException {
        assertValues(deployment(SmallPack.throttled()).assemble());
    }

    @Test
    @Needs(Need.REAL_PACKS)
    void everyRoleHasTheValuesOfTheExampleOnTheRealFiles() throws IOException {
        assertValues(deployment(SmallPack.realApiManager("2.6.0")).assemble());
    }

    private static void assertValues(Map<String, NodeHome> homes) throws IOException {
        for (String gateway : List.of("gateway-manager", "gateway-worker-1", "gateway-worker-2")) {
            assertGateway(homes.get(gateway));
        }
        assertPublisher(homes.get("publisher-1"));
        assertStore(homes.get("store-1"));
        assertKeyManager(homes.get("key-manager-1"));
        assertTrafficManager(homes.get("traffic-manager-1"), 5672);
        assertTrafficManager(homes.get("traffic-manager-2"), 5673);
    }

    private static void assertGateway(NodeHome gateway) throws IOException {
        assertSetting(gateway, "/APIManager/APIKeyValidator/ServerURL", "https://km.example.com:443/services/");
        assertSetting(gateway, "/APIManager/APIKeyValidator/KeyValidatorClientType", "WSClient");
        assertSetting(gateway, "/APIManager/APIKeyValidator/EnableThriftServer", "false");
        assertSetting(gateway, THROTTLING + "TrafficManager/ReceiverUrlGroup", RECEIVERS);
        assertSetting(gateway, THROTTLING + "TrafficManager/AuthUrlGroup", AUTHENTICATORS);
        assertSwitches(gateway, "true", "false", "true", "true");
        assertSetting(
                gateway,
                THROTTLING + "JMSConnectionDetails/JMSConnectionParameters/connectionfactory.TopicConnectionFactory",
                FAILOVER);
        assertThat(gateway.value("repository/conf/registry.xml", "//startIndexing"))
                .isEqualTo("false");
        assertThat(launcher(gateway)).contains("PROFILE=gateway-worker\n");
    }

    private static void assertPublisher(NodeHome publisher) throws IOException {
        assertSetting(publisher, THROTTLING + "TrafficManager/ReceiverUrlGroup", RECEIVERS);
        assertSetting(publisher, THROTTLING + "TrafficManager/AuthUrlGroup", AUTHENTICATORS);
        assertSwitches(publisher, "false", "true", "false", "false");
        assertSetting(publisher, THROTTLING + "PolicyDeployer/ServiceURL", "https://tm-1.internal:9443/services/");
        String environment = "/APIManager/APIGateway/Environments/Environment/";
        assertSetting(publisher, environment + "ServerURL", "https://mgt.gw.example.com:443/services/");
        assertSetting(
                publisher, environment + "GatewayEndpoint", "http://gw.example.com:80,https://gw.example.com:443");
        assertSetting(publisher, environment + "GatewayWSEndpoint", "ws://gw.example.com:9099");
        assertSetting(publisher, "/APIManager/APIStore/DisplayURL", "true");
        assertSetting(publisher, "/APIManager/APIStore/URL", "https://store.example.com:443/store");
        assertThat(url(publisher, "WSO2AM_STATS_DB")).startsWith("jdbc:h2:repository/database/WSO2AM_STATS_DB;");
        assertThat(url(publisher, "WSO2_MB_STORE_DB")).startsWith("jdbc:h2:repository/database/");
    }

    private static void assertStore(NodeHome store) throws IOException {
        assertSetting(store, "/APIManager/AuthManager/ServerURL", "https://km.example.com:443/services/");
        assertSetting(store, "/APIManager/APIKeyValidator/ServerURL", "https://km.example.com:443/services/");
        assertSetting(store, "/APIManager/OAuthConfigurations/RevokeAPIURL", "https://gw.example.com:443/revoke");
        assertSwitches(store, "false", "false", "false", "false");
        assertThat(store.value("repository/conf/carbon.xml", "/*/*[local-name()='HostName']"))
                .isEqualTo("store.example.com");
    }

    private static void assertKeyManager(NodeHome keyManager) throws IOException {
        assertSwitches(keyManager, "false", "false", "false", "false");
        assertSetting(keyManager, "/APIManager/OAuthConfigurations/RevokeAPIURL", "https://gw.example.com:443/revoke");
        assertThat(keyManager.value("repository/conf/identity/identity.xml", "//*[local-name()='IDTokenIssuerID']"))
                .isEqualTo("${carbon.protocol}://${carbon.host}:${carbon.management.port}/oauth2/token");
        assertThat(url(keyManager, "WSO2AM_STATS_DB")).startsWith("jdbc:h2:../tmpStatDB/");
    }

    private static void assertTrafficManager(NodeHome trafficManager, int broker) throws IOException {
        assertThat(trafficManager.bytes("repository/conf/axis2/axis2.xml"))
                .isEqualTo(trafficManager.bytes("repository/conf/axis2/axis2_TM.xml"));
        assertThat(trafficManager.values("repository/conf/registry.xml", "//mount"))
                .isEmpty();
        assertThat(trafficManager.value("repository/conf/registry.xml", "//startIndexing"))
                .isEqualTo("false");
        assertSwitches(trafficManager, "true", "true", "true", "true");
        Properties jndi = new Properties();
        jndi.load(new ByteArrayInputStream(trafficManager.bytes("repository/conf/jndi.properties")));
        assertThat(jndi)
                .containsEntry(
                        "connectionfactory.TopicConnectionFactory",
                        "amqp://operator:admin&secret@clientid/carbon?brokerlist='tcp://localhost:" + broker + "'");
        assertThat(trafficManager.mode("repository/conf/jndi.properties")).isEqualTo(0600);
        assertThat(trafficManager.value("repository/conf/user-mgt.xml", "//AdminUser/UserName"))
                .isEqualTo("operator");
        assertThat(trafficManager.value("repository/conf/user-mgt.xml", "//Property[@name='dataSource']"))
                .isEqualTo("jdbc/WSO2CarbonDB");
        assertThat(url(trafficManager, "WSO2AM_DB")).startsWith("jdbc:h2:");
        assertThat(launcher(trafficManager)).contains("PROFILE=traffic-manager\n");
    }

    /** In the order of the table of docs/facts. */
    private static void assertSwitches(
            NodeHome home, String reports, String deploys, String asksForBlocks, String listens) throws IOException {
        assertSetting(home, THROTTLING + "EnableAdvanceThrottling", "true");
        assertSetting(home, THROTTLING + "DataPublisher/Enabled", reports);
        assertSetting(home, THROTTLING + "PolicyDeployer/Enabled", deploys);
        assertSetting(home, THROTTLING + "BlockCondition/Enabled", asksForBlocks);
        assertSetting(home, THROTTLING + "JMSConnectionDetails/Enabled", listens);
    }

    private static void assertSetting(NodeHome home, String path, String value) throws IOException {
        assertThat(home.values(SETTINGS, path)).as(path).containsExactly(value);
    }

    private static String url(NodeHome home, String datasource) throws IOException {
        return home.value(
                "repository/conf/datasources/master-datasources.xml", "//datasource[name='" + datasource + "']//url");
    }

    private static String launcher(NodeHome home) {
        return home.text("bin/start-node.sh");
    }

    @Test
    void eachRoleKeepsTheApplicationsThatItServes() throws IOException {
        Map<String, NodeHome> homes = deployment(SmallPack.throttled()).assemble();

        assertApplications(homes.get("gateway-worker-1"), List.of("am#sample#pizzashack#v1.war"), List.of());
        assertApplications(homes.get("traffic-manager-1"), List.of(), List.of());
        assertApplications(
                homes.get("key-manager-1"),
                List.of(
                        "api#identity#consent-mgt#v1.0.war",
                        "authenticationendpoint.war",
                        "client-registration#v0.14.war",
                        "oauth2.war",
                        "throttle#data#v1.war"),
                List.of());
        assertApplications(
                homes.get("publisher-1"),
                List.of("api#am#admin#v0.14.war", "api#am#publisher#v0.14.war"),
                List.of("admin", "publisher"));
        assertApplications(homes.get("store-1"), List.of("api#am#store#v0.14.war"), List.of("store"));
    }

    private static void assertApplications(NodeHome home, List<String> webApplications, List<String> jaggery) {
        assertThat(names(home, "webapps/")).containsExactlyElementsOf(webApplications);
        assertThat(names(home, "jaggeryapps/")).containsExactlyElementsOf(jaggery);
    }

    private static List<String> names(NodeHome home, String folder) {
        return home.filePaths().stream()
                .filter(path -> path.startsWith(SERVER + folder))
                .map(path -> path.substring((SERVER + folder).length()).replaceAll("/.*", ""))
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void onlyGatewaysHaveEndpointsForWebSocketsAndKeyManagersHaveNoApisAtAll() throws IOException {
        Map<String, NodeHome> homes = deployment(SmallPack.throttled()).assemble();

        String engine = SERVER + "synapse-configs/default/";
        String webSockets = engine + "inbound-endpoints/WebSocketInboundEndpoint.xml";
        assertThat(homes.get("gateway-worker-1").has(webSockets)).isTrue();
        assertThat(homes.get("publisher-1").has(webSockets)).isFalse();
        assertThat(homes.get("publisher-1").has(engine + "api/_TokenAPI_.xml")).isTrue();
        for (String name : List.of("key-manager-1", "traffic-manager-1")) {
            assertThat(homes.get(name).filePaths())
                    .filteredOn(path -> path.startsWith(engine))
                    .containsExactly(engine + "synapse.xml");
        }
    }

    @Test
    void theUsersOwnFilesOfATrafficManagerStay() throws IOException {
        Path own = folder.resolve("overlays/traffic-manager/repository/conf/axis2/axis2.xml");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "<axisconfig name=\"own\"/>\n");

        Map<String, NodeHome> homes = deployment(SmallPack.throttled()).assemble();

        assertThat(homes.get("traffic-manager-1").text("repository/conf/axis2/axis2.xml"))
                .isEqualTo("<axisconfig name=\"own\"/>\n");
        assertThat(homes.get("traffic-manager-1").values("repository/conf/registry.xml", "//mount"))
                .isEmpty();
    }

    @Test
    void aPackWithoutTheFilesOfTrafficManagersIsIncomplete() throws IOException {
        TestDeployment deployment = deployment(SmallPack.throttled().without("repository/conf/registry_TM.xml"));

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining("repository/conf/registry_TM.xml is no file of WSO2 API Manager 2.6.0")
                .hasMessageContaining("bring repository/conf/registry.xml yourself");
    }

    @Test
    void aDeploymentInWhichNobodyCountsCallsIsRefused() throws IOException {
        TestDeployment deployment = deployment(SmallPack.throttled())
                .with("role: traffic-manager, host: tm-1", "role: key-manager, host: tm-1")
                .with("role: traffic-manager, host: tm-2", "role: key-manager, host: tm-2")
                .with("throttling: { policies: traffic-manager-1, synchronize-policies: rsync }\n", "");

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining("no node of the deployment counts API calls")
                .hasMessageContaining("add one of role traffic-manager or all-in-one");
    }

    @Test
    void keysOverThriftAreAskedForAtThePortThatTheKeyManagersOffsetMoves() throws IOException {
        Map<String, NodeHome> homes = deployment(SmallPack.throttled())
                .with("throttling:", "key-validation: thrift\nthrottling:")
                .with("host: km-1.internal, address: 10.1.0.15", "host: km-1.internal, address: 10.1.0.15, offset: 3")
                .assemble();

        String validator = "/APIManager/APIKeyValidator/";
        NodeHome gateway = homes.get("gateway-worker-1");
        assertSetting(gateway, validator + "ThriftClientPort", "10400");
        assertSetting(gateway, validator + "ThriftServerHost", "km-1.internal");
        assertSetting(homes.get("key-manager-1"), validator + "ThriftServerPort", "10400");
        assertSetting(homes.get("key-manager-1"), validator + "ThriftServerHost", "10.1.0.15");
    }

    @Test
    void anAllInOneBesideTrafficManagersReportsToThemAndListensToThem() throws IOException {
        Map<String, NodeHome> homes = deployment(SmallPack.throttled())
                .with("role: publisher", "role: all-in-one")
                .with("publisher: { name", "all-in-one: { name")
                .assemble();

        NodeHome home = homes.get("publisher-1");
        assertSwitches(home, "true", "true", "true", "true");
        assertSetting(home, THROTTLING + "TrafficManager/ReceiverUrlGroup", RECEIVERS);
        assertSetting(home, THROTTLING + "PolicyDeployer/ServiceURL", "https://tm-1.internal:9443/services/");
        assertSetting(
                home,
                THROTTLING + "JMSConnectionDetails/JMSConnectionParameters/connectionfactory.TopicConnectionFactory",
                FAILOVER);
    }
}
