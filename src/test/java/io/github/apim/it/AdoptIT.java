package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Homes are adopted in a folder that holds nothing else, and built again from what that writes. */
class AdoptIT {

    private static final List<String> NODES =
            List.of("gateway-manager", "gateway-worker-1", "gateway-worker-2", "key-manager");

    @TempDir
    Path folder;

    @Test
    void whatWasBuiltIsAdoptedAndBuiltAgain() throws IOException {
        Path project = MavenRun.copy("quickstart", folder);
        MavenRun.of(Mavens.usual(), project)
                .with("-o", "-Dapim.skipCompanions")
                .assemble()
                .succeeded();
        Path built = project.resolve("target/apim");
        Path adopted = Files.createDirectories(folder.resolve("adopted/.mvn")).getParent();
        String plugin = "io.github.apim:apim-maven-plugin:" + System.getProperty("apim.it.version");

        Outcome outcome = MavenRun.of(Mavens.usual(), adopted)
                .with(
                        "-o",
                        "-Dapim.homes=" + built,
                        "-Dapim.packs=" + Project.folder().resolve("src/test/packs/wso2am-1.9.0"))
                .run(plugin + ":adopt")
                .succeeded();

        assertThat(outcome.log())
                .contains("gateway-manager: gateway-manager of WSO2 API Manager 1.9.0", "made by the plugin")
                .doesNotContain("by an edit", "kept whole", "lost");
        Path settings = adopted.resolve("adopted-settings.xml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                .isEqualTo("rw-------");
        String text = Files.readString(settings);
        Files.copy(project.resolve("pom.xml"), adopted.resolve("pom.xml"));
        Files.writeString(adopted.resolve("settings.xml"), text.replace("<settings>", "<settings><!-- mirror -->"));
        MavenRun.of(Mavens.usual(), adopted)
                .with("-o", "-Dapim.skipCompanions")
                .run(plugin + ":assemble")
                .succeeded();
        for (String node : NODES) {
            assertThat(Files.readString(adopted.resolve("target/apim/" + node + ".tar.gz.sha256")))
                    .isEqualTo(Files.readString(built.resolve(node + ".tar.gz.sha256")));
        }

        Outcome again = MavenRun.of(Mavens.usual(), adopted)
                .with("-o", "-Dapim.homes=" + built)
                .run(plugin + ":adopt")
                .failed();
        assertThat(again.log()).contains("is there already, and nothing is overwritten");
    }
}
