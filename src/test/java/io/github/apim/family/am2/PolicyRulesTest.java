package io.github.apim.family.am2;

import static io.github.apim.family.am2.SoundHomes.API_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who hands policies on, and who reports calls. */
class PolicyRulesTest {

    private static final String POLICIES = "https://tm-1.internal:9443/services/";

    @TempDir
    Path folder;

    private SoundHomes older() {
        return SoundHomes.older(folder);
    }

    private SoundHomes newer() {
        return SoundHomes.newer(folder);
    }

    @Test
    void n11PoliciesThatGoNowhere() {
        SoundHomes homes = newer().replace(
                        "pub",
                        API_MANAGER,
                        POLICIES,
                        "https://localhost:${mgt.transport.https.port}${carbon.context}services/");

        assertThat(homes.said("N11"))
                .contains("nodes.pub")
                .contains("policies go to traffic manager tm-1 (line 13) straight")
                .contains("set https://tm-1.internal:9443/services/");
    }

    @Test
    void n11PoliciesForTheTrafficManagerThatDoesNotHandThemOn() {
        SoundHomes homes = older().replace("pub", API_MANAGER, POLICIES, "https://tm-2.internal:9444/services/");

        assertThat(homes.said("N11"))
                .contains("https://tm-2.internal:9444/services/; policies go to traffic manager tm-1");
    }

    @Test
    void n11TheAddressOfTheTrafficManagerStaysSilent() {
        SoundHomes homes = newer().replace("pub", API_MANAGER, POLICIES, "https://10.1.0.13:9443/services/");

        assertThat(homes.problems()).isEmpty();
    }

    @Test
    void n12AGatewayThatHandsPoliciesOn() {
        SoundHomes homes = newer().replace(
                        "worker", API_MANAGER, "<PolicyDeployer><Enabled>false", "<PolicyDeployer><Enabled>true");

        assertThat(homes.said("N12"))
                .contains("nodes.worker")
                .contains("PolicyDeployer/Enabled: is true, so this node would call");
    }

    @Test
    void n12APublisherThatHandsNothingOn() {
        SoundHomes homes =
                newer().replace("pub", API_MANAGER, "<PolicyDeployer><Enabled>true", "<PolicyDeployer><Enabled>false");

        assertThat(homes.said("N12")).contains("nodes.pub").contains("is not true on a publisher");
    }

    @Test
    void n12ATrafficManagerAsShippedStaysSilent() {
        SoundHomes homes =
                newer().replace("tm-1", API_MANAGER, "<PolicyDeployer><Enabled>false", "<PolicyDeployer><Enabled>true");

        assertThat(homes.problems()).isEmpty();
    }

    @Test
    void n13AStoreThatReportsAndListens() {
        SoundHomes homes = older().replace(
                        "store", API_MANAGER, "<DataPublisher><Enabled>false", "<DataPublisher><Enabled>true")
                .replace(
                        "km",
                        API_MANAGER,
                        "<JMSConnectionDetails><Enabled>false",
                        "<JMSConnectionDetails><Enabled>true");

        assertThat(homes.said("N13").lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("nodes.store") && line.contains("DataPublisher/Enabled: is true"))
                .anyMatch(line -> line.contains("nodes.km") && line.contains("JMSConnectionDetails/Enabled: is true"));
    }

    @Test
    void n13ATrafficManagerAsShippedStaysSilent() {
        SoundHomes homes = newer().replace(
                        "tm-1", API_MANAGER, "<DataPublisher><Enabled>false", "<DataPublisher><Enabled>true")
                .replace(
                        "tm-1",
                        API_MANAGER,
                        "<JMSConnectionDetails><Enabled>false",
                        "<JMSConnectionDetails><Enabled>true");

        assertThat(homes.said("N13")).isEmpty();
    }

    @Test
    void n15TwoTrafficManagersThatDoNotExchangePolicies() {
        SoundHomes homes = newer().describe(", synchronize-policies: rsync", "");

        assertThat(homes.said("N15"))
                .contains("deployment.yaml:4:1")
                .contains(
                        "policies come to one of tm-1 (line 13), tm-2 (line 14), and nothing brings them to the others");
    }

    @Test
    void n15WhereNothingIsSaidOfThrottlingTheSecondTrafficManagerIsTheOneToLookAt() {
        SoundHomes homes = newer().describe("throttling: { policies: tm-1, synchronize-policies: rsync }\n", "");

        assertThat(homes.said("N15")).contains("deployment.yaml:13:3: throttling.synchronize-policies");
    }

    @Test
    void n15OneTrafficManagerStaysSilent() {
        SoundHomes homes = newer().describe(", synchronize-policies: rsync", "")
                .describe(
                        "  tm-2:    { role: traffic-manager, host: tm-2.internal, address: 10.1.0.14, offset: 1 }\n",
                        "");

        assertThat(homes.said("N15")).isEmpty();
    }
}
