package io.github.apim.family.am2;

import static io.github.apim.family.am2.SoundHomes.AXIS2;
import static io.github.apim.family.am2.SoundHomes.LAUNCHER;
import static io.github.apim.family.am2.SoundHomes.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How nodes start, and on which files. */
class ProfileRulesTest {

    @TempDir
    Path folder;

    private SoundHomes newer() {
        return SoundHomes.newer(folder);
    }

    @Test
    void n18ATrafficManagerWithTheFilesOfGateways() {
        SoundHomes homes = newer().replace(
                        "tm-1",
                        AXIS2,
                        "org.wso2.Servlets",
                        "org.apache.synapse.transport.passthru.PassThroughHttpListener")
                .replace("tm-1", REGISTRY, "</wso2registry>", "<handler class='x'/></wso2registry>");

        assertThat(homes.said("N18").lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("axis2_TM.xml"))
                .anyMatch(line -> line.contains("registry_TM.xml"));
    }

    @Test
    void n18AGatewayWithItsFilesStaysSilent() {
        SoundHomes homes = newer().put(
                        "worker",
                        AXIS2,
                        "<axisconfig><transportReceiver name='http' class='a.passthru.B'/></axisconfig>");

        assertThat(homes.said("N18")).isEmpty();
    }

    @Test
    void n21AProfileThatTheVersionHasNoMore() {
        SoundHomes homes = newer().replace("manager", LAUNCHER, "PROFILE=gateway-worker", "PROFILE='gateway-manager'");

        assertThat(homes.said("N21"))
                .contains("nodes.manager: bin/start-node.sh: -Dprofile: is gateway-manager, but this version has no"
                        + " repository/components/gateway-manager");
    }

    @Test
    void n21AProfileOfTheUsersOwnStaysSilent() {
        SoundHomes homes = newer().replace("manager", LAUNCHER, "PROFILE=gateway-worker", "PROFILE=own")
                .put("manager", "repository/components/own/configuration/config.ini", "");

        assertThat(homes.said("N21")).isEmpty();
    }

    @Test
    void n23ALauncherThatHasTheNodeChanged() {
        SoundHomes homes = newer().replace("km", LAUNCHER, "wso2server.sh", "wso2server.sh --optimize");

        assertThat(homes.said("N23")).contains("nodes.km: bin/start-node.sh: --optimize: makes bin/wso2server.sh edit");
    }

    @Test
    void n23ACommentStaysSilent() {
        SoundHomes homes = newer().replace("km", LAUNCHER, "#!/bin/sh", "#!/bin/sh\n# never with --optimize");

        assertThat(homes.said("N23")).isEmpty();
    }
}
