package io.github.apim.family.am2;

import static io.github.apim.family.am2.SoundHomes.API_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The section about throttling of the version before, or of the version after. */
class LayoutRulesTest {

    private static final String EVENTS = "<ReceiverUrlGroup>tcp://tm-1.internal:9611</ReceiverUrlGroup>";

    @TempDir
    Path folder;

    private SoundHomes older() {
        return SoundHomes.older(folder);
    }

    private SoundHomes newer() {
        return SoundHomes.newer(folder);
    }

    @Test
    void n1ReceiversWhereOlderVersionsHaveThem() {
        SoundHomes homes = newer().replace("worker", API_MANAGER, "<DataPublisher>", "<DataPublisher>" + EVENTS);

        assertThat(homes.said("N1"))
                .contains("nodes.worker: repository/conf/api-manager.xml: /APIManager/ThrottlingConfigurations/"
                        + "DataPublisher/ReceiverUrlGroup: is where versions up to 2.1.0 have it")
                .contains("move it there");
    }

    @Test
    void n1ATrafficManagerElementThatLacksItsPassword() {
        SoundHomes homes = newer().replace(
                        "worker",
                        API_MANAGER,
                        "<Password>${admin.password}</Password>\n</TrafficManager>",
                        "</TrafficManager>");

        assertThat(homes.said("N1")).contains("TrafficManager/Password: is not there");
    }

    @Test
    void n1ThePublishersPoolsStaysSilent() {
        SoundHomes homes =
                newer().replace("worker", API_MANAGER, "<DataPublisher>", "<DataPublisher><DataPublisherPool/>");

        assertThat(homes.said("N1")).isEmpty();
        assertThat(older().said("N1")).isEmpty();
    }

    @Test
    void n2TheElementOfLaterVersions() {
        SoundHomes homes =
                older().replace("worker", API_MANAGER, "<DataPublisher>", "<TrafficManager/><DataPublisher>");

        assertThat(homes.said("N2"))
                .contains("ThrottlingConfigurations/TrafficManager: is an element of 2.2.0 and later")
                .contains("NullPointerException");
    }

    @Test
    void n2ThePasswordOfTheListenerIsMissing() {
        SoundHomes homes = older().replace(
                        "km", API_MANAGER, "<Password>${admin.password}</Password>\n      <JMSConn", "<JMSConn");

        assertThat(homes.said("N2")).contains("nodes.km").contains("JMSConnectionDetails/Password: is not there");
    }

    @Test
    void n2WithThrottlingSwitchedOffStaysSilent() {
        SoundHomes homes = older().replace("km", API_MANAGER, "Throttling>true<", "Throttling>false<")
                .replace("km", API_MANAGER, "<DataPublisher>", "<TrafficManager/><DataPublisher>");

        assertThat(homes.said("N2")).isEmpty();
    }

    @Test
    void n3APolicyDeployerWithoutItsSwitch() {
        SoundHomes homes =
                newer().replace("pub", API_MANAGER, "<PolicyDeployer><Enabled>true</Enabled>", "<PolicyDeployer>");

        assertThat(homes.said("N3"))
                .contains("nodes.pub")
                .contains("PolicyDeployer/Enabled: is not there, so the server would stop reading this file");
    }

    @Test
    void n3ASwitchThatIsNoWord() {
        SoundHomes homes =
                newer().replace("km", API_MANAGER, "<DataPublisher><Enabled>false<", "<DataPublisher><Enabled>no<");

        assertThat(homes.said("N3")).contains("DataPublisher/Enabled: is neither true nor false");
    }

    @Test
    void n3OlderVersionsWithoutTheSwitchStaysSilent() {
        assertThat(older().said("N3")).isEmpty();
    }

    @Test
    void n14OneNodeThrottlesInTheOldWay() {
        SoundHomes homes = newer().replace("store", API_MANAGER, "Throttling>true<", "Throttling>false<");

        assertThat(homes.said("N14"))
                .contains("nodes.store")
                .contains("EnableAdvanceThrottling: is not what node manager (line 11) has");
    }

    @Test
    void n14AllThrottleInTheOldWayStaysSilent() {
        SoundHomes homes = newer();
        for (String node : new String[] {"manager", "worker", "tm-1", "tm-2", "km", "pub", "store"}) {
            homes.replace(node, API_MANAGER, "Throttling>true<", "Throttling>false<");
        }

        assertThat(homes.said("N14")).isEmpty();
    }
}
