package io.github.apim.family.am2;

import static io.github.apim.family.am2.SoundHomes.API_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways that ask the key manager over thrift. */
class ThriftRulesTest {

    @TempDir
    Path folder;

    private SoundHomes overThrift(String host, String port) {
        return SoundHomes.newer(folder)
                .replace("worker", API_MANAGER, ">WSClient<", ">ThriftClient<")
                .replace("worker", API_MANAGER, "<ThriftServerHost>localhost</ThriftServerHost>", host + port);
    }

    private static String host(String name) {
        return "<ThriftServerHost>" + name + "</ThriftServerHost>";
    }

    private static String port(int number) {
        return "<ThriftClientPort>" + number + "</ThriftClientPort>";
    }

    @Test
    void n19TheShippedHost() {
        assertThat(overThrift(host("localhost"), port(10400)).said("N19"))
                .contains("nodes.worker")
                .contains("ThriftServerHost: is localhost, so this gateway would ask itself")
                .contains("set km.internal, the host of key manager km (line 15)");
    }

    @Test
    void n19NoHostStaysSilent() {
        assertThat(overThrift("", port(10400)).problems()).isEmpty();
    }

    @Test
    void n20ThePortOfAnotherOffset() {
        assertThat(overThrift(host("km.internal"), "").said("N20"))
                .contains("ThriftClientPort: is not there, which means 10397 with the offset of this gateway, but key"
                        + " manager km (line 15) listens on 10400");
    }

    @Test
    void n20ThePortThatTheServersFileNames() {
        SoundHomes homes = overThrift(host("km.internal"), port(10400))
                .replace(
                        "km",
                        API_MANAGER,
                        "<APIKeyValidator>",
                        "<APIKeyValidator><ThriftServerPort>10500</ThriftServerPort>");

        assertThat(homes.said("N20")).contains("is 10400, but key manager km (line 15) listens on 10500");
    }

    @Test
    void n20TheShiftedPortStaysSilent() {
        assertThat(overThrift(host("10.1.0.15"), port(10400)).problems()).isEmpty();
    }
}
