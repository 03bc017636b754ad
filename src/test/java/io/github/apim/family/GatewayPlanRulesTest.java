package io.github.apim.family;

import static io.github.apim.family.Homes.API_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules about launchers and key validation, on the files of assembled gateways. */
class GatewayPlanRulesTest {

    private static final String VALIDATOR = "/APIManager/APIKeyValidator/";
    private static final String KEY_MANAGER_URL = "https://km.internal:9444/services/";
    private static final String SERVER = "bin/wso2server.sh";

    @TempDir
    Path folder;

    private Homes homes;

    @BeforeEach
    void makeHomes() throws IOException {
        homes = Homes.sound(folder);
    }

    @Test
    void theSoundDeploymentBreaksNoRule() throws IOException {
        assertThat(homes.problems()).isEmpty();
    }

    @Test
    void m1TheWorkerSwitchInTheServersScript() throws IOException {
        homes.edit("worker-1", SERVER, text -> text + "\nexec java -DworkerNode=true\n");

        assertThat(homes.said("M1"))
                .contains("nodes.worker-1: bin/wso2server.sh: -DworkerNode: ")
                .contains("OSGi runtime worker profile not found");
    }

    @Test
    void m1TheWorkerSwitchInACommentOrWithItsProfileStaysSilent() throws IOException {
        homes.edit("worker-1", SERVER, text -> text + "\n# -DworkerNode=true\n");
        homes.edit("worker-2", SERVER, text -> text + "\nexec java -DworkerNode=true\n");
        homes.put("worker-2", "repository/components/worker/configuration/config.ini", "");

        assertThat(homes.said("M1")).isEmpty();
    }

    @Test
    void m43SetupInTheServersScript() throws IOException {
        homes.edit("manager", SERVER, text -> text + "\n    -Dsetup \\\n");

        assertThat(homes.said("M43"))
                .contains("nodes.manager: bin/wso2server.sh")
                .contains("duplicate tables");
    }

    @Test
    void m43AnotherOptionInTheServersScriptStaysSilent() throws IOException {
        homes.edit("manager", SERVER, text -> text + "\n    -Dsetup.name=x \\\n # -Dsetup\n");

        assertThat(homes.said("M43")).isEmpty();
    }

    @Test
    void m2AKeyManagersUrlWithoutAPort() throws IOException {
        homes.replace("worker-1", API_MANAGER, KEY_MANAGER_URL, "https://km.internal/services/");

        assertThat(homes.said("M2")).contains("nodes.worker-1").contains("https://<host>:-1/oauth2/token");
    }

    @Test
    void m2AGatewayThatAsksItself() throws IOException {
        homes.replace("worker-1", API_MANAGER, KEY_MANAGER_URL, "https://${carbon.local.ip}:9443/services/");

        assertThat(homes.said("M2")).contains("leads this gateway to itself");
    }

    @Test
    void m2AKeyManagersUrlWithPort443StaysSilent() throws IOException {
        homes.describe(
                        "publisher: { name: pub",
                        "key-manager: { name: km.example.com, https: 443 }\n    publisher: { name: pub")
                .replace("worker-1", API_MANAGER, KEY_MANAGER_URL, "https://km.example.com:443/services/");

        assertThat(homes.said("M2")).isEmpty();
    }

    @Test
    void m3AServiceUrlWithoutItsLastSlash() throws IOException {
        homes.replace("publisher", API_MANAGER, KEY_MANAGER_URL, "https://km.internal:9444/services");

        assertThat(homes.said("M3").lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("must end in /services/"));
    }

    @Test
    void m3AServiceUrlBelowAContextStaysSilent() throws IOException {
        homes.replace("publisher", API_MANAGER, KEY_MANAGER_URL, "https://km.internal:9444/carbon/services/");

        assertThat(homes.said("M3")).isEmpty();
    }

    /** The context is a slash. */
    @Test
    void m3AServiceUrlThatTheServerCompletesStaysSilent() throws IOException {
        homes.replace("publisher", API_MANAGER, KEY_MANAGER_URL, "https://localhost:9443${carbon.context}services/");

        assertThat(homes.said("M3")).isEmpty();
    }

