package io.github.apim.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.Podman;
import io.github.apim.testing.StubBase;
import io.github.apim.testing.StubBase.Stub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images by themselves, before the eyes of those who will read them. */
@Needs(Need.BUSYBOX)
class ImageTest {

    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Platform PLATFORM = Platform.parse("linux/amd64");

    private static final RunSettings RUN = new RunSettings(
            "10001:0",
            "/opt",
            List.of("/bin/cat", "/opt/greeting"),
            "SIGTERM",
            Map.of("GREETING", "an \"odd\" value = ü"),
            new TreeSet<>(List.of(8243, 9443)),
            Map.of("org.opencontainers.image.title", "gw-1"));

    @TempDir
    Path folder;

    private static Stub greeting(String text) throws IOException {
        return StubBase.layer(Map.of("opt/greeting", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void add(OciLayout layout, Stub stub) throws IOException {
        Path part = layout.part("layer");
        Files.write(part, stub.bytes());
        layout.adopt(part, stub.layer().digest());
    }

    /** Two images above one base. */
    private Map<String, Image> publish(Path place) throws IOException {
        try (OciLayout layout = OciLayout.hold(place, () -> {})) {
            Stub base = StubBase.base();
            add(layout, base);
            Map<String, Image> images = new TreeMap<>();
            for (String node : List.of("gw-1", "gw-2")) {
                Stub own = greeting("hello from " + node);
                add(layout, own);
                images.put(
                        node, Image.of(BaseImage.scratch(PLATFORM), List.of(base.layer(), own.layer()), RUN, CREATED));
            }
            layout.publish(images);
            return images;
        }
    }

    private Command.Result run(Need program, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.path().toString()));
        command.addAll(List.of(words));
        return new Command(folder, Duration.ofSeconds(60)).run(command);
    }

    private static List<String> files(Path place) throws IOException {
        try (var files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> place.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void equalImagesHaveEqualBytesWhereverTheyAreBuilt() throws Exception {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        Map<String, Image> images = publish(one);

        assertThat(publish(other).get("gw-1").digest())
                .isEqualTo(images.get("gw-1").digest());
        assertThat(files(other)).isEqualTo(files(one));
        for (String file : files(one)) {
            assertThat(other.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
        }
    }

    @Test
    void aLayerOfSeveralImagesLiesThereOnce() throws Exception {
        publish(folder.resolve("images"));

        // the base, two layers, two configurations, two manifests
        assertThat(files(folder.resolve("images/blobs"))).hasSize(7);
    }

    @Test
    void eachBlobIsNamedByItsBytes() throws Exception {
        publish(folder.resolve("images"));

        for (String name : files(folder.resolve("images/blobs/sha256"))) {
            assertThat(Digest.of(Files.readAllBytes(
                                    folder.resolve("images/blobs/sha256").resolve(name)))
                            .hex())
                    .isEqualTo(name);
        }
    }

    @Test
    void whatNoImageNeedsAnyMoreIsDeleted() throws Exception {
        Map<String, Image> images = publish(folder.resolve("images"));

        try (OciLayout layout = OciLayout.hold(folder.resolve("images"), () -> {})) {
            layout.publish(Map.of("gw-2", images.get("gw-2")));
        }

        assertThat(files(folder.resolve("images/blobs"))).hasSize(4);
        assertThat(folder.resolve("images/index.json"))
                .content()
                .contains("gw-2")
                .doesNotContain("gw-1");
    }

    @Test
    void anImageIsNotPublishedWithoutItsLayers() throws Exception {
        try (OciLayout layout = OciLayout.hold(folder.resolve("images"), () -> {})) {
            Image image = Image.of(
                    BaseImage.scratch(PLATFORM), List.of(greeting("hello").layer()), RUN, CREATED);

            assertThatThrownBy(() -> layout.publish(Map.of("gw-1", image)))
                    .hasMessageContaining("of gw-1 is not in " + folder.resolve("images"));
        }
        assertThat(folder.resolve("images/index.json")).doesNotExist();
    }

    @Test
    void aDamagedBlobIsNoticed() throws Exception {
        Map<String, Image> images = publish(folder.resolve("images"));

        try (OciLayout layout = OciLayout.hold(folder.resolve("images"), () -> {})) {
            Digest digest = images.get("gw-1").configDigest();
            Files.writeString(layout.blob(digest), "{}");

            assertThatThrownBy(() -> layout.read(digest)).hasMessageContaining("is not what its name says");
        }
    }

    @Test
    @Needs(Need.SKOPEO)
    void skopeoReadsTheSettings() throws Exception {
        Map<String, Image> images = publish(folder.resolve("images"));

        Command.Result manifest = run(Need.SKOPEO, "inspect", "oci:" + folder.resolve("images") + ":gw-1");
        Command.Result config = run(Need.SKOPEO, "inspect", "--config", "oci:" + folder.resolve("images") + ":gw-1");

        assertThat(manifest.err()).isEmpty();
        assertThat(manifest.out())
                .contains("\"Digest\": \"" + images.get("gw-1").digest() + "\"", "\"org.opencontainers.image.title\"");
        assertThat(config.out())
                .contains("\"User\": \"10001:0\"", "\"9443/tcp\": {}", "GREETING=an \\\"odd\\\" value = ü")
                .contains("\"created\": \"2026-01-02T03:04:05Z\"", "\"StopSignal\": \"SIGTERM\"");
    }

    @Test
    @Needs(Need.UMOCI)
    void umociUnpacksThem() throws Exception {
        publish(folder.resolve("images"));

        Command.Result unpacked = run(
                Need.UMOCI,
                "unpack",
                "--rootless",
                "--image",
                folder.resolve("images") + ":gw-2",
                folder.resolve("bundle").toString());

        assertThat(unpacked.code()).as(unpacked.err()).isZero();
        assertThat(folder.resolve("bundle/rootfs/opt/greeting")).hasContent("hello from gw-2");
    }

    private Path tar(Map<String, Image> named) throws IOException {
        Path tar = folder.resolve("images.tar");
        try (OciLayout layout = OciLayout.hold(folder.resolve("images"), () -> {})) {
            ImageTar.write(layout, named, tar);
        }
        return tar;
    }

    private static Map<String, String> inTar(Path tar) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(Files.newInputStream(tar))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return entries;
    }

    @Test
    void theTarsIndexNamesWhatIsInItAndNothingElse() throws Exception {
        Map<String, Image> images = publish(folder.resolve("images"));

        Map<String, String> entries = inTar(tar(Map.of("example.com/apim:gw-1-7", images.get("gw-1"))));

        assertThat(entries.get("index.json"))
                .contains(
                        images.get("gw-1").digest().toString(),
                        "\"io.containerd.image.name\": \"example.com/apim:gw-1-7\"",
                        "\"org.opencontainers.image.ref.name\": \"gw-1-7\"")
                .doesNotContain(images.get("gw-2").digest().toString());
        assertThat(entries)
                .doesNotContainKey("blobs/sha256/" + images.get("gw-2").digest().hex());
    }

    @Test
    void aNameWithoutARegistryIsWhatEnginesMakeOfIt() {
        assertThat(ImageTar.whole("apim-gw:7")).isEqualTo("docker.io/library/apim-gw:7");
        assertThat(ImageTar.whole("team/apim-gw:7")).isEqualTo("docker.io/team/apim-gw:7");
        assertThat(ImageTar.whole("registry:5000/apim-gw:7")).isEqualTo("registry:5000/apim-gw:7");
        assertThat(ImageTar.whole("localhost/apim-gw:7")).isEqualTo("localhost/apim-gw:7");
    }

    /** A tar of one image podman reads as a layout, in which it is found under the name of containerd's. */
    @Test
    @Needs({Need.PODMAN, Need.RUNC, Need.CATATONIT, Need.ROOT})
    void podmanLoadsASingleImageUnderItsName() throws Exception {
        Path tar = tar(Map.of(
                "example.com/apim:gw-1", publish(folder.resolve("images")).get("gw-1")));

        try (Podman podman = new Podman(folder)) {
            podman.must("load", "--input", tar.toString());

            assertThat(podman.must("images", "--format", "{{.Repository}}:{{.Tag}}"))
                    .isEqualTo("example.com/apim:gw-1");
        }
    }

    @Test
    @Needs({Need.PODMAN, Need.RUNC, Need.CATATONIT, Need.ROOT})
    void podmanLoadsTheTarAndRunsWhatIsInIt() throws Exception {
        Map<String, Image> named = new TreeMap<>();
        publish(folder.resolve("images")).forEach((node, image) -> named.put("example.com/apim-" + node + ":7", image));
        Path tar = tar(named);

        try (Podman podman = new Podman(folder)) {
            podman.must("load", "--input", tar.toString());

            assertThat(podman.must("run", "--rm", "example.com/apim-gw-2:7")).isEqualTo("hello from gw-2");
            assertThat(podman.must("run", "--rm", "--entrypoint", "/bin/id", "example.com/apim-gw-1:7"))
                    .contains("uid=10001", "gid=0");
        }
    }

    @Test
    @Needs(Need.SKOPEO)
    void theTarIsAnArchiveOfBothForms() throws Exception {
        Map<String, Image> images = publish(folder.resolve("images"));
        Path tar = tar(Map.of("example.com/apim:gw-1", images.get("gw-1")));

        Command.Result saved = run(Need.SKOPEO, "inspect", "--config", "docker-archive:" + tar);
        Command.Result layout = run(Need.SKOPEO, "inspect", "oci-archive:" + tar + ":gw-1");

        assertThat(saved.err()).isEmpty();
        assertThat(saved.out()).contains("\"WorkingDir\": \"/opt\"");
        assertThat(layout.out()).contains(images.get("gw-1").digest().toString());
    }
}
