package io.github.apim.assembly.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.testing.Command;
import io.github.apim.testing.ImageBuild;
import io.github.apim.testing.LocalRegistry;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.Podman;
import io.github.apim.testing.StubRegistry;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TomlDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway of 4.5, which has a pack and a start script of its own, in a container. */
@Needs({Need.BUSYBOX, Need.DOCKER_REGISTRY, Need.HTPASSWD, Need.PODMAN, Need.RUNC, Need.CATATONIT, Need.ROOT})
class GatewayContainerRunTest {

    private static final String NODE = "gateway-1";
    private static final String HOME = "/opt/wso2/wso2am-universal-gw-4.5.0";

    private static final NodeSelection GATEWAY = new NodeSelection(List.of(), List.of(NODE));

    @TempDir
    static Path shared;

    private static StubRegistry stubs;
    private static Podman podman;
    private static TestDeployment deployment;
    private static NodeImage image;
    private static Path mounted;

    @BeforeAll
    static void push() throws Exception {
        stubs = StubRegistry.start(shared);
        podman = new Podman(shared);
        deployment = TomlDeployment.in(Files.createDirectories(shared.resolve("deployment")), "4.5.0")
                .knowing("registry", LocalRegistry.USER, LocalRegistry.PASSWORD)
                .with("\nnodes:", "\n" + stubs.images() + "nodes:");
        image = new ImageBuild(deployment).of(GATEWAY).pushing().run().get(NODE);
        stubs.login(podman);
        mounted = Files.createDirectories(shared.resolve("mounted"));
        try (Stream<Path> files =
                Files.list(deployment.output().resolve("secrets").resolve(NODE))) {
            for (Path file : files.toList()) {
                Path copy = Files.copy(file, mounted.resolve(file.getFileName()));
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("r--r--r--"));
            }
        }
        Files.setPosixFilePermissions(mounted, PosixFilePermissions.fromString("rwxr-xr-x"));
        podman.must("pull", "--quiet", "--tls-verify=false", image.pinned());
    }

    @AfterAll
    static void stop() throws IOException {
        if (podman != null) {
            podman.close();
        }
        if (stubs != null) {
            stubs.close();
        }
    }

    private static String await(String name, String text) throws Exception {
        for (int i = 0; i < 300; i++) {
            Command.Result logs = podman.run("logs", name);
            if ((logs.out() + logs.err()).contains(text)) {
                return logs.out() + logs.err();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no '" + text + "' in " + podman.run("logs", name));
    }

    @Test
    void startsByItsOwnScriptAndEndsWhenItIsAsked() throws Exception {
        podman.must("run", "--detach", "--name", NODE, "--volume", mounted + ":/run/secrets/apim:ro", image.pinned());
        await(NODE, "CARBON_HOME environment variable is set to " + HOME);

        assertThat(podman.must(
                        "exec",
                        NODE,
                        "/bin/sh",
                        "-c",
                        "for p in /proc/[0-9]*/cmdline; do tr '\\0' ' ' <$p; echo; done"))
                .contains("bin/gateway.sh");
        assertThat(podman.must("exec", NODE, "cat", HOME + "/repository/conf/deployment.toml"))
                .contains("jdbc:mysql://10.0.0.20:3306");
        podman.must("stop", "--time", "60", NODE);
        // 137 would be a server that had to be killed.
        assertThat(podman.must("inspect", "--format", "{{.State.ExitCode}}", NODE))
                .isIn("143", "0");
    }

    @Test
    void withoutItsDeploymentTomlNothingStarts() throws Exception {
        Command.Result result = podman.run("run", "--rm", image.pinned());

        assertThat(result.code()).as(result.err()).isEqualTo(78);
        assertThat(result.err()).contains("missing in /run/secrets/apim", "deployment.toml");
        assertThat(result.out()).doesNotContain("CARBON_HOME");
    }

    @Test
    @Needs({Need.CONTAINERD, Need.DOCKER, Need.DOCKERD})
    void dockersOwnEngineLoadsTheTarAndRunsIt() throws Exception {
        Path tar = shared.resolve("images.tar");
        NodeImage built = new ImageBuild(deployment).of(GATEWAY).tar(tar).run().get(NODE);

        DockerRuns.assertStartsAndEnds(tar, built, HOME, mounted + ":/run/secrets/apim:ro");
    }
}
