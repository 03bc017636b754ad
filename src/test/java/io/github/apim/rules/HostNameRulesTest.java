package io.github.apim.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.testing.SurroundedDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNameRulesTest {

    @TempDir
    Path folder;

    /** A server calls itself at the address of a network interface: its name may be the balancer's on any port. */
    @Test
    void aServerNeedsNoNameToReachItself() throws IOException {
        assertThat(check(
                        "key-manager: { name: km.example.com, https: 443 }",
                        "k: { role: key-manager, host: k.internal, address: 10.0.0.1 }",
                        "s: { role: store, host: s.internal, address: 10.0.0.1, offset: 1 }",
                        "a: { role: all-in-one, host: a.internal, address: 10.0.0.2 }"))
                .isEmpty();
    }

    @Test
    void m44ADeploymentOfAllKindsOfNodesStaysSilent() throws IOException {
        assertThat(DeploymentRules.check(SurroundedDeployment.in(folder).read()))
                .isEmpty();
    }

    @Test
    void m44OneNameOfTwoMachines() throws IOException {
        assertThat(check(
                        "all-in-one: api.example.com",
                        "a: { role: all-in-one, host: api.internal, address: 10.0.0.1 }",
                        "b: { role: all-in-one, host: API.internal, address: 10.0.0.2 }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.path()).isEqualTo("nodes.b.host");
                    assertThat(problem.message())
                            .contains("leads to 10.0.0.1 as the host of node a", "but this node is on 10.0.0.2");
                });
    }

    @Test
    void m44AHostThatIsTheNameOfAnotherRole() throws IOException {
        assertThat(check(
                        "store: api.internal",
                        "a: { role: all-in-one, host: api.internal, address: 10.0.0.1 }",
                        "s: { role: store, host: s.internal, address: 10.0.0.3 }"))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("leads to 10.0.0.5 as the virtual host of role store"));
    }

    @Test
    void m44ALocalNameAmongSeveralMachines() throws IOException {
        assertThat(check(
                        "all-in-one: api.example.com",
                        "a: { role: all-in-one, host: localhost, address: 10.0.0.1 }",
                        "b: { role: all-in-one, host: b.internal, address: 10.0.0.2 }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("nodes.a.host");
                    assertThat(problem.message()).contains("give the machine's name or address");
                });
    }

    @Test
    void m44NodesOfOneMachineMayShareItsNameStaysSilent() throws IOException {
        assertThat(check(
                        "all-in-one: { name: api.internal, https: 443 }",
                        "a: { role: all-in-one, host: api.internal, address: 10.0.0.1 }",
                        "b: { role: all-in-one, host: api.internal, address: 10.0.0.1, offset: 1 }",
                        "m: { role: message-broker, host: localhost }"))
                .filteredOn(problem -> !problem.path().equals("nodes.m.host"))
                .isEmpty();
    }

    @Test
    void m44EverythingOnOneMachineMayBeLocalStaysSilent() throws IOException {
        assertThat(check(
                        "all-in-one: api.example.com",
                        "a: { role: all-in-one, host: localhost, address: 127.0.0.1 }",
                        "b: { role: all-in-one, host: localhost, address: 127.0.0.1, offset: 1 }"))
                .isEmpty();
    }

    @Test
    void m38TwoRolesUnderOneNameAndPort() throws IOException {
        assertThat(check(
                        "publisher: portal.example.com\n    store: Portal.example.com",
                        "a: { role: all-in-one, host: a.internal }"))
                .anySatisfy(problem -> {
                    assertThat(problem.path()).isEqualTo("load-balancer.virtual-hosts");
                    assertThat(problem.message()).contains("would bind the same ports", "443");
                });
    }

    private List<Problem> check(String virtualHosts, String... nodes) throws IOException {
        Path file = Files.writeString(
                folder.resolve("deployment.yaml"), """
                packs: { api-manager: am.zip, message-broker: mq.zip }
                databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
                load-balancer:
                  address: 10.0.0.5
                  virtual-hosts:
                    %s

                nodes:
                  %s
                """.formatted(virtualHosts, String.join("\n  ", nodes)));
        ReadResult read = new DeploymentReader(
                        name -> Optional.empty(), id -> Optional.of(new Credentials("apim", new Secret("secret"))))
                .read(file);
        return DeploymentRules.check(read);
    }
}
