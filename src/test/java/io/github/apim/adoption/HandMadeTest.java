package io.github.apim.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.deployment.Problem;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestJars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three homes on the product's real files, configured by hand as the matrix tells, with two mistakes: the worker commits
 * what it gets, and asks the key manager at an address that does not end in a slash (matrix §2, R3).
 */
@Needs(Need.REAL_PACKS)
class HandMadeTest {

    private static final String CARBON = "repository/conf/carbon.xml";
    private static final String AXIS2 = "repository/conf/axis2/axis2.xml";
    private static final String API_MANAGER = "repository/conf/api-manager.xml";
    private static final String DATASOURCES = "repository/conf/datasources/master-datasources.xml";
    private static final String USERS = "repository/conf/user-mgt.xml";
    private static final String REGISTRY = "repository/conf/registry.xml";
    private static final String CLUSTERING = "/axisconfig/clustering";
    private static final String VALIDATOR = "/APIManager/APIKeyValidator/";
    private static final String ENVIRONMENT = "/APIManager/APIGateway/Environments/Environment/";
    private static final String AM_DB =
            "/datasources-configuration/datasources/datasource[name='WSO2AM_DB']/definition/configuration/";
    private static final String PASSWORD = "db<&>secret";

    @TempDir
    static Path folder;

    private static AdoptedDeployment adopted;

    @BeforeAll
    static void adopt() throws IOException {
        gateway("box-1", "gw-mgt.internal", "10.0.0.10", "10.0.0.11", true).write();
        HandMadeHome worker = gateway("box-2", "gw-1.internal", "10.0.0.11", "10.0.0.10", true);
        worker.set(API_MANAGER, VALIDATOR + "ServerURL", "https://rest.internal:9444/services");
        worker.set(REGISTRY, "/wso2registry/remoteInstance[id='gov']/readOnly", "true");
        worker.set(AXIS2, CLUSTERING + "/parameter[@name='localMemberPort']", "4000");
        worker.attribute(
                AXIS2, CLUSTERING + "/parameter[@name='properties']/property[@name='subDomain']", "value", "worker");
        worker.write();
        home("box-3")
                .add(CARBON, "/Server", "<HostName>rest.internal</HostName>")
                .set(CARBON, "/Server/Ports/Offset", "1")
                .set(API_MANAGER, ENVIRONMENT + "ServerURL", "https://gw-mgt.internal:9443/services/")
                .set(
                        API_MANAGER,
                        ENVIRONMENT + "GatewayEndpoint",
                        "http://gw-1.internal:8280,https://gw-1.internal:8243")
                .set(API_MANAGER, VALIDATOR + "RevokeAPIURL", "https://gw-1.internal:8243/revoke")
                .set(DATASOURCES, AM_DB + "url", url("apimgtdb"))
                .set(DATASOURCES, AM_DB + "username", "apim")
                .set(DATASOURCES, AM_DB + "password", PASSWORD)
                .set(DATASOURCES, AM_DB + "driverClassName", "com.mysql.jdbc.Driver")
                .add(DATASOURCES, "/datasources-configuration/datasources", database("REPORTS_DB", "reports"))
                .write();
        adopted = AdoptedDeployment.of(
                folder.resolve("homes"), List.of(folder.resolve("packs")), folder.resolve("adopted"));
    }

