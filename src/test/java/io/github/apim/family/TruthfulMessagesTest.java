package io.github.apim.family;

import static io.github.apim.family.Homes.API_MANAGER;
import static io.github.apim.family.Homes.DATASOURCES;
import static io.github.apim.family.Homes.PUBLISHER;
import static io.github.apim.family.Homes.REGISTRY;
import static io.github.apim.family.Homes.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Problem;
import io.github.apim.family.carbon.ConfigurationFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message names a cause that is there, and comes once. */
class TruthfulMessagesTest {

    private static final String ENDPOINTS = "http://gw.example.com:80,https://gw.example.com:443";
    private static final String MANAGERS = "http://gw-mgt.internal:8280,https://gw-mgt.internal:8243";
    private static final String APIS = ConfigurationFiles.SYNAPSE + "/default/api/";
    private static final String TEMPLATE = "https://{uri.var.hostname}:{uri.var.portnum}/oauth2/";

    @TempDir
    Path folder;

    private Homes homes;

    @BeforeEach
    void makeHomes() throws IOException {
        homes = Homes.sound(folder);
    }

    @Test
    void soundHomesBreakNoRule() throws IOException {
        assertThat(homes.problems()).isEmpty();
    }

    /** Both endpoints of the element lead to the manager. */
    @Test
    void m23TheSameFindingComesOnce() throws IOException {
        homes.replace("store", API_MANAGER, ENDPOINTS, MANAGERS);

        assertThat(homes.said("M23").lines()).hasSize(1);
    }

    @Test
    void noFindingComesTwiceHoweverOftenItsCauseIsThere() throws IOException {
        homes.replace("store", API_MANAGER, ENDPOINTS, MANAGERS);
        homes.edit("store", REGISTRY, text -> text.replaceAll("<instanceId>[^<]*<", "<instanceId>gone<"));

        List<Problem> problems = homes.problems();

        assertThat(problems).extracting(Problem::rule).contains("M23", "M20");
        assertThat(problems).doesNotHaveDuplicates();
    }

    @Test
    void m26OneTokenApiThatWasEditedIsToldAndNotItsPristineNeighbours() throws IOException {
        homes.replace("manager", APIS + "_AuthorizeAPI_.xml", TEMPLATE, "https://km.internal:9444/oauth2/");

        assertThat(homes.said("M26").lines())
                .singleElement()
                .asString()
                .contains("_AuthorizeAPI_.xml", "km.internal:9444 is not where the other token APIs lead");
    }

    @Test
    void m23AnIdentityServerThatIsTheKeyManagerPublishesToTheManager() throws IOException {
        homes.describe("role: identity-server,", "role: identity-server-key-manager,");
        homes.put("is", API_MANAGER, homes.bytes("km", API_MANAGER));
        assertThat(homes.said("M23")).isEmpty();

        homes.replace(
                "is", API_MANAGER, "https://mgt.example.com:443/services/", "https://gw-1.internal:9443/services/");

        assertThat(homes.said("M23")).contains("nodes.is", "gw-1.internal:9443 is worker-1");
    }

    @Test
    void m34AnElementIsNotSaidToBeOfOneVersionThatOthersHaveToo() throws IOException {
        homes.replace(
                "worker-1",
                API_MANAGER,
                "<SkipEventReceiverConnection>",
                "<Enabled>true</Enabled><SkipEventReceiverConnection>");

        assertThat(homes.said("M34"))
                .contains("APIUsageTracking/Enabled: is an element of versions before and after 1.9.0")
                .doesNotContain("1.9.1");
    }

    @Test
    void m42AKeyThatIsNotSetIsNotToBeDropped() throws IOException {
        homes.put("store", PUBLISHER, "{}");

        assertThat(homes.said("M42"))
                .contains("take its files out of your own, of which publisher/site/conf/site.json is one")
                .doesNotContain("keep");
    }

    @Test
    void m42AKeyThatIsSetIsToBeDropped() throws IOException {
        homes.describe("statistics: {", "jaggery-applications: keep\nstatistics: {");
        homes.put("store", PUBLISHER, "{}");

        assertThat(homes.said("M42"))
                .contains("leave out jaggery-applications: keep")
                .doesNotContain("of your own");
    }

