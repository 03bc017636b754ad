package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Carbon reads from the assembled gateways, against the matrix. Each case runs on the project's small pack and,
 * where they are present, on the products' real configuration files.
 */
@Needs
class GatewayConfigurationTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              parameters: autoReconnect=true&relaxAutoCommit=true
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              credentials: apim-svn
              client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
            load-balancer:
              address: 10.0.0.5
              virtual-hosts:
                gateway-worker: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
                key-manager: { name: km.example.com, https: 443 }
            nodes:
              gateway-manager:  { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              gateway-worker-1: { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11 }
              gateway-worker-2: { role: gateway-worker,  host: gw-2.internal,   address: 10.0.0.12, jvm: { heap: 2g } }
              key-manager-1:    { role: key-manager,     host: km-1.internal,   address: 10.0.0.13, offset: 1 }
            """;

    private static final String SHARED_DATABASES = """
            WSO2_CARBON_DB JNDI: jdbc/WSO2CarbonDB
            WSO2_CARBON_DB: jdbc:h2:repository/database/WSO2CARBON_DB;DB_CLOSE_ON_EXIT=FALSE wso2carbon wso2carbon
            WSO2_CARBON_DB driver: org.h2.Driver
            WSO2_CARBON_DB pool: 50 60000 true SELECT 1 30000
            WSO2AM_DB JNDI: jdbc/WSO2AM_DB
            WSO2AM_DB: jdbc:h2:repository/database/WSO2AM_DB;DB_CLOSE_ON_EXIT=FALSE wso2carbon wso2carbon
            WSO2AM_DB driver: org.h2.Driver
            WSO2AM_DB commits: false
            WSO2AM_DB pool: 50 60000 true SELECT 1 30000
            WSO2UM_DB JNDI: jdbc/WSO2UM_DB
            WSO2UM_DB: jdbc:mysql://10.0.0.20:3306/userdb?autoReconnect=true&relaxAutoCommit=true apimuser db<&>'"$(secret)
            WSO2UM_DB driver: com.mysql.jdbc.Driver
            WSO2UM_DB pool: 50 60000 true SELECT 1 30000
            WSO2REG_DB JNDI: jdbc/WSO2REG_DB
            WSO2REG_DB: jdbc:mysql://10.0.0.20:3306/regdb?autoReconnect=true&relaxAutoCommit=true apimuser db<&>'"$(secret)
            WSO2REG_DB driver: com.mysql.jdbc.Driver
            WSO2REG_DB pool: 50 60000 true SELECT 1 30000
            """;

    private static final String SHIPPED_SERVICES =
            "https://${carbon.local.ip}:${mgt.transport.https.port}${carbon.context}/services/";

    private static final String USERS = """
            dataSource: jdbc/WSO2UM_DB
            AdminUser: operator admin&secret
            UserStoreManager: org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager
            """;

    private static final String SECRET_MODES = """
            bin/start-node.sh 755
            repository/conf/carbon.xml 600
            repository/conf/user-mgt.xml 600
            repository/conf/datasources/master-datasources.xml 600
            repository/conf/api-manager.xml 755
            """;

    private static final String JARS = """
            repository/components/dropins/svnkit-1.3.9.wso2v2.jar
            repository/components/lib/mysql-connector-java-5.1.49.jar
            repository/components/lib/trilead-ssh2-1.0.0-build215.jar
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void theManagerBehindALoadBalancerCommitsAndIsKnownByBothNames(TestPacks pack) throws IOException {
        NodeHome manager = deployment(pack).assemble().get("gateway-manager");

        assertThat(EffectiveConfiguration.of(manager))
                .isEqualTo("""
                        HostName: gw.example.com
                        MgtHostName: mgt.gw.example.com
                        Offset: 0
                        DeploymentSynchronizer: true true true svn http://10.0.0.21/repos/gateway svnuser svn]]>secret true
                        clustering: true
                        membershipScheme: wka
                        domain: gw.am.wso2.domain
                        localMemberHost: 10.0.0.10
                        localMemberPort: 4000
                        subDomain: mgt
                        members: 10.0.0.11 4000 10.0.0.12 4000
                        groupManagement: false
                        HostnameVerifier: AllowAll
                        pass-through ports: 8280 8243
                        connectors: 9763 9443
                        proxyPort 9443: 443
                        """ + SHARED_DATABASES + registry(false) + USERS
                        + """
                        DataSourceName: jdbc/WSO2AM_DB
                        login: SHIPPED_SERVICES ${admin.username} ${admin.password}
                        key manager: https://km.example.com:443/services/ ${admin.username} ${admin.password}
                        KeyValidatorClientType: WSClient
                        EnableThriftServer: false
                        ThriftClientPort: 10397
                        ThriftServerPort: 10397
                        RevokeAPIURL: https://${carbon.local.ip}:${https.nio.port}/revoke
                        environment: Production and Sandbox SHIPPED_SERVICES ${admin.username} ${admin.password}
                        GatewayEndpoint: http://gw.example.com:80,https://gw.example.com:443
                        EnableGatewayKeyCache: true
                        store: false https://${carbon.local.ip}:${mgt.transport.https.port}/store
                        publisher: false https://${carbon.local.ip}:${mgt.transport.https.port}/publisher
                        """.replace("SHIPPED_SERVICES", SHIPPED_SERVICES) + JARS + """
                        Jaggery applications:
                        NODE=gateway-manager
                        PROFILE=gateway-manager
                        NODE_JAVA_HOME=''
                        NODE_JAVA_OPTS=''
                        """ + SECRET_MODES);
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void aWorkerBehindALoadBalancerChecksOutOnlyAndReadsTheRegistryOnly(TestPacks pack) throws IOException {
        NodeHome worker = deployment(pack).assemble().get("gateway-worker-2");

        assertThat(EffectiveConfiguration.of(worker))
                .isEqualTo("""
                        HostName: gw.example.com
                        Offset: 0
                        DeploymentSynchronizer: true false true svn http://10.0.0.21/repos/gateway svnuser svn]]>secret true
                        clustering: true
                        membershipScheme: wka
                        domain: gw.am.wso2.domain
                        localMemberHost: 10.0.0.12
                        localMemberPort: 4000
                        subDomain: worker
                        members: 10.0.0.10 4000 10.0.0.11 4000
                        groupManagement: false
                        HostnameVerifier: AllowAll
                        WSDLEPRPrefix http: http://gw.example.com:80
                        WSDLEPRPrefix https: https://gw.example.com:443
                        pass-through ports: 8280 8243
                        connectors: 9763 9443
                        """ + SHARED_DATABASES + registry(true) + USERS
                        + """
                        DataSourceName: jdbc/WSO2AM_DB
                        login: SHIPPED_SERVICES ${admin.username} ${admin.password}
                        key manager: https://km.example.com:443/services/ ${admin.username} ${admin.password}
                        KeyValidatorClientType: WSClient
                        EnableThriftServer: false
                        ThriftClientPort: 10397
                        ThriftServerPort: 10397
                        RevokeAPIURL: https://${carbon.local.ip}:${https.nio.port}/revoke
                        environment: Production and Sandbox SHIPPED_SERVICES ${admin.username} ${admin.password}
                        GatewayEndpoint: http://gw.example.com:80,https://gw.example.com:443
                        EnableGatewayKeyCache: true
                        store: false https://${carbon.local.ip}:${mgt.transport.https.port}/store
                        publisher: false https://${carbon.local.ip}:${mgt.transport.https.port}/publisher
                        """.replace("SHIPPED_SERVICES", SHIPPED_SERVICES) + JARS + """
                        Jaggery applications:
                        NODE=gateway-worker-2
                        PROFILE=gateway-worker
                        NODE_JAVA_HOME=''
                        NODE_JAVA_OPTS=-Xmx2g
                        """ + SECRET_MODES);
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withoutALoadBalancerNodesAreReachedUnderTheirOwnNamesAndPorts(TestPacks pack) throws IOException {
        TestDeployment deployment = deployment(pack);
        withoutLoadBalancer(deployment);
        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(EffectiveConfiguration.of(homes.get("gateway-worker-1")))
                .contains("HostName: gw-1.internal\nOffset: 0\n")
                .doesNotContain("MgtHostName")
                .doesNotContain("WSDLEPRPrefix")
                .doesNotContain("proxyPort")
                .contains("key manager: https://km-1.internal:9444/services/ ")
                .contains("GatewayEndpoint: http://gw-1.internal:8280,https://gw-1.internal:8243\n");
        assertThat(EffectiveConfiguration.of(homes.get("gateway-manager")))
                .contains("HostName: gw-mgt.internal\nMgtHostName: gw-mgt.internal\n")
                .doesNotContain("proxyPort")
                .contains("GatewayEndpoint: http://gw-1.internal:8280,https://gw-1.internal:8243\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void twoNodesOnOneMachineGetPortsOfTheirOwn(TestPacks pack) throws IOException {
        TestDeployment deployment = deployment(pack).with("address: 10.0.0.12,", "address: 10.0.0.11, offset: 2,");
        withoutLoadBalancer(deployment);
        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(EffectiveConfiguration.of(homes.get("gateway-worker-2")))
                .contains("Offset: 2\n")
                .contains("localMemberHost: 10.0.0.11\nlocalMemberPort: 4001\n")
                .contains("members: 10.0.0.10 4000 10.0.0.11 4000\n")
                .contains("pass-through ports: 8280 8243\nconnectors: 9763 9443\n")
                .contains("GatewayEndpoint: http://gw-2.internal:8282,https://gw-2.internal:8245\n");
        assertThat(EffectiveConfiguration.of(homes.get("gateway-worker-1")))
                .contains("localMemberHost: 10.0.0.11\nlocalMemberPort: 4000\n")
                .contains("members: 10.0.0.10 4000 10.0.0.11 4001\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void aNodeWithoutAnAddressIsKnownToAllByTheSameName(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack)
                .with("host: gw-2.internal,   address: 10.0.0.12,", "host: gw-2.internal,")
                .assemble();

        assertThat(EffectiveConfiguration.of(homes.get("gateway-worker-2")))
                .contains("localMemberHost: gw-2.internal\nlocalMemberPort: 4000\n")
                .contains("members: 10.0.0.10 4000 10.0.0.11 4000\n");
        assertThat(EffectiveConfiguration.of(homes.get("gateway-worker-1")))
                .contains("localMemberHost: 10.0.0.11\nlocalMemberPort: 4000\n")
                .contains("members: 10.0.0.10 4000 gw-2.internal 4000\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void membersFindEachOtherByMulticastOnRequest(TestPacks pack) throws IOException {
        NodeHome worker = deployment(pack)
                .with(
                        "nodes:\n",
                        "clustering: { scheme: multicast, address: 224.1.2.3, port: 45565, ttl: 4, timeout: 5 }\nnodes:\n")
                .assemble()
                .get("gateway-worker-1");

        assertThat(parameters(worker))
                .containsExactly(
                        "membershipScheme multicast",
                        "domain gw.am.wso2.domain",
                        "mcastAddress 224.1.2.3",
                        "mcastPort 45565",
                        "mcastTTL 4",
                        "mcastTimeout 5",
                        "localMemberHost 10.0.0.11",
                        "localMemberPort 4000");
        assertThat(EffectiveConfiguration.of(worker)).contains("members: 127.0.0.1 4000\n");
        assertThat(worker.mode("repository/conf/axis2/axis2.xml")).isNotEqualTo(0600);
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void membersFindEachOtherInAmazonsNetOnRequest(TestPacks pack) throws IOException {
        NodeHome worker = deployment(pack)
                .with(
                        "nodes:\n",
                        "clustering: { scheme: aws, credentials: apim-aws, region: eu-west-1, security-group: apim,"
                                + " tag-key: a b, tag-value: c, host-header: ec2.amazonaws.com,"
                                + " connection-timeout: 9 }\nnodes:\n")
                .assemble()
                .get("gateway-worker-1");

        assertThat(parameters(worker))
                .contains(
                        "membershipScheme aws",
                        "accessKey access-key",
                        "secretKey aws&<secret",
                        "region eu-west-1",
                        "securityGroup apim",
                        "tagKey a b",
                        "tagValue c",
                        "hostHeader ec2.amazonaws.com",
                        "connTimeout 9",
                        "localMemberHost 10.0.0.11");
        assertThat(worker.mode("repository/conf/axis2/axis2.xml")).isEqualTo(0600);
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void gatewaysThatShareADirectoryLeaveCarbonsSynchronizerOff(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack)
                .with(synchronizer(), "deployment-synchronizer: { type: shared-directory, directory: /mnt/apim }\n")
                .assemble();

        for (NodeHome home : homes.values()) {
            assertThat(EffectiveConfiguration.of(home)).doesNotContain("DeploymentSynchronizer: true", "svnkit");
        }
        assertThat(homes.get("gateway-manager").text("bin/start-node.sh"))
                .contains("\nSHARED_ARTIFACTS=/mnt/apim\nFILLS_SHARED_ARTIFACTS=yes\n");
        assertThat(homes.get("gateway-worker-1").text("bin/start-node.sh"))
                .contains("\nSHARED_ARTIFACTS=/mnt/apim\nFILLS_SHARED_ARTIFACTS=''\n");
        assertThat(homes.get("key-manager-1").text("bin/start-node.sh")).contains("\nSHARED_ARTIFACTS=''\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void gatewaysThatGetCopiesLeaveCarbonsSynchronizerOff(TestPacks pack) throws IOException {
        NodeHome worker = deployment(pack)
                .with(synchronizer(), "deployment-synchronizer: { type: rsync, interval: 10 }\n")
                .assemble()
                .get("gateway-worker-1");

        assertThat(EffectiveConfiguration.of(worker)).doesNotContain("DeploymentSynchronizer: true", "svnkit");
        assertThat(worker.text("bin/start-node.sh")).contains("\nSHARED_ARTIFACTS=''\n");
    }

    /** What the agent reads. */
    private static List<String> parameters(NodeHome node) throws IOException {
        String all = "/axisconfig/clustering/parameter[not(property)]";
        String file = "repository/conf/axis2/axis2.xml";
        List<String> names = node.values(file, all + "/@name");
        List<String> values = node.values(file, all);
        return IntStream.range(0, names.size())
                .filter(i -> !names.get(i).equals("AvoidInitiation"))
                .mapToObj(i -> names.get(i) + " " + values.get(i))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withOneWorkerEachKnowsTheOther(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack)
                .with(
                        "  gateway-worker-2: { role: gateway-worker,  host: gw-2.internal,   address: 10.0.0.12, jvm: { heap: 2g } }\n",
                        "")
                .assemble();

        assertThat(homes).containsOnlyKeys("gateway-manager", "gateway-worker-1", "key-manager-1");
        assertThat(EffectiveConfiguration.of(homes.get("gateway-manager"))).contains("members: 10.0.0.11 4000\n");
        assertThat(EffectiveConfiguration.of(homes.get("gateway-worker-1"))).contains("members: 10.0.0.10 4000\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withThreeWorkersEachKnowsAllTheOthers(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack)
                .with(
                        "nodes:\n",
                        "nodes:\n  gateway-worker-3: { role: gateway-worker, host: gw-3.internal, address: 10.0.0.14 }\n")
                .assemble();

        assertThat(EffectiveConfiguration.of(homes.get("gateway-worker-3")))
                .contains("localMemberHost: 10.0.0.14\n")
                .contains("members: 10.0.0.10 4000 10.0.0.11 4000 10.0.0.12 4000\n");
        assertThat(EffectiveConfiguration.of(homes.get("gateway-manager")))
                .contains("members: 10.0.0.14 4000 10.0.0.11 4000 10.0.0.12 4000\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void oneGatewayAloneIsNoClusterAndKeepsTheShippedMembers(TestPacks pack) throws IOException {
        NodeHome worker = deployment(pack)
                .with("  gateway-manager:  { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }\n", "")
                .with("  gateway-worker-1: { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11 }\n", "")
                .with(synchronizer(), "")
                .assemble()
                .get("gateway-worker-2");

        assertThat(EffectiveConfiguration.of(worker))
                .contains("clustering: false\nmembershipScheme: multicast\n")
                .doesNotContain("DeploymentSynchronizer")
                .doesNotContain("svnkit")
                .contains("repository/conf/carbon.xml 644\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void overThriftGatewaysTalkToTheKeyManagersOwnNodeAndPort(TestPacks pack) throws IOException {
        NodeHome worker = deployment(pack)
                .with("nodes:\n", "key-validation: thrift\nnodes:\n")
                .assemble()
                .get("gateway-worker-1");

        assertThat(EffectiveConfiguration.of(worker)).contains("""
                        KeyValidatorClientType: ThriftClient
                        EnableThriftServer: false
                        ThriftClientPort: 10397
                        ThriftServerPort: 10397
                        ThriftServerHost: km-1.internal
                        """);
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void theApiManagerDatabaseIsSharedWithGatewaysOnRequest(TestPacks pack) throws IOException {
        NodeHome worker = deployment(pack)
                .with("nodes:\n", "gateway: { api-manager-database: shared, hostname-verifier: Strict }\nnodes:\n")
                .assemble()
                .get("gateway-worker-1");

        assertThat(EffectiveConfiguration.of(worker)).contains("""
                        WSO2AM_DB: jdbc:mysql://10.0.0.20:3306/apimgtdb?autoReconnect=true&relaxAutoCommit=true apimuser db<&>'"$(secret)
                        WSO2AM_DB driver: com.mysql.jdbc.Driver
                        """).contains("HostnameVerifier: Strict\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void everythingElseIsTheSameInAllFilesOfAllNodes(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack).assemble();

        NodeHome manager = homes.get("gateway-manager");
        assertThat(homes.get("gateway-worker-1").paths()).isEqualTo(manager.paths());
        for (String file : new String[] {"registry.xml", "datasources/master-datasources.xml", "user-mgt.xml"}) {
            String path = "repository/conf/" + file;
            String worker = homes.get("gateway-worker-1").text(path);
            // The one allowed difference: a worker mounts the registry to read it only (matrix R8: same text
            // elsewhere).
            assertThat(manager.text(path))
                    .as(file)
                    .isEqualTo(
                            file.equals("registry.xml")
                                    ? worker.replaceFirst("<readOnly>true<", "<readOnly>false<")
                                    : worker);
        }
    }

    private static String registry(boolean readOnly) {
        return """
                currentDBConfig: wso2registry
                dbConfig: wso2registry jdbc/WSO2CarbonDB govregistry jdbc/WSO2REG_DB
                remoteInstance: https://localhost gov apimuser@jdbc:mysql://10.0.0.20:3306/regdb?autoReconnect=true&relaxAutoCommit=true govregistry %s true /
                mount: virtual /_system/config gov /_system/config virtual /_system/governance gov /_system/governance
                """.formatted(readOnly);
    }

    private TestDeployment deployment(TestPacks pack) throws IOException {
        return TestDeployment.in(folder, pack.zip(), DESCRIPTOR);
    }

    private static void withoutLoadBalancer(TestDeployment deployment) {
        int start = DESCRIPTOR.indexOf("load-balancer:");
        deployment.with(DESCRIPTOR.substring(start, DESCRIPTOR.indexOf("nodes:")), "");
    }

    private static String synchronizer() {
        int start = DESCRIPTOR.indexOf("deployment-synchronizer:");
        return DESCRIPTOR.substring(start, DESCRIPTOR.indexOf("load-balancer:"));
    }
}