    private Homes overThrift(String host, String port) {
        homes.replace("worker-1", API_MANAGER, ">WSClient<", ">ThriftClient<");
        homes.replace("worker-1", API_MANAGER, "<ThriftClientPort>10397<", "<ThriftClientPort>" + port + "<");
        return homes.replace(
                "worker-1",
                API_MANAGER,
                "<!--ThriftServerHost>localhost</ThriftServerHost-->",
                "<ThriftServerHost>" + host + "</ThriftServerHost>");
    }

    private void thriftServerHost(String host) {
        homes.replace(
                "km",
                API_MANAGER,
                "<!--ThriftServerHost>localhost</ThriftServerHost-->",
                "<ThriftServerHost>" + host + "</ThriftServerHost>");
    }

    @Test
    void m4ThriftToTheLoadBalancer() throws IOException {
        overThrift("km.example.com", "10397")
                .describe("virtual-hosts:\n", "virtual-hosts:\n    key-manager: km.example.com\n");

        assertThat(homes.said("M4"))
                .contains("km.example.com is the load balancer")
                .contains("900900");
    }

    @Test
    void m4ThriftToTheKeyManagersNodeStaysSilent() throws IOException {
        overThrift("km.internal", "10397")
                .describe("virtual-hosts:\n", "virtual-hosts:\n    key-manager: km.example.com\n");

        assertThat(homes.said("M4")).isEmpty();
    }

    @Test
    void m5AThriftPortThatTheOffsetHasMoved() throws IOException {
        overThrift("km.internal", "10398");

        assertThat(homes.said("M5")).contains("is 10398, but key manager km (line 25) listens on 10397");
    }

    @Test
    void m5TwoThriftServersOnOneMachine() throws IOException {
        homes.set("publisher", API_MANAGER, VALIDATOR + "EnableThriftServer", "true");
        homes.set("store", API_MANAGER, VALIDATOR + "EnableThriftServer", "true");

        assertThat(homes.said("M5"))
                .contains("nodes.store: ")
                .contains("10397 is also the port of node publisher (line 26)");
    }

    @Test
    void m5TheKeyManagersPortStaysSilent() throws IOException {
        overThrift("km.internal", "10400").set("km", API_MANAGER, VALIDATOR + "ThriftServerPort", "10400");
        homes.set("store", API_MANAGER, VALIDATOR + "EnableThriftServer", "true");

        assertThat(homes.said("M5")).isEmpty();
    }

    @Test
    void m6AGatewayThatAsksEverywhere() throws IOException {
        overThrift("0.0.0.0", "10397");

        assertThat(homes.said("M6")).contains("nodes.worker-1").contains("this node would ask itself");
    }

    @Test
    void m6AServerThatListensOnTheLoadBalancer() throws IOException {
        homes.describe("virtual-hosts:\n", "virtual-hosts:\n    key-manager: km.example.com\n");
        homes.set("km", API_MANAGER, VALIDATOR + "EnableThriftServer", "true");
        thriftServerHost("km.example.com");

        assertThat(homes.said("M6")).contains("nodes.km").contains("Cannot assign requested address");
    }

    @Test
    void m6AServerThatListensEverywhereStaysSilent() throws IOException {
        homes.set("km", API_MANAGER, VALIDATOR + "EnableThriftServer", "true");
        thriftServerHost("0.0.0.0");

        assertThat(homes.said("M6")).isEmpty();
    }

    @Test
    void m11TheElementOfOlderVersions() throws IOException {
        homes.replace("km", API_MANAGER, "<!--APIKeyManager>", "<APIKeyManager>");
        homes.replace("km", API_MANAGER, "</APIKeyManager-->", "</APIKeyManager>");

        assertThat(homes.said("M11")).contains("nodes.km").contains("APIKeyValidator now");
    }

    @Test
    void m11TheShippedCommentStaysSilent() throws IOException {
        homes.replace("km", API_MANAGER, "<!--APIKeyManager>", "<!-- <APIKeyManager>");

        assertThat(homes.said("M11")).isEmpty();
    }
}
