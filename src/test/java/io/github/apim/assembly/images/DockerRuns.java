package io.github.apim.assembly.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Command;
import io.github.apim.testing.DockerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** What docker's own engine makes of a tar of images. */
final class DockerRuns {

    private DockerRuns() {}

    /** A node is refused without its secrets, and with them starts and ends, as its own user and as any of group 0. */
    static void assertStartsAndEnds(Path tar, NodeImage image, String home, String mount) throws Exception {
        String name = image.repository() + ":" + image.tag();
        Path place = Files.createTempDirectory(Path.of("/tmp"), "dk");
        // The user of a container comes from here to its root.
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (DockerEngine docker = DockerEngine.start(place)) {
            docker.must("load", "--input", tar.toString());

            assertThat(docker.must("image", "inspect", "--format", "{{.Config.User}} {{.Config.WorkingDir}}", name))
                    .isEqualTo("10001:0 " + home);
            Command.Result refused = docker.run("run", "--rm", "--network", "none", name);
            assertThat(refused.code()).as(refused.err()).isEqualTo(78);
            for (String user : new String[] {"10001:0", "1000770000:0"}) {
                assertStartsAndEnds(docker, name, user, mount);
            }
        } finally {
            delete(place);
        }
    }

    private static void assertStartsAndEnds(DockerEngine docker, String name, String user, String mount)
            throws Exception {
        String container = docker.must("run", "--detach", "--network", "none", "--user", user, "--volume", mount, name);
        for (int i = 0; i < 300 && !docker.must("logs", container).contains("CARBON_HOME environment"); i++) {
            Thread.sleep(100);
        }
        assertThat(docker.must("logs", container)).contains("CARBON_HOME environment");
        assertThat(docker.must("exec", container, "/bin/id")).contains("uid=" + user.split(":")[0], "gid=0");
        docker.must("stop", "--time", "60", container);
        // 137 would be a server that had to be killed.
        assertThat(docker.must("inspect", "--format", "{{.State.ExitCode}}", container))
                .isIn("143", "0");
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> left = Files.walk(place)) {
            left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