    private static HandMadeHome gateway(String name, String host, String address, String other, boolean commits)
            throws IOException {
        HandMadeHome home = home(name)
                .add(CARBON, "/Server", "<HostName>" + host + "</HostName>")
                .add(
                        CARBON,
                        "/Server",
                        "<DeploymentSynchronizer><Enabled>true</Enabled><AutoCommit>" + commits
                                + "</AutoCommit><AutoCheckout>true</AutoCheckout><RepositoryType>svn</RepositoryType>"
                                + "<SvnUrl>http://10.0.0.21/repos/gateway</SvnUrl><SvnUser>svn</SvnUser>"
                                + "<SvnPassword>svn-secret</SvnPassword>"
                                + "<SvnUrlAppendTenantId>true</SvnUrlAppendTenantId></DeploymentSynchronizer>")
                .attribute(AXIS2, CLUSTERING, "enable", "true")
                .set(AXIS2, CLUSTERING + "/parameter[@name='membershipScheme']", "wka")
                .set(AXIS2, CLUSTERING + "/parameter[@name='domain']", "gw.am.wso2.domain")
                .set(AXIS2, CLUSTERING + "/parameter[@name='localMemberHost']", address)
                .attribute(
                        AXIS2, CLUSTERING + "/parameter[@name='properties']/property[@name='subDomain']", "value", "mgt")
                .empty(AXIS2, CLUSTERING + "/members")
                .add(
                        AXIS2,
                        CLUSTERING + "/members",
                        "<member><hostName>" + other + "</hostName><port>4000</port></member>")
                .set(API_MANAGER, VALIDATOR + "ServerURL", "https://rest.internal:9444/services/")
                .set(API_MANAGER, VALIDATOR + "KeyValidatorClientType", "WSClient")
                .set(API_MANAGER, VALIDATOR + "EnableThriftServer", "false")
                .set(
                        API_MANAGER,
                        ENVIRONMENT + "GatewayEndpoint",
                        "http://gw-1.internal:8280,https://gw-1.internal:8243")
                .file("repository/components/dropins/svnkit-1.3.9.wso2v2.jar", TestJars.jar("a.txt", new byte[] {1}))
                .file(
                        "repository/components/lib/trilead-ssh2-1.0.0-build215.jar",
                        TestJars.jar("b.txt", new byte[] {2}));
        return name.equals("box-1") ? home.add(CARBON, "/Server", "<MgtHostName>" + host + "</MgtHostName>") : home;
    }

    private static HandMadeHome home(String name) throws IOException {
        SmallPack pack = SmallPack.realApiManager("1.9.0");
        pack.toZip(folder.resolve("packs"));
        Path home = Files.createDirectories(folder.resolve("homes")).resolve(name);
        Files.move(pack.toFolder(Files.createDirectories(folder.resolve("unpacked"))), home);
        Path driver = folder.resolve("mysql-connector-java-5.1.49.jar");
        TestJars.mysqlDriver(driver, 49);
        HandMadeHome made = new HandMadeHome(home, name.hashCode())
                .file("repository/components/lib/mysql-connector-java-5.1.49.jar", Files.readAllBytes(driver))
                .set(USERS, "/UserManager/Realm/Configuration/AdminUser/UserName", "operator")
                .set(USERS, "/UserManager/Realm/Configuration/AdminUser/Password", "operators-secret")
                .set(USERS, "/UserManager/Realm/Configuration/Property[@name='dataSource']", "jdbc/WSO2UM_DB")
                .add(REGISTRY, "/wso2registry", "<dbConfig name=\"govregistry\"><dataSource>jdbc/WSO2REG_DB</dataSource></dbConfig>")
                .add(
                        REGISTRY,
                        "/wso2registry",
                        "<remoteInstance url=\"https://localhost\"><id>gov</id><cacheId>apim@" + url("regdb")
                                + "</cacheId><dbConfig>govregistry</dbConfig><readOnly>false</readOnly>"
                                + "<enableCache>true</enableCache><registryRoot>/</registryRoot></remoteInstance>")
                .add(REGISTRY, "/wso2registry", mount("governance"))
                .add(REGISTRY, "/wso2registry", mount("config"));
        for (String database : new String[] {"WSO2UM_DB userdb", "WSO2REG_DB regdb"}) {
            made.add(
                    DATASOURCES,
                    "/datasources-configuration/datasources",
                    database(database.split(" ")[0], database.split(" ")[1]));
        }
        return made;
    }

    private static String mount(String part) {
        return "<mount path=\"/_system/" + part + "\" overwrite=\"virtual\"><instanceId>gov</instanceId><targetPath>"
                + "/_system/" + part + "</targetPath></mount>";
    }

    private static String url(String schema) {
        return "jdbc:mysql://10.0.0.20:3306/" + schema + "?autoReconnect=true";
    }

    private static String database(String name, String schema) {
        return "<datasource><name>" + name + "</name><description>shared</description><jndiConfig><name>jdbc/" + name
                + "</name></jndiConfig><definition type=\"RDBMS\"><configuration><url>" + url(schema)
                + "</url><username>apim</username><password>" + PASSWORD.replace("&", "&amp;").replace("<", "&lt;")
                + "</password><driverClassName>com.mysql.jdbc.Driver</driverClassName><maxActive>50</maxActive>"
                + "<maxWait>60000</maxWait><testOnBorrow>true</testOnBorrow><validationQuery>SELECT 1</validationQuery>"
                + "<validationInterval>30000</validationInterval></configuration></definition></datasource>";
    }

