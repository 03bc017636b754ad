package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.Project;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each version of API Manager is told, by role, on the real shipped files: every value that differs from the pack,
 * and nothing else. {@code -Dapim.writeGoldens} writes the values anew, to be read over.
 */
@Needs(Need.REAL_PACKS)
class GenerationsTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              identity-server: IDENTITY-SERVER
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              parameters: autoReconnect=true
              driver: mysql-connector-java-5.1.49.jar
              credentials: { username: apimuser, password: database-secret }
            admin: { credentials: { username: operator, password: admin-secret } }
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              client: [ SVNKIT, trilead-ssh2-1.0.0-build215.jar ]
            load-balancer:
              virtual-hosts:
                gateway-worker: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 444 }
                key-manager: { name: km.example.com, https: 445 }
                publisher: { name: pub.example.com, http: 81, https: 446 }
            single-sign-on: { identity-server: is }
            nodes:
              gateway-manager: { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10, offset: 1 }
              gateway-worker:  { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11, offset: 2 }
              key-manager:     { role: key-manager,     host: km-1.internal,   address: 10.0.0.13, offset: 4 }
              publisher:       { role: publisher,       host: pub-1.internal,  address: 10.0.0.14, offset: 5 }
              store:           { role: store,           host: store-1.internal, address: 10.0.0.15, offset: 6 }
              is:              { role: identity-server, host: is-1.internal,   address: 10.0.0.16 }
            """;

    static final String ALONE = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: { username: apimuser, password: database-secret }
            nodes:
              all-in-one: { role: all-in-one, host: am.internal, address: 10.0.0.10, offset: 1 }
            """;

    private static final String BESIDE_A_KEY_MANAGER =
            ALONE.replace("databases:", "  identity-server: IDENTITY-SERVER\ndatabases:")
                    + "  keys: { role: identity-server-key-manager, host: is.internal, address: 10.0.0.16, offset: 2 }\n";

    private static final List<String> ROLES =
            List.of("gateway-manager", "gateway-worker", "key-manager", "publisher", "store");

    private static final String TRAFFIC_MANAGER = "traffic-manager";

    private static final Map<String, String> FILES_OF_TRAFFIC_MANAGERS = new TreeMap<>(Map.of(
            "repository/conf/axis2/axis2.xml", "repository/conf/axis2/axis2_TM.xml",
            "repository/conf/registry.xml", "repository/conf/registry_TM.xml"));

    /** In 2.0.0 there is the first one alone, which gateways find by another element than several. */
    private static final String TRAFFIC_MANAGERS = """
              traffic-manager:   { role: traffic-manager, host: tm-1.internal, address: 10.0.0.18, offset: 7 }
              traffic-manager-2: { role: traffic-manager, host: tm-2.internal, address: 10.0.0.19 }
            """;

    private static final String ANALYTICS = """
            statistics:
              analytics: { host: an.internal, offset: OFFSET, credentials: { username: analyst, password: an-secret } }
            """;

    /** A version, and what goes with it. */
    enum Version {
        V1_9_0("1.9.0", "wso2is-5.0.0.zip", "svnkit-1.3.9.wso2v2.jar", "bam: wso2bam-2.5.0.zip"),
        V1_9_1("1.9.1", "wso2is-5.0.0.zip", "svnkit-1.3.9.wso2v2.jar", "bam: wso2bam-2.5.0.zip", "1.9.0"),
        V1_10_0("1.10.0", "wso2is-5.1.0.zip", "svnkit-all-1.8.7.wso2v1.jar", ""),
        V2_0_0("2.0.0", "wso2is-5.2.0.zip", 1, "443"),
        V2_1_0("2.1.0", "wso2is-5.3.0.zip", 2, "443, websocket: 9099"),
        V2_2_0("2.2.0", "wso2is-5.5.0.zip", 2, "443, websocket: 9099, secure-websocket: 8099"),
        V2_5_0("2.5.0", "wso2is-5.6.0.zip", 2, "443, websocket: 9099, secure-websocket: 8099"),
        V2_6_0("2.6.0", "wso2is-5.7.0.zip", 2, "443, secure-websocket: 8099");

        private final String number;
        private final String identityServer;
        private final String svnkit;
        private final String bam;
        private final String trafficManagers;
        private final String gatewayPorts;
        private final String[] others;

        /** Of 2.x, with the ports of the gateways' virtual host. */
        Version(String number, String identityServer, int trafficManagers, String gatewayPorts) {
            this.number = number;
            this.identityServer = identityServer;
            this.svnkit = "svnkit-all-1.8.7.wso2v1.jar";
            this.bam = "";
            this.trafficManagers =
                    TRAFFIC_MANAGERS.lines().limit(trafficManagers).collect(Collectors.joining("\n", "", "\n"));
            this.gatewayPorts = gatewayPorts;
            this.others = new String[0];
        }

        Version(String number, String identityServer, String svnkit, String bam, String... others) {
            this.number = number;
            this.identityServer = identityServer;
            this.svnkit = svnkit;
            this.bam = bam;
            this.trafficManagers = "";
            this.gatewayPorts = "443";
            this.others = others;
        }

        SmallPack pack() throws IOException {
            return SmallPack.realApiManager(number, others);
        }

        Path zip(Path folder) throws IOException {
            return pack().toZip(folder);
        }

        String number() {
            return number;
        }

        /** Puts the client of Subversion that goes with the version into a folder. */
        void client(Path folder) throws IOException {
            TestJars.jar(folder.resolve(svnkit), "svnkit.txt", new byte[] {1});
        }

        List<String> roles() {
            return trafficManagers.isEmpty()
                    ? ROLES
                    : Stream.concat(ROLES.stream(), Stream.of(TRAFFIC_MANAGER)).toList();
        }

        /** Where the use of APIs is reported by versions that do not report to BAM, at the same ports in all of them. */
        String analytics() {
            int offset = this == V1_10_0 ? 1 : 0;
            return compareTo(V1_10_0) < 0 ? "" : ANALYTICS.replace("OFFSET", Integer.toString(offset));
        }

        String describe() {
            String descriptor = DESCRIPTOR
                            .replace("IDENTITY-SERVER", identityServer)
                            .replace("SVNKIT", svnkit)
                            .replace("https: 443 ", "https: " + gatewayPorts + " ")
                    + trafficManagers;
            return bam.isEmpty()
                    ? descriptor + analytics()
                    : descriptor.replace("databases:", "  " + bam + "\ndatabases:")
                            + "  bam: { role: bam, host: bam.internal, address: 10.0.0.17, offset: 3 }\n"
                            + "statistics: { bam: bam }\n";
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Version.class)
    void eachRoleHasItsValuesAndNothingElseChanges(Version version) throws IOException {
        version.client(folder);
        Path zip = version.zip(folder.resolve("packs"));
        Map<String, NodeHome> homes = TestDeployment.in(folder, zip, version.describe())
                .assemble(new NodeSelection(List.of(), version.roles()));

        assertThat(homes).containsOnlyKeys(version.roles());
        for (String role : version.roles()) {
            assertAsWritten(version, role, homes.get(role), zip);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void anAllInOneHasItsValuesAndNothingElseChanges(Version version) throws IOException {
        Path zip = version.zip(folder.resolve("packs"));

        assertAsWritten(
                version,
                "all-in-one",
                TestDeployment.in(folder, zip, ALONE + version.analytics())
                        .assemble()
                        .get("all-in-one"),
                zip);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void anAllInOneBesideAKeyManagerHasItsValuesAndNothingElseChanges(Version version) throws IOException {
        Path zip = version.zip(folder.resolve("packs"));
        String descriptor = BESIDE_A_KEY_MANAGER.replace("IDENTITY-SERVER", version.identityServer);

        assertAsWritten(
                version,
                "all-in-one-beside-a-key-manager",
                TestDeployment.in(folder, zip, descriptor)
                        .assemble(new NodeSelection(List.of(), List.of("all-in-one")))
                        .get("all-in-one"),
                zip);
    }

    private static void assertAsWritten(Version version, String role, NodeHome home, Path zip) throws IOException {
        Path golden = Project.folder()
                .resolve("src/test/resources/goldens/wso2am")
                .resolve(version.number)
                .resolve(role + ".txt");
        List<String> found =
                ChangedValues.of(home, zip, role.equals(TRAFFIC_MANAGER) ? FILES_OF_TRAFFIC_MANAGERS : Map.of());
        if (System.getProperty("apim.writeGoldens") != null) {
            Files.createDirectories(golden.getParent());
            Files.write(golden, found);
        }
        assertThat(found).as(golden.toString()).isEqualTo(Files.readAllLines(golden));
    }
}
