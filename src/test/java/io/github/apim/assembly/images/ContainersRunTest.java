package io.github.apim.assembly.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.testing.Command;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.ImageBuild;
import io.github.apim.testing.LocalRegistry;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.Podman;
import io.github.apim.testing.StubRegistry;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole way: a base from a registry, images of nodes to it, and containers of them under another engine. */
@Needs({Need.BUSYBOX, Need.DOCKER_REGISTRY, Need.HTPASSWD, Need.PODMAN, Need.RUNC, Need.CATATONIT, Need.ROOT})
class ContainersRunTest {

    private static final NodeSelection GATEWAYS =
            new NodeSelection(List.of("gateway-manager", "gateway-worker"), List.of());
    private static final String HOME = "/opt/wso2/wso2am-1.9.0";

    @TempDir
    static Path shared;

    private static StubRegistry stubs;
    private static LocalRegistry registry;
    private static Podman podman;
    private static TestDeployment deployment;
    private static ImageBuild first;
    private static Map<String, NodeImage> images;

    @BeforeAll
    static void pushAll() throws Exception {
        stubs = StubRegistry.start(shared);
        registry = stubs.server();
        podman = new Podman(shared);
        deployment = ExampleDeployment.in(shared.resolve("deployment"))
                .knowing("registry", LocalRegistry.USER, LocalRegistry.PASSWORD)
                .with("\nnodes:", "\n" + stubs.images() + "nodes:");
        first = new ImageBuild(deployment).of(GATEWAYS).pushing();
        images = first.run();
        stubs.login(podman);
        // Mounted as a cluster does: through a link to the newest version, for everybody in the container.
        for (String node : images.keySet()) {
            Path mounted = Files.createDirectories(
                    shared.resolve("mounted").resolve(node).resolve("..2026"));
            try (Stream<Path> files =
                    Files.list(deployment.output().resolve("secrets").resolve(node))) {
                for (Path file : files.toList()) {
                    Path copy = Files.copy(file, mounted.resolve(file.getFileName()));
                    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("r--r--r--"));
                    Files.createSymbolicLink(
                            mounted.resolveSibling(file.getFileName()),
                            Path.of("..data").resolve(file.getFileName()));
                }
            }
            Files.createSymbolicLink(mounted.resolveSibling("..data"), Path.of("..2026"));
        }
        try (Stream<Path> folders = Files.walk(shared.resolve("mounted"))) {
            for (Path folder : folders.filter(path -> Files.isDirectory(path)).toList()) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
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

    /** On a base of a registry, which is not asked. */
    @Test
    void whatHasBeenPushedIsSeenToBeThere() throws Exception {
        NodeSelection manager = new NodeSelection(List.of("gateway-manager"), List.of());
        ImageBuild shown = new ImageBuild(deployment).of(manager);
        ImageBuild tagged = new ImageBuild(deployment).of(manager).tag("8");
        int before = registry.now();

        shown.show();
        tagged.show();

        assertThat(shown.planned.get("gateway-manager").fate())
                .isEqualTo("would be neither built nor pushed: it is there");
        assertThat(tagged.planned.get("gateway-manager").fate())
                .isEqualTo("would not be built, for it is there, but pushed");
        assertThat(registry.requests(before)).isEmpty();
    }

    private static String pulled(String node) throws Exception {
        return podman.must(
                "pull", "--quiet", "--tls-verify=false", images.get(node).pinned());
    }

    private static String mount(String node) {
        return shared.resolve("mounted").resolve(node) + ":/run/secrets/apim:ro";
    }

    private static void await(String name, String text) throws Exception {
        for (int i = 0; i < 200; i++) {
            Command.Result logs = podman.run("logs", name);
            if ((logs.out() + logs.err()).contains(text)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no '" + text + "' in " + podman.run("logs", name));
    }

    private void startsAndEnds(String name, String... user) throws Exception {
        String image = pulled("gateway-worker-1");
        List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", name));
        words.addAll(List.of(user));
        words.addAll(List.of("--volume", mount("gateway-worker-1"), image));
        podman.must(words.toArray(String[]::new));
        await(name, "CARBON_HOME environment variable is set to " + HOME);

        String own = podman.must("exec", name, "cat", HOME + "/repository/conf/datasources/master-datasources.xml");
        assertThat(own).contains("jdbc:mysql://10.0.0.20:3306");
        long start = System.nanoTime();
        podman.must("stop", "--time", "60", name);
        assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
        assertThat(podman.must("inspect", "--format", "{{.State.ExitCode}}", name))
                .isIn("143", "0");
    }

    @Test
    void aNodeStartsAsItsUserAndEndsWhenItIsAsked() throws Exception {
        startsAndEnds("plain");
    }

    /** OpenShift gives each namespace a user of its own, which is in group 0 and in no list of users. */
    @Test
    void aNodeStartsAsAnyUserOfGroup0() throws Exception {
        startsAndEnds("openshift", "--user", "1000770000:0");
    }

    @Test
    void withoutItsSecretsNothingStartsAndAllMissingOnesAreNamed() throws Exception {
        Command.Result result = podman.run("run", "--rm", pulled("gateway-manager"));

        assertThat(result.code()).isEqualTo(78);
        assertThat(result.err())
                .contains("missing in /run/secrets/apim", "master-datasources.xml", "user-mgt.xml", "carbon.xml");
        assertThat(result.out()).doesNotContain("CARBON_HOME");
    }

    @Test
    void secretsMayBeElsewhere() throws Exception {
        String image = pulled("gateway-worker-2");
        podman.must(
                "run",
                "--detach",
                "--name",
                "elsewhere",
                "--env",
                "APIM_SECRETS=/secrets",
                "--volume",
                shared.resolve("mounted/gateway-worker-2") + ":/secrets:ro",
                image);

        await("elsewhere", "CARBON_HOME environment variable is set to " + HOME);
        podman.must("stop", "--time", "60", "elsewhere");
    }

    @Test
    void whatIsInAContainerIsWhatIsInATarballButItsSecrets() throws Exception {
        String image = pulled("gateway-worker-1");
        String inside = podman.must(
                "run",
                "--rm",
                "--entrypoint",
                "/bin/sh",
                image,
                "-c",
                "cd " + HOME + " && find . -type f ! -path './.apim/*' | sort");
        List<String> files =
                deployment.assemble(GATEWAYS).get("gateway-worker-1").filePaths();

        List<String> expected = files.stream()
                .filter(file -> !file.startsWith(".apim/"))
                .map(file -> "./" + file)
                .toList();
        assertThat(inside.lines().filter(file -> !file.equals("./bin/start-container.sh")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theSecondNodeSendsOnlyWhatIsItsOwn() throws Exception {
        // Base, folders, pack, libraries, node and configuration; then node and configuration.
        assertThat(first.pushed.get("gateway-manager").blobs()).isEqualTo(6);
        assertThat(first.pushed.get("gateway-worker-1").blobs()).isEqualTo(2);
        assertThat(first.pushed.get("gateway-worker-2").blobs()).isEqualTo(2);
        for (NodeImage.Part part : images.get("gateway-manager").layers().subList(0, 2)) {
            assertThat(Collections.frequency(registry.uploads(0), part.digest().hex()))
                    .isEqualTo(1);
            assertThat(Collections.frequency(registry.mounts(0), part.digest().hex()))
                    .isEqualTo(2);
        }
    }

    @Test
    void anotherTagSendsNothingButManifests() throws Exception {
        ImageBuild again = new ImageBuild(deployment).of(GATEWAYS).pushing().tag("8");
        int before = registry.now();
        again.run();

        assertThat(registry.uploads(before)).isEmpty();
        assertThat(again.pushed.values())
                .allSatisfy(pushed -> assertThat(pushed.bytes()).isZero());
    }

    @Test
    void aReleaseOfTheConfigurationSendsLessThanAMegabyte() throws Exception {
        TestDeployment release = deployment
                .copy()
                .with("jvm: { heap: 2g }", "jvm: { heap: 5g }")
                .knowing("registry", LocalRegistry.USER, LocalRegistry.PASSWORD);
        ImageBuild build = new ImageBuild(release).of(GATEWAYS).pushing();
        int before = registry.now();

        build.run();

        assertThat(build.changed).containsExactly("gateway-worker-2");
        // Its own layer and its configuration.
        assertThat(registry.uploads(before)).hasSize(2);
        assertThat(registry.uploadedBytes(before)).isPositive().isLessThan(1_000_000);
    }

    /** The same without a registry: what docker's own engine makes of the tar. */
    @Test
    @Needs({Need.CONTAINERD, Need.DOCKER, Need.DOCKERD})
    void dockersOwnEngineLoadsTheTarAndRunsANode() throws Exception {
        Path tar = shared.resolve("images.tar");
        Map<String, NodeImage> built = new ImageBuild(deployment)
                .of(new NodeSelection(List.of(), List.of("gateway-worker-1", "key-manager-1")))
                .tar(tar)
                .run();

        DockerRuns.assertStartsAndEnds(tar, built.get("gateway-worker-1"), HOME, mount("gateway-worker-1"));
    }
}
