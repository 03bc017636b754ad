package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final TarGzOptions OPTIONS = TarGzOptions.defaults();

    @TempDir
    Path folder;

    private SourceArchive source;

    @BeforeEach
    void openASource() throws IOException {
        Path zip = folder.resolve("source.zip");
        try (ZipBuilder builder = new ZipBuilder(zip)) {
            builder.directory("home", 0755)
                    .file("home/bin/start.sh", 0755, Samples.text(3_000, 1))
                    .file("home/conf/a b.xml", 0640, Samples.text(300, 2))
                    .file("home/conf/-rf", 0644, Samples.text(30, 3))
                    .file("home/conf/it's \"$(one)\"", 0644, Samples.text(30, 4))
                    .directory("home/secret", 0700)
                    .file("home/secret/key", 0600, Samples.text(90, 5))
                    .file("home/apps/one/index.html", 0644, Samples.text(200, 6))
                    .file("home/apps/one/deep/er/page.html", 0644, Samples.text(200, 7))
                    .file("home/apps/two/index.html", 0644, Samples.text(200, 8))
                    .directory("home/empty", 0750)
                    .link("home/link", "bin/start.sh")
                    .stored("home/lib/big.jar", 0644, Samples.random(2_200_000, 9));
        }
        source = SourceArchive.open(zip, SourceOptions.cachingIn(folder.resolve("cache")));
    }

    @AfterEach
    void closeTheSource() throws IOException {
        source.close();
    }

    @Test
    @Needs({Need.TAR, Need.SH})
    void aLayerOverTheBaseIsTheTreeOfTheWholeTarballForTar() throws IOException, InterruptedException {
        assertSameTree(List.of("tar", "-xpf"));
    }

    @Test
    @Needs({Need.BSDTAR, Need.SH})
    void aLayerOverTheBaseIsTheTreeOfTheWholeTarballForBsdtar() throws IOException, InterruptedException {
        assertSameTree(List.of("bsdtar", "-xpf"));
    }

    @Test
    @Needs({Need.BUSYBOX, Need.SH})
    void aLayerOverTheBaseIsTheTreeOfTheWholeTarballForBusybox() throws IOException, InterruptedException {
        assertSameTree(List.of("busybox", "tar", "-xzpf"));
    }

    private void assertSameTree(List<String> tar) throws IOException, InterruptedException {
        TarGzWriter writer = new TarGzWriter(source, OPTIONS.withLate(name -> name.startsWith("home/conf/")));
        Path base = writer.writeBase(folder.resolve("base.tar.gz"), LayerFormat.TARBALL)
                .file();
        for (TarGzOutput output : outputs()) {
            Path whole = writer.write(List.of(output)).get(0).file();
            Path layer = folder.resolve("layer-" + output.file().getFileName());
            TarGzOutput alone = new TarGzOutput(layer, output.omitted(), output.added());
            writer.writeLayers(List.of(alone), LayerFormat.TARBALL);
            Path expected = unpacked(tar, List.of(whole));
            Path found = unpacked(tar, List.of(base, layer));
            delete(found, Dropped.of(source, output));
            assertThat(Trees.diff(Trees.folder(expected), Trees.folder(found)))
                    .as(output.file().toString())
                    .isEmpty();
        }
    }

    @Test
    void whiteoutsOverTheBaseAreTheTreeOfTheWholeTarballForImageTools() throws IOException {
        TarGzWriter writer = new TarGzWriter(source, OPTIONS);
        List<TarItem> base = TarItem.readGz(writer.writeBase(folder.resolve("base.tar.gz"), LayerFormat.IMAGE)
                .file());
        List<TarGzOutput> outputs = new ArrayList<>(outputs());
        outputs.add(output(
                "clash",
                namesUnder("home/apps/one"),
                List.of(added("home/apps/one", new Content.Bytes(Samples.text(10, 1))))));
        for (TarGzOutput output : outputs) {
            Path whole = writer.write(List.of(output)).get(0).file();
            Path file = folder.resolve("layer-" + output.file().getFileName());
            writer.writeLayers(List.of(new TarGzOutput(file, output.omitted(), output.added())), LayerFormat.IMAGE);
            assertThat(stacked(base, TarItem.readGz(file)))
                    .as(output.file().toString())
                    .containsExactlyInAnyOrderElementsOf(withFolders(TarItem.readGz(whole)));
        }
    }

    @Test
    void aFolderThatIsGoneWithAllThatIsInItIsDroppedAsOne() {
        Set<String> omitted = new HashSet<>(namesUnder("home/apps/one"));
        omitted.add("home/conf/-rf");
        omitted.add("home/secret");
        omitted.add("not there");
        assertThat(Dropped.of(source, output("x", omitted, List.of())))
                .containsExactly("home/apps/one", "home/conf/-rf");
        assertThat(Dropped.of(source, output("x", namesUnder("home/apps"), List.of())))
                .containsExactly("home/apps");
        assertThat(Dropped.of(source, output("x", Set.of("home/empty"), List.of())))
                .containsExactly("home/empty");
    }

    @Test
    void aFolderThatSomethingElseIsPutIntoIsNotDropped() {
        List<AddedEntry> added = List.of(added("home/apps/one/deep/new.txt", new Content.Bytes(new byte[1])));
        assertThat(Dropped.of(source, output("x", namesUnder("home/apps"), added)))
                .containsExactly("home/apps/one/deep/er", "home/apps/one/index.html", "home/apps/two");
    }

    @Test
    void whatIsReplacedIsNotDropped() {
        List<AddedEntry> added = List.of(added("home/link", new Content.Bytes(new byte[1])));
        assertThat(Dropped.of(source, output("x", Set.of("home/link"), added))).isEmpty();
        assertThat(Dropped.clashes(source, output("x", Set.of("home/link"), added)))
                .isEmpty();
    }

    @Test
    void whatIsAFolderOnOneSideOnlyIsAClash() {
        assertThat(Dropped.clashes(
                        source,
                        output(
                                "x",
                                namesUnder("home/apps/one"),
                                List.of(added("home/apps/one", new Content.SymbolicLink("two"))))))
                .containsExactly("home/apps/one");
        assertThat(Dropped.clashes(
                        source,
                        output(
                                "x",
                                Set.of("home/link"),
                                List.of(added("home/link/x", new Content.Bytes(new byte[0]))))))
                .containsExactly("home/link");
        assertThat(outputs())
                .allSatisfy(
                        output -> assertThat(Dropped.clashes(source, output)).isEmpty());
    }

    @Test
    void aLayerHasTheFoldersOfItsEntriesAsTheSourceHasThem() throws IOException {
        List<AddedEntry> added = List.of(added("home/secret/new/key", new Content.Bytes(new byte[1])));
        Path file = new TarGzWriter(source, OPTIONS)
                .writeLayers(List.of(output("x", Set.of("home/link"), added)), LayerFormat.IMAGE)
                .get(0)
                .file();
        assertThat(TarItem.readGz(file))
                .extracting(item -> "%s %o".formatted(item.name(), item.mode()))
                .containsExactly(
                        "home 755",
                        "home/.wh.link 644",
                        "home/secret 700",
                        "home/secret/new 755",
                        "home/secret/new/key 644");
    }

    @Test
    void aBaseHasAllFoldersForImageToolsAndOnlyTheSourcesOwnForTar() throws IOException {
        TarGzWriter writer = new TarGzWriter(source, OPTIONS);
        TarGzResult image = writer.writeBase(folder.resolve("image.tar.gz"), LayerFormat.IMAGE);
        TarGzResult tarball = writer.writeBase(folder.resolve("tarball.tar.gz"), LayerFormat.TARBALL);
        assertThat(TarItem.readGz(tarball.file())).isEqualTo(TarItem.ofAll(source));
        assertThat(TarItem.readGz(image.file()))
                .startsWith(TarItem.ofAll(source).toArray(TarItem[]::new))
                .filteredOn(item -> source.find(item.name()).isEmpty())
                .extracting(item -> "%s %o".formatted(item.name(), item.mode()))
                .containsExactlyInAnyOrder(
                        "home/bin 755",
                        "home/conf 755",
                        "home/apps 755",
                        "home/apps/one 755",
                        "home/apps/one/deep 755",
                        "home/apps/one/deep/er 755",
                        "home/apps/two 755",
                        "home/lib 755");
    }

    @Test
    void aBaseThatWouldDeleteSomethingIsRefusedInAnImage() throws IOException {
        Path zip = folder.resolve("whiteout.zip");
        try (ZipBuilder builder = new ZipBuilder(zip)) {
            builder.file("home/.wh.x/y", 0644, new byte[0]);
        }
        try (SourceArchive odd = SourceArchive.open(zip, SourceOptions.cachingIn(folder.resolve("cache")))) {
            TarGzWriter writer = new TarGzWriter(odd, OPTIONS);
            assertThatThrownBy(() -> writer.writeBase(folder.resolve("base"), LayerFormat.IMAGE))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("home/.wh.x/y");
            assertThat(folder.resolve("base")).doesNotExist();
            assertThat(writer.writeBase(folder.resolve("base"), LayerFormat.TARBALL)
                            .size())
                    .isPositive();
        }
    }

    @Test
    void aLayerOfNothingIsAnEmptyTar() throws IOException {
        Path file = new TarGzWriter(source, OPTIONS)
                .writeLayers(List.of(output("x", Set.of(), List.of())), LayerFormat.IMAGE)
                .get(0)
                .file();
        assertThat(TarItem.readGz(file)).isEmpty();
    }

    @Test
    void anAddedEntryThatWouldDeleteSomethingIsRefusedInAnImage() {
        List<AddedEntry> added = List.of(added("home/.wh.link", new Content.Bytes(new byte[0])));
        assertThatThrownBy(() -> new TarGzWriter(source, OPTIONS)
                        .writeLayers(List.of(output("x", Set.of(), added)), LayerFormat.IMAGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("home/.wh.link' would delete a file of an image");
        assertThat(folder.resolve("x.tar.gz")).doesNotExist();
    }

    @Test
    void aLayerIsHeldToTheSourceAsAWholeTarballIs() {
        List<AddedEntry> added = List.of(added("home/link/x", new Content.Bytes(new byte[0])));
        assertThatThrownBy(() -> new TarGzWriter(source, OPTIONS)
                        .writeLayers(List.of(output("x", Set.of(), added)), LayerFormat.TARBALL))
                .hasMessageContaining("is below 'home/link', which is no directory");
    }

    @Test
    void theBytesOfBaseAndLayersDependOnNeitherThreadsNorNeighbours() throws IOException {
        Set<String> bases = new HashSet<>();
        Set<List<String>> layers = new HashSet<>();
        for (int threads : new int[] {1, 2, 5}) {
            TarGzWriter writer = new TarGzWriter(source, OPTIONS.withThreads(threads));
            bases.add(writer.writeBase(folder.resolve("base" + threads), LayerFormat.IMAGE)
                    .sha256());
            List<String> together = new ArrayList<>();
            List<String> alone = new ArrayList<>();
            List<TarGzOutput> outputs = outputs();
            for (TarGzResult result : writer.writeLayers(outputs, LayerFormat.IMAGE)) {
                together.add(result.sha256());
                Files.delete(result.file());
            }
            for (TarGzOutput output : outputs) {
                TarGzResult result =
                        writer.writeLayers(List.of(output), LayerFormat.IMAGE).get(0);
                alone.add(result.sha256());
                Files.delete(result.file());
            }
            layers.add(together);
            layers.add(alone);
        }
        assertThat(bases).hasSize(1);
        assertThat(layers).hasSize(1);
    }

    /** What nodes are like: files edited, added and left out, folders with them. */
    private List<TarGzOutput> outputs() {
        Content text = new Content.Bytes(Samples.text(500, 11));
        Set<String> many = new HashSet<>(namesUnder("home/apps/one"));
        many.addAll(
                List.of("home/conf/-rf", "home/conf/it's \"$(one)\"", "home/conf/a b.xml", "home/empty", "home/link"));
        return List.of(
                output("nothing", Set.of(), List.of()),
                output("edited", Set.of("home/conf/a b.xml"), List.of(added("home/conf/a b.xml", text))),
                output(
                        "mode",
                        Set.of("home/bin/start.sh"),
                        List.of(new AddedEntry("home/bin/start.sh", 0700, TIME, text))),
                output("link", Set.of("home/link"), List.of(added("home/link", text))),
                output(
                        "linked",
                        Set.of("home/conf/-rf"),
                        List.of(added("home/conf/-rf", new Content.SymbolicLink("a b.xml")))),
                output(
                        "much",
                        many,
                        List.of(
                                added("home/conf/a b.xml", text),
                                added("home/-new/ü/--", text),
                                added("home/secret/other", text),
                                added("home/apps/one/index.html", text))),
                output("all of a folder", namesUnder("home/apps"), List.of(added("other home/x", text))));
    }

    private Set<String> namesUnder(String name) {
        return new HashSet<>(source.under(name));
    }

    private TarGzOutput output(String name, Set<String> omitted, List<AddedEntry> added) {
        return new TarGzOutput(folder.resolve(name + ".tar.gz"), omitted, added);
    }

    private static AddedEntry added(String name, Content content) {
        return new AddedEntry(name, 0644, TIME, content);
    }

    private Path unpacked(List<String> tar, List<Path> archives) throws IOException, InterruptedException {
        Path target = Files.createTempDirectory(folder, "unpacked");
        for (Path archive : archives) {
            List<String> command = new ArrayList<>(tar);
            command.addAll(List.of(archive.toString(), "-C", target.toString()));
            run(command);
        }
        return target;
    }

    private void delete(Path tree, List<String> dropped) throws IOException, InterruptedException {
        Path list = Files.writeString(
                folder.resolve("dropped"),
                dropped.stream().map(name -> "./" + name + "\0").collect(Collectors.joining()),
                StandardCharsets.UTF_8);
        run(List.of("sh", "-c", "cd \"$1\" && xargs -0 rm -rf <\"$2\"", "sh", tree.toString(), list.toString()));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Command.Result result = new Command(folder, Duration.ofMinutes(1)).run(command);
        assertThat(result.code()).as(result.err()).isZero();
    }

    /** Layer over base as image tools see it: whiteouts hide what is below them, folders are merged. */
    private static List<TarItem> stacked(List<TarItem> base, List<TarItem> layer) {
        Map<String, TarItem> items = byName(base);
        for (TarItem item : layer) {
            String name = item.name();
            if (name.contains("/.wh.")) {
                remove(items, name.replace(".wh.", ""));
            }
        }
        for (TarItem item : layer) {
            if (!item.name().contains("/.wh.")) {
                if (item.kind() != EntryKind.DIRECTORY) {
                    remove(items, item.name());
                }
                items.put(item.name(), item);
            }
        }
        return withoutTimesOfFolders(items.values().stream().toList());
    }

    private static void remove(Map<String, TarItem> items, String name) {
        items.keySet().removeIf(other -> other.equals(name) || other.startsWith(name + "/"));
    }

    private static Map<String, TarItem> byName(List<TarItem> items) {
        return new TreeMap<>(items.stream().collect(Collectors.toMap(TarItem::name, Function.identity())));
    }

    /** The items with the folders that unpacking makes for them. */
    private static List<TarItem> withFolders(List<TarItem> items) {
        Map<String, TarItem> all = byName(items);
        for (TarItem item : items) {
            for (String name : EntryNames.foldersOf(item.name())) {
                all.computeIfAbsent(
                        name,
                        absent -> new TarItem(
                                absent,
                                EntryKind.DIRECTORY,
                                0755,
                                0,
                                Instant.EPOCH,
                                Optional.empty(),
                                FileDigests.sha256(new byte[0])));
            }
        }
        return withoutTimesOfFolders(List.copyOf(all.values()));
    }

    private static List<TarItem> withoutTimesOfFolders(List<TarItem> items) {
        return items.stream()
                .map(item -> item.kind() == EntryKind.DIRECTORY
                        ? new TarItem(
                                item.name(), item.kind(), item.mode(), 0, Instant.EPOCH, item.link(), item.sha256())
                        : item)
                .toList();
    }
}
