package io.github.apim.family.am2;

import static io.github.apim.family.am2.SoundHomes.API_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To whom gateways send their events. */
class ReceiverRulesTest {

    private static final String TCP = "{tcp://tm-1.internal:9611},{tcp://tm-2.internal:9612}";
    private static final String SSL = "{ssl://tm-1.internal:9711},{ssl://tm-2.internal:9712}";

    @TempDir
    Path folder;

    private SoundHomes older() {
        return SoundHomes.older(folder);
    }

    private SoundHomes newer() {
        return SoundHomes.newer(folder);
    }

    @Test
    void n4GroupsInAnotherOrder() {
        SoundHomes homes =
                older().replace("worker", API_MANAGER, SSL, "{ssl://tm-2.internal:9712},{ssl://tm-1.internal:9711}");

        assertThat(homes.said("N4"))
                .contains("DataPublisher/AuthUrlGroup: has ssl://tm-2.internal:9712 where ReceiverUrlGroup has"
                        + " tcp://tm-1.internal:9611")
                .contains("Cannot borrow client");
    }

    @Test
    void n4OneGroupTooFew() {
        SoundHomes homes = newer().replace("pub", API_MANAGER, SSL, "ssl://tm-1.internal:9711");

        assertThat(homes.said("N4"))
                .contains("nodes.pub")
                .contains("TrafficManager/AuthUrlGroup: has 1 addresses in 1 groups, but ReceiverUrlGroup has 2 in 2");
    }

    @Test
    void n4ThePlainSchemeInTheGroupOverTls() {
        SoundHomes homes = newer().replace("worker", API_MANAGER, SSL, SSL.replace("ssl:", "tcp:"));

        assertThat(homes.said("N4")).contains("AuthUrlGroup: must be ssl://<traffic manager>:<port>");
    }

    @Test
    void n4APortThatIsNotAHundredAway() {
        SoundHomes homes =
                newer().replace("worker", API_MANAGER, "ssl://tm-2.internal:9712", "ssl://tm-2.internal:9711");

        assertThat(homes.said("N4")).contains("has ssl://tm-2.internal:9711 where ReceiverUrlGroup has");
    }

    @Test
    void n4AddressesInThePlaceOfNamesStaysSilent() {
        SoundHomes homes = newer().replace("worker", API_MANAGER, TCP, "{tcp://10.1.0.13:9611},{tcp://10.1.0.14:9612}")
                .replace("worker", API_MANAGER, SSL, "{ssl://10.1.0.13:9711},{ssl://10.1.0.14:9712}");

        assertThat(homes.problems()).isEmpty();
    }

    @Test
    void n5TwoTrafficManagersInOneGroup() {
        SoundHomes homes = newer().replace(
                        "worker", API_MANAGER, TCP, "{tcp://tm-1.internal:9611,tcp://tm-2.internal:9612}")
                .replace("worker", API_MANAGER, SSL, "{ssl://tm-1.internal:9711,ssl://tm-2.internal:9712}");

        assertThat(homes.said("N5"))
                .contains("nodes.worker")
                .contains("has several traffic managers in one group")
                .doesNotContain("nodes.manager");
    }

    @Test
    void n5TwoTrafficManagersWithoutBraces() {
        SoundHomes homes =
                older().replace("worker", API_MANAGER, TCP, "tcp://tm-1.internal:9611,tcp://tm-2.internal:9612");

        assertThat(homes.said("N5")).contains("has several traffic managers in one group");
    }

    @Test
    void n5AGatewayThatSendsToItself() {
        SoundHomes homes = newer().replace("worker", API_MANAGER, TCP, "tcp://${carbon.local.ip}:${receiver.url.port}");

        assertThat(homes.said("N5")).contains("does not name traffic manager tm-1 (line 13), tm-2 (line 14)");
    }

    @Test
    void n5ABrokerThatNobodyListensTo() {
        SoundHomes homes =
                newer().replace("worker", API_MANAGER, ";tcp://tm-2.internal:5673?retries='5'%26connectdelay='50'", "");

        assertThat(homes.said("N5"))
                .contains("TopicConnectionFactory: does not name the broker of traffic manager tm-2 (line 14)");
    }

    /** Its broker is named by what the factory is made of. */
    @Test
    void n5OneTrafficManagerWithoutBracesStaysSilent() {
        assertThat(oneTrafficManager().problems()).isEmpty();
    }

    private SoundHomes oneTrafficManager() {
        SoundHomes homes = older();
        homes.describe(
                "  tm-2:    { role: traffic-manager, host: tm-2.internal, address: 10.1.0.14, offset: 1 }\n", "");
        for (String gateway : new String[] {"manager", "worker"}) {
            homes.replace(gateway, API_MANAGER, TCP, "tcp://tm-1.internal:9611")
                    .replace(gateway, API_MANAGER, SSL, "ssl://tm-1.internal:9711")
                    .replace(
                            gateway,
                            API_MANAGER,
                            SoundHomes.brokers("${admin.username}", "${admin.password}"),
                            "amqp://${jms.username}:${jms.password}@clientid/carbon?brokerlist='${jms.url}'");
        }
        return homes;
    }

    @Test
    void n6APlaceholderBehindAGroup() {
        SoundHomes homes = newer().replace(
                        "worker",
                        API_MANAGER,
                        "{tcp://tm-2.internal:9612}",
                        "{tcp://tm-2.internal:${receiver.url.port}}");

        assertThat(homes.said("N6"))
                .contains("ReceiverUrlGroup: has a ${…} behind the brace that closes a group")
                .contains("StringIndexOutOfBoundsException");
    }

    @Test
    void n6APlaceholderInTheFirstGroupStaysSilent() {
        SoundHomes homes = newer().replace(
                        "worker",
                        API_MANAGER,
                        "{tcp://tm-1.internal:9611}",
                        "{tcp://tm-1.internal:${receiver.url.port}}");

        assertThat(homes.problems()).isEmpty();
    }

    @Test
    void n7APlaceholderForATrafficManagerWithAnotherOffset() {
        SoundHomes homes = newer().replace(
                        "pub", API_MANAGER, "{tcp://tm-1.internal:9611}", "{tcp://tm-1.internal:${receiver.url.port}}");

        assertThat(homes.said("N7"))
                .contains("for tm-1.internal has port ${receiver.url.port}, which is 9612 with the offset of this node,"
                        + " but traffic manager tm-1 (line 13) listens on 9611");
    }

    @Test
    void n7ABrokersPortWithoutItsOffset() {
        SoundHomes homes =
                newer().replace("worker", API_MANAGER, "tcp://tm-2.internal:5673", "tcp://tm-2.internal:5672");

        assertThat(homes.said("N7"))
                .contains("TopicConnectionFactory: for tm-2.internal has port 5672, but traffic manager tm-2 (line 14)"
                        + " listens on 5673");
    }

    @Test
    void n7APlaceholderForATrafficManagerWithTheSameOffsetStaysSilent() {
        SoundHomes homes =
                newer().replace("worker", API_MANAGER, "tcp://tm-1.internal:5672", "tcp://tm-1.internal:${jms.port}");

        assertThat(homes.problems()).isEmpty();
    }
}
