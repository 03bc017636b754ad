package io.github.apim.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** Holds the small pack to the idioms that make the real one's files hard to edit. */
class SmallPackTest {

    private static final String CONF = "repository/conf/";

    @TempDir
    Path folder;

    @Test
    void carbonXmlHasFusedAndWrappedSamplesAndProseThatLooksLikeElements() throws IOException {
        String carbon = SmallPack.text(CONF + "carbon.xml");

        assertThat(carbon)
                .startsWith("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n")
                .contains(
                        "    <!--HostName>www.wso2.org</HostName-->\n",
                        "    <!--MgtHostName>mgt.wso2.org</MgtHostName-->\n",
                        "Ex : <Role>.*</Role>",
                        "e.g. Offset=2",
                        "        <Offset>0</Offset>\n",
                        "    <!-- IndexPageURL>",
                        "\n\t<ThriftEntitlementReceivePort>");
        assertThat(count(carbon, "    <!--<DeploymentSynchronizer>\n")).isEqualTo(2);
        assertThat(count(carbon, "    </DeploymentSynchronizer>-->\n")).isEqualTo(2);
        assertThat(count(carbon, "<Role>")).isEqualTo(4);
        assertThat(carbon.indexOf("<Version>")).isLessThan(carbon.indexOf("<ServerKey>"));
    }

    @Test
    void apiManagerXmlRepeatsServerUrlsAndCutsASampleInPieces() throws IOException {
        String manager = SmallPack.text(CONF + "api-manager.xml");

        assertThat(manager)
                .startsWith("<APIManager>\n")
                .contains(
                        "    <!--Database-->\n",
                        "        <!--<Driver>org.h2.Driver</Driver>\n    </Database>-->\n",
                        "\t<!--ThriftServerHost>localhost</ThriftServerHost-->\n\t<EnableThriftServer>true<",
                        "                <Environment type=\"hybrid\" api-console=\"true\">\n",
                        "    <!--APIKeyManager>\n",
                        "    </APIKeyManager-->\n",
                        "<Access-Control-Allow-Origin>*<");
        assertThat(count(manager, "<ServerURL>")).isEqualTo(4);
        assertThat(count(manager, "<Enabled>")).isEqualTo(2);
        assertThat(manager).doesNotContain("BAMServerURL", "WorkFlowExtensions");
        assertThat(Files.isExecutable(SmallPack.folder().resolve(CONF + "api-manager.xml")))
                .isTrue();
    }

