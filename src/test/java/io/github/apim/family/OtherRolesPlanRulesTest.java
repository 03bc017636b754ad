package io.github.apim.family;

import static io.github.apim.family.Homes.API_MANAGER;
import static io.github.apim.family.Homes.AXIS2;
import static io.github.apim.family.Homes.CARBON;
import static io.github.apim.family.Homes.CATALINA;
import static io.github.apim.family.Homes.IDENTITY;
import static io.github.apim.family.Homes.PUBLISHER;
import static io.github.apim.family.Homes.REGISTRY;
import static io.github.apim.family.Homes.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.family.carbon.ConfigurationFiles;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.TestJars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules about what roles tell each other: environments, tokens, single sign-on, statistics. */
class OtherRolesPlanRulesTest {

    private static final String MANAGER_URL = "https://mgt.example.com:443/services/";
    private static final String ENDPOINTS = "http://gw.example.com:80,https://gw.example.com:443";
    private static final String REVOKE = "https://gw.example.com:443/revoke";
    private static final String APIS = ConfigurationFiles.SYNAPSE + "/default/api/";
    private static final String TEMPLATE = "https://{uri.var.hostname}:{uri.var.portnum}/oauth2/";
    private static final String KEY_STORE = "repository/resources/security/wso2carbon.jks";
    private static final String TOOLBOX = ConfigurationFiles.TOOLBOXES + "/API_Manager_Analytics.tbox";

    @TempDir
    Path folder;

    private Homes homes;

    @BeforeEach
    void makeHomes() throws IOException {
        homes = Homes.sound(folder);
    }

    @Test
    void m23ApisThatArePublishedToAWorker() throws IOException {
        homes.replace("publisher", API_MANAGER, MANAGER_URL, "https://gw-1.internal:9443/services/");

        assertThat(homes.said("M23"))
                .contains("gw-1.internal:9443 is worker-1 (line 23) on that machine", "answers at mgt.example.com:443");
    }

    @Test
    void m23ClientsThatCallTheManager() throws IOException {
        homes.replace("store", API_MANAGER, ENDPOINTS, "http://gw-mgt.internal:8280,https://gw-mgt.internal:8243");

        assertThat(homes.said("M23")).contains("nodes.store").contains("gw-mgt.internal is the gateway manager");
    }

    @Test
    void m23AnEnvironmentOfAnotherName() throws IOException {
        homes.replace("store", API_MANAGER, "<Name>Production and Sandbox</Name>", "<Name>Mine</Name>");

        assertThat(homes.said("M23")).contains("is Mine, but node km (line 25) has other names");
    }

    @Test
    void m23TheManagersOwnAddressStaysSilent() throws IOException {
        homes.replace("publisher", API_MANAGER, MANAGER_URL, "https://10.0.0.10:9443/services/");

        assertThat(homes.said("M23")).isEmpty();
    }

    @Test
    void m24EndpointsInTheWrongOrderOrWithABlank() throws IOException {
        homes.replace("store", API_MANAGER, ENDPOINTS, "https://gw.example.com:443, http://gw.example.com:80");

        assertThat(homes.said("M24")).contains("in this order with one comma and no blank");
    }

    @Test
    void m24AnEndpointWithoutTheOffset() throws IOException {
        homes.describe("address: 10.0.0.11 }", "address: 10.0.0.11, offset: 2 }");
        homes.replace("store", API_MANAGER, ENDPOINTS, "http://gw-1.internal:8280,https://gw-1.internal:8245");

        assertThat(homes.said("M24").lines())
                .singleElement()
                .asString()
                .contains("no gateway answers http at gw-1.internal:8280, only at [8282]");
    }

    @Test
    void m24EndpointsOfHttpsAloneOrOfAnotherBalancerStaysSilent() throws IOException {
        homes.replace("store", API_MANAGER, ENDPOINTS, "https://gw.example.com:443");
        homes.replace("publisher", API_MANAGER, ENDPOINTS, "http://other.example.com:81,https://other.example.com:444");

        assertThat(homes.said("M24")).isEmpty();
    }

