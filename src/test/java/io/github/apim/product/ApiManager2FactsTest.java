package io.github.apim.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of API Manager 2.x, held to the lists of real packs, and from version to version. */
class ApiManager2FactsTest {

    private static final String COMPONENTS = "repository/components/";
    private static final String SERVER = "repository/deployment/server/";

    private static Facts facts(String version) {
        return Catalogue.of(new ProductVersion(Product.API_MANAGER, version));
    }

    /** The paths of a pack below its root; those of folders end in a slash. */
    private static List<String> listing(String version) throws IOException {
        String root = "wso2am-" + version + "/";
        return RealPacks.listing("wso2am-" + version).stream()
                .map(RealPacks.Listed::path)
                .map(path -> path.substring(root.length()))
                .toList();
    }

    private static Set<String> names(List<String> listing, String folder) {
        return listing.stream()
                .filter(path -> path.startsWith(folder) && path.length() > folder.length())
                .map(path -> path.substring(folder.length()).split("/")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.1.0", "2.5.0", "2.6.0"})
    @Needs(Need.REAL_PACKS)
    void everyProfileIsAFolderOfThePack(String version) throws IOException {
        Map<Role, String> profiles = facts(version).profiles();

        assertThat(profiles).hasSize(6);
        assertThat(names(listing(version), COMPONENTS)).containsAll(profiles.values());
    }

    @Test
    @Needs(Need.REAL_PACKS)
    void aGatewayManagerStartsAsAWorkerWhereItsOwnProfileIsGone() throws IOException {
        assertThat(names(listing("2.1.0"), COMPONENTS)).contains("gateway-manager");
        assertThat(names(listing("2.5.0"), COMPONENTS)).doesNotContain("gateway-manager");

        assertThat(facts("2.2.0").profile(Role.GATEWAY_MANAGER)).contains("gateway-manager");
        assertThat(facts("2.5.0").profile(Role.GATEWAY_MANAGER)).contains("gateway-worker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5.0", "2.6.0"})
    @Needs(Need.REAL_PACKS)
    void theWebApplicationsThatARoleServesAreInThePack(String version) throws IOException {
        Facts facts = facts(version);
        Set<String> packed = names(listing(version), SERVER + "webapps/");

        facts.webApplications()
                .forEach((role, starts) -> assertThat(packed.stream().filter(name -> facts.serves(role, name)))
                        .as(role.key())
                        .hasSameSizeAs(starts));
        assertThat(packed.stream().filter(name -> facts.serves(Role.ALL_IN_ONE, name)))
                .containsExactlyElementsOf(packed);
    }

    @ParameterizedTest
    @CsvSource({"2.0.0, 4", "2.1.0, 4", "2.5.0, 3", "2.6.0, 3"})
    @Needs(Need.REAL_PACKS)
    void noJaggeryApplicationOfThePackIsUnknown(String version, int count) throws IOException {
        Set<String> packed = names(listing(version), SERVER + "jaggeryapps/");

        assertThat(packed).hasSize(count);
        assertThat(facts(version).foreignApplications(Role.TRAFFIC_MANAGER)).containsAll(packed);
        assertThat(facts(version).foreignApplications(Role.ALL_IN_ONE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1.0", "2.5.0"})
    @Needs(Need.REAL_PACKS)
    void aPackThatWasNeverStartedHoldsNothingThatAStartLeaves(String version) throws IOException {
        HomeFacts home = facts(version).home();

        assertThat(listing(version))
                .hasSizeGreaterThan(5000)
                .noneMatch(path -> home.leftPaths().matcher(path).matches())
                .noneMatch(path ->
                        !path.endsWith("/") && home.leftFiles().matcher(path).matches());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lib/tomcat/work/Catalina/localhost/_/SESSIONS.ser",
                "solr/data/registry-indexing/index/segments_1",
                "repository/conf/solr/registry-indexing/core.properties",
                "repository/deployment/server/artifactMetafiles/war/store.metafile",
                "repository/logs/wso2carbon.log"
            })
    void whatAStartLeavesIsTold(String path) {
        HomeFacts home = facts("2.6.0").home();

        assertThat(home.leftFiles().matcher(path).matches()).isTrue();
        assertThat(home.written().matcher(path).matches()).isTrue();
    }

    @Test
    void policiesOfATrafficManagerAppearWhileItRuns() {
        String plan = SERVER + "executionplans/carbon.super_app_Gold.siddhiql";

        assertThat(facts("2.6.0").home().published().matcher(plan).matches()).isTrue();
        assertThat(facts("1.9.0").home().published().matcher(plan).matches()).isFalse();
    }

    @Test
    void portsCameWithTheVersions() {
        assertThat(purposes("2.0.0", Role.GATEWAY_WORKER))
                .doesNotContain(PortPurpose.WEB_SOCKET, PortPurpose.WEB_SOCKET_TLS, PortPurpose.BROKER_AMQP);
        assertThat(purposes("2.1.0", Role.GATEWAY_WORKER))
                .contains(PortPurpose.WEB_SOCKET)
                .doesNotContain(PortPurpose.WEB_SOCKET_TLS, PortPurpose.BROKER_AMQP);
        assertThat(purposes("2.2.0", Role.GATEWAY_WORKER))
                .contains(PortPurpose.WEB_SOCKET, PortPurpose.WEB_SOCKET_TLS, PortPurpose.BROKER_AMQP);
        assertThat(purposes("2.6.0", Role.GATEWAY_WORKER)).isEqualTo(purposes("2.2.0", Role.GATEWAY_WORKER));
    }

    @Test
    void aTrafficManagerPassesNoApiCallsThrough() {
        for (String version : ApiManager2Facts.VERSIONS) {
            assertThat(purposes(version, Role.TRAFFIC_MANAGER))
                    .as(version)
                    .contains(
                            PortPurpose.SERVLET_HTTPS,
                            PortPurpose.THROTTLE_EVENTS,
                            PortPurpose.THROTTLE_EVENTS_TLS,
                            PortPurpose.BROKER_AMQP)
                    .doesNotContain(
                            PortPurpose.PASS_THROUGH_HTTPS,
                            PortPurpose.PASS_THROUGH_HTTP,
                            PortPurpose.WEB_SOCKET,
                            PortPurpose.KEY_VALIDATION,
                            PortPurpose.CLUSTERING);
            assertThat(facts(version).cluster(Role.TRAFFIC_MANAGER)).as(version).isEmpty();
        }
    }

    private static Set<PortPurpose> purposes(String version, Role role) {
        return facts(version).ports(role).stream().map(PortFact::purpose).collect(Collectors.toSet());
    }

    /** A row that begins where another one ends must not leave a port, a call or a profile twice. */
    @Test
    void noVersionSaysAnythingTwice() {
        for (String version : ApiManager2Facts.VERSIONS) {
            for (Role role : Role.values()) {
                assertThat(facts(version).ports(role).stream().map(PortFact::purpose))
                        .as("%s %s", version, role)
                        .doesNotHaveDuplicates();
            }
            assertThat(facts(version).calls().stream().map(call -> call.purpose() + " " + call.service()))
                    .as(version)
                    .doesNotHaveDuplicates()
                    .hasSize(11);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2.0.0, 5.2.0",
        "2.1.0, 5.3.0",
        "2.2.0, 5.5.0",
        "2.5.0, 5.6.0",
        "2.6.0, 5.7.0",
    })
    void eachVersionGoesWithTheIdentityServerThatHasItsKeyManager(String version, String identityServer) {
        List<ProductVersion> fitting = versions(version, identityServer);

        assertThat(Compatibility.misfits(fitting)).isEmpty();
        Stream.of("5.0.0", "5.1.0", "5.2.0", "5.3.0", "5.5.0", "5.6.0", "5.7.0")
                .filter(other -> !other.equals(identityServer))
                .forEach(other -> assertThat(Compatibility.misfits(versions(version, other)))
                        .extracting(Compatibility.Refusal::message)
                        .containsExactly("WSO2 Identity Server " + other + " does not go with WSO2 API Manager "
                                + version + ", which goes with WSO2 Identity Server " + identityServer
                                + "; name a pack of that version"));
    }

    private static List<ProductVersion> versions(String apiManager, String identityServer) {
        return List.of(
                new ProductVersion(Product.API_MANAGER, apiManager),
                new ProductVersion(Product.IDENTITY_SERVER, identityServer));
    }

    @Test
    void noBamGoesWithThem() {
        assertThat(Compatibility.misfits(List.of(
                        new ProductVersion(Product.API_MANAGER, "2.6.0"), new ProductVersion(Product.BAM, "2.5.0"))))
                .extracting(Compatibility.Refusal::message)
                .containsExactly(
                        "WSO2 Business Activity Monitor 2.5.0 does not go with WSO2 API Manager 2.6.0, and no other"
                                + " version of it does; remove the pack and the nodes that run it");
    }

    @Test
    void theirPacksAreKnownAndNoOthers() {
        for (String version : ApiManager2Facts.VERSIONS) {
            assertThat(Compatibility.unknown(new ProductVersion(Product.API_MANAGER, version)))
                    .isEmpty();
        }
        assertThat(Compatibility.unknown(new ProductVersion(Product.API_MANAGER, "2.3.0")))
                .map(Compatibility.Refusal::message)
                .hasValueSatisfying(message -> assertThat(message).contains("unknown", "the nearest is 2.2.0"));
    }

    @Test
    void aVersionBetweenTwoIsTakenForTheOneBefore() {
        assertThat(facts("2.3.1").profile(Role.GATEWAY_MANAGER)).contains("gateway-manager");
        assertThat(facts("2.7.0").profile(Role.GATEWAY_MANAGER)).contains("gateway-worker");
        assertThat(facts("1.9.7").ports(Role.TRAFFIC_MANAGER)).isEmpty();
        assertThat(facts("of-no-number").ports(Role.TRAFFIC_MANAGER)).isEmpty();
    }

    @Test
    void anOffsetMovesTheKeyValidationOfIdentityServersFrom52On() {
        assertThat(keyValidation("5.0.0").shifts()).isFalse();
        assertThat(keyValidation("5.1.0").shifts()).isFalse();
        assertThat(keyValidation("5.2.0").shifts()).isTrue();
        assertThat(keyValidation("of-no-number").shifts()).isFalse();
    }

    private static PortFact keyValidation(String version) {
        return Catalogue.of(new ProductVersion(Product.IDENTITY_SERVER, version))
                .ports(Role.IDENTITY_SERVER_KEY_MANAGER)
                .stream()
                .filter(port -> port.purpose() == PortPurpose.KEY_VALIDATION)
                .findFirst()
                .orElseThrow();
    }
}
