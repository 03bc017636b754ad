package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.Around;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gateways in two environments: each a cluster, a folder of the repository and a name of its own (matrix §2, §3.1, §5). */
@Needs
class GatewayEnvironmentsTest {

    private static final String ENVIRONMENT = "/APIManager/APIGateway/Environments/Environment";

    private static final String ENVIRONMENTS = """
            gateway-environments:
              - name: Internal
                type: production
                gateways: [ gm-int, gw-int ]
                virtual-host: internal-gateway
              - name: External APIs
                type: sandbox
                gateways: [ gm-ext, gw-ext-1, gw-ext-2 ]
                virtual-host: external-gateway
            """;

    private static final String DESCRIPTOR = """
            packs: { api-manager: "PACK" }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
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
                internal-gateway: { role: gateway-worker, name: gw.int.example.com, http: 80 }
                external-gateway: { role: gateway-worker, name: gw.ext.example.com }
                external-manager: { role: gateway-manager, name: mgt.ext.example.com, nodes: [ gm-ext ] }
            """ + ENVIRONMENTS + """
            nodes:
              gm-int: { role: gateway-manager, host: gm-int.internal, address: 10.0.0.11 }
              gw-int: { role: gateway-worker, host: gw-int.internal, address: 10.0.0.12 }
              gm-ext: { role: gateway-manager, host: gm-ext.internal, address: 10.0.0.13 }
              gw-ext-1: { role: gateway-worker, host: gw-ext-1.internal, address: 10.0.0.14 }
              gw-ext-2: { role: gateway-worker, host: gw-ext-2.internal, address: 10.0.0.15 }
              km: { role: key-manager, host: km.internal, address: 10.0.0.16 }
              pub: { role: publisher, host: pub.internal, address: 10.0.0.17 }
              store: { role: store, host: store.internal, address: 10.0.0.18 }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void whoTellsGatewaysOfApisKnowsAllEnvironments(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack).assemble();

        for (String node : new String[] {"km", "pub", "store"}) {
            NodeHome home = homes.get(node);
            assertThat(values(home, "/Name")).containsExactly("Internal", "External APIs");
            assertThat(values(home, "/@type")).containsExactly("production", "sandbox");
            assertThat(values(home, "/@api-console")).containsExactly("true", "true");
            assertThat(values(home, "/ServerURL"))
                    .containsExactly(
                            "https://gm-int.internal:9443/services/", "https://mgt.ext.example.com:443/services/");
            assertThat(values(home, "/Username")).containsExactly("${admin.username}", "${admin.username}");
            assertThat(values(home, "/Password")).containsExactly("${admin.password}", "${admin.password}");
            assertThat(values(home, "/GatewayEndpoint"))
                    .containsExactly(
                            "http://gw.int.example.com:80,https://gw.int.example.com:443",
                            "https://gw.ext.example.com:443");
            assertThat(home.value("repository/conf/api-manager.xml", "/APIManager/APIKeyValidator/RevokeAPIURL"))
                    .isEqualTo("https://gw.int.example.com:443/revoke");
        }
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void theShippedEnvironmentStaysWhereItIsAndTheOtherFollowsIt(TestPacks pack) throws IOException {
        String two = deployment(pack).assemble().get("pub").text("repository/conf/api-manager.xml");
        String shipped = shipped(pack);

        String first = two.substring(0, two.indexOf("</Environment>"));
        String rest = two.substring(two.lastIndexOf("</Environment>"));
        assertThat(shipped.substring(0, shipped.indexOf("<Environment ")))
                .endsWith(first.substring(first.indexOf("<Environments>"), first.indexOf("<Environment ")));
        assertThat(comments(shipped.substring(0, shipped.indexOf("</Environment>"))))
                .isEqualTo(comments(first));
        assertThat(shipped.substring(shipped.lastIndexOf("</Environments>"), shipped.indexOf("</APIGateway>")))
                .isEqualTo(rest.substring(rest.indexOf("</Environments>"), rest.indexOf("</APIGateway>")));
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void eachEnvironmentIsAClusterWithAFolderAndANameOfItsOwn(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack).assemble();

        assertThat(EffectiveConfiguration.of(homes.get("gm-int")))
                .contains("HostName: gw.int.example.com\nMgtHostName: gm-int.internal\n")
                .contains("DeploymentSynchronizer: true true true svn http://10.0.0.21/repos/gateway svnuser ")
                .contains("domain: gw.am.wso2.domain\n", "members: 10.0.0.12 4000\n")
                .contains("environment: Internal ", "GatewayEndpoint: http://gw.int.example.com:80,");
        assertThat(EffectiveConfiguration.of(homes.get("gm-ext")))
                .contains("HostName: gw.ext.example.com\nMgtHostName: mgt.ext.example.com\n")
                .contains("DeploymentSynchronizer: true true true svn http://10.0.0.21/repos/gateway/external-apis ")
                .contains("domain: external-apis.gw.am.wso2.domain\n");
        assertThat(EffectiveConfiguration.of(homes.get("gw-ext-2")))
                .contains("HostName: gw.ext.example.com\n")
                .contains("DeploymentSynchronizer: true false true svn http://10.0.0.21/repos/gateway/external-apis ")
                .contains("members: 10.0.0.13 4000 10.0.0.14 4000\n")
                .contains("WSDLEPRPrefix https: https://gw.ext.example.com:443\n")
                .contains("environment: External APIs ", "GatewayEndpoint: https://gw.ext.example.com:443\n");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void nginxFirewallAndRepositoryFollow(TestPacks pack) throws IOException {
        Around around = Around.of(deployment(pack));

        assertThat(around.text("nginx/apim/virtual-hosts/external-gateway.conf"))
                .contains("server 10.0.0.14:8243;  # gw-ext-1\n    server 10.0.0.15:8243;  # gw-ext-2\n")
                .doesNotContain("10.0.0.12");
        assertThat(around.text("svn/create-repository.sh")).contains("FOLDERS='/-1234 /external-apis/-1234'");
        assertThat(around.text("start-order.md"))
                .contains("repos/gateway/-1234\n", "repos/gateway/external-apis/-1234\n");
        assertThat(around.text("firewall.md"))
                .contains("| 9443 | 10.0.0.16, 10.0.0.17, 10.0.0.18 | publishing of APIs |");
        assertThat(around.page()).contains("Cluster external-apis.gw.am.wso2.domain", "gw.ext.example.com");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void anEnvironmentMayNotLeadToTheGatewaysOfTheOther(TestPacks pack) throws IOException {
        TestDeployment deployment = deployment(pack).with("nodes:\n  gm-int", """
                edits:
                  store:
                    repository/conf/api-manager.xml:
                      "/APIManager/APIGateway/Environments/Environment[Name='External APIs']/ServerURL": "https://gm-int.internal:9443/services/"
                nodes:
                  gm-int""");

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining(
                        "gm-int.internal takes the APIs of another environment; those of External APIs are"
                                + " published at mgt.ext.example.com:443")
                .hasMessageContaining("[M23]");
    }

    private static List<String> values(NodeHome home, String below) {
        return home.values("repository/conf/api-manager.xml", ENVIRONMENT + below);
    }

    private static List<String> comments(String text) {
        return Pattern.compile("<!--.*?-->", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String shipped(TestPacks pack) throws IOException {
        try (ZipFile zip = new ZipFile(pack.zip().toFile())) {
            ZipEntry file = zip.getEntry("wso2am-1.9.0/repository/conf/api-manager.xml");
            return new String(zip.getInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private TestDeployment deployment(TestPacks pack) throws IOException {
        return TestDeployment.in(folder, pack.zip(), DESCRIPTOR);
    }
}
