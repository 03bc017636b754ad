package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class TarGzWriterTest {

    private static final Instant ADDED_TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private SourceArchive source;

    @BeforeEach
    void openASource() throws IOException {
        Path zip = folder.resolve("source.zip");
        try (ZipBuilder builder = new ZipBuilder(zip)) {
            builder.directory("root", 0755)
                    .file("root/empty.txt", 0644, new byte[0])
                    .stored("root/stored-empty.txt", 0600, new byte[0])
                    .file("root/bin/start.sh", 0755, Samples.text(3_000, 1))
                    .directory("root/empty", 0750)
                    .link("root/link", "bin/start.sh")
                    .stored("root/stored.jar", 0644, Samples.random(200_000, 2))
                    .stored("root/one-block.bin", 0644, Samples.random(65_535, 3))
                    .stored("root/full-block.bin", 0644, Samples.random(512, 3))
                    .file("root/" + "long/".repeat(30) + "name.txt", 0644, Samples.text(700, 4))
                    .file("root/" + "x".repeat(180) + ".txt", 0644, Samples.text(80, 4))
                    .file("root/Größe-名前.txt", 0644, Samples.text(90, 5))
                    .file("root/big.bin", 0644, Samples.mixed(900_000, 6));
            for (int size = 1; size < 40; size++) {
                builder.level(size % 10).file("root/small/" + size, 0644, Samples.text(size * size, size));
            }
        }
        source = SourceArchive.open(zip, SourceOptions.cachingIn(folder.resolve("cache")));
    }

    @AfterEach
    void closeTheSource() throws IOException {
        source.close();
    }

    @Test
    void takesEverythingOver() throws IOException {
        TarGzResult result = write(TarGzOptions.defaults(), output("a", Set.of(), List.of()));
        assertThat(TarItem.readGz(result.file())).isEqualTo(TarItem.ofAll(source));
    }

    @Test
    void hasStreamsToSpliceThatEndAtEveryBitOfAByte() {
        assertThat(IntStream.range(0, source.entries().size())
                        .mapToObj(source::data)
                        .flatMap(data -> data.shape().stream())
                        .map(shape -> shape.end() & 7)
                        .distinct())
                .hasSize(8);
    }

    @Test
    void isReadableByWhoeverStopsAfterTheFirstMemberOrGetsASingleByteAtATime() throws IOException {
        TarGzResult result = write(TarGzOptions.defaults(), output("a", Set.of(), List.of()));
        List<TarItem> expected = TarItem.ofAll(source);
        try (InputStream stream =
                new GZIPInputStream(new OneByteStream(new ByteArrayInputStream(Files.readAllBytes(result.file()))))) {
            assertThat(TarItem.readTar(stream)).isEqualTo(expected);
        }
        try (InputStream stream = new GzipCompressorInputStream(Files.newInputStream(result.file()))) {
            assertThat(TarItem.readTar(stream)).isEqualTo(expected);
        }
    }

    @Test
    @Needs(Need.TAR)
    @EnabledIfSystemProperty(
            named = "sun.jnu.encoding",
            matches = "UTF-8",
            disabledReason = "Skipped: paths of this system have no such names")
    void isReadableByTar() throws IOException, InterruptedException {
        TarGzResult result = write(TarGzOptions.defaults(), output("a", Set.of(), added()));
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Process tar = new ProcessBuilder(
                        Need.TAR.path().toString(),
                        "--no-same-owner",
                        "-xpzf",
                        result.file().toString(),
                        "-C",
                        unpacked.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        for (SourceEntry entry : source.entries()) {
            Path file = unpacked.resolve(entry.name());
            switch (entry.kind()) {
                case FILE -> {
                    assertThat(file).hasBinaryContent(source.read(entry));
                    assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(entry.modified());
                }
                case DIRECTORY -> assertThat(file).isDirectory();
                case SYMLINK ->
                    assertThat(Files.readSymbolicLink(file).toString())
                            .isEqualTo(entry.linkTarget().orElseThrow());
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unpacked.resolve("root/bin/start.sh"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(unpacked.resolve("root/added.txt")).hasBinaryContent(Samples.text(2_000, 50));
    }

    @Test
    void tellsSizeAndDigestOfWhatItHasWritten() throws IOException {
        TarGzResult result = write(TarGzOptions.defaults(), output("a", Set.of("root/link"), added()));
        byte[] bytes = Files.readAllBytes(result.file());
        assertThat(result.size()).isEqualTo(bytes.length);
        assertThat(result.sha256())
                .isEqualTo(HexFormat.of().formatHex(Sha256.start().digest(bytes)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(result.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void writesNothingIfThereIsNothingToWrite() throws IOException {
        assertThat(writeAll(TarGzOptions.defaults(), List.of())).isEmpty();
    }

    @Test
    void writesAnArchiveOfNothingAndOfAddedEntriesOnly() throws IOException {
        Path zip = Files.write(folder.resolve("empty.zip"), new RawZip().build());
        try (SourceArchive empty = SourceArchive.open(zip, SourceOptions.cachingIn(folder.resolve("cache")))) {
            List<TarGzResult> results = new TarGzWriter(empty, TarGzOptions.defaults())
                    .write(List.of(output("nothing", Set.of(), List.of()), output("added", Set.of(), added())));
            assertThat(TarItem.readGz(results.get(0).file())).isEmpty();
            assertThat(TarItem.readGz(results.get(1).file())).hasSize(4);
        }
    }

    @Test
    void padsTheTarToAWholeRecord() throws IOException {
        TarGzResult result = write(TarGzOptions.defaults(), output("a", Set.of(), added()));
        try (InputStream stream = new GZIPInputStream(Files.newInputStream(result.file()))) {
            assertThat(stream.readAllBytes().length % 10_240).isZero();
        }
    }

    @Test
    void leavesOutTheOmittedAndAppendsTheAddedEntries() throws IOException {
        Set<String> omitted = Set.of("root/big.bin", "root/link", "root/stored.jar", "not there");
        TarGzResult result = write(TarGzOptions.defaults(), output("a", omitted, added()));
        List<TarItem> items = TarItem.readGz(result.file());
        int kept = source.entries().size() - 3;
        assertThat(items.subList(0, kept))
                .isEqualTo(TarItem.ofAll(source).stream()
                        .filter(item -> !omitted.contains(item.name()))
                        .toList());
        assertThat(items.subList(kept, items.size()))
                .extracting(TarItem::name, TarItem::kind, TarItem::mode, TarItem::size, TarItem::modified)
                .containsExactly(
                        tuple("root/new", EntryKind.DIRECTORY, 0700, 0L, ADDED_TIME),
                        tuple("root/added.txt", EntryKind.FILE, 0640, 2_000L, ADDED_TIME),
                        tuple("root/new/copy.jar", EntryKind.FILE, 0644, 150_000L, ADDED_TIME),
                        tuple("root/new/link", EntryKind.SYMLINK, 0777, 0L, ADDED_TIME));
    }

    @Test
    void replacesAnEntryThatIsOmittedAndAdded() throws IOException {
        AddedEntry replacement = new AddedEntry(
                "root/link", 0644, ADDED_TIME, new Content.Bytes("now a file".getBytes(StandardCharsets.UTF_8)));
        TarGzResult result = write(TarGzOptions.defaults(), output("a", Set.of("root/link"), List.of(replacement)));
        assertThat(TarItem.readGz(result.file()))
                .filteredOn(item -> item.name().equals("root/link"))
                .singleElement()
                .extracting(TarItem::kind)
                .isEqualTo(EntryKind.FILE);
    }

    @Test
    void putsLateEntriesBehindTheOthers() throws IOException {
        TarGzOptions options =
                TarGzOptions.defaults().withLate(name -> name.endsWith("start.sh") || name.endsWith("big.bin"));
        TarGzResult result = write(options, output("a", Set.of(), List.of()));
        List<TarItem> items = TarItem.readGz(result.file());
        assertThat(items).containsExactlyInAnyOrderElementsOf(TarItem.ofAll(source));
        assertThat(items.subList(items.size() - 2, items.size()))
                .extracting(TarItem::name)
                .containsExactly("root/bin/start.sh", "root/big.bin");
    }

    @Test
    void givesAllEntriesTheFixedTime() throws IOException {
        Instant time = Instant.ofEpochSecond(1_000_000_000);
        TarGzResult result = write(TarGzOptions.defaults().withFixedTime(time), output("a", Set.of(), added()));
        assertThat(TarItem.readGz(result.file())).extracting(TarItem::modified).containsOnly(time);
    }

    @Test
    void writesTheSameBytesWithAnyNumberOfThreadsAloneOrBesideOthers() throws IOException {
        TarGzOptions late = TarGzOptions.defaults().withLate(name -> name.contains("/small/"));
        for (TarGzOptions options : List.of(TarGzOptions.defaults(), late)) {
            List<String> alone = new ArrayList<>();
            for (int number = 0; number < 7; number++) {
                alone.add(writeAll(options.withThreads(1), List.of(variant("alone", number)))
                        .get(0)
                        .sha256());
            }
            assertThat(alone).doesNotHaveDuplicates();
            for (int threads : new int[] {1, 2, 3, 16}) {
                List<TarGzOutput> outputs = IntStream.range(0, 7)
                        .mapToObj(number -> variant("beside" + threads, number))
                        .toList();
                assertThat(writeAll(options.withThreads(threads), outputs))
                        .extracting(TarGzResult::sha256)
                        .isEqualTo(alone);
                outputs.forEach(output -> assertThat(output.file()).exists());
                deleteAll(outputs);
            }
        }
    }

    @Test
    void refusesAFileThatExistsAndLeavesItAlone() throws IOException {
        Path existing = Files.writeString(folder.resolve("existing"), "mine");
        Path first = folder.resolve("first");
        List<TarGzOutput> outputs =
                List.of(new TarGzOutput(first, Set.of(), List.of()), new TarGzOutput(existing, Set.of(), List.of()));
        assertThatThrownBy(() -> writeAll(TarGzOptions.defaults(), outputs))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(existing).hasContent("mine");
        assertThat(first).doesNotExist();
    }

    @Test
    void deletesEverythingIfAnAddedFileIsNotThere() {
        AddedEntry lost = new AddedEntry("lost", 0644, ADDED_TIME, new Content.File(folder.resolve("lost")));
        List<TarGzOutput> outputs =
                List.of(output("a", Set.of(), List.of()), output("b", Set.of(), List.of(lost)), variant("c", 3));
        for (int threads : new int[] {1, 2, 4}) {
            assertThatThrownBy(() -> writeAll(TarGzOptions.defaults().withThreads(threads), outputs))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("lost: not a file, or not there");
            outputs.forEach(output -> assertThat(output.file()).doesNotExist());
        }
    }

    @Test
    void deletesEverythingIfAnAddedFileIsNotTheOneThatWasChecked() throws IOException {
        Path jar = Files.write(folder.resolve("pinned.jar"), Samples.random(150_000, 1));
        AddedEntry pinned = new AddedEntry(
                "root/pinned.jar", 0644, ADDED_TIME, new Content.File(jar, Optional.of(FileDigests.sha256(jar))));
        TarGzOutput alone = output("alone", Set.of(), List.of(pinned));
        List<TarGzOutput> shared = List.of(
                output("a", Set.of(), List.of(pinned)), output("b", Set.of(), List.of(pinned)), variant("c", 3));
        assertThat(write(TarGzOptions.defaults(), alone).size()).isPositive();

        Files.write(jar, Samples.random(150_000, 2));

        for (int threads : new int[] {1, 2, 4}) {
            for (List<TarGzOutput> outputs : List.of(List.of(alone), shared)) {
                assertThatThrownBy(() -> writeAll(TarGzOptions.defaults().withThreads(threads), outputs))
                        .isInstanceOf(ArchiveException.class)
                        .hasMessageContaining("pinned.jar: its sha256 is " + FileDigests.sha256(jar));
                outputs.forEach(output -> assertThat(output.file()).doesNotExist());
            }
        }
    }

    @Test
    void deletesEverythingIfItIsInterruptedAndTheSourceRemainsUsable() throws IOException {
        TarGzOutput output = output("a", Set.of(), List.of());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> write(TarGzOptions.defaults(), output)).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(output.file()).doesNotExist();
        assertThat(write(TarGzOptions.defaults(), output).size()).isPositive();
    }

    @Test
    void refusesASourceThatHasChanged() throws IOException {
        Path zip = folder.resolve("source.zip");
        Files.setLastModifiedTime(zip, FileTime.from(Instant.ofEpochSecond(5)));
        assertThatThrownBy(() -> write(TarGzOptions.defaults(), output("a", Set.of(), List.of())))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("source.zip: has changed while it was read");
        assertThat(folder.resolve("a.tar.gz")).doesNotExist();
    }

    @Test
    void refusesAddedEntriesThatDoNotFit() {
        Content.Bytes bytes = new Content.Bytes(new byte[1]);
        assertRefused("is in the source and not omitted", added("root/link", bytes));
        assertRefused("is added twice", added("x", bytes), added("x", bytes));
        assertRefused("is below 'root/link', which is no directory", added("root/link/x", bytes));
        assertRefused("is below 'y', which is no directory", added("y/z", bytes), added("y", bytes));
        assertRefused("is no directory, but source entries are below it", added("root/bin", bytes));
        assertRefused("has the part '..' in its name", added("root/../x", bytes));
        assertRefused("has an absolute name", added("/x", bytes));
    }

    private void assertRefused(String message, AddedEntry... added) {
        assertThatThrownBy(() -> write(TarGzOptions.defaults(), output("refused", Set.of(), List.of(added))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(folder.resolve("refused.tar.gz")).doesNotExist();
    }

    private static AddedEntry added(String name, Content content) {
        return new AddedEntry(name, 0644, ADDED_TIME, content);
    }

    private List<AddedEntry> added() throws IOException {
        Path jar = folder.resolve("copied.jar");
        if (Files.notExists(jar)) {
            Files.write(jar, Samples.random(150_000, 77));
        }
        return List.of(
                new AddedEntry("root/new", 0700, ADDED_TIME, new Content.Directory()),
                new AddedEntry("root/added.txt", 0640, ADDED_TIME, new Content.Bytes(Samples.text(2_000, 50))),
                new AddedEntry("root/new/copy.jar", 0644, ADDED_TIME, new Content.File(jar)),
                new AddedEntry("root/new/link", 0777, ADDED_TIME, new Content.SymbolicLink("../bin")));
    }

    /** Outputs that differ in what they omit and add, some only in one of the two. */
    private TarGzOutput variant(String prefix, int number) {
        Set<String> omitted = switch (number % 4) {
            case 0 -> Set.of();
            case 1 -> Set.of("root/big.bin", "root/small/7");
            case 2 -> Set.of("root/big.bin", "root/small/8");
            default -> Set.of("root/big.bin", "root/small/7", "root/small/9");
        };
        AddedEntry added = new AddedEntry("node", 0644, ADDED_TIME, new Content.Bytes(Samples.text(number, number)));
        return output(prefix + number, omitted, List.of(added));
    }

    private TarGzOutput output(String name, Set<String> omitted, List<AddedEntry> added) {
        return new TarGzOutput(folder.resolve(name + ".tar.gz"), omitted, added);
    }

    private TarGzResult write(TarGzOptions options, TarGzOutput output) throws IOException {
        return writeAll(options, List.of(output)).get(0);
    }

    private List<TarGzResult> writeAll(TarGzOptions options, List<TarGzOutput> outputs) throws IOException {
        List<TarGzResult> results = new TarGzWriter(source, options).write(outputs);
        if (outputs.size() == 1 && outputs.get(0).file().toString().contains("alone")) {
            deleteAll(outputs);
        }
        return results;
    }

    private static void deleteAll(List<TarGzOutput> outputs) throws IOException {
        for (TarGzOutput output : outputs) {
            Files.delete(output.file());
        }
    }

    private static final class OneByteStream extends FilterInputStream {

        OneByteStream(InputStream stream) {
            super(stream);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(length, 1));
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
