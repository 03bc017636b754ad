package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ten rules that follow from the code of API Manager 1.9.0 and that its documentation does not tell, or tells wrong
 * (matrix §0.3, R1 to R10), on every node of a deployment with and without load balancer.
 */
class BytecodeRulesTest {

    private static final String API_MANAGER = "repository/conf/api-manager.xml";
    private static final String AXIS2 = "repository/conf/axis2/axis2.xml";
    private static final String VALIDATOR = "/APIManager/APIKeyValidator/";

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            BALANCER
            nodes:
              gateway-manager:  { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              gateway-worker-1: { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11, offset: 5 }
              gateway-worker-2: { role: gateway-worker,  host: gw-2.internal,   address: 10.0.0.11, offset: 6 }
              key-manager-1:    { role: key-manager,     host: km-1.internal,   address: 10.0.0.13, offset: 1 }
              publisher-1:      { role: publisher,       host: pub-1.internal,  address: 10.0.0.14 }
              store-1:          { role: store,           host: store-1.internal, address: 10.0.0.14, offset: 1 }
            """;

    private static final String BALANCER =
            "load-balancer: { virtual-hosts: { gateway-worker: gw.example.com, key-manager: km.example.com } }";

    @TempDir
    Path folder;

    @Test
    void r1NoLauncherPassesWorkerNode() throws IOException {
        everyNode().forEach((name, home) -> {
            assertThat(home.text("bin/start-node.sh"))
                    .as(name)
                    .contains("-Dprofile=")
                    .doesNotContain("workerNode");
            assertThat(home.text("bin/wso2server.sh")).as(name).isEqualTo(shipped("bin/wso2server.sh"));
        });
    }

    @Test
    void r2AndR3TheAddressesOfOthersHaveAPortAndEndInASlash() throws IOException {
        everyNode().forEach((name, home) -> {
            assertThat(home.values(API_MANAGER, "//ServerURL")).as(name).hasSize(3);
            List<String> others = home.values(API_MANAGER, "//ServerURL[not(contains(., '${carbon.local.ip}'))]");
            assertThat(others)
                    .as(name)
                    .hasSize(name.contains("publisher") || name.contains("store") ? 3 : 1)
                    .allMatch(url -> url.matches("https://[^/:]+:\\d+/services/"));
        });
    }

    @Test
    void r4NoNodeStartsAThriftServerForWebServices() throws IOException {
        everyNode()
                .forEach((name, home) -> assertThat(home.value(API_MANAGER, VALIDATOR + "EnableThriftServer"))
                        .as(name)
                        .isEqualTo("false"));
    }

    @Test
    void r5TheKeyStoresAreThoseOfThePackOnEveryNode() throws IOException {
        everyNode().forEach((name, home) -> {
            assertThat(home.values("repository/conf/carbon.xml", "/Server/Security/KeyStore/*"))
                    .as(name)
                    .startsWith("${carbon.home}/repository/resources/security/wso2carbon.jks", "JKS");
            assertThat(home.text("repository/resources/security/README.txt"))
                    .as(name)
                    .isEqualTo(shipped("repository/resources/security/README.txt"));
        });
    }

    @Test
    void r6TheRevokeAddressEndsInRevokeAndHoldsTheWordOnce() throws IOException {
        everyNode()
                .forEach((name, home) -> assertThat(home.value(API_MANAGER, VALIDATOR + "RevokeAPIURL"))
                        .as(name)
                        .matches("https://[^/]+:[^/]+/revoke")
                        .containsOnlyOnce("revoke"));
    }

    @Test
    void r7TheAdministratorIsTheSameOnEveryNodeAndUsedByReference() throws IOException {
        everyNode().forEach((name, home) -> {
            assertThat(home.values("repository/conf/user-mgt.xml", "//AdminUser/*"))
                    .as(name)
                    .containsExactly("operator", "admin&secret");
            assertThat(home.value(API_MANAGER, VALIDATOR + "Username")).as(name).isEqualTo("${admin.username}");
            assertThat(home.value(API_MANAGER, VALIDATOR + "Password")).as(name).isEqualTo("${admin.password}");
        });
    }

    @Test
    void r8TheRegistrysAddressAndUserAreTheSameTextOnEveryNode() throws IOException {
        assertThat(everyNode().values())
                .extracting(home -> home.values(
                        "repository/conf/datasources/master-datasources.xml",
                        "//datasource[name='WSO2REG_DB']//configuration/*[self::url or self::username]"))
                .containsOnly(List.of("jdbc:mysql://10.0.0.20:3306/regdb", "apimuser"));
    }

    @Test
    void r9NothingOfLaterVersionsIsWrittenForStatistics() throws IOException {
        everyNode()
                .forEach((name, home) -> assertThat(home.values(
                                API_MANAGER,
                                "/APIManager/APIUsageTracking/*[self::Enabled or starts-with(local-name(), 'BAM')"
                                        + " or starts-with(name(), 'BAM')]"))
                        .as(name)
                        .isEmpty());
    }

    @Test
    void r10OnlyWhatHazelcastReadsIsWrittenAndTheOffsetDoesNotMoveItsPort() throws IOException {
        everyNode().forEach((name, home) -> {
            String clustering = "/axisconfig/clustering/";
            assertThat(home.values(AXIS2, clustering + "parameter[starts-with(@name, 'localMemberBind')]"))
                    .as(name)
                    .isEmpty();
            assertThat(home.values(AXIS2, clustering + "parameter/property[starts-with(@name, 'port.mapping')]"))
                    .as(name)
                    .isEmpty();
            assertThat(home.value(AXIS2, clustering + "parameter[@name='localMemberPort']"))
                    .as(name)
                    .isEqualTo(name.endsWith("gateway-worker-2") || name.endsWith("store-1") ? "4001" : "4000");
        });
    }

    /** The nodes of both deployments, by the kind of deployment and the node. */
    private Map<String, NodeHome> everyNode() throws IOException {
        Map<String, NodeHome> nodes = new TreeMap<>();
        for (String balancer : new String[] {"", BALANCER}) {
            TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR)
                    .with("BALANCER", balancer)
                    .assemble()
                    .forEach((name, home) -> nodes.put((balancer.isEmpty() ? "direct " : "balanced ") + name, home));
        }
        assertThat(nodes).hasSize(12);
        return nodes;
    }

    private static String shipped(String path) {
        try {
            return new String(SmallPack.text(path).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        } catch (IOException problem) {
            throw new AssertionError(path, problem);
        }
    }
}
