package io.github.apim.family.am2;

import static io.github.apim.family.am2.SoundHomes.CARBON;
import static io.github.apim.family.am2.SoundHomes.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, and in whose name tokens are issued. */
class IdentityRulesTest {

    @TempDir
    Path folder;

    private SoundHomes newer() {
        return SoundHomes.newer(folder);
    }

    @Test
    void n24AnInternalKeyStoreThatWasForgotten() {
        SoundHomes homes = newer().replace(
                        "worker",
                        CARBON,
                        "<InternalKeyStore><Location>own.jks",
                        "<InternalKeyStore><Location>wso2carbon.jks");

        assertThat(homes.said("N24"))
                .contains(
                        "nodes.worker: repository/conf/carbon.xml: /Server/Security/InternalKeyStore/Location: is not what"
                                + " KeyStore has");
    }

    @Test
    void n24AVersionThatHasOneKeyStoreStaysSilent() {
        SoundHomes homes = SoundHomes.older(folder)
                .put(
                        "worker",
                        CARBON,
                        "<Server><Security><KeyStore><Location>own.jks</Location></KeyStore></Security></Server>");

        assertThat(homes.said("N24")).isEmpty();
    }

    @Test
    void n25TokensOfLocalhost() {
        SoundHomes homes = newer().replace("km", IDENTITY, "https://${carbon.host}/", "https://localhost:9443/");

        assertThat(homes.said("N25"))
                .contains("nodes.km")
                .contains("/Server/OAuth/OpenIDConnect/IDTokenIssuerID: names localhost as the issuer");
    }

    @Test
    void n25AnAddressOfTheLoadBalancerStaysSilent() {
        SoundHomes homes = newer().replace("km", IDENTITY, "https://${carbon.host}/", "https://km.example.com/");

        assertThat(homes.said("N25")).isEmpty();
    }

    private SoundHomes twoKeyManagers() {
        SoundHomes homes = newer();
        String identity = homes.text("km", IDENTITY);
        return homes.describe(
                        "  is:      { role: identity-server,",
                        "  km-2:    { role: key-manager, host: km-2.internal, address: 10.1.0.18 }\n"
                                + "  is:      { role: identity-server,")
                .put("km-2", IDENTITY, identity);
    }

    @Test
    void n26KeyManagersThatMakeTokensDifferently() {
        SoundHomes homes =
                twoKeyManagers().replace("km-2", IDENTITY, "org.example.Issuer", "org.example.AnotherIssuer");

        assertThat(homes.said("N26"))
                .contains("nodes.km-2")
                .contains("/Server/OAuth/IdentityOAuthTokenGenerator: is not what key manager km (line 15) has");
    }

    @Test
    void n26KeyManagersThatMakeTokensAlikeStaysSilent() {
        assertThat(twoKeyManagers().said("N26")).isEmpty();
    }
}