    @Test
    void m25RevocationThatStaysAtHome() throws IOException {
        homes.replace("km", API_MANAGER, REVOKE, "https://${carbon.local.ip}:8243/revoke");
        homes.replace("store", API_MANAGER, REVOKE, "https://store.internal:8244/revoke");

        assertThat(homes.said("M25"))
                .contains("leads to this node itself")
                .contains(
                        "store.internal:8244 is store (line 27) on that machine", "revoked tokens would keep working");
    }

    @Test
    void m25AGatewaysOwnAddressStaysSilent() throws IOException {
        homes.replace("km", API_MANAGER, REVOKE, "https://10.0.0.11:8243/revoke");

        assertThat(homes.said("M25")).isEmpty();
    }

    @Test
    void m26TokenApisThatLeadApart() throws IOException {
        homes.replace("manager", APIS + "_TokenAPI_.xml", TEMPLATE, "https://mgt.example.com:443/oauth2/");

        assertThat(homes.said("M26"))
                .contains(
                        "_TokenAPI_.xml: //endpoint/http/@uri-template: mgt.example.com:443 is the virtual host of gateway-manager")
                .hasLineCount(1);
    }

    @Test
    void m26TheTokenApiThatWasChangedIsToBlameAndNotTheOthers() throws IOException {
        homes.replace("manager", APIS + "_TokenAPI_.xml", TEMPLATE, "https://km.internal:9444/oauth2/");

        assertThat(homes.said("M26"))
                .contains("_TokenAPI_.xml: //endpoint/http/@uri-template: km.internal:9444 is not where the other")
                .hasLineCount(1);
    }

    @Test
    void m26TokenApisThatLeadToTheKeyManagerStaysSilent() throws IOException {
        for (String api : new String[] {"_TokenAPI_", "_AuthorizeAPI_", "_RevokeAPI_"}) {
            homes.replace("manager", APIS + api + ".xml", TEMPLATE, "https://km.internal:9444/oauth2/");
        }

        assertThat(homes.said("M26")).isEmpty();
    }

    @Test
    void m27AStrictVerifierAndTheShippedCertificate() throws Exception {
        byte[] shipped = KeyStores.selfSigned(folder.resolve("a.jks"), "localhost");
        homes.put("worker-1", KEY_STORE, shipped).put("km", KEY_STORE, shipped);
        homes.replace("worker-1", AXIS2, ">AllowAll<", ">Strict<");

        assertThat(homes.said("M27"))
                .contains("nodes.worker-1")
                .contains("key manager km (line 25) is called as km.internal, while its certificate is for localhost");
    }

    @Test
    void m27AStrictVerifierAndACertificateOfTheRightNameStaysSilent() throws Exception {
        homes.put("km", KEY_STORE, KeyStores.selfSigned(folder.resolve("a.jks"), "km.internal"));
        homes.replace("worker-1", AXIS2, ">AllowAll<", ">Strict<");

        assertThat(homes.said("M27")).isEmpty();
    }

    @Test
    void m30AProxyPortWithAnOffset() throws IOException {
        homes.edit("publisher", CATALINA, text -> text.replace("proxyPort=\"443\"", "proxyPort=\"444\""));

        assertThat(homes.said("M30"))
                .contains("nodes.publisher")
                .contains("is 444, but the load balancer's port for this role is 443");
    }

    @Test
    void m30AProxyPortThatNobodyServes() throws IOException {
        homes.edit("worker-1", CATALINA, text -> text.replace("port=\"9443\"", "port=\"9443\" proxyPort=\"443\""));

        assertThat(homes.said("M30")).contains("nodes.worker-1").contains("the load balancer serves no such port");
    }

    @Test
    void m30AProxyPortThatTheDescriptorServesStaysSilent() throws IOException {
        homes.describe("{ name: pub.example.com, https: 443 }", "{ name: pub.example.com, https: 8443 }");
        homes.edit("publisher", CATALINA, text -> text.replace("proxyPort=\"443\"", "proxyPort=\"8443\""));

        assertThat(homes.said("M30")).isEmpty();
    }

    @Test
    void m31SwitchedOnWithoutQuotes() throws IOException {
        homes.edit("publisher", PUBLISHER, text -> text.replaceFirst("\"enabled\" : \"true\"", "\"enabled\" : true"));

        assertThat(homes.said("M31")).contains("is true, but the application compares texts");
    }

