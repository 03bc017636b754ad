package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.companion.CompanionContext;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.manifest.Manifest;
import io.github.apim.report.DeploymentPage;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules find and the descriptor accepts, with a reason. */
class AcceptedBreachesTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            edits:
              gateway-worker:
                repository/conf/api-manager.xml:
                  /APIManager/APIKeyValidator/ServerURL: https://km.internal:9443/services
            accept:
              - { rule: M3, because: "our balancer adds the slash" }
            nodes:
              worker-1: { role: gateway-worker, host: w1.internal, address: 10.0.0.11 }
              worker-2: { role: gateway-worker, host: w2.internal, address: 10.0.0.12 }
              km:       { role: key-manager, host: km.internal, address: 10.0.0.13 }
              manager:  { role: gateway-manager, host: mgt.internal, address: 10.0.0.10 }
            deployment-synchronizer: { type: shared-directory, directory: /mnt/apim }
            """;

    private static final String ACCEPTED = "{ rule: M3, because: \"our balancer adds the slash\" }";

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void makeDeployment() throws IOException {
        deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR);
    }

    /** The warnings without the edit's own, which wins over what the plugin sets. */
    private List<String> ofRules() {
        return deployment.warnings().stream()
                .filter(warning -> !warning.contains(": edits.gateway-worker: "))
                .toList();
    }

    @Test
    void anErrorThatIsAcceptedStopsNothingAndIsToldWithItsReason() throws IOException {
        deployment.validate();

        assertThat(ofRules()).isEmpty();
        assertThat(deployment.accepted())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("deployment.yaml:10:", "must end in /services/", "[M3]")
                        .endsWith("accepted because: our balancer adds the slash"))
                .anyMatch(line -> line.contains("nodes.worker-1"))
                .anyMatch(line -> line.contains("nodes.worker-2"));
    }

    @Test
    void whatIsAcceptedOfOneNodeStillStopsTheOthers() {
        deployment.with(ACCEPTED, "{ rule: M3, nodes: [worker-1], because: \"slash\" }");

        assertThatThrownBy(deployment::validate)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("nodes.worker-2")
                .hasMessageNotContaining("nodes.worker-1");
        assertThat(deployment.accepted()).singleElement().asString().contains("nodes.worker-1");
    }

    @Test
    void aRoleMeansAllItsNodes() throws IOException {
        deployment.with(ACCEPTED, "{ rule: M3, nodes: [gateway-worker, km], because: slash }");

        deployment.validate();

        assertThat(deployment.accepted()).hasSize(2);
    }

    @Test
    void anotherRuleOfTheSameNodeIsNotAcceptedWithIt() {
        deployment.with("https://km.internal:9443/services", "https://km.internal/services");

        assertThatThrownBy(deployment::validate)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("[M2]")
                .hasMessageNotContaining("[M3]");
    }

    @Test
    void whatARuleFindsInTheDescriptorIsAcceptedToo() throws IOException {
        deployment.with("jdbc:mysql://10.0.0.20", "jdbc:mysql://localhost");
        deployment.with(
                "because: \"our balancer adds the slash\" }",
                "because: slash }\n  - { rule: M17, because: \"a tunnel on each machine\" }");

        deployment.validate();

        assertThat(deployment.accepted())
                .anySatisfy(line -> assertThat(line)
                        .contains("databases.url: localhost is another server")
                        .endsWith("[M17], accepted because: a tunnel on each machine"));
    }

    @Test
    void whatIsToldOfNoNodeIsNotAcceptedForANode() {
        deployment.with("jdbc:mysql://10.0.0.20", "jdbc:mysql://localhost");
        deployment.with(
                "because: \"our balancer adds the slash\" }",
                "because: slash }\n  - { rule: M17, nodes: [km], because: tunnel }");

        assertThatThrownBy(deployment::validate)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("databases.url: localhost is another server");
    }

    @Test
    void aWarningThatIsAcceptedIsNone() throws IOException {
        deployment.with("address: 10.0.0.13 }", "address: 10.0.0.13, jvm: { options: [ -Dsetup ] } }");
        deployment.with(ACCEPTED, ACCEPTED + "\n  - { rule: M43, nodes: [km], because: first start }");

        deployment.validate();

        assertThat(ofRules()).isEmpty();
        assertThat(deployment.accepted()).anyMatch(line -> line.contains("nodes.km.jvm.options[0]"));
    }

    @Test
    void whatIsAcceptedInVainIsWarnedOf() throws IOException {
        deployment.with(ACCEPTED, ACCEPTED + "\n  - { rule: M25, nodes: [km, worker-2], because: once upon a time }");

        deployment.validate();

        assertThat(ofRules())
                .singleElement()
                .asString()
                .contains(
                        "deployment.yaml:13:5: accept[1]: rule M25 finds nothing for km, worker-2",
                        "would hide the next breach");
    }

    @Test
    void whatOnlySomeNodesCanTellIsNotAcceptedInVain() throws IOException {
        deployment.assemble(new NodeSelection(List.of(), List.of("km")));

        assertThat(deployment.warnings()).isEmpty();
        assertThat(deployment.accepted()).isEmpty();
    }

    @Test
    void aRuleWithWhichAnotherGoalGoesOnMayBeAcceptedForThatGoal() throws IOException {
        deployment.with(ACCEPTED, ACCEPTED + "\n  - { rule: M18, because: the mode is set }");

        deployment.validate();

        assertThat(ofRules()).isEmpty();
    }

    @Test
    void theManifestsOfItsNodesRepeatWhatIsAccepted() throws IOException {
        deployment.with(ACCEPTED, "{ rule: M3, nodes: [gateway-worker], because: slash }");

        deployment.assemble();

        Manifest worker =
                Manifest.read(NodeOutput.of(deployment.output(), "worker-1").manifest());
        assertThat(worker.accepted()).containsExactly(new Manifest.Accepted("M3", "slash"));
        assertThat(Manifest.read(NodeOutput.of(deployment.output(), "km").manifest())
                        .accepted())
                .isEmpty();
    }

    /** Which nodes are built with it must not change a tarball. */
    @Test
    void aManifestDoesNotDependOnWhatWasSelected() throws IOException {
        deployment.assemble();
        byte[] together = Manifest.read(NodeOutput.of(deployment.output(), "km").manifest())
                .json();
        deployment.forced().assemble(new NodeSelection(List.of(), List.of("km")));

        assertThat(Manifest.read(NodeOutput.of(deployment.output(), "km").manifest())
                        .json())
                .isEqualTo(together);
    }

    @Test
    void thePageHasATableOfWhatIsAccepted() throws IOException {
        assertThat(page())
                .contains("accepted-table", ">M3<", ">the whole deployment<", ">our balancer adds the slash<");
        deployment.with(ACCEPTED, "{ rule: M3, nodes: [worker-1, km], because: \"a <b>\" }");
        assertThat(page()).contains(">worker-1, km<", ">a &lt;b&gt;<");
        deployment.with("accept:\n  - { rule: M3, nodes: [worker-1, km], because: \"a <b>\" }\n", "");
        assertThat(page()).doesNotContain("accepted-table");
    }

    private String page() throws IOException {
        return DeploymentPage.html(CompanionContext.of(deployment.read().deployment(), Map.of()), List.of(), List.of());
    }
}
