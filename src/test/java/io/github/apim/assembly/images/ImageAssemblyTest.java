package io.github.apim.assembly.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.archive.FileDigests;
import io.github.apim.assembly.LayeredOutput;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Secret;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.ImageBuild;
import io.github.apim.testing.TestDeployment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.codehaus.plexus.util.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file of a node goes into which layer, and what is built again. */
class ImageAssemblyTest {

    private static final String IMAGES = "images: { base: scratch, registry: registry.example.com/team }\n";

    @TempDir
    static Path shared;

    private static TestDeployment first;

    private TestDeployment deployment;

    @BeforeAll
    static void makePacks() throws IOException {
        first = ExampleDeployment.in(shared);
        first.with("\nnodes:", "\n" + IMAGES + "nodes:");
    }

    @BeforeEach
    void copy() {
        deployment = first.copy();
    }

    private record Entry(int mode, long user, long group, byte[] content) {}

    private Map<String, Entry> layer(NodeImage image, String content) throws IOException {
        NodeImage.Part part = image.layers().stream()
                .filter(each -> each.content().equals(content))
                .findFirst()
                .orElseThrow();
        return entries(blob(part.digest().hex()));
    }

    private Path blob(String hex) {
        return deployment.output().resolve("images/blobs/sha256").resolve(hex);
    }

