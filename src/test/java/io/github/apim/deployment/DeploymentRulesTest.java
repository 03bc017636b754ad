package io.github.apim.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentRulesTest {

    private static final String HEAD = """
            packs: { api-manager: wso2am-1.9.0.zip }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql.jar
              credentials: apim-db
            """;

    private static final String SYNCHRONIZER = """
            deployment-synchronizer: { url: "http://10.0.0.21/repos/gateway", client: [] }
            """;

    @TempDir
    Path folder;

    @Test
    void aSoundDeploymentHasNoProblems() throws IOException {
        assertThat(check(
                        SYNCHRONIZER,
                        "m: { role: gateway-manager, host: m.internal, address: 10.0.0.1 }",
                        "w: { role: gateway-worker, host: w.internal, address: 10.0.0.2 }",
                        "v: { role: gateway-worker, host: w.internal, address: 10.0.0.2, offset: 1 }",
                        "k: { role: key-manager, host: k.internal }"))
                .isEmpty();
    }

    @Test
    void aGatewayNeedsAKeyManager() throws IOException {
        assertThat(check("", "w: { role: gateway-worker, host: w.internal, address: 10.0.0.2 }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("nodes.w.role");
                    assertThat(problem.location().line()).isEqualTo(7);
                    assertThat(problem.message()).contains("add a node of role key-manager");
                });
    }

    @Test
    void anAllInOneNodeOrAnIdentityServerMayBeTheKeyManager() throws IOException {
        assertThat(check(
                        "",
                        "w: { role: gateway-worker, host: w.internal, address: 10.0.0.2 }",
                        "a: { role: all-in-one, host: a.internal }"))
                .isEmpty();
    }

    @Test
    void membersOfAClusterNeedAnAddress() throws IOException {
        assertThat(check(
                        "",
                        "m: { role: gateway-manager, host: m.internal }",
                        "w: { role: gateway-worker, host: 10.0.0.2 }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("nodes.m.address");
                    assertThat(problem.message()).contains("clusters with w, and Hazelcast needs an IP address");
                });
    }

    @Test
    void aMemberOnAnotherMachineCannotBeLoopback() throws IOException {
        assertThat(check(
                        "",
                        "m: { role: gateway-manager, host: m.internal, address: 127.0.0.1 }",
                        "w: { role: gateway-worker, host: w.internal, address: 10.0.0.2 }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("127.0.0.1 cannot be reached"));
    }

    @Test
    void aWholeDeploymentOnOneMachineMayUseLoopback() throws IOException {
        assertThat(check(
                        "",
                        "m: { role: gateway-manager, host: localhost, address: 127.0.0.1 }",
                        "w: { role: gateway-worker, host: localhost, address: 127.0.0.1, offset: 1 }",
                        "k: { role: key-manager, host: localhost, address: 127.0.0.1, offset: 2 }"))
                .isEmpty();
    }

    @Test
    void nodesOfOneMachineNeedDifferentOffsets() throws IOException {
        assertThat(check(
                        "",
                        "m: { role: gateway-manager, host: m.internal, address: 10.0.0.1 }",
                        "w: { role: gateway-worker, host: w.internal, address: 10.0.0.1 }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("nodes.w.offset");
                    assertThat(problem.message()).contains("node m (line 7) is on the same machine");
                });
    }

    @Test
    void onlyOneManagerCommits() throws IOException {
        assertThat(check(
                        SYNCHRONIZER,
                        "m: { role: gateway-manager, host: m.internal, address: 10.0.0.1 }",
                        "n: { role: gateway-manager, host: n.internal, address: 10.0.0.2 }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.toString()).contains("nodes.n.role: node m is the gateway manager already"));
    }

    @Test
    void workersWithoutAManagerHaveNothingToCheckOut() throws IOException {
        assertThat(check(
                        SYNCHRONIZER,
                        "w: { role: gateway-worker, host: w.internal, address: 10.0.0.2 }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("no node has the role gateway-manager"));
    }

    @Test
    void aGatewaysNameMustNotHoldRevoke() throws IOException {
        assertThat(check(
                        "",
                        "w: { role: gateway-worker, host: revoked.internal, address: 10.0.0.2 }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("nodes.w.host: this gateway is reached as revoked.internal"));
    }

    private List<Problem> check(String section, String... nodes) throws IOException {
        Path file = Files.writeString(
                folder.resolve("deployment.yaml"), HEAD + section + "nodes:\n  " + String.join("\n  ", nodes) + "\n");
        Deployment deployment = new DeploymentReader(
                        name -> Optional.empty(), id -> Optional.of(new Credentials("user", new Secret("password"))))
                .read(file)
                .deployment();
        return DeploymentRules.check(deployment);
    }
}