    @Test
    void m31AProviderOnLocalhostAndNoAlias() throws IOException {
        homes.replace("store", STORE, "https://is.internal:9443/samlsso", "https://localhost:9443/samlsso");
        homes.edit(
                "store", STORE, text -> text.replace("\"identityAlias\" : \"wso2carbon\"", "\"identityAlias\" : \"\""));

        assertThat(homes.said("M31"))
                .contains("ssoConfiguration/identityProviderURL: leads each user's browser")
                .contains("ssoConfiguration/identityAlias: is empty");
    }

    @Test
    void m31SwitchedOffAgainstTheDescriptor() throws IOException {
        homes.edit("store", STORE, text -> text.replaceFirst("\"enabled\" : \"true\"", "\"enabled\" : \"false\""));

        assertThat(homes.said("M31")).contains("although the descriptor has single-sign-on");
    }

    @Test
    void m31AWordInACommentStaysSilent() throws IOException {
        homes.edit(
                "store",
                STORE,
                text -> text.replaceFirst("\"enabled\" : \"true\"", "// \"enabled\" : true\n\"enabled\" : \"true\""));

        assertThat(homes.said("M31")).isEmpty();
    }

    @Test
    void m32AProviderThatDoesNotKnowItsAddress() throws IOException {
        homes.replace("is", IDENTITY, "https://is.internal:9443/samlsso", "https://localhost:9443/samlsso");

        assertThat(homes.said("M32"))
                .contains("is as it was shipped, localhost")
                .contains("is not what node publisher (line 26) has as identityProviderURL");
    }

    @Test
    void m32AnotherAddressOnBothSidesStaysSilent() throws IOException {
        homes.replace("is", IDENTITY, "https://is.internal:9443/", "https://sso.example.com:443/");
        homes.replace("publisher", PUBLISHER, "https://is.internal:9443/", "https://sso.example.com:443/");
        homes.replace("store", STORE, "https://is.internal:9443/", "https://sso.example.com:443/");

        assertThat(homes.said("M32")).isEmpty();
    }

    @Test
    void m34SettingsOfTheNextVersion() throws IOException {
        homes.replace(
                "worker-1",
                API_MANAGER,
                "<SkipEventReceiverConnection>false<",
                "<BAMServerURL>tcp://bam:7614</BAMServerURL><SkipEventReceiverConnection>true<");

        assertThat(homes.said("M34"))
                .contains("APIUsageTracking/BAMServerURL: is an element of versions before and after 1.9.0")
                .contains("silences this gateway");
    }

    @Test
    void m34AGatewayWithoutTheSharedConfiguration() throws IOException {
        homes.replace("worker-1", REGISTRY, "<mount path=\"/_system/config\"", "<mount path=\"/_system/nodes\"");

        assertThat(homes.said("M34")).contains("a gateway learns of the statistics from the shared configuration");
    }

    @Test
    void m34WithoutStatisticsAGatewayMayBeSilentStaysSilent() throws IOException {
        homes.describe("statistics: { bam: bam }\n", "");
        homes.replace(
                "worker-1", API_MANAGER, "<SkipEventReceiverConnection>false<", "<SkipEventReceiverConnection>true<");

        assertThat(homes.said("M34")).isEmpty();
    }

    @Test
    void m34BalancedEventsThatMeetNowhere() throws IOException {
        homes.describe("statistics: { bam: bam }", "statistics: { bam: [ bam, bam-2 ], events: balanced }");
        homes.describe("nodes:\n", "nodes:\n  bam-2: { role: bam, host: bam-2.internal }\n");
        homes.put("bam", ConfigurationFiles.HECTOR, hector("false"));

        assertThat(homes.said("M34"))
                .contains("nodes.bam: ", "externalCassandra: is false, so this node keeps its events", "events: each");
    }

    @Test
    void m34EventsThatMeetInOneCassandraStaysSilent() throws IOException {
        homes.describe("statistics: { bam: bam }", "statistics: { bam: [ bam, bam-2 ], events: balanced }");
        homes.describe("nodes:\n", "nodes:\n  bam-2: { role: bam, host: bam-2.internal }\n");
        homes.put("bam", ConfigurationFiles.HECTOR, hector("true"));

        assertThat(homes.said("M34")).isEmpty();
    }

