package io.github.apim.family.am2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import io.github.apim.testing.ThrottledDeployment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the nodes of a 2.x deployment are told of each other is what these say of themselves, read from their files: with
 * one and two traffic managers, with and without a load balancer, on machines of their own and on one.
 */
class ThrottledConsistencyTest {

    private static final String SETTINGS = "repository/conf/api-manager.xml";
    private static final String THROTTLING = "/APIManager/ThrottlingConfigurations/";
    private static final Pattern ADDRESS = Pattern.compile("(?:tcp|ssl)://([^:'}]+):([0-9]+)");

    @TempDir
    Path folder;

    @BeforeEach
    void bringClient() throws IOException {
        TestJars.jar(folder.resolve("svnkit-all-1.8.7.wso2v1.jar"), "svnkit.txt", new byte[] {1});
    }

    @ParameterizedTest
    @CsvSource({"1,true,false", "1,false,true", "2,true,true", "2,false,false"})
    void nodesAreToldWhatTheOthersSayOfThemselves(int trafficManagers, boolean balanced, boolean oneMachine)
            throws IOException {
        assertConsistent(SmallPack.throttled(), "TrafficManager", trafficManagers, balanced, oneMachine);
    }

    @ParameterizedTest
    @CsvSource({"2.0.0,DataPublisher", "2.1.0,DataPublisher", "2.2.0,TrafficManager", "2.5.0,TrafficManager"})
    @Needs(Need.REAL_PACKS)
    void soTheyAreInTheOtherVersions(String version, String receivers) throws IOException {
        SmallPack pack = SmallPack.realApiManager(version);
        assertConsistent(pack, receivers, 1, false, true);
        assertConsistent(pack, receivers, 2, true, false);
    }

    @Test
    void aTrafficManagerMovesWithItsOffsetInAllFilesOfOthers() throws IOException {
        Map<String, NodeHome> homes = deployment(SmallPack.throttled(), 2, true, false)
                .with("tm-1.internal, address: 10.1.0.13", "tm-1.internal, address: 10.1.0.13, offset: 40")
                .assemble();

        assertTold(homes, "TrafficManager", List.of("traffic-manager-1", "traffic-manager-2"));
        assertThat(addresses(homes.get("gateway-manager"), THROTTLING + "TrafficManager/ReceiverUrlGroup"))
                .containsExactly("tm-1.internal:9651", "tm-2.internal:9612");
    }

    private void assertConsistent(
            SmallPack pack, String receivers, int trafficManagers, boolean balanced, boolean oneMachine)
            throws IOException {
        Map<String, NodeHome> homes =
                deployment(pack, trafficManagers, balanced, oneMachine).assemble();

        assertTold(
                homes,
                receivers,
                Stream.of("traffic-manager-1", "traffic-manager-2")
                        .limit(trafficManagers)
                        .toList());
        String keyManager = balanced ? "km.example.com:443" : "km-1.internal:" + port(homes.get("key-manager-1"), 9443);
        String manager =
                balanced ? "mgt.gw.example.com:444" : "gw-mgt.internal:" + port(homes.get("gateway-manager"), 9443);
        for (String name : List.of("gateway-worker-1", "publisher-1", "store-1")) {
            assertThat(setting(homes.get(name), "/APIManager/APIKeyValidator/ServerURL"))
                    .as(name)
                    .isEqualTo("https://" + keyManager + "/services/");
        }
        for (String name : List.of("key-manager-1", "publisher-1", "store-1")) {
            assertThat(setting(homes.get(name), "/APIManager/APIGateway/Environments/Environment/ServerURL"))
                    .as(name)
                    .isEqualTo("https://" + manager + "/services/");
        }
    }