    private static Map<String, Entry> entries(Path layer) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        try (InputStream gz = new GZIPInputStream(Files.newInputStream(layer));
                TarArchiveInputStream tar = new TarArchiveInputStream(gz)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(
                        entry.getName(),
                        new Entry(
                                entry.getMode() & 0777,
                                entry.getLongUserId(),
                                entry.getLongGroupId(),
                                tar.readAllBytes()));
            }
        }
        return entries;
    }

    @Test
    void nodesOfOneProductShareTheLayerOfTheirPack() throws IOException {
        Map<String, NodeImage> images = new ImageBuild(deployment).run();

        assertThat(images.keySet()).containsExactlyElementsOf(deployment.nodes());
        assertThat(images.values().stream()
                        .map(image -> image.layers().get(0).digest())
                        .distinct())
                .hasSize(4);
        assertThat(images.get("gateway-worker-1").layers().get(1))
                .isEqualTo(images.get("gateway-worker-2").layers().get(1));
        assertThat(images.values().stream().map(NodeImage::digest).distinct()).hasSize(images.size());
    }

    @Test
    void everythingBelongsToTheUserAndItsGroupMayWhatHeMay() throws IOException {
        NodeImage image = new ImageBuild(deployment).run().get("key-manager-1");

        for (String content : List.of("pack", "libraries", "node")) {
            assertThat(layer(image, content)).isNotEmpty().allSatisfy((name, entry) -> {
                assertThat(name).startsWith("opt/wso2/wso2am-1.9.0/");
                assertThat(entry.user()).isEqualTo(10_001);
                assertThat(entry.group()).isZero();
                assertThat(entry.mode() >> 3 & 7).isEqualTo(entry.mode() >> 6);
            });
        }
    }

    @Test
    void librariesAreApartFromConfiguration() throws IOException {
        NodeImage image = new ImageBuild(deployment).run().get("key-manager-1");

        assertThat(layer(image, "libraries").keySet())
                .contains("opt/wso2/wso2am-1.9.0/bin/start-container.sh")
                .anyMatch(name -> name.endsWith("mysql-connector-java-5.1.49.jar"))
                .noneMatch(name -> name.endsWith(".xml"));
        assertThat(layer(image, "node").keySet())
                .contains(
                        "opt/wso2/wso2am-1.9.0/repository/conf/carbon.xml",
                        "opt/wso2/wso2am-1.9.0/bin/start-node.sh",
                        "opt/wso2/wso2am-1.9.0/.apim/manifest.json")
                .anyMatch(name -> name.contains("/.wh."))
                .noneMatch(name -> name.endsWith(".jar"));
    }

    @Test
    void filesWithSecretsAreInNoLayerButInTheListOfWhatIsMounted() throws IOException {
        NodeImage image = new ImageBuild(deployment).run().get("key-manager-1");

        assertThat(image.secrets())
                .containsEntry("repository/conf/datasources/master-datasources.xml", "master-datasources.xml")
                .doesNotContainKey("repository/conf/carbon.xml");
        assertThat(layer(image, "node"))
                .doesNotContainKey("opt/wso2/wso2am-1.9.0/repository/conf/datasources/master-datasources.xml")
                .hasEntrySatisfying(
                        "opt/wso2/wso2am-1.9.0/.apim/secret-files",
                        list -> assertThat(new String(list.content(), StandardCharsets.UTF_8))
                                .contains("600 master-datasources.xml"
                                        + " repository/conf/datasources/master-datasources.xml\n"));
    }

    @Test
    void noSecretIsInAnyBlob() throws IOException {
        new ImageBuild(deployment).run();
        KnownSecrets known = KnownSecrets.of(
                TestDeployment.passwords().stream().map(Secret::new).toList());
        Map<String, byte[]> all = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(deployment.output().resolve("images"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                all.put(file.toString(), bytes);
                if (bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
                    entries(file).forEach((name, entry) -> all.put(file + "!" + name, entry.content()));
                    all.put(file + "!", new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes());
                }
            }
        }

        assertThat(all)
                .hasSizeGreaterThan(100)
                .allSatisfy((name, bytes) -> assertThat(known.occurIn(new String(bytes, StandardCharsets.ISO_8859_1)))
                        .as(name)
                        .isFalse());
        // What is looked for is there where it belongs.
        assertThat(known.occurIn(
                        Files.readString(deployment.output().resolve("secrets/key-manager-1/master-datasources.xml"))))
                .isTrue();
        assertThat(known.occurIn(Files.readString(deployment.output().resolve("images.json"))))
                .isFalse();
    }

    @Test
    void theManifestOfAnImageTellsNothingThatASecretCouldBeGuessedFrom() throws IOException {
        NodeImage image = new ImageBuild(deployment).run().get("key-manager-1");
        byte[] secret = Files.readAllBytes(deployment.output().resolve("secrets/key-manager-1/master-datasources.xml"));
        String hash = FileDigests.sha256(secret);

        String manifest = new String(
                layer(image, "node")
                        .get("opt/wso2/wso2am-1.9.0/.apim/manifest.json")
                        .content(),
                StandardCharsets.UTF_8);
        assertThat(manifest).contains("master-datasources.xml", "sha256").doesNotContain(hash);
        assertThat(layer(image, "node"))
                .allSatisfy((name, entry) -> assertThat(new String(entry.content(), StandardCharsets.ISO_8859_1))
                        .doesNotContain(hash));
    }

    @Test
    void filesWithSecretsAreForTheirOwnerOnly() throws IOException {
        new ImageBuild(deployment).run();
        Path folder = deployment.output().resolve("secrets");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("key-manager-1/master-datasources.xml"))))
                .isEqualTo("rw-------");
        assertThat(folder.resolve(".gitignore")).hasContent("*");
    }

    private List<Path> mountedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(deployment.output().resolve("secrets"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".gitignore"))
                    .toList();
        }
    }

    private List<String> mounted() throws IOException {
        Path secrets = deployment.output().resolve("secrets");
        return mountedFiles().stream()
                .map(file -> secrets.relativize(file).toString())
                .sorted()
                .toList();
    }

    private static List<String> wanted(Map<String, NodeImage> images) {
        return images.values().stream()
                .flatMap(image -> image.secrets().values().stream().map(key -> image.node() + "/" + key))
                .sorted()
                .toList();
    }

    @Test
    void whatNoImageWantsMountedAnyMoreGoesAway() throws IOException {
        new ImageBuild(deployment).run();
        Path secrets = deployment.output().resolve("secrets");
        Files.writeString(
                Files.createDirectories(secrets.resolve("an-older-node")).resolve("a.xml"), "a password");
        Files.writeString(secrets.resolve("store-1/an-older-key"), "a password");

        Map<String, NodeImage> images = new ImageBuild(deployment)
                .of(new NodeSelection(List.of(), List.of("is-1")))
                .run();

        assertThat(images).hasSizeGreaterThan(1);
        assertThat(mounted()).isEqualTo(wanted(images));
        assertThat(secrets.resolve("an-older-node")).doesNotExist();
    }

    /** A list that cannot be written stands for a build that is killed just then. */
    @Test
    void whatIsMountedIsThereBeforeTheListThatNamesIt() throws IOException {
        Path list = deployment.output().resolve("images.json");
        Files.deleteIfExists(list);
        Files.createDirectories(list.resolve("in the way"));
        Files.createDirectories(deployment.output().resolve("secrets"));
        for (Path file : mountedFiles()) {
            Files.delete(file);
        }

        assertThatThrownBy(() -> new ImageBuild(deployment).run()).isInstanceOf(IOException.class);
        Files.delete(list.resolve("in the way"));
        Files.delete(list);

        List<String> before = mounted();
        assertThat(before).isNotEmpty().isEqualTo(wanted(new ImageBuild(deployment).run()));
    }

    @Test
    void nothingIsBuiltAgainIfNothingHasChanged() throws IOException {
        Map<String, NodeImage> images = new ImageBuild(deployment).run();
        Map<Path, Object> times = times();

        ImageBuild again = new ImageBuild(deployment);
        assertThat(again.run()).isEqualTo(images);
        assertThat(again.changed).isEmpty();
        assertThat(again.written.values())
                .allSatisfy(layers -> assertThat(layers).isEmpty());
        assertThat(times()).isEqualTo(times);
    }

    private Map<Path, Object> times() throws IOException {
        Map<Path, Object> times = new TreeMap<>();
        try (Stream<Path> blobs = Files.list(deployment.output().resolve("images/blobs/sha256"))) {
            for (Path blob : blobs.toList()) {
                times.put(blob, Files.getLastModifiedTime(blob));
            }
        }
        return times;
    }

    @Test
    void aChangedHeapChangesOneLayerOfOneNode() throws IOException {
        new ImageBuild(deployment).run();
        deployment.with("jvm: { heap: 2g }", "jvm: { heap: 3g }");

        ImageBuild shown = new ImageBuild(deployment);
        shown.show();
        ImageBuild again = new ImageBuild(deployment);
        again.run();

        assertThat(again.changed).containsExactly("gateway-worker-2");
        assertThat(again.written).containsEntry("gateway-worker-2", List.of("node"));
        assertThat(again.written.values().stream().filter(layers -> !layers.isEmpty()))
                .hasSize(1);
        assertThat(shown.written).isEqualTo(again.written);
        assertThat(shown.planned.values().stream().filter(LayeredOutput::built).map(LayeredOutput::name))
                .containsExactly("registry.example.com/team/apim-gateway-worker-2:7");
    }

    private Map<String, String> fates(ImageBuild build) throws IOException {
        build.show();
        Map<String, String> fates = new TreeMap<>();
        build.planned.forEach((node, output) -> fates.put(node, output.fate()));
        return fates;
    }

    @Test
    void whatWouldBeBuiltIsWhatIsBuilt() throws IOException {
        new ImageBuild(deployment).run();
        assertThat(fates(new ImageBuild(deployment)).values())
                .hasSize(10)
                .containsOnly("would not be built, for it is there, but pushed");

        deployment.with("base: scratch", "base: scratch, labels: { org.example.team: apis }");
        ImageBuild shown = new ImageBuild(deployment);
        assertThat(fates(shown).values()).containsOnly("would be built and pushed");
        assertThat(shown.written.values())
                .allSatisfy(layers -> assertThat(layers).isEmpty());
        ImageBuild built = new ImageBuild(deployment);
        built.run();
        assertThat(built.changed).containsExactlyElementsOf(deployment.nodes());

        deployment.with(", registry: registry.example.com/team", "");
        assertThat(fates(new ImageBuild(deployment)).values()).containsOnly("would not be built: it is there");
    }

    @Test
    void anotherPasswordChangesNoImage() throws IOException {
        Map<String, NodeImage> images = new ImageBuild(deployment).run();
        deployment.knowing("apim-db", "another one");

        assertThat(new ImageBuild(deployment).run()).isEqualTo(images);
        assertThat(deployment.output().resolve("secrets/key-manager-1/master-datasources.xml"))
                .content()
                .contains("another one");
    }

    @Test
    void whichFilesAreMountedDoesNotDependOnThePasswords() throws IOException {
        Map<String, NodeImage> images = new ImageBuild(deployment).run();

        // A word that stands in many files.
        assertThat(new ImageBuild(deployment.knowing("apim-db", "node")).run()).isEqualTo(images);
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        TestDeployment empty = first.copy().inEnvironment();
        Path before = empty.output().resolve("images");
        boolean there = Files.exists(before);

        ImageBuild shown = new ImageBuild(deployment.with("registry.example.com/team", "elsewhere.example.com"));
        shown.show();

        assertThat(shown.written).hasSize(10);
        assertThat(Files.exists(before)).isEqualTo(there);
    }

    @Test
    void aSelectedNodeLeavesTheOthersAsTheyAre() throws IOException {
        Map<String, NodeImage> images = new ImageBuild(deployment).run();
        deployment.with("jvm: { heap: 2g }", "jvm: { heap: 4g }");

        ImageBuild one = new ImageBuild(deployment).of(new NodeSelection(List.of(), List.of("gateway-worker-2")));
        Map<String, NodeImage> after = one.run();

        assertThat(one.written).containsOnlyKeys("gateway-worker-2");
        assertThat(after.keySet()).isEqualTo(images.keySet());
        assertThat(after.get("bam-1")).isEqualTo(images.get("bam-1"));
        assertThat(after.get("gateway-worker-2").digest())
                .isNotEqualTo(images.get("gateway-worker-2").digest());
        assertThat(new ImageBuild(deployment).run()).isEqualTo(after);
    }

    @Test
    void aLayerThatWasTamperedWithIsBuiltAnew() throws IOException {
        NodeImage image = new ImageBuild(deployment).run().get("bam-1");
        Path layer = blob(image.layers().get(2).digest().hex());
        byte[] right = Files.readAllBytes(layer);
        byte[] wrong = right.clone();
        wrong[wrong.length - 9] ^= 1;
        Files.write(layer, wrong);

        ImageBuild again = new ImageBuild(deployment);
        again.run();

        assertThat(again.written).containsEntry("bam-1", List.of("node"));
        assertThat(layer).hasBinaryContent(right);
    }

    @Test
    void digestsDoNotDependOnThreads() throws IOException {
        Map<String, NodeImage> images = new ImageBuild(deployment).threads(1).run();
        try (Stream<Path> built = Files.walk(deployment.output())) {
            for (Path path : built.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }

        assertThat(new ImageBuild(deployment).threads(4).run()).isEqualTo(images);
    }

    @Test
    void namesAndTagsAreThoseOfTheDescriptorAndTheGoal() throws IOException {
        assertThat(new ImageBuild(deployment).run().get("mq-1"))
                .extracting(NodeImage::repository, NodeImage::tag)
                .containsExactly("registry.example.com/team/apim-mq-1", "7");
        assertThat(new ImageBuild(deployment).tag("8").run().get("mq-1").tag()).isEqualTo("8");
        assertThatThrownBy(() -> new ImageBuild(deployment).tag("a+b").run())
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        problem -> assertThat(problem.problems())
                                .singleElement()
                                .asString()
                                .contains("images.tag: no registry takes the tag 'a+b'"));
    }

    @Test
    void aDescriptorWithoutImagesIsToldWhatIsMissing() {
        assertThatThrownBy(() -> new ImageBuild(deployment.with(IMAGES, "")).run())
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        problem -> assertThat(problem.problems())
                                .singleElement()
                                .asString()
                                .contains("says nothing of images"));
    }

    @Test
    void everyProductNeedsABase() {
        assertThatThrownBy(
                        () -> new ImageBuild(deployment.with("base: scratch", "base: { api-manager: scratch }")).run())
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        problem -> assertThat(problem.problems())
                                .singleElement()
                                .asString()
                                .contains("images.base: key 'identity-server' is missing; what is the image of is-1"));
    }

    @Test
    void pushingNeedsARegistry() {
        assertThatThrownBy(() -> new ImageBuild(deployment.with(", registry: registry.example.com/team", ""))
                        .pushing()
                        .run())
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        problem -> assertThat(problem.problems())
                                .singleElement()
                                .asString()
                                .contains("key 'registry' is missing"));
    }

    @Test
    void aPlanThatFailsLeavesNothingOfTheLayersThatWereBegunMeanwhile() throws IOException {
        FileUtils.deleteDirectory(deployment.output().resolve("images").toFile());
        deployment.with("\nnodes:", "\nedits: { store: { repository/conf/no-such-file.xml: { /a/b: c } } }\nnodes:");

        assertThatThrownBy(() -> new ImageBuild(deployment).run())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("no-such-file.xml");

        try (Stream<Path> left = Files.walk(deployment.output().resolve("images"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void theListIsReadAsItWasWritten() throws IOException {
        Map<String, NodeImage> images = new ImageBuild(deployment).run();

        assertThat(ImageList.read(deployment.output().resolve("images.json"))).isEqualTo(images);
        assertThat(images.get("bam-1").isSameAs(Optional.of(images.get("mq-1"))))
                .isFalse();
    }
}
