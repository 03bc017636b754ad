package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TomlDeployment;
import io.github.apim.testing.TomlPack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nodes go without, and which templates are others, where one pack is for all roles. */
class RoleHomesTest {

    private static final String SERVER = "repository/deployment/server/";
    private static final String SYNAPSE = SERVER + "synapse-configs/default/";
    private static final String TEMPLATES = "repository/resources/conf/templates/";
    private static final String AXIS2 = TEMPLATES + "repository/conf/axis2/";
    private static final String WEB = TEMPLATES + "repository/conf/tomcat/carbon/WEB-INF/";

    @TempDir
    Path folder;

    /** The counts are those of the product's own script on the same names, but for templates that it moves: we copy. */
    @ParameterizedTest
    @CsvSource({"4.0.0, 3, 2014, 1988", "4.1.0, 28, 2129, 2101"})
    @Needs(Need.REAL_PACKS)
    void asManyFilesAreLeftOutOfTheRealPackAsItsScriptTakesAway(
            String version, int ofControlPlane, int ofTrafficManager, int ofGateway) throws IOException {
        SmallPack pack = TomlPack.listed("wso2am-" + version);
        pack.toZip(folder);

        Map<String, NodeHome> homes = TomlDeployment.on(folder, TomlDeployment.descriptor(version))
                .assemble();

        assertThat(leftOut(pack, homes.get("control-plane-1"))).hasSize(ofControlPlane);
        assertThat(leftOut(pack, homes.get("traffic-manager-1"))).hasSize(ofTrafficManager);
        assertThat(leftOut(pack, homes.get("gateway-1"))).hasSize(ofGateway);
    }

    @Test
    @Needs(Need.REAL_PACKS)
    void soManyAreLeftOutOfAKeyManagerOf40() throws IOException {
        SmallPack pack = TomlPack.listed("wso2am-4.0.0");
        pack.toZip(folder);
        String descriptor = TomlDeployment.descriptor("4.0.0")
                + "  key-manager-1: { role: key-manager, host: km-1.internal, address: 10.0.0.41 }\n";

        NodeHome keyManager = TomlDeployment.on(folder, descriptor).assemble().get("key-manager-1");

        // 1150, of which two are templates that the script moves.
        assertThat(leftOut(pack, keyManager)).hasSize(1148);
        assertSwapped(keyManager, AXIS2, "axis2", "KM");
        assertSwapped(keyManager, AXIS2, "tenant-axis2", "KM");
    }

