package io.github.apim.family.am2;

import static io.github.apim.family.am2.SoundHomes.API_MANAGER;
import static io.github.apim.family.am2.SoundHomes.CARBON;
import static io.github.apim.family.am2.SoundHomes.PROVIDERS;
import static io.github.apim.family.am2.SoundHomes.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What browsers, clients and gateways find. */
class WebRulesTest {

    private static final String WEB_SOCKETS = "http: 80, https: 443, websocket: 9099 }";

    @TempDir
    Path folder;

    private SoundHomes newer() {
        return SoundHomes.newer(folder);
    }

    @Test
    void n32AWebSocketThatAStoreOpens() {
        SoundHomes homes = newer().put(
                        "store",
                        "repository/deployment/server/synapse-configs/default/inbound-endpoints/WebSocket.xml",
                        "<inboundEndpoint/>");

        assertThat(homes.said("N32")).contains("nodes.store").contains("WebSocket.xml: opens a port for web sockets");
    }

    @Test
    void n32OtherFilesOfTheEngineStaysSilent() {
        SoundHomes homes = newer().put(
                        "store", "repository/deployment/server/synapse-configs/default/synapse.xml", "<definitions/>");

        assertThat(homes.said("N32")).isEmpty();
    }

    @Test
    void n34AKeyManagerWithoutBlockConditions() {
        SoundHomes homes = newer().remove("km", "repository/deployment/server/webapps/throttle");

        assertThat(homes.said("N34")).contains("nodes.km").contains("throttle#data: is not among the web applications");
    }

    @Test
    void n34AnUnpackedApplicationStaysSilent() {
        SoundHomes homes = newer().remove("km", "repository/deployment/server/webapps/throttle")
                .put("km", "repository/deployment/server/webapps/throttle#data#v0.14/WEB-INF/web.xml", "<web-app/>");

        assertThat(homes.said("N34")).isEmpty();
    }

    @Test
    void n35ANameThatNobodyTrusts() {
        SoundHomes homes = newer().replace("store", STORE, ", \"store.example.com\"]", "]");

        assertThat(homes.said("N35"))
                .contains("nodes.store")
                .contains("whiteListedHostNames: does not have store.example.com, the load balancer's name");
    }

    @Test
    void n35TheServersOwnNameStaysSilent() {
        SoundHomes homes = newer().replace("store", STORE, ", \"store.example.com\"]", "]")
                .replace("store", CARBON, "store.internal", "store.example.com");

        assertThat(homes.said("N35")).isEmpty();
    }

    @Test
    void n36AnIdentityServerThatSignsResponsesOnly() {
        SoundHomes homes = newer().replace("is", PROVIDERS, "<SignAssertion>true", "<SignAssertion>false");

        assertThat(homes.said("N36"))
                .contains("nodes.is")
                .contains("SignAssertion: is not true, but node store (line 17) has assertionSigningEnabled");
    }

    @Test
    void n36AnIdentityServerThatNamesNoAudience() {
        SoundHomes homes =
                newer().replace("is", PROVIDERS, "<EnableAudienceRestriction>true</EnableAudienceRestriction>", "");

        assertThat(homes.said("N36"))
                .contains("EnableAudienceRestriction: is not true")
                .contains("sign in again and again");
    }

    @Test
    void n36AnApplicationThatDemandsNothingStaysSilent() {
        SoundHomes homes = newer().replace("is", PROVIDERS, "<SignAssertion>true", "<SignAssertion>false")
                .replace(
                        "store",
                        STORE,
                        "\"assertionSigningEnabled\" : \"true\"",
                        "\"assertionSigningEnabled\" : \"false\"");

        assertThat(homes.said("N36")).isEmpty();
    }

    private SoundHomes balanced() {
        return newer().describe("http: 80, https: 443 }", WEB_SOCKETS);
    }

    @Test
    void n38TheShippedAddressOfWebSockets() {
        SoundHomes homes =
                balanced().replace("store", API_MANAGER, "ws://gw.example.com:9099", "ws://${carbon.local.ip}:9099");

        assertThat(homes.said("N38"))
                .contains("nodes.store")
                .contains("GatewayWSEndpoint: is ws://${carbon.local.ip}:9099, but clients reach web sockets at"
                        + " ws://gw.example.com:9099");
    }

    @Test
    void n38TheAddressOfTheLoadBalancerStaysSilent() {
        assertThat(balanced().said("N38")).isEmpty();
    }
}
