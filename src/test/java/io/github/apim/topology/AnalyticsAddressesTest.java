package io.github.apim.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.AnalyticsServer;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.Secrets;
import io.github.apim.deployment.ShownDeployment;
import io.github.apim.deployment.Statistics;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Role;
import io.github.apim.testing.ThrottledDeployment;
import io.github.apim.testing.TomlDeployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The analytics server outside the deployment, as others see it. */
class AnalyticsAddressesTest {

    private static final String ANALYTICS = """
            statistics:
              analytics: { host: an.internal, offset: 3, credentials: { username: analyst, password: an-secret } }
            """;

    @TempDir
    Path folder;

    private Deployment deployment(String version) {
        return ThrottledDeployment.of(folder, version, ThrottledDeployment.DESCRIPTOR + ANALYTICS);
    }

    /** Of what 1.10.0 has, too. */
    private Deployment older() {
        String descriptor = ThrottledDeployment.DESCRIPTOR
                .replaceFirst("throttling: .*\n", "")
                .replaceAll(" +traffic-manager-.*\n", "");
        return ThrottledDeployment.of(folder, "1.10.0", descriptor + ANALYTICS);
    }

    @ParameterizedTest
    @CsvSource({"2.0.0,9447", "2.1.0,9447", "2.2.0,9447", "2.5.0,9447", "2.6.0,7444"})
    void theOffsetMovesThePortsOfTheVersionsOwnServerButWhereItsConfigurationNamesThem(String version, int rest) {
        AnalyticsAddresses addresses =
                new Topology(deployment(version)).wiring().analytics().orElseThrow();

        assertThat(addresses).asString().contains("an.internal:7615", "an.internal:7715", "an.internal:" + rest);
    }

    @Test
    void dataAnalyticsServerIsShippedWithoutAnOffset() {
        AnalyticsAddresses addresses =
                new Topology(older()).wiring().analytics().orElseThrow();

        assertThat(addresses).asString().contains("an.internal:7614", "an.internal:7714", "an.internal:9446");
    }

    @Test
    void gatewaysReportToItAndThoseWhoShowItAsk() {
        Wiring wiring = new Topology(deployment("2.6.0")).wiring();

        assertThat(calls(wiring, CallPurpose.EVENTS))
                .containsExactly(
                        "gateway-manager an.internal:7615",
                        "gateway-manager an.internal:7715",
                        "gateway-worker-1 an.internal:7615",
                        "gateway-worker-1 an.internal:7715",
                        "gateway-worker-2 an.internal:7615",
                        "gateway-worker-2 an.internal:7715");
        assertThat(calls(wiring, CallPurpose.SUMMARIES))
                .containsExactly("publisher-1 an.internal:7444", "store-1 an.internal:7444");
    }

    /** Of the versions whose nodes are one file each. */
    private Deployment newer(String version) {
        return new Descriptors(folder)
                .read(TomlDeployment.descriptor(version) + ANALYTICS)
                .deployment();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "3.1.0", "3.2.0"})
    void gatewaysOf3ReportToTheWorkerAndPortalsAskIt(String version) {
        Topology topology = new Topology(newer(version));

        assertThat(calls(topology.wiring(), CallPurpose.EVENTS))
                .containsExactly(
                        "gateway-1 an.internal:7615",
                        "gateway-1 an.internal:7715",
                        "gateway-2 an.internal:7615",
                        "gateway-2 an.internal:7715");
        assertThat(calls(topology.wiring(), CallPurpose.SUMMARIES))
                .containsExactly("publisher-1 an.internal:7444", "devportal-1 an.internal:7444");
        assertThat(Firewall.of(topology).openings())
                .filteredOn(opening -> opening.machine().equals("an.internal"))
                .extracting(Firewall.Opening::port)
                .containsExactlyInAnyOrder(7615, 7715, 7444);
        assertThat(new HostNames(topology).everywhere()).containsKey("an.internal");
        assertThat(readers(topology.deployment())).isEmpty();
    }

    private static List<String> calls(Wiring wiring, CallPurpose purpose) {
        return wiring.serverCalls().stream()
                .filter(call -> call.purpose() == purpose)
                .map(call -> call.from().name() + " " + call.server())
                .toList();
    }

    @Test
    void theFirewallOpensItsPortsAndEveryMachineMustKnowItsName() {
        Topology topology = new Topology(deployment("2.5.0"));

        assertThat(Firewall.of(topology).openings())
                .filteredOn(opening -> opening.machine().equals("an.internal"))
                .extracting(Firewall.Opening::port)
                .containsExactlyInAnyOrder(7615, 7715, 9447);
        assertThat(new HostNames(topology).everywhere()).containsKey("an.internal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.1.0", "2.2.0", "2.5.0"})
    void publisherAndStoreReadItsSchema(String version) {
        assertThat(readers(deployment(version))).containsExactlyInAnyOrder(Role.PUBLISHER, Role.STORE);
        assertThat(readers(older())).containsExactlyInAnyOrder(Role.PUBLISHER, Role.STORE);
    }

    @Test
    void noNodeOf26ReadsItsSchema() {
        assertThat(readers(deployment("2.6.0"))).isEmpty();
    }

    private static Set<Role> readers(Deployment deployment) {
        return SharedSchema.STATISTICS.users(deployment).stream()
                .map(node -> node.role())
                .collect(Collectors.toSet());
    }

    @Test
    void itsPasswordIsASecretThatDoesNotShow() {
        Deployment deployment = deployment("2.6.0");
        Set<Secret> secrets = Secrets.of(deployment);

        assertThat(secrets).extracting(Secret::reveal).contains("an-secret");
        assertThat(server(ShownDeployment.of(deployment, KnownSecrets.of(secrets))))
                .isEqualTo(new AnalyticsServer(
                        "an.internal", 3, Optional.of(new Credentials("analyst", new Secret(Secret.MASK)))));
    }

    private static AnalyticsServer server(Deployment deployment) {
        return deployment.statistics().flatMap(Statistics::analytics).orElseThrow();
    }
}