    @Test
    void theTopologyIsFoundWithItsEvidence() throws IOException {
        assertThat(adopted.descriptor())
                .contains("api-manager: \"../packs/wso2am-1.9.0.zip\"")
                .containsPattern("box-1:\n    role: gateway-manager  # box-1/" + AXIS2 + ":\\d+")
                .containsPattern("host: gw-mgt.internal  # box-1/" + CARBON + ":\\d+")
                .containsPattern("address: \"10.0.0.10\"  # box-1/" + AXIS2 + ":\\d+")
                .containsPattern("box-2:\n    role: gateway-worker  # ")
                .containsPattern("box-3:\n    role: all-in-one  # .* no other home would be publisher and store")
                .containsPattern("offset: 1  # box-3/" + CARBON + ":\\d+")
                .contains("type: svn", "url: http://10.0.0.21/repos/gateway", "url: jdbc:mysql://10.0.0.20:3306")
                .contains("api-manager: apimgtdb", "user-management: userdb", "registry: regdb")
                .contains("jaggery-applications: keep");
    }

    @Test
    void bothMistakesAreNamedWithTheirRules() throws IOException {
        assertThat(adopted.report().problems()).extracting(Problem::rule).containsExactlyInAnyOrder("M3", "M10");
        assertThat(adopted.text("adoption.txt"))
                .contains("nodes.box-2: " + API_MANAGER + ": " + VALIDATOR + "ServerURL:", "[M3]")
                .contains("nodes.box-2: " + CARBON + ": /Server/DeploymentSynchronizer/AutoCommit: is true", "[M10]");
        assertThat(adopted.descriptor()).contains("#   - { rule: M3, because: … }", "#   - { rule: M10, because: … }");
    }

    @Test
    void nothingIsLostAndNoFileHadToBeBroughtAsAWhole() throws IOException {
        assertThat(adopted.report().count(FileFate.Kind.LOST)).isZero();
        assertThat(adopted.report().count(FileFate.Kind.OWN)).isZero();
        assertThat(adopted.folder().resolve("overlays")).doesNotExist();
        assertThat(adopted.text("adoption.txt"))
                .contains("by an edit: " + DATASOURCES, "with the same values in other words: " + REGISTRY);
    }

    @Test
    void passwordsAreInTheSettingsAloneWhichNobodyElseReads() throws IOException {
        assertThat(adopted.descriptor() + adopted.text("adoption.txt"))
                .doesNotContain(PASSWORD, "operators-secret", "svn-secret", "db&lt;&amp;&gt;secret");
        assertThat(adopted.text("adopted-settings.xml"))
                .contains("db&lt;&amp;&gt;secret", "operators-secret", "svn-secret");
        assertThat(Files.getPosixFilePermissions(adopted.folder().resolve("adopted-settings.xml")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void whenTheMistakesAreMendedTheNodesAreBuiltAsTheyWere() throws IOException {
        Path descriptor = adopted.folder().resolve("deployment.yaml");
        String text = Files.readString(descriptor);
        Files.writeString(descriptor, text.replaceAll("(?m)^.*(?:ServerURL|AutoCommit): .*\n", "")
                .replaceAll("(?m)^    repository/conf/(?:api-manager|carbon).xml:\n", ""));

        Map<String, NodeHome> homes = new TreeMap<>();
        for (AssembledNode node : adopted.assemble()) {
            homes.put(node.plan().node().name(), NodeHome.read(node.tarball()));
        }
        Files.writeString(descriptor, text);

        assertThat(homes).containsOnlyKeys("box-1", "box-2", "box-3");
        for (String file : List.of(AXIS2, DATASOURCES, USERS, REGISTRY)) {
            homes.forEach((name, home) -> assertThat(Changes.same(
                            file, home.bytes(file), bytes(folder.resolve("homes").resolve(name), file)))
                    .as(name + " " + file)
                    .isTrue());
        }
    }

    private static byte[] bytes(Path home, String file) {
        try {
            return Files.readAllBytes(home.resolve(file));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
