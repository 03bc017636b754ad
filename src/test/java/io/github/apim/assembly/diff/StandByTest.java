package io.github.apim.assembly.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.Masking;
import io.github.apim.testing.Around;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway manager that stands by: the same files, and no commits until it is promoted (matrix §2). */
@Needs
class StandByTest {

    private static final String DESCRIPTOR = """
            packs: { api-manager: "PACK" }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              credentials: apim-svn
              client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
            load-balancer:
              address: 10.0.0.5
              virtual-hosts:
                gateway-worker: gw.example.com
                gateway-manager: { name: mgt.example.com }
            nodes:
              gm-1: { role: gateway-manager, host: gm-1.internal, address: 10.0.0.11 }
              gm-2: { role: gateway-manager, host: gm-2.internal, address: 10.0.0.12, stand-by: true }
              gw:   { role: gateway-worker, host: gw.internal, address: 10.0.0.13 }
              km:   { role: key-manager, host: km.internal, address: 10.0.0.14 }
              pub:  { role: publisher, host: pub.internal, address: 10.0.0.15 }
            """;

    private static final String CARBON = "repository/conf/carbon.xml";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void itHasTheFilesOfTheActiveOneButForCommitsAndItsOwnAddress(TestPacks pack) throws IOException {
        Map<String, NodeHome> homes = deployment(pack).assemble();
        NodeHome active = homes.get("gm-1");
        NodeHome reserve = homes.get("gm-2");

        assertThat(active.value(CARBON, "//DeploymentSynchronizer/AutoCommit")).isEqualTo("true");
        assertThat(reserve.value(CARBON, "//DeploymentSynchronizer/AutoCommit")).isEqualTo("false");
        List<String> ofActive = active.text(CARBON).lines().toList();
        List<String> ofReserve = reserve.text(CARBON).lines().toList();
        assertThat(ofReserve).hasSameSizeAs(ofActive);
        assertThat(IntStream.range(0, ofActive.size())
                        .filter(line -> !ofActive.get(line).equals(ofReserve.get(line)))
                        .mapToObj(line -> ofReserve.get(line).strip()))
                .containsExactly("<AutoCommit>false</AutoCommit>");
        assertThat(reserve.text("repository/conf/api-manager.xml"))
                .isEqualTo(active.text("repository/conf/api-manager.xml"));
        assertThat(homes.get("pub")
                        .value(
                                "repository/conf/api-manager.xml",
                                "/APIManager/APIGateway/Environments/Environment/ServerURL"))
                .isEqualTo("https://mgt.example.com:443/services/");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void nginxAsksItOnlyWhenTheActiveOneFails(TestPacks pack) throws IOException {
        Around around = Around.of(deployment(pack));

        assertThat(around.text("nginx/apim/virtual-hosts/gateway-manager.conf")).contains("""
                upstream apim-gateway-manager-https {
                    server 10.0.0.11:9443;  # gm-1
                    server 10.0.0.12:9443 backup;  # gm-2
                    keepalive 16;
                }
                """);
        assertThat(around.page()).contains("Stands by");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void promotingItIsOneChangeWhosePlanNamesAllThatFollows(TestPacks pack) throws IOException {
        TestDeployment deployment = deployment(pack);
        deployment.assemble();
        promote(deployment);

        Map<String, String> plan = plan(deployment);

        assertThat(plan.keySet()).containsExactly("gm-1 " + CARBON, "gm-2 " + CARBON);
        assertThat(plan.get("gm-1 " + CARBON))
                .contains("-        <AutoCommit>true</AutoCommit>", "+        <AutoCommit>false</AutoCommit>");
        assertThat(plan.get("gm-2 " + CARBON))
                .contains("-        <AutoCommit>false</AutoCommit>", "+        <AutoCommit>true</AutoCommit>");
        assertThat(Around.of(deployment).text("nginx/apim/virtual-hosts/gateway-manager.conf"))
                .contains("10.0.0.11:9443 backup;", "10.0.0.12:9443;");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withoutAVirtualHostThePlanAlsoNamesWhoPublishesToTheOther(TestPacks pack) throws IOException {
        TestDeployment deployment = deployment(pack).with("    gateway-manager: { name: mgt.example.com }\n", "");
        deployment.assemble();
        promote(deployment);

        assertThat(plan(deployment))
                .containsOnlyKeys(
                        "gm-1 " + CARBON,
                        "gm-2 " + CARBON,
                        "km repository/conf/api-manager.xml",
                        "pub repository/conf/api-manager.xml")
                .hasEntrySatisfying(
                        "pub repository/conf/api-manager.xml",
                        lines -> assertThat(lines)
                                .contains("https://gm-1.internal:9443/", "https://gm-2.internal:9443/"));
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void withoutAnActiveOneNothingMayBeBuilt(TestPacks pack) throws IOException {
        TestDeployment deployment =
                deployment(pack).with("address: 10.0.0.11 }", "address: 10.0.0.11, stand-by: true }");

        assertThatThrownBy(deployment::validate)
                .hasMessageContaining("nodes.gm-1.stand-by: no gateway-manager of its environment is active")
                .hasMessageContaining("[M10]");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void aWorkerHasNobodyToTakeOverFrom(TestPacks pack) throws IOException {
        TestDeployment deployment =
                deployment(pack).with("address: 10.0.0.13 }", "address: 10.0.0.13, stand-by: true }");

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining("nodes.gw.stand-by: a node of the role 'gateway-worker' takes over from nobody");
    }

    private static void promote(TestDeployment deployment) {
        deployment
                .with("address: 10.0.0.11 }", "address: 10.0.0.11, stand-by: true }")
                .with("address: 10.0.0.12, stand-by: true }", "address: 10.0.0.12 }");
    }

    /** The lines that change, by node and file. */
    private static Map<String, String> plan(TestDeployment deployment) throws IOException {
        List<NodeDiff> diffs = new ArrayList<>();
        new PlanReview(
                        deployment.planRequest(),
                        TestDeployment::unresolved,
                        deployment.listener(),
                        Optional.of(deployment.output()),
                        List.of())
                .run(diffs::add);
        Map<String, String> plan = new TreeMap<>();
        for (NodeDiff diff : diffs) {
            String text = String.join(
                    "\n",
                    new PlanText(Masking.NONE)
                            .of(diff).stream().map(PlanText.Line::text).toList());
            diff.files().forEach(file -> plan.put(diff.plan().node().name() + " " + file.path(), text));
        }
        return plan;
    }

    private TestDeployment deployment(TestPacks pack) throws IOException {
        return TestDeployment.in(folder, pack.zip(), DESCRIPTOR);
    }
}
