package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.family.am1.AnalyticsScriptOverlay;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import io.github.apim.testing.TestPacks;
import io.github.apim.testing.TestToolbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What BAM reads from its assembled node, against the matrix (§12), on the small pack and on the real files. */
@Needs
class BamConfigurationTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              bam: "BAM"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              parameters: autoReconnect=true&relaxAutoCommit=true
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            statistics: { bam: bam-1 }
            nodes:
              gateway-manager: { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              key-manager:     { role: key-manager, host: km.internal, address: 10.0.0.13 }
              bam-1:           { role: bam, host: bam.internal, address: 10.0.0.15, offset: 3 }
            """;

    private static final String CONF = "repository/conf/";
    private static final String TOOLBOX = "repository/deployment/server/bam-toolbox/API_Manager_Analytics.tbox";
    private static final NodeSelection BAM = new NodeSelection(List.of("bam"), List.of());

    /** Cassandra's own addresses and ports, and the receiver's: BAM adds its offset to them by itself. */
    private static final List<String> UNTOUCHED = List.of(
            CONF + "datasources/bam-datasources.xml",
            CONF + "etc/hector-config.xml",
            CONF + "etc/cassandra.yaml",
            CONF + "data-bridge/data-bridge-config.xml",
            CONF + "advanced/hive-site.xml",
            CONF + "user-mgt.xml",
            SmallPack.BAMS_TOOLBOX);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void bamIsKnownByItsNameAndWritesTheStatisticsSchema(TestPacks packs) throws IOException {
        NodeHome bam = deployment(packs).assemble(BAM).get("bam-1");

        assertThat(effective(bam)).isEqualTo("""
                        HostName: bam.internal
                        MgtHostName:
                        Offset: 3
                        DeploymentSynchronizer: false
                        datasources: WSO2_CARBON_DB WSO2AM_STATS_DB
                        WSO2_CARBON_DB: jdbc:h2:repository/database/WSO2CARBON_DB;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=60000 wso2carbon wso2carbon org.h2.Driver
                        WSO2AM_STATS_DB: jdbc:mysql://10.0.0.20:3306/statsdb?autoReconnect=true&relaxAutoCommit=true apimuser db<&>'"$(secret) com.mysql.jdbc.Driver
                        WSO2AM_STATS_DB JNDI: jdbc/WSO2AM_STATS_DB
                        connectors: 9763 9443
                        AdminUser: admin admin
                        NODE=bam-1
                        PROFILE=''
                        NODE_JAVA_HOME=''
                        NODE_JAVA_OPTS=-Xmx2g
                        """);
        assertThat(bam.has("repository/components/lib/mysql-connector-java-5.1.49.jar"))
                .isTrue();
        assertThat(bam.mode(CONF + "datasources/master-datasources.xml")).isEqualTo(0600);
        assertThat(bam.bytes(TOOLBOX)).isEqualTo(TestToolbox.statistics());
        assertThat(bam.has(AnalyticsScriptOverlay.SCRIPT)).isFalse();
        untouched(packs, bam, UNTOUCHED);
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void bamsOwnAdministratorIsInEveryPlaceWhereBamLogsInToItself(TestPacks packs) throws IOException {
        NodeHome bam = deployment(packs)
                .with("{ bam: bam-1 }", "{ bam: bam-1, credentials: bam-admin }")
                .assemble(BAM)
                .get("bam-1");

        String secret = "bam<&>=secret";
        assertThat(bam.values(CONF + "user-mgt.xml", "/UserManager/Realm/Configuration/AdminUser/*"))
                .containsExactly("analyst", secret);
        String datasources = CONF + "datasources/bam-datasources.xml";
        assertThat(bam.values(datasources, "//datasource/definition[@type='CASSANDRA']/configuration/username"))
                .containsExactly("analyst", "analyst", "analyst", "analyst");
        assertThat(bam.values(datasources, "//datasource/definition[@type='CASSANDRA']/configuration/password"))
                .containsExactly(secret, secret, secret, secret);
        assertThat(bam.values(datasources, "//configuration/port")).containsExactly("9160", "9160", "9160", "9160");
        assertThat(bam.values(datasources, "//definition[@type='RDBMS']/configuration/password"))
                .containsExactly("wso2carbon");
        assertThat(bam.values(
                        CONF + "advanced/hive-site.xml",
                        "/configuration/property[contains(name, '.userName') or contains(name, '.username')"
                                + " or contains(name, '.password')]/value"))
                .containsExactly("analyst", secret, "analyst", secret);
        List<String> secrets = List.of(CONF + "user-mgt.xml", datasources, CONF + "advanced/hive-site.xml", TOOLBOX);
        assertThat(secrets)
                .allSatisfy(path -> assertThat(bam.mode(path) & 077).as(path).isZero());
        untouched(
                packs,
                bam,
                List.of(
                        CONF + "etc/hector-config.xml",
                        CONF + "etc/cassandra.yaml",
                        CONF + "data-bridge/data-bridge-config.xml",
                        SmallPack.BAMS_TOOLBOX));
    }

    @Test
    void theToolboxIsRepackagedWithTheAdministratorAndNothingElseInItChanges() throws IOException {
        TestDeployment deployment =
                deployment(TestPacks.SMALL).with("{ bam: bam-1 }", "{ bam: bam-1, credentials: bam-admin }");
        byte[] changed = deployment.assemble(BAM).get("bam-1").bytes(TOOLBOX);

        Map<String, String> before = entries(TestToolbox.statistics());
        Map<String, String> after = entries(changed);
        assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
        assertThat(after.get(TestToolbox.STREAMS))
                .isEqualTo(before.get(TestToolbox.STREAMS)
                        .replace("username=admin", "username=analyst")
                        .replace("password=admin", "password=bam<&>=secret"));
        Properties read = new Properties();
        read.load(new StringReader(after.get(TestToolbox.STREAMS)));
        assertThat(read).containsEntry("streams.definitions.defn3.password", "bam<&>=secret");
        after.remove(TestToolbox.STREAMS);
        assertThat(before).containsAllEntriesOf(after);
        // Stored and of one time, so that no zlib and no time zone has a say: local file header, then 2000-01-01 12:00.
        assertThat(changed).startsWith('P', 'K', 3, 4, 10, 0, 0, 8, 0, 0, 0, 0x60, 0x21, 0x28);
        assertThat(deployment.assemble(BAM).get("bam-1").bytes(TOOLBOX)).isEqualTo(changed);
    }

    @Test
    void anApiManagerPackWithoutAToolboxIsWarnedOf() throws IOException {
        TestDeployment deployment = TestDeployment.in(
                        folder,
                        SmallPack.changed().without(SmallPack.TOOLBOX).toZip(folder.resolve("without")),
                        DESCRIPTOR)
                .with("BAM", TestPacks.SMALL.bam().toAbsolutePath().toString());

        NodeHome bam = deployment.assemble(BAM).get("bam-1");

        assertThat(bam.has(TOOLBOX)).isFalse();
        assertThat(deployment.warnings())
                .containsExactly(
                        "bam-1: no pack of API Manager with statistics/API_Manager_Analytics.tbox is at hand, so"
                                + " BAM would collect events and never summarise them; name the pack under packs.api-manager, or"
                                + " put the toolbox into overlays/bam/repository/deployment/server/bam-toolbox/");
    }

    @Test
    void withoutStatisticsBamGetsNeitherDatasourceNorToolboxNorDriver() throws IOException {
        NodeHome bam = deployment(TestPacks.SMALL)
                .with("statistics: { bam: bam-1 }\n", "")
                .with("mysql-connector-java-5.1.49.jar", "no-such-driver.jar")
                .with("offset: 3", "offset: 3, jvm: { heap: 4g, options: [ -Xss1m ] }")
                .assemble(BAM)
                .get("bam-1");

        assertThat(effective(bam))
                .contains("datasources: WSO2_CARBON_DB\n")
                .contains("Offset: 3\n")
                .contains("NODE_JAVA_OPTS='-Xmx4g -Xss1m'\n");
        assertThat(bam.has(TOOLBOX)).isFalse();
    }

    @Test
    void anOracleDatabaseGetsTheToolboxForOracle() throws IOException {
        NodeHome bam = TestDeployment.in(
                        folder,
                        SmallPack.changed()
                                .file("statistics/API_Manager_Analytics_Oracle.tbox", TestToolbox.withoutUser())
                                .toZip(folder.resolve("oracle")),
                        DESCRIPTOR)
                .with("BAM", TestPacks.SMALL.bam().toAbsolutePath().toString())
                .with("  credentials: apim-db", "  driver-class: oracle.Driver\n  credentials: apim-db")
                .with("mysql-connector-java-5.1.49.jar", oracleDriver())
                .assemble(BAM)
                .get("bam-1");

        assertThat(bam.has(TOOLBOX)).isFalse();
        assertThat(bam.bytes(TOOLBOX.replace(".tbox", "_Oracle.tbox"))).isEqualTo(TestToolbox.withoutUser());
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void severalBamNodesAreAllAlikeAndAllNamed(TestPacks packs) throws IOException {
        for (String events : List.of("each", "balanced")) {
            Map<String, NodeHome> homes = deployment(packs)
                    .with("statistics: { bam: bam-1", "statistics: { bam: [ bam-1, bam-2 ], events: " + events)
                    .with("nodes:\n", "nodes:\n  bam-2: { role: bam, host: bam-2.internal, address: 10.0.0.99 }\n")
                    .forced()
                    .assemble();

            assertThat(homes.get("bam-2").has(TOOLBOX)).isTrue();
            assertThat(homes.get("bam-2").values(CONF + "datasources/master-datasources.xml", "//datasource/name"))
                    .contains("WSO2AM_STATS_DB");
            String between = events.equals("each") ? "},{" : ",";
            assertThat(homes.values().stream()
                            .filter(home -> home.has("bin/configure-analytics.sh"))
                            .toList())
                    .isNotEmpty()
                    .allSatisfy(home -> assertThat(home.text("bin/configure-analytics.sh"))
                            .containsPattern("\nRECEIVERS='\\{tcp://[0-9.]+:76[0-9]+"
                                    + java.util.regex.Pattern.quote(between) + "tcp://10\\.0\\.0\\.99:7611}'\n"));
        }
    }

    private String oracleDriver() throws IOException {
        byte[] head = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 50};
        TestJars.jar(folder.resolve("ojdbc6.jar"), "oracle/Driver.class", head);
        return "ojdbc6.jar";
    }

    private TestDeployment deployment(TestPacks packs) throws IOException {
        return TestDeployment.in(folder, packs.zip(), DESCRIPTOR)
                .with("BAM", packs.bam().toAbsolutePath().toString());
    }

    private static void untouched(TestPacks packs, NodeHome bam, List<String> paths) throws IOException {
        try (ZipFile zip = new ZipFile(packs.bam().toFile())) {
            for (String path : paths) {
                try (InputStream shipped = zip.getInputStream(zip.getEntry(SmallPack.BAM + "/" + path))) {
                    assertThat(bam.bytes(path)).as(path).isEqualTo(shipped.readAllBytes());
                }
            }
        }
    }

    private static Map<String, String> entries(byte[] zip) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return entries;
    }

    private static String effective(NodeHome bam) {
        List<String> lines = new ArrayList<>();
        String carbon = CONF + "carbon.xml";
        add(lines, bam, "HostName", carbon, "/Server/HostName");
        add(lines, bam, "MgtHostName", carbon, "/Server/MgtHostName");
        add(lines, bam, "Offset", carbon, "/Server/Ports/Offset");
        add(lines, bam, "DeploymentSynchronizer", carbon, "/Server/DeploymentSynchronizer/Enabled");
        String datasources = CONF + "datasources/master-datasources.xml";
        add(lines, bam, "datasources", datasources, "/datasources-configuration/datasources/datasource/name");
        for (String name : bam.values(datasources, "//datasource/name")) {
            add(
                    lines,
                    bam,
                    name,
                    datasources,
                    "//datasource[name='" + name + "']/definition/configuration/*[self::url or self::username or"
                            + " self::password or self::driverClassName]");
        }
        add(lines, bam, "WSO2AM_STATS_DB JNDI", datasources, "//datasource[name='WSO2AM_STATS_DB']/jndiConfig/name");
        add(lines, bam, "connectors", CONF + "tomcat/catalina-server.xml", "/Server/Service/Connector/@port");
        add(lines, bam, "AdminUser", CONF + "user-mgt.xml", "/UserManager/Realm/Configuration/AdminUser/*");
        bam.text("bin/start-node.sh")
                .lines()
                .filter(line -> line.matches("(NODE|PROFILE|NODE_JAVA_\\w+)=.*"))
                .forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static void add(List<String> lines, NodeHome bam, String label, String file, String xpath) {
        List<String> values = bam.values(file, xpath);
        lines.add((label + ": " + String.join(" ", values)).strip());
    }
}