    /** Every traffic manager is told to all in the same order, at the ports that it itself has. */
    private static void assertTold(Map<String, NodeHome> homes, String receivers, List<String> trafficManagers)
            throws IOException {
        for (String gateway : List.of("gateway-manager", "gateway-worker-1", "gateway-worker-2")) {
            NodeHome home = homes.get(gateway);
            assertThat(addresses(home, THROTTLING + receivers + "/ReceiverUrlGroup"))
                    .containsExactlyElementsOf(at(homes, trafficManagers, 9611));
            assertThat(addresses(home, THROTTLING + receivers + "/AuthUrlGroup"))
                    .containsExactlyElementsOf(at(homes, trafficManagers, 9711));
            assertThat(listenedTo(home)).containsExactlyElementsOf(at(homes, trafficManagers, 5672));
        }
        assertThat(setting(homes.get("publisher-1"), THROTTLING + "PolicyDeployer/ServiceURL"))
                .isEqualTo("https://" + at(homes, trafficManagers, 9443).get(0) + "/services/");
        for (String name : trafficManagers) {
            Properties jndi = new Properties();
            jndi.load(new ByteArrayInputStream(homes.get(name).bytes("repository/conf/jndi.properties")));
            assertThat(found(jndi.getProperty("connectionfactory.TopicConnectionFactory")))
                    .containsExactly("localhost:" + port(homes.get(name), 5672));
        }
    }

    /** Up to 2.1.0 the only broker stands beside the URL, which names it by a property. */
    private static List<String> listenedTo(NodeHome home) {
        String details = THROTTLING + "JMSConnectionDetails/";
        String factory = setting(home, details + "JMSConnectionParameters/connectionfactory.TopicConnectionFactory");
        return factory.contains("${jms.url}") ? found(setting(home, details + "ServiceURL")) : found(factory);
    }

    private static List<String> at(Map<String, NodeHome> homes, List<String> names, int base) {
        return names.stream()
                .map(name -> name.replace("traffic-manager", "tm") + ".internal:" + port(homes.get(name), base))
                .toList();
    }

    private static int port(NodeHome home, int base) {
        return base + Integer.parseInt(home.value("repository/conf/carbon.xml", "//*[local-name()='Offset']"));
    }

    private static List<String> addresses(NodeHome home, String path) {
        return found(setting(home, path));
    }

    private static String setting(NodeHome home, String path) {
        assertThat(home.values(SETTINGS, path)).as(path).hasSize(1);
        return home.value(SETTINGS, path);
    }

    private static List<String> found(String text) {
        return ADDRESS.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1) + ":" + match.group(2))
                .toList();
    }

    private TestDeployment deployment(SmallPack pack, int trafficManagers, boolean balanced, boolean oneMachine)
            throws IOException {
        String descriptor = ThrottledDeployment.DESCRIPTOR
                .replace("am.zip", "\"PACK\"")
                .replace("mysql.jar", "mysql-connector-java-5.1.49.jar")
                .replace("mgt.gw.example.com, https: 443", "mgt.gw.example.com, https: 444")
                .replace(
                        "credentials: apim-svn }",
                        "credentials: apim-svn, client: [ svnkit-all-1.8.7.wso2v1.jar,"
                                + " trilead-ssh2-1.0.0-build215.jar ] }");
        if (trafficManagers == 1) {
            descriptor = descriptor
                    .replaceFirst(" *traffic-manager-2:.*\n", "")
                    .replace("throttling: { policies: traffic-manager-1, synchronize-policies: rsync }\n", "");
        }
        if (!balanced) {
            descriptor = descriptor.replaceFirst("(?s)load-balancer:.*?(?=\n[a-z])\n", "");
        }
        if (oneMachine) {
            descriptor = onOneMachine(descriptor);
        }
        return TestDeployment.in(folder, pack.toZip(folder.resolve("packs")), descriptor);
    }

    private static String onOneMachine(String descriptor) {
        StringBuilder moved = new StringBuilder();
        int offset = 0;
        for (String line : descriptor.lines().toList()) {
            moved.append(line.replaceFirst(
                            "address: 10\\.1\\.0\\.1\\d(?:, offset: \\d+)? }",
                            "address: 10.1.0.10, offset: " + offset + " }"))
                    .append('\n');
            offset += line.contains("role:") ? 20 : 0;
        }
        return moved.toString();
    }
}
