package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The edits that a distributed deployment needs, made on the files of real packs. */
@Needs(Need.REAL_PACKS)
class RealOverlayEditsTest {

    private static final String CLUSTERING = "/axisconfig/clustering";
    private static final String HTTPS_SENDER = "/axisconfig/transportSender[@name='https']";

    private static List<String> changes(String pack, String file, UnaryOperator<XmlFile> edit) {
        var before = RealPacks.read(pack, file);
        var after = edit.apply(XmlFile.parse(file, before)).bytes();
        Diffs.print(pack + "/" + file, before, after);
        return Diffs.changes(before, after);
    }

    private static XmlElement synchronizer() {
        return XmlElement.of("DeploymentSynchronizer")
                .child("Enabled", "true")
                .child("SvnUrl", "http://svn.internal/a?b=1&c=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {RealPacks.API_MANAGER, RealPacks.BAM})
    void aHostNameReplacesItsSample(String pack) {
        assertThat(changes(
                        pack,
                        "carbon.xml",
                        f -> f.put("/Server/HostName", "gw.internal", Placement.first())
                                .put("/Server/MgtHostName", "mgt.internal", Placement.first())))
                .containsExactly(
                        "-    <!--HostName>www.wso2.org</HostName-->",
                        "+    <HostName>gw.internal</HostName>",
                        "-    <!--MgtHostName>mgt.wso2.org</MgtHostName-->",
                        "+    <MgtHostName>mgt.internal</MgtHostName>");
    }

    @Test
    void aLiveHostNameGetsAnotherText() {
        assertThat(changes(
                        RealPacks.IDENTITY_SERVER,
                        "carbon.xml",
                        f -> f.put("/Server/HostName", "is.internal", Placement.first())))
                .containsExactly("-    <HostName>localhost</HostName>", "+    <HostName>is.internal</HostName>");
    }

    @Test
    void thePortOffsetIsSet() {
        assertThat(changes(RealPacks.API_MANAGER, "carbon.xml", f -> f.set("/Server/Ports/Offset", "3")))
                .containsExactly("-        <Offset>0</Offset>", "+        <Offset>3</Offset>");
    }

    @Test
    void aDeploymentSynchronizerGoesAfterItsFirstSample() {
        assertThat(changes(
                        RealPacks.API_MANAGER,
                        "carbon.xml",
                        f -> f.put("/Server/DeploymentSynchronizer", synchronizer(), Placement.last())))
                .containsExactly(
                        "+    <DeploymentSynchronizer>",
                        "+        <Enabled>true</Enabled>",
                        "+        <SvnUrl>http://svn.internal/a?b=1&amp;c=2</SvnUrl>",
                        "+    </DeploymentSynchronizer>");
    }

    @ParameterizedTest
    @ValueSource(strings = {RealPacks.IDENTITY_SERVER, RealPacks.BAM})
    void aLiveDeploymentSynchronizerGetsOtherChildren(String pack) {
        assertThat(changes(
                        pack,
                        "carbon.xml",
                        f -> f.put("/Server/DeploymentSynchronizer", synchronizer(), Placement.last())))
                .contains("-        <Enabled>false</Enabled>", "+        <Enabled>true</Enabled>")
                .contains("+        <SvnUrl>http://svn.internal/a?b=1&amp;c=2</SvnUrl>")
                .noneMatch(l -> l.contains("<DeploymentSynchronizer>"));
    }

    @Test
    void clusteringIsSwitchedOnInItsStartTag() {
        assertThat(changes(RealPacks.API_MANAGER, "axis2/axis2.xml", f -> f.set(CLUSTERING + "/@enable", "true")))
                .containsExactly("-                enable=\"false\">", "+                enable=\"true\">");
    }

    @Test
    void parametersOfClusteringAreSetByName() {
        assertThat(changes(
                        RealPacks.API_MANAGER,
                        "axis2/axis2.xml",
                        f -> f.set(CLUSTERING + "/parameter[@name='membershipScheme']", "wka")
                                .put(
                                        CLUSTERING + "/parameter[@name='localMemberBindAddress']",
                                        "10.0.0.1",
                                        Placement.first())
                                .set(
                                        CLUSTERING
                                                + "/parameter[@name='properties']/property[@name='subDomain']/@value",
                                        "mgt")))
                .containsExactly(
                        "-        <parameter name=\"membershipScheme\">multicast</parameter>",
                        "+        <parameter name=\"membershipScheme\">wka</parameter>",
                        "-        <!--",
                        "-        <parameter name=\"localMemberBindAddress\">127.0.0.1</parameter>",
                        "-        -->",
                        "+        <parameter name=\"localMemberBindAddress\">10.0.0.1</parameter>",
                        "-            <property name=\"subDomain\" value=\"worker\"/>",
                        "+            <property name=\"subDomain\" value=\"mgt\"/>");
    }

    @Test
    void theWellKnownMembersAreReplaced() {
        var members = List.of(
                XmlElement.of("member").child("hostName", "10.0.0.1").child("port", "4100"),
                XmlElement.of("member").child("hostName", "10.0.0.2").child("port", "4200"));
        assertThat(changes(
                        RealPacks.API_MANAGER,
                        "axis2/axis2.xml",
                        f -> f.replaceChildren(CLUSTERING + "/members", members)))
                .containsExactly(
                        "-                <hostName>127.0.0.1</hostName>",
                        "-                <port>4000</port>",
                        "+                <hostName>10.0.0.1</hostName>",
                        "+                <port>4100</port>",
                        "+            <member>",
                        "+                <hostName>10.0.0.2</hostName>",
                        "+                <port>4200</port>",
                        "+            </member>");
    }

    @Test
    void aSampleInALiveReceiverKeepsItsOtherAttributes() {
        assertThat(changes(
                        RealPacks.API_MANAGER,
                        "axis2/axis2.xml",
                        f -> f.put(
                                "/axisconfig/transportReceiver[@name='https']/parameter[@name='WSDLEPRPrefix']",
                                "https://gw.example.com",
                                Placement.last())))
                .containsExactly(
                        "-        <!--parameter name=\"WSDLEPRPrefix\" locked=\"false\">https://apachehost:port/somepath</parameter-->",
                        "+        <parameter name=\"WSDLEPRPrefix\" locked=\"false\">https://gw.example.com</parameter>");
    }

    @Test
    void aWrappedSampleInTheLiveSenderBecomesLive() {
        var changes = changes(
                RealPacks.API_MANAGER,
                "axis2/axis2.xml",
                f -> f.put(HTTPS_SENDER + "/parameter[@name='HostnameVerifier']", "AllowAll", Placement.last()));
        assertThat(changes)
                .anyMatch(l -> l.equals("+        <parameter name=\"HostnameVerifier\">AllowAll</parameter>"));
        assertThat(changes).filteredOn(l -> l.startsWith("+")).hasSize(1);
    }

    @Test
    void aProxyPortIsAddedOnItsOwnLine() {
        assertThat(changes(
                        RealPacks.API_MANAGER,
                        "tomcat/catalina-server.xml",
                        f -> f.set("//Connector[@port='9443']/@proxyPort", "443")))
                .containsExactly(
                        "-                URIEncoding=\"UTF-8\"/>",
                        "+                URIEncoding=\"UTF-8\"",
                        "+                proxyPort=\"443\"/>");
    }

    @Test
    void aDatasourceGoesAfterTheOneThatIsNamed() {
        var source = XmlElement.of("datasource")
                .child("name", "WSO2UM_DB")
                .child(XmlElement.of("jndiConfig").child("name", "jdbc/WSO2UM_DB"))
                .child(XmlElement.of("definition")
                        .attribute("type", "RDBMS")
                        .child(XmlElement.of("configuration")
                                .child("url", "jdbc:mysql://db.internal:3306/userdb?a=b&c=d")));
        assertThat(changes(
                        RealPacks.API_MANAGER,
                        "datasources/master-datasources.xml",
                        f -> f.put(
                                "//datasources/datasource[name='WSO2UM_DB']",
                                source,
                                Placement.after("datasource[name='WSO2AM_DB']", "datasource"))))
                .containsExactly(
                        "+        <datasource>",
                        "+            <name>WSO2UM_DB</name>",
                        "+            <jndiConfig>",
                        "+                <name>jdbc/WSO2UM_DB</name>",
                        "+            </jndiConfig>",
                        "+            <definition type=\"RDBMS\">",
                        "+                <configuration>",
                        "+                    <url>jdbc:mysql://db.internal:3306/userdb?a=b&amp;c=d</url>",
                        "+                </configuration>",
                        "+            </definition>",
                        "+        </datasource>");
    }

    private static XmlFile registryEdits(XmlFile file) {
        var dbConfig = XmlElement.of("dbConfig").attribute("name", "shared").child("dataSource", "jdbc/WSO2REG_DB");
        var url = "https://reg.internal:9443/registry";
        var remote = XmlElement.of("remoteInstance").attribute("url", url).child("id", "shared");
        var mount = XmlElement.of("mount")
                .attribute("path", "/_system/config")
                .attribute("overwrite", "true")
                .child("instanceId", "shared");
        var governance = mount.attribute("path", "/_system/governance");
        return file.put("/wso2registry/dbConfig[@name='shared']", dbConfig, Placement.after("dbConfig"))
                .put(
                        "/wso2registry/remoteInstance[@url='" + url + "']",
                        remote,
                        Placement.after("remoteInstance", "dbConfig"))
                .put("/wso2registry/mount[@path='/_system/config']", mount, Placement.after("remoteInstance"))
                .put("/wso2registry/mount[@path='/_system/governance']", governance, Placement.after("mount"));
    }

    private static String[] registryLines(String carriageReturn) {
        return List.of(
                        "+    <dbConfig name=\"shared\">",
                        "+        <dataSource>jdbc/WSO2REG_DB</dataSource>",
                        "+    </dbConfig>",
                        "+    <remoteInstance url=\"https://reg.internal:9443/registry\">",
                        "+        <id>shared</id>",
                        "+    </remoteInstance>",
                        "+    <mount path=\"/_system/config\" overwrite=\"true\">",
                        "+        <instanceId>shared</instanceId>",
                        "+    </mount>",
                        "+    <mount path=\"/_system/governance\" overwrite=\"true\">",
                        "+        <instanceId>shared</instanceId>",
                        "+    </mount>")
                .stream()
                .map(l -> l + carriageReturn)
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {RealPacks.API_MANAGER, RealPacks.BAM})
    void registryMountsTakeOnTheLineEndsOfWindows(String pack) {
        assertThat(changes(pack, "registry.xml", RealOverlayEditsTest::registryEdits))
                .containsExactly(registryLines("\r"));
    }

    @Test
    void registryMountsLeaveAFileWithoutFinalLineEndWithoutIt() {
        var before = RealPacks.read(RealPacks.IDENTITY_SERVER, "registry.xml");
        var after = registryEdits(XmlFile.parse("registry.xml", before)).bytes();
        assertThat(Diffs.changes(before, after)).containsExactly(registryLines(""));
        assertThat(after[after.length - 1]).isEqualTo((byte) '>');
    }

    @Test
    void theAdministratorAndTheUserStoreAreSet() {
        assertThat(changes(
                        RealPacks.API_MANAGER,
                        "user-mgt.xml",
                        f -> f.set("/UserManager/Realm/Configuration/AdminUser/Password", "a<b&c")
                                .set(
                                        "/UserManager/Realm/Configuration/Property[@name='dataSource']",
                                        "jdbc/WSO2UM_DB")))
                .containsExactly(
                        "-                     <Password>admin</Password>",
                        "+                     <Password>a&lt;b&amp;c</Password>",
                        "-            <Property name=\"dataSource\">jdbc/WSO2CarbonDB</Property>",
                        "+            <Property name=\"dataSource\">jdbc/WSO2UM_DB</Property>");
    }

    @Test
    void serverUrlsOfTheSameNameAreToldApartByTheirPaths() {
        var changes = changes(
                RealPacks.API_MANAGER,
                "api-manager.xml",
                f -> f.set("/APIManager/AuthManager/ServerURL", "https://one/")
                        .set("/APIManager/APIGateway/Environments/Environment/ServerURL", "https://two/")
                        .set("/APIManager/APIKeyValidator/ServerURL", "https://three/")
                        .put("/APIManager/APIKeyValidator/ThriftServerHost", "km.internal", Placement.last()));
        assertThat(changes)
                .filteredOn(l -> l.startsWith("+"))
                .extracting(l -> l.substring(1).strip())
                .containsExactly(
                        "<ServerURL>https://one/</ServerURL>",
                        "<ServerURL>https://two/</ServerURL>",
                        "<ServerURL>https://three/</ServerURL>",
                        "<ThriftServerHost>km.internal</ThriftServerHost>");
        assertThat(changes).hasSize(8);
    }

    @Test
    void anElementCommentedOutInPiecesIsPutAnew() {
        var database = XmlElement.of("Database").child("URL", "jdbc:x").child("Username", "u");
        assertThat(changes(
                        RealPacks.API_MANAGER,
                        "api-manager.xml",
                        f -> f.put("/APIManager/Database", database, Placement.before("AuthManager"))))
                .containsExactly(
                        "+    <Database>",
                        "+        <URL>jdbc:x</URL>",
                        "+        <Username>u</Username>",
                        "+    </Database>");
    }
}
