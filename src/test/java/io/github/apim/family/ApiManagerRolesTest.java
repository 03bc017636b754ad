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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Carbon reads from assembled key managers, publishers and stores, against the matrix. Each case runs on the
 * project's small pack and, where they are present, on the products' real configuration files.
 */
@Needs
class ApiManagerRolesTest {

    private static final String DATASOURCES = """
            WSO2_CARBON_DB JNDI: jdbc/WSO2CarbonDB
            WSO2_CARBON_DB: jdbc:h2:repository/database/WSO2CARBON_DB;DB_CLOSE_ON_EXIT=FALSE wso2carbon wso2carbon
            WSO2_CARBON_DB driver: org.h2.Driver
            WSO2_CARBON_DB pool: 50 60000 true SELECT 1 30000
            WSO2AM_DB JNDI: jdbc/WSO2AM_DB
            WSO2AM_DB: jdbc:mysql://10.0.0.20:3306/apimgtdb?autoReconnect=true&relaxAutoCommit=true apimuser db<&>'"$(secret)
            WSO2AM_DB driver: com.mysql.jdbc.Driver
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

    private static final String STATISTICS = """
            WSO2AM_STATS_DB JNDI: jdbc/WSO2AM_STATS_DB
            WSO2AM_STATS_DB: jdbc:mysql://10.0.0.20:3306/statsdb?autoReconnect=true&relaxAutoCommit=true apimuser db<&>'"$(secret)
            WSO2AM_STATS_DB driver: com.mysql.jdbc.Driver
            WSO2AM_STATS_DB pool: 50 60000 true SELECT 1 30000
            """;

    private static final String REGISTRY_AND_USERS = """
            currentDBConfig: wso2registry
            dbConfig: wso2registry jdbc/WSO2CarbonDB govregistry jdbc/WSO2REG_DB
            remoteInstance: https://localhost gov apimuser@jdbc:mysql://10.0.0.20:3306/regdb?autoReconnect=true&relaxAutoCommit=true govregistry false true /
            mount: virtual /_system/config gov /_system/config virtual /_system/governance gov /_system/governance
            dataSource: jdbc/WSO2UM_DB
            AdminUser: operator admin&secret
            UserStoreManager: org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager
            DataSourceName: jdbc/WSO2AM_DB
            """;

    private static final String THE_GATEWAYS = """
            RevokeAPIURL: https://gw.example.com:443/revoke
            environment: Production and Sandbox https://mgt.gw.example.com:444/services/ ${admin.username} ${admin.password}
            GatewayEndpoint: http://gw.example.com:80,https://gw.example.com:443
            EnableGatewayKeyCache: true
            """;

    private static final String NO_STORE =
            "store: false https://${carbon.local.ip}:${mgt.transport.https.port}/store\n";

    private static final String NO_PUBLISHER =
            "publisher: false https://${carbon.local.ip}:${mgt.transport.https.port}/publisher\n";

    private static final String ITSELF =
            "https://${carbon.local.ip}:${mgt.transport.https.port}${carbon.context}/services/"
                    + " ${admin.username} ${admin.password}\n";

    private static final String MODES = """
            NODE_JAVA_HOME=''
            NODE_JAVA_OPTS=''
            bin/start-node.sh 755
            repository/conf/carbon.xml 644
            repository/conf/user-mgt.xml 600
            repository/conf/datasources/master-datasources.xml 600
            repository/conf/api-manager.xml 755
            """;

    private static final String NOT_CLUSTERED = """
            clustering: false
            membershipScheme: multicast
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void theKeyManagerKeepsItsOwnAddressAndKnowsTheGateways(TestPacks pack) throws IOException {
        String configuration =
                EffectiveConfiguration.of(deployment(pack).assemble().get("key-manager"));

        assertThat(configuration)
                .startsWith("HostName: km.example.com\nOffset: 4\n" + NOT_CLUSTERED)
                .doesNotContain("HostnameVerifier", "WSDLEPRPrefix")
                .endsWith("""
                        pass-through ports: 8280 8243
                        connectors: 9763 9443
                        proxyPort 9443: 445
                        """ + DATASOURCES + REGISTRY_AND_USERS + "login: " + ITSELF + "key manager: " + ITSELF + """
                        KeyValidatorClientType: WSClient
                        EnableThriftServer: false
                        ThriftClientPort: 10397
                        ThriftServerPort: 10397
                        """
                        + THE_GATEWAYS + NO_STORE + NO_PUBLISHER + """
                        repository/components/lib/mysql-connector-java-5.1.49.jar
                        Jaggery applications:
                        NODE=key-manager
                        PROFILE=api-key-manager
                        """ + MODES);
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void aPublisherKnowsKeyManagerGatewaysAndStore(TestPacks pack) throws IOException {
        NodeHome publisher = deployment(pack).assemble().get("publisher-2");

        assertThat(EffectiveConfiguration.of(publisher))
                .isEqualTo("""
                        HostName: pub.example.com
                        Offset: 6
                        clustering: true
                        membershipScheme: wka
                        domain: pub.store.am.wso2.domain
                        localMemberHost: 10.0.0.15
                        localMemberPort: 4000
                        subDomain: worker
                        members: 10.0.0.14 4000 10.0.0.14 4001 10.0.0.15 4001
                        groupManagement: false
                        pass-through ports: 8280 8243
                        connectors: 9763 9443
                        proxyPort 9763: 81
                        proxyPort 9443: 446
                        """ + DATASOURCES + STATISTICS + REGISTRY_AND_USERS + """
                        login: https://km.example.com:445/services/ ${admin.username} ${admin.password}
                        key manager: https://km.example.com:445/services/ ${admin.username} ${admin.password}
                        KeyValidatorClientType: WSClient
                        EnableThriftServer: false
                        ThriftClientPort: 10397
                        ThriftServerPort: 10397
                        """ + THE_GATEWAYS + """
                        store: true https://store.example.com:447/store
                        """ + NO_PUBLISHER
                        + """
                        repository/components/lib/mysql-connector-java-5.1.49.jar
                        Jaggery applications: admin-dashboard publisher workflow-admin
                        NODE=publisher-2
                        PROFILE=api-publisher
                        """ + MODES);
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void aStoreKnowsKeyManagerGatewaysAndPublisherAndTrustsTheShippedCertificates(TestPacks pack) throws IOException {
        NodeHome store = deployment(pack).assemble().get("store-1");

        assertThat(EffectiveConfiguration.of(store))
                .isEqualTo("""
                        HostName: store.example.com
                        Offset: 7
                        clustering: true
                        membershipScheme: wka
                        domain: pub.store.am.wso2.domain
                        localMemberHost: 10.0.0.14
                        localMemberPort: 4001
                        subDomain: worker
                        members: 10.0.0.14 4000 10.0.0.15 4000 10.0.0.15 4001
                        groupManagement: false
                        HostnameVerifier: AllowAll
                        pass-through ports: 8280 8243
                        connectors: 9763 9443
                        proxyPort 9763: 82
                        proxyPort 9443: 447
                        """ + DATASOURCES + STATISTICS + REGISTRY_AND_USERS + """
                        login: https://km.example.com:445/services/ ${admin.username} ${admin.password}
                        key manager: https://km.example.com:445/services/ ${admin.username} ${admin.password}
                        KeyValidatorClientType: WSClient
                        EnableThriftServer: false
                        ThriftClientPort: 10397
                        ThriftServerPort: 10397
                        """ + THE_GATEWAYS + NO_STORE + """
                        publisher: true https://pub.example.com:446/publisher
                        repository/components/lib/mysql-connector-java-5.1.49.jar
                        Jaggery applications: admin-dashboard store workflow-admin
                        NODE=store-1
                        PROFILE=api-store
                        """
                        + MODES);
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withoutALoadBalancerTheFirstNodeOfARoleIsNamedWithItsOffset(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes =
                DistributedDeployment.withoutLoadBalancer(deployment(pack)).assemble();

        String gateways = """
                RevokeAPIURL: https://gw-1.internal:8245/revoke
                environment: Production and Sandbox https://gw-mgt.internal:9444/services/ ${admin.username} ${admin.password}
                GatewayEndpoint: http://gw-1.internal:8282,https://gw-1.internal:8245
                """;
        assertThat(EffectiveConfiguration.of(homes.get("key-manager")))
                .contains("HostName: km-1.internal\n", gateways)
                .doesNotContain("proxyPort");
        assertThat(EffectiveConfiguration.of(homes.get("publisher-2")))
                .contains("HostName: pub-2.internal\n", gateways, "store: true https://store-1.internal:9450/store\n")
                .contains("login: https://km-1.internal:9447/services/ ")
                .contains("key manager: https://km-1.internal:9447/services/ ")
                .doesNotContain("proxyPort");
        assertThat(EffectiveConfiguration.of(homes.get("store-2")))
                .contains("HostName: store-2.internal\n", gateways)
                .contains("publisher: true https://pub-1.internal:9448/publisher\n")
                .contains("login: https://km-1.internal:9447/services/ ")
                .contains("key manager: https://km-1.internal:9447/services/ ")
                .doesNotContain("proxyPort");
        assertThat(EffectiveConfiguration.of(homes.get("gateway-manager")))
                .contains("GatewayEndpoint: http://gw-1.internal:8282,https://gw-1.internal:8245\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void twoKeyManagersAreAClusterOfTheirOwn(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes =
                DistributedDeployment.withKeyManagerBeside(deployment(pack)).assemble();

        assertThat(EffectiveConfiguration.of(homes.get("key-manager"))).contains("""
                        clustering: true
                        membershipScheme: wka
                        domain: km.am.wso2.domain
                        localMemberHost: 10.0.0.13
                        localMemberPort: 4000
                        subDomain: worker
                        members: 10.0.0.13 4001
                        """);
        assertThat(EffectiveConfiguration.of(homes.get("key-manager-2")))
                .contains("localMemberPort: 4001\n", "members: 10.0.0.13 4000\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void overThriftOnlyTheKeyManagerServesAndBindsToItsOwnAddress(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack)
                .with("statistics:", "key-validation: thrift\nstatistics:")
                .assemble();

        assertThat(EffectiveConfiguration.of(homes.get("key-manager"))).contains("""
                        KeyValidatorClientType: ThriftClient
                        EnableThriftServer: true
                        ThriftClientPort: 10397
                        ThriftServerPort: 10397
                        ThriftServerHost: 10.0.0.13
                        """);
        for (String portal : List.of("publisher-1", "store-1")) {
            assertThat(EffectiveConfiguration.of(homes.get(portal))).contains("""
                            KeyValidatorClientType: ThriftClient
                            EnableThriftServer: false
                            ThriftClientPort: 10397
                            ThriftServerPort: 10397
                            RevokeAPIURL""");
        }
        assertThat(EffectiveConfiguration.of(homes.get("gateway-worker-1")))
                .contains("EnableThriftServer: false\n", "ThriftServerHost: km-1.internal\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withStatisticsOnlyPortalsHaveTheirDatasource(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack).assembleApiManagers();

        assertThat(homes.keySet())
                .filteredOn(node -> EffectiveConfiguration.of(homes.get(node)).contains("WSO2AM_STATS_DB"))
                .containsExactly("publisher-1", "publisher-2", "store-1", "store-2");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void theHostnameVerifierIsThatOfTheDescriptorOnStoresToo(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack)
                .with("statistics:", "gateway: { hostname-verifier: Strict }\nstatistics:")
                .assemble();

        assertThat(EffectiveConfiguration.of(homes.get("store-1"))).contains("HostnameVerifier: Strict\n");
        assertThat(EffectiveConfiguration.of(homes.get("publisher-1"))).doesNotContain("HostnameVerifier");
    }

    private TestDeployment deployment(TestPacks pack) throws IOException {
        return DistributedDeployment.in(folder, pack);
    }
}