    @Test
    void m34EventsThatEachGetsStaysSilent() throws IOException {
        homes.describe("statistics: { bam: bam }", "statistics: { bam: [ bam, bam-2 ] }");
        homes.describe("nodes:\n", "nodes:\n  bam-2: { role: bam, host: bam-2.internal }\n");
        homes.put("bam", ConfigurationFiles.HECTOR, hector("false"));

        assertThat(homes.said("M34")).isEmpty();
    }

    private static byte[] hector(String external) {
        return ("<HectorConfiguration><Cluster><Nodes externalCassandra=\"" + external
                        + "\">localhost:9160</Nodes></Cluster></HectorConfiguration>")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void m36ACassandraPortWithTheOffset() throws IOException {
        homes.replace("bam", ConfigurationFiles.CASSANDRA, "rpc_port: 9160", "rpc_port: 9163");

        assertThat(homes.said("M36")).contains("rpc_port: is 9163, to which BAM adds the offset 3 once more");
    }

    @Test
    void m36ACassandraPortOfAMonitorWithoutAnOffsetStaysSilent() throws IOException {
        homes.replace("bam", ConfigurationFiles.CASSANDRA, "rpc_port: 9160", "rpc_port: 9163");
        homes.replace("bam", CARBON, "<Offset>3<", "<Offset>0<");

        assertThat(homes.said("M36")).isEmpty();
    }

    private void toolbox(String password) throws IOException {
        String streams =
                "streams.definitions.defn1.username=admin\nstreams.definitions.defn1.password=" + password + "\n";
        Path file = TestJars.jar(
                folder.resolve("API_Manager_Analytics.tbox"),
                "streamDefn/streams.properties",
                streams.getBytes(StandardCharsets.ISO_8859_1));
        homes.put("bam", TOOLBOX, Files.readAllBytes(file));
    }

    @Test
    void m37AToolboxThatDoesNotKnowTheAdministrator() throws IOException {
        toolbox("former-secret");

        assertThat(homes.said("M37"))
                .contains("API_Manager_Analytics.tbox: streams.properties: signs in with another user name or password")
                .doesNotContain("former-secret");
    }

    @Test
    void m37TheShippedToolboxAndAdministratorStaysSilent() throws IOException {
        toolbox("admin");

        assertThat(homes.said("M37")).isEmpty();
    }

    @Test
    void m38AnOffsetThatTheUserHasSetTwice() throws IOException {
        homes.replace("store", CARBON, "<Offset>1<", "<Offset>0<");

        assertThat(homes.said("M38"))
                .contains("node publisher (line 26) is on the same machine and has the same offset 0");
    }

    @Test
    void m38AnotherOffsetStaysSilent() throws IOException {
        homes.replace("store", CARBON, "<Offset>1<", "<Offset>5<");

        assertThat(homes.said("M38")).isEmpty();
    }

    @Test
    void m47APlainIdentityServerAsKeyManager() throws IOException {
        homes.describe("role: identity-server,", "role: identity-server-key-manager,");

        assertThat(homes.said("M47")).contains("nodes.is").contains("404 at /services/APIKeyValidationService");
    }

    @Test
    void m47AnIdentityServerWithTheFeatureStaysSilent() throws IOException {
        homes.describe("role: identity-server,", "role: identity-server-key-manager,");
        homes.put("is", "repository/components/plugins/org.wso2.carbon.apimgt.keymgt_1.2.4.jar", "jar");

        assertThat(homes.said("M47")).isEmpty();
    }

    @Test
    void m42AStoreThatAnswersAsAPublisherToo() throws IOException {
        homes.put("store", PUBLISHER, "{}");

        assertThat(homes.said("M42"))
                .contains("nodes.store: repository/deployment/server/jaggeryapps/publisher: ")
                .contains("this store answers with the publisher's login page");
    }

    @Test
    void m42OtherApplicationsStaysSilent() throws IOException {
        homes.put("store", "repository/deployment/server/jaggeryapps/admin-dashboard/index.jag", "");
        homes.put("manager", PUBLISHER, "{}");

        assertThat(homes.said("M42")).isEmpty();
    }
}