    @Test
    void axis2XmlHasAnAttributeOnALineOfItsOwnAndTransportsCommentedInPieces() throws IOException {
        String axis2 = SmallPack.text(CONF + "axis2/axis2.xml");

        assertThat(axis2)
                .startsWith("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n")
                .contains(
                        "HazelcastClusteringAgent\"\n                enable=\"false\">\n",
                        "        <groupManagement enable=\"false\">\n",
                        "            <property name=\"subDomain\" value=\"worker\"/>\n        </parameter>\n",
                        "                               subDomain=\"worker\"\n",
                        "            <member>\n                <hostName>127.0.0.1</hostName>\n",
                        "<parameter name=\"non-blocking\" locked=\"false\">true</parameter-->\n",
                        "    <!--/transportSender-->\n",
                        "localMemberHost & localMemberBindAddress");
        for (String parameter : List.of(
                "AvoidInitiation",
                "membershipScheme",
                "domain",
                "mcastPort",
                "mcastTTL",
                "mcastTimeout",
                "localMemberHost",
                "localMemberPort",
                "properties")) {
            assertThat(axis2).contains("\n        <parameter name=\"" + parameter + "\">");
        }
        assertThat(count(axis2, "<!--parameter name=\"WSDLEPRPrefix\"")).isGreaterThanOrEqualTo(4);
        assertThat(count(axis2, "<!--<parameter name=\"HostnameVerifier\">DefaultAndLocalhost</parameter>-->"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void catalinaServerXmlHasTwoConnectorsWithTwoBlanksAndProxyPortsOnlyInProse() throws IOException {
        String catalina = SmallPack.text(CONF + "tomcat/catalina-server.xml");

        assertThat(count(catalina, "    <Connector  protocol=\"org.apache.coyote.http11.Http11NioProtocol\"\n"))
                .isEqualTo(2);
        assertThat(catalina)
                .contains(
                        "                port=\"9763\"\n                redirectPort=\"9443\" \n",
                        "                port=\"9443\"\n",
                        "\tproxyPort=\"80\"\n    -->\n",
                        "\tproxyPort=\"443\"\n    -->\n");
        assertThat(count(catalina, "proxyPort")).isEqualTo(2);
    }

    @Test
    void masterDatasourcesXmlHasTwoH2DatasourcesAndAFusedSample() throws IOException {
        String datasources = SmallPack.text(CONF + "datasources/master-datasources.xml");

        assertThat(datasources)
                .startsWith("<datasources-configuration xmlns:svns=")
                .contains(
                        "jdbc:h2:repository/database/WSO2AM_DB;DB_CLOSE_ON_EXIT=FALSE",
                        "        <!--datasource>\n",
                        "        </datasource-->\n");
        assertThat(count(datasources, "        <datasource>\n")).isEqualTo(2);
        assertThat(datasources.indexOf("<defaultAutoCommit>false<"))
                .isBetween(datasources.indexOf("WSO2AM_DB"), datasources.lastIndexOf("<driverClassName>"));
    }

    @Test
    void registryXmlHasCarriageReturnsAndFourFusedSamples() throws IOException {
        String registry = SmallPack.text(CONF + "registry.xml");

        assertThat(registry.replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(count(registry, "    <!--remoteInstance url=")).isEqualTo(3);
        assertThat(registry).contains("    <!--mount path=\"/_system/config\" overwrite=\"true|false|virtual\">\r\n");
    }

    @Test
    void userMgtXmlHasOneLiveStoreOfSixAndAPropertyTwice() throws IOException {
        String users = SmallPack.text(CONF + "user-mgt.xml");

        assertThat(count(users, "\n        <UserStoreManager class=")).isEqualTo(1);
        assertThat(count(users, "<!--UserStoreManager class=")).isEqualTo(5);
        assertThat(count(users, "<!--ISUserStoreManager class=")).isEqualTo(1);
        assertThat(users)
                .contains("-->\n        \n<UserManager>", "\t\t<AddAdmin>", "comments within UserStoreManager tags");
        String live = users.substring(
                users.indexOf("\n        <UserStoreManager "), users.indexOf("</UserStoreManager>\n\t\n"));
        assertThat(count(live, "<Property name=\"MaxUserNameListLength\">100</Property>"))
                .isEqualTo(2);
        assertThat(count(users, "<Property name=\"dataSource\">")).isEqualTo(1);
    }

    @Test
    void propertiesAreDefinedTwiceCommentedTwiceAndFullOfSeparators() throws IOException {
        assertThat(count(SmallPack.text(CONF + "log4j.properties"), "\nlog4j.appender.LOGEVENT.password="))
                .isEqualTo(2);
        assertThat(SmallPack.text(CONF + "log4j.properties")).contains("log4j.appender.ATOMIKOS.File = repository");
        assertThat(SmallPack.text(CONF + "jndi.properties"))
                .contains(
                        "connectionfactory.QueueConnectionFactory = amqp://admin:admin@clientID/test?brokerlist='tcp");
        assertThat(SmallPack.text(CONF + "security/secret-conf.properties").lines())
                .allMatch(line -> line.startsWith("#"))
                .anyMatch(line -> line.startsWith("##carbon.secretProvider="));
        assertThat(SmallPack.text(CONF + "security/cipher-text.properties"))
                .contains("\r\nUserManager.AdminUser.Password=[admin]\r\n", "\r\n#datasource.WSO2AM_DB.");
        assertThat(SmallPack.text(CONF + "security/cipher-tool.properties"))
                .contains("#Datasource.WSO2AM_DB.", "[@name='keystore']/KeyStore/Password,false\n");
        assertThat(SmallPack.text(CONF + "datasources.properties"))
                .contains("\r\n")
                .doesNotEndWith("\n");
    }

    @Test
    void siteJsonHasCommentsATrailingCommaAndTruthsInQuotesAndOutOfThem() throws IOException {
        for (String app : List.of("publisher", "store")) {
            String site = SmallPack.text("repository/deployment/server/jaggeryapps/" + app + "/site/conf/site.json");
            assertThat(site)
                    .contains(
                            "\"enabled\" : \"false\",",
                            "\"enabled\" : false,    // true , false",
                            "\"responseSigningEnabled\":\"true\"",
                            "\"keyStoreName\" :\"\"",
                            "\"context\":\"\",\n      //\"regContext\"");
            assertThat(count(site, "\"enabled\"")).isEqualTo(app.equals("store") ? 4 : 3);
        }
    }

    @Test
    void theApisOfTheGatewayBeginInTwoWaysAndASequenceHasNoLastLineEnd() throws IOException {
        String synapse = "repository/deployment/server/synapse-configs/default/";

        assertThat(SmallPack.text(synapse + "api/_RevokeAPI_.xml"))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><api ");
        assertThat(SmallPack.text(synapse + "api/_TokenAPI_.xml")).startsWith("<api ");
        assertThat(SmallPack.text(synapse + "api/_AuthorizeAPI_.xml")).contains("{uri.var.portnum}/oauth2/authorize\"");
        assertThat(SmallPack.text(synapse + "sequences/_throttle_out_handler_.xml"))
                .doesNotEndWith("\n");
        assertThat(SmallPack.text(CONF + "security/application-authentication.xml"))
                .contains(" --><ApplicationAuthentication xmlns=")
                .doesNotEndWith("\n");
    }

    @Test
    void itSaysItsVersionAndHasTheSixProfiles() throws IOException {
        assertThat(SmallPack.text("bin/version.txt")).isEqualTo("WSO2 API Manager v1.9.0\n");
        assertThat(SmallPack.text("bin/wso2carbon-version.txt")).isEqualTo("WSO2 Carbon Framework v4.2.0\n");
        for (String profile : List.of(
                "default", "gateway-manager", "gateway-worker", "api-key-manager", "api-publisher", "api-store")) {
            assertThat(SmallPack.text("repository/components/" + profile
                            + "/configuration/org.eclipse.equinox.simpleconfigurator/bundles.info"))
                    .contains("org.wso2.carbon.core,4.2.0,../plugins/org.wso2.carbon.core_4.2.0.jar,");
        }
    }

    static List<Path> xmlFiles() throws IOException {
        try (Stream<Path> paths = Files.walk(SmallPack.folder())) {
            return paths.filter(path -> path.toString().endsWith(".xml")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("xmlFiles")
    void everyXmlFileIsWellFormed(Path file) throws IOException, ParserConfigurationException, SAXException {
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(file.toFile())
                        .getDocumentElement())
                .isNotNull();
    }

    @Test
    @Needs(Need.REAL_PACKS)
    void everyXmlFileHasOnlyElementNamesOfTheRealOne() throws IOException {

        for (Path file : xmlFiles()) {
            String path = SmallPack.folder().relativize(file).toString();
            assertThat(elementNames(RealPacks.file(SmallPack.NAME, path)))
                    .as(path)
                    .containsAll(elementNames(file));
        }
    }

    @Test
    void itStaysSmall() throws IOException {
        try (Stream<Path> paths = Files.walk(SmallPack.folder())) {
            List<Path> files = paths.filter(Files::isRegularFile).toList();
            assertThat(files).hasSizeLessThan(70);
            assertThat(files.stream().mapToLong(file -> file.toFile().length()).sum())
                    .isLessThan(300_000);
        }
    }

    @Test
    void theZipTheTarAndTheFolderHoldTheSame() throws IOException {
        List<String> zip = Trees.zip(SmallPack.zip(folder));

        assertThat(Trees.diff(zip, Trees.tarGz(SmallPack.tarGz(folder)))).isEmpty();
        Path home = SmallPack.unpacked(Files.createDirectory(folder.resolve("unpacked")));
        assertThat(Trees.diff(zip, Trees.folder(home.getParent()))).isEmpty();
        assertThat(zip)
                .anyMatch(line -> line.matches("100755 \\d+ \\w{64} wso2am-1.9.0/bin/wso2server.sh"))
                .anyMatch(line -> line.matches("100644 24 \\w{64} wso2am-1.9.0/bin/version.txt"))
                .contains("040755 0 - wso2am-1.9.0/", "040755 0 - wso2am-1.9.0/repository/logs/")
                .anyMatch(line -> line.endsWith(" wso2am-1.9.0/" + SmallPack.NON_ASCII))
                .anyMatch(line -> line.contains(" 0 e3b0c442"))
                .anyMatch(line -> line.substring(line.lastIndexOf('/')).length() > 101)
                .anyMatch(line -> line.endsWith("/Sorting icons.txt"));
    }

    @Test
    void itCanBeChangedBeforeItIsWritten() throws IOException {
        Path zip = SmallPack.changed()
                .file("repository/logs/old/wso2carbon.log", "once started")
                .file("bin/version.txt", "WSO2 API Manager v1.8.0\n")
                .symlink("bin/current.sh", "wso2server.sh")
                .without("bin/wso2carbon-version.txt")
                .without("samples/")
                .toZip(folder);

        assertThat(Trees.diff(Trees.zip(SmallPack.zip(folder.resolve("as it is"))), Trees.zip(zip)))
                .extracting(line -> line.replaceAll("(?<=^.) \\d+ \\d+ \\S+", ""))
                .containsExactly(
                        "+ wso2am-1.9.0/bin/current.sh -> wso2server.sh",
                        "- wso2am-1.9.0/bin/version.txt",
                        "+ wso2am-1.9.0/bin/version.txt",
                        "- wso2am-1.9.0/bin/wso2carbon-version.txt",
                        "+ wso2am-1.9.0/repository/logs/old/",
                        "+ wso2am-1.9.0/repository/logs/old/wso2carbon.log",
                        "- wso2am-1.9.0/samples/",
                        "- wso2am-1.9.0/samples/WikipediaAPI/",
                        "- wso2am-1.9.0/samples/WikipediaAPI/APIPopulator.sh",
                        "- wso2am-1.9.0/" + SmallPack.NON_ASCII);
    }

    @Test
    @Needs(Need.NOHUP)
    void itsServerStartsInTheBackgroundWritesDownHowAndStops() throws Exception {
        Path home = SmallPack.unpacked(folder);
        Path started = home.resolve("repository/logs/started.txt");

        run(home, "start", "-Dprofile=gateway-worker");
        for (int tries = 0; tries < 100 && !(Files.exists(started) && Files.size(started) > 0); tries++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        ProcessHandle server = ProcessHandle.of(Long.parseLong(
                        Files.readString(home.resolve("wso2carbon.pid")).strip()))
                .orElseThrow();
        run(home, "stop");
        server.onExit().get(10, TimeUnit.SECONDS);

        assertThat(Files.readString(started))
                .contains(
                        "arguments=-Dprofile=gateway-worker\n",
                        "JAVA_HOME=" + System.getProperty("java.home") + "\n",
                        "JAVA_OPTS=-Xmx2g -Da=b\n",
                        "-XX:MaxPermSize=256m -Xmx2g -Da=b org.wso2");
        assertThat(home.resolve("wso2carbon.pid")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"bin/nothing", "bin/nothing/"})
    void takingOutWhatIsNotThereIsAnError(String path) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> SmallPack.changed().without(path)))
                .hasMessage("The small pack has no " + path);
    }

    private void run(Path home, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(home.resolve("bin/wso2server.sh").toString()), Stream.of(arguments))
                        .toList());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Xmx2g -Da=b");
        builder.environment().remove("CARBON_HOME");
        assertThat(builder.inheritIO().start().waitFor()).isZero();
    }

    private static List<String> elementNames(Path file) throws IOException {
        return Pattern.compile("<([A-Za-z][\\w.:-]*)")
                .matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