    /** Files of the pack that the node goes without. */
    private static List<String> leftOut(SmallPack pack, NodeHome home) {
        Set<String> there = new TreeSet<>(home.filePaths());
        return pack.names().stream()
                .filter(name -> !name.endsWith("/"))
                .map(name -> name.substring(name.indexOf('/') + 1))
                .filter(path -> !there.contains(path))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.1.0", "4.4.0"})
    void controlPlanesPassNothingThrough(String version) throws IOException {
        NodeHome node = homes(version).get("control-plane-1");

        assertSwapped(node, AXIS2, "axis2", "ControlPlane");
        assertSwapped(node, AXIS2, "tenant-axis2", "ControlPlane");
        assertShipped(node, WEB + "web.xml.j2");
        assertThat(node.filePaths())
                .filteredOn(path -> path.startsWith(SYNAPSE))
                .containsExactly(SYNAPSE + "synapse.xml");
        assertThat(webApplications(node))
                .contains("api#am#admin", "internal#data#v1", "oauth2", "authenticationendpoint")
                .doesNotContain("api#am#gateway#v2");
        assertThat(endpointTemplates(node)).containsExactly("SecureWebhookServer.xml.j2");
    }

    @Test
    void controlPlanesOf40PassCallsThroughAndServeAll() throws IOException {
        NodeHome node = homes("4.0.0").get("control-plane-1");

        assertShipped(node, AXIS2 + "axis2.xml.j2");
        assertThat(node.filePaths())
                .contains(SYNAPSE + "sequences/main.xml")
                .noneMatch(path -> path.endsWith("WebSocketInboundEndpoint.xml"));
        assertThat(webApplications(node)).contains("api#am#gateway#v2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "3.2.0", "4.0.0", "4.1.0", "4.4.0"})
    void trafficManagersHaveTheirTemplatesAndNoPortals(String version) throws IOException {
        NodeHome node = homes(version).get("traffic-manager-1");

        assertSwapped(node, AXIS2, "axis2", "TM");
        assertShipped(node, AXIS2 + "tenant-axis2.xml.j2");
        assertSwapped(node, TEMPLATES + "repository/conf/", "registry", "TM");
        if (TomlPack.isSince("4.1.0", version)) {
            assertSwapped(node, WEB, "web", "TM_GW");
        }
        assertThat(webApplications(node))
                .containsExactlyElementsOf(
                        TomlPack.isSince("3.2.0", version) ? List.of("internal#data#v1") : List.of());
        assertThat(node.filePaths())
                .noneMatch(path -> path.startsWith(SERVER + "jaggeryapps/") && path.endsWith(".jag"))
                .noneMatch(path -> path.contains("endpoint/WEB-INF"));
        assertThat(node.filePaths())
                .filteredOn(path -> path.startsWith(SYNAPSE))
                .containsExactly(SYNAPSE + "synapse.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.0", "3.2.0", "4.0.0", "4.1.0", "4.4.0"})
    void gatewaysKeepTheirEndpointsAndNoPortals(String version) throws IOException {
        NodeHome node = homes(version).get("gateway-1");

        assertShipped(node, AXIS2 + "axis2.xml.j2");
        assertShipped(node, TEMPLATES + "repository/conf/registry.xml.j2");
        if (TomlPack.isSince("4.1.0", version)) {
            assertSwapped(node, WEB, "web", "TM_GW");
        } else {
            assertShipped(node, WEB + "web.xml.j2");
        }
        assertThat(node.filePaths())
                .contains(
                        SYNAPSE + "inbound-endpoints/WebSocketInboundEndpoint.xml", SYNAPSE + "sequences/main.xml")
                .noneMatch(path -> path.endsWith(".jag") || path.endsWith(".jsp"));
        assertThat(webApplications(node))
                .containsExactlyInAnyOrderElementsOf(
                        !TomlPack.isSince("3.2.0", version)
                                ? List.of("am#sample#pizzashack#v1")
                                : List.of(
                                        "am#sample#pizzashack#v1",
                                        TomlPack.isSince("4.0.0", version) ? "api#am#gateway#v2" : "api#am#gateway"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "3.1.0", "3.2.0"})
    void portalsAndKeyManagersOf3HaveTheirOwn(String version) throws IOException {
        Map<String, NodeHome> homes = homes(version);
        boolean events = version.equals("3.2.0");

        assertThat(portals(homes.get("publisher-1"))).containsExactlyInAnyOrder("publisher", "admin");
        assertThat(portals(homes.get("devportal-1"))).containsExactly("devportal");
        assertThat(portals(homes.get("key-manager-1"))).isEmpty();
        assertThat(webApplications(homes.get("publisher-1")))
                .contains("api#am#publisher", "api#am#admin", "oauth2", "client-registration#v0.17")
                .doesNotContain("api#am#store", "am#sample#calculator#v1", "throttle#data#v1");
        assertThat(webApplications(homes.get("devportal-1"))).contains("api#am#store").doesNotContain("api#am#publisher");
        assertThat(webApplications(homes.get("key-manager-1")))
                .contains("oauth2", events ? "keymanager-operations" : "throttle#data#v1")
                .doesNotContain("api#am#publisher", "internal#data#v1");
        assertSwapped(homes.get("key-manager-1"), AXIS2, "axis2", "KM");
        assertThat(homes.get("key-manager-1").filePaths()).noneMatch(path -> path.contains("blocking_client"));
        if (events) {
            assertSwapped(homes.get("publisher-1"), AXIS2, "axis2", "Publisher");
            assertSwapped(homes.get("devportal-1"), AXIS2, "tenant-axis2", "Devportal");
        } else {
            assertShipped(homes.get("publisher-1"), AXIS2 + "axis2.xml.j2");
        }
    }

    @Test
    void packsOfPartsStayAsTheyAreButForKeyManagers() throws IOException {
        String descriptor = TomlDeployment.descriptor("4.5.0")
                + "  key-manager-1: { role: key-manager, host: km-1.internal, address: 10.0.0.41 }\n";
        Map<String, NodeHome> homes =
                TomlDeployment.in(folder, "4.5.0", descriptor).assemble();

        assertThat(leftOut(TomlPack.of("wso2am-acp-4.5.0"), homes.get("control-plane-1")))
                .isEmpty();
        assertThat(leftOut(TomlPack.of("wso2am-tm-4.5.0"), homes.get("traffic-manager-1")))
                .isEmpty();
        assertThat(leftOut(TomlPack.of("wso2am-universal-gw-4.5.0"), homes.get("gateway-1")))
                .isEmpty();
        NodeHome keyManager = homes.get("key-manager-1");
        assertSwapped(keyManager, AXIS2, "axis2", "KM");
        assertThat(webApplications(keyManager))
                .contains("oauth2", "keymanager-operations", "authenticationendpoint")
                .doesNotContain("publisher", "api#am#publisher", "internal#data#v1", "client-registration#v0.17");
    }

    /** It is inferred that packs of control planes have those templates. */
    @Test
    void aKeyManagerOfAPackWithoutItsTemplatesKeepsThoseOfAll() throws IOException {
        for (SmallPack pack : TomlPack.all("4.6.0")) {
            if (pack.names().contains("wso2am-acp-4.6.0/bin/api-cp.sh")) {
                pack.without(AXIS2 + "axis2_KM.xml.j2").without(AXIS2 + "tenant-axis2_KM.xml.j2");
            }
            pack.toZip(folder);
        }
        String descriptor = TomlDeployment.descriptor("4.6.0")
                + "  key-manager-1: { role: key-manager, host: km-1.internal, address: 10.0.0.41 }\n";

        assertShipped(
                TomlDeployment.on(folder, descriptor).assemble().get("key-manager-1"), AXIS2 + "axis2.xml.j2");
    }

    @Test
    void aPackWithoutTheTemplateOfARoleIsRefused() throws IOException {
        TomlPack.of4().without(AXIS2 + "axis2_TM.xml.j2").toZip(folder);
        TestDeployment deployment = TomlDeployment.on(folder, TomlDeployment.descriptor("4.1.0"));

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining("nodes.traffic-manager-1")
                .hasMessageContaining(AXIS2 + "axis2_TM.xml.j2")
                .hasMessageContaining("take a complete pack");
    }

    @Test
    void keptApplicationsStayButTemplatesAreStillThoseOfTheRole() throws IOException {
        String descriptor = "jaggery-applications: keep\n" + TomlDeployment.descriptor("4.1.0");
        Map<String, NodeHome> homes =
                TomlDeployment.in(folder, "4.1.0", descriptor).assemble();

        NodeHome trafficManager = homes.get("traffic-manager-1");
        assertThat(portals(trafficManager)).containsExactlyInAnyOrder("publisher", "devportal", "admin");
        assertThat(webApplications(trafficManager)).contains("oauth2", "api#am#gateway#v2");
        assertSwapped(trafficManager, AXIS2, "axis2", "TM");
        assertThat(webApplications(homes.get("control-plane-1"))).contains("api#am#gateway#v2");
    }

    @Test
    void allInOneNodesHaveAll() throws IOException {
        String descriptor = TomlDeployment.descriptor("4.4.0").replaceAll("(?s)load-balancer:.*", """
                nodes:
                  am-1: { role: all-in-one, host: am-1.internal, address: 10.0.0.11 }
                """);

        NodeHome all = TomlDeployment.in(folder, "4.4.0", descriptor).assemble().get("am-1");

        assertThat(leftOut(TomlPack.of("wso2am-4.4.0"), all)).isEmpty();
        assertShipped(all, AXIS2 + "axis2.xml.j2");
    }

    @Test
    void whatTheUserBringsForARoleStays() throws IOException {
        Path own = folder.resolve("overlays/traffic-manager");
        Files.createDirectories(own.resolve(SERVER + "webapps"));
        Files.createDirectories(own.resolve(AXIS2));
        Files.writeString(own.resolve(SERVER + "webapps/health.war"), "own");
        Files.writeString(own.resolve(AXIS2 + "axis2.xml.j2"), "own template");

        NodeHome node = homes("4.1.0").get("traffic-manager-1");

        assertThat(webApplications(node)).containsExactlyInAnyOrder("health", "internal#data#v1");
        assertThat(text(node, AXIS2 + "axis2.xml.j2")).isEqualTo("own template");
    }

    private Map<String, NodeHome> homes(String version) throws IOException {
        return TomlDeployment.in(folder, version).assemble();
    }

    private static void assertSwapped(NodeHome node, String below, String name, String kind) {
        String other = below + name + "_" + kind + ".xml.j2";
        assertThat(text(node, below + name + ".xml.j2"))
                .isNotEmpty()
                .contains(name + "_" + kind)
                .isEqualTo(text(node, other));
    }

    private static void assertShipped(NodeHome node, String template) {
        String name = template.substring(TEMPLATES.length(), template.length() - ".j2".length());
        assertThat(text(node, template)).contains(name);
    }

    private static Set<String> webApplications(NodeHome node) {
        return below(node, SERVER + "webapps/");
    }

    private static Set<String> portals(NodeHome node) {
        Set<String> names = below(node, SERVER + "jaggeryapps/");
        names.remove("lerna.json");
        return names;
    }

    private static Set<String> endpointTemplates(NodeHome node) {
        return below(node, TEMPLATES + SYNAPSE + "inbound-endpoints/");
    }

    private static Set<String> below(NodeHome node, String folder) {
        return node.filePaths().stream()
                .filter(path -> path.startsWith(folder))
                .map(path -> path.substring(folder.length()))
                .map(path -> path.contains("/") ? path.substring(0, path.indexOf('/')) : path)
                .map(name -> name.endsWith(".war") ? name.substring(0, name.length() - 4) : name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(NodeHome node, String path) {
        return new String(node.bytes(path), StandardCharsets.UTF_8);
    }
}