    @Test
    void m40BytesInAWrongEncodingAreNoAmpersand() throws IOException {
        homes.put(
                "worker-1",
                REGISTRY,
                "<wso2registry>\n<!-- \u00fcber -->\n</wso2registry>".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(homes.said("M40"))
                .contains(
                        "has a byte in line 2 that is not of its encoding",
                        "save the file in UTF-8, or name its encoding")
                .doesNotContain("&amp;");
    }

    @Test
    void m40AnEncodingThatTheFileNamesStaysSilent() throws IOException {
        homes.put(
                "worker-1",
                DATASOURCES,
                ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><!-- \u00fcber -->"
                                + new String(homes.bytes("worker-1", DATASOURCES), StandardCharsets.UTF_8)
                                        .replaceFirst("<\\?xml[^>]*>", ""))
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(homes.said("M40")).isEmpty();
    }

    @Test
    void m40AnEncodingThatIsNotKnownIsNoAmpersand() throws IOException {
        homes.put("worker-1", REGISTRY, "<?xml version=\"1.0\" encoding=\"latin-one\"?><wso2registry/>");

        assertThat(homes.said("M40"))
                .contains("names an encoding in its first line")
                .doesNotContain("&amp;");
    }

    @Test
    void m40AnOpenTagIsNoAmpersand() throws IOException {
        homes.put("worker-1", REGISTRY, "<wso2registry>\n<mount>\n</wso2registry>");

        assertThat(homes.said("M40"))
                .contains("from line 3", "a tag that is left open or closed twice")
                .doesNotContain("&amp;", "&lt;");
    }

    @Test
    void m40AnAmpersandAndALessThanSignAreToldApart() throws IOException {
        homes.put("worker-1", REGISTRY, "<wso2registry>\na & b</wso2registry>");
        homes.put("worker-2", REGISTRY, "<wso2registry>\na < b</wso2registry>");

        assertThat(homes.said("M40").lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("write & as &amp; there")
                                .doesNotContain("&lt;"),
                        second -> assertThat(second)
                                .contains("write < as &lt; there")
                                .doesNotContain("&amp;"));
    }

    @Test
    void m31AnObjectWithinTheSectionSilencesNothing() throws IOException {
        homes.edit(
                "store",
                STORE,
                text -> text.replaceFirst(
                        "\"ssoConfiguration\" *: *\\{", "\"ssoConfiguration\" : { \"own\" : { \"a\" : [ {} ] },"));
        assertThat(homes.said("M31")).isEmpty();

        homes.replace("store", STORE, "https://is.internal:9443/samlsso", "https://localhost:9443/samlsso");

        assertThat(homes.said("M31")).contains("ssoConfiguration/identityProviderURL: leads each user's browser");
    }

    @Test
    void m31AnAllInOneIsHeldToTheSame() throws IOException {
        homes.describe("  publisher: { role: publisher,       host: pub.internal,    address: 10.0.0.14 }\n", "");
        homes.describe(
                "  store:     { role: store,           host: store.internal,  address: 10.0.0.14, offset: 1 }\n", "");
        homes.describe("role: key-manager, ", "role: all-in-one, ");
        homes.put("km", STORE, homes.bytes("store", STORE));
        homes.put("km", PUBLISHER, homes.bytes("publisher", PUBLISHER));
        assertThat(homes.said("M31")).isEmpty();

        homes.replace("km", STORE, "https://is.internal:9443/samlsso", "https://localhost:9443/samlsso");
        homes.edit("km", PUBLISHER, text -> text.replaceFirst("\"enabled\" : \"true\"", "\"enabled\" : true"));

        assertThat(homes.said("M31").lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("nodes.km", "publisher/site", "is true, but"),
                        second -> assertThat(second).contains("nodes.km", "store/site", "identityProviderURL"));
        assertThat(homes.said("M32")).contains("is not what node km");
    }

    @Test
    void m31AnAllInOneBesidePublisherAndStoreStaysSilent() throws IOException {
        homes.describe("role: key-manager, ", "role: all-in-one, ");
        homes.put("km", STORE, homes.bytes("store", STORE));
        homes.edit("km", STORE, text -> text.replaceFirst("\"enabled\" : \"true\"", "\"enabled\" : \"false\""));

        assertThat(homes.said("M31")).isEmpty();
    }

    @Test
    void m31AFileThatIsNoJsonIsToldWithItsLineAndWithoutItsText() throws IOException {
        homes.put("store", STORE, "{\n\"ssoConfiguration\" : { \"keyStorePassword\" : \"hidden\" \"a\" : 1 }\n}");

        assertThat(homes.said("M31")).contains("is no JSON from line 2 on").doesNotContain("hidden");
    }
}
