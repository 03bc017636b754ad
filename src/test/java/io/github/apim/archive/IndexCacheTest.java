package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexCacheTest {

    private static final Instant TIME = Instant.parse("2015-06-07T08:09:11Z");
    private static final byte[] IDENTITY = identity("a zip");

    @TempDir
    Path folder;

    private Path cache;
    private final List<SourceEntry> entries = new ArrayList<>();
    private final List<EntryData> data = new ArrayList<>();

    @BeforeEach
    void nameACacheThatIsNotThereYet() {
        cache = folder.resolve("cache/of/ours");
    }

    @Test
    void nothingIsKnownBeforeItIsStored() {
        assertThat(open().load()).isEmpty();
        assertThat(cache).doesNotExist();
    }

    @Test
    void filesFoldersAndLinksComeBack() {
        directory("wso2am", 0750);
        stored("wso2am/a.jar", 0644, 0xFFFF_FFFFL, 70_000);
        deflated("wso2am/b.txt", 0600, 1_234, 500, 3_000, 8 * 500 - 7);
        link("wso2am/link", "../wso2am/b.txt", 17);
        stored("wso2am/empty", 0777, 0, 0);
        assertComesBack();
    }

    @Test
    void deflateStreamsMayEndAtEveryBitOfAByte() {
        for (int unused = 0; unused < 8; unused++) {
            deflated("of-one-block-" + unused, 0644, 3, 10, 0, 80 - unused);
            deflated("of-several-blocks-" + unused, 0644, 3, 300, 1_111, 2_400 - unused);
        }
        assertComesBack();
    }

    @Test
    void whatMakesNumbersLongComesBack() {
        for (int bits = 0; bits < 63; bits++) {
            for (long number : new long[] {(1L << bits) - 1, 1L << bits, (1L << bits) + 1}) {
                EntryData range = new EntryData(number, number / 3, Optional.empty(), (int) number, digest(number));
                add(
                        "bits/" + bits + "/" + number,
                        EntryKind.FILE,
                        0644,
                        number,
                        number & 0xFFFF_FFFFL,
                        TIME,
                        "",
                        range);
            }
        }
        assertComesBack();
    }

    @Test
    void timesBefore1970ComeBack() {
        EntryData range = new EntryData(0, 0, Optional.empty(), 0, digest(0));
        for (String time : new String[] {
            "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"
        }) {
            add("of " + time, EntryKind.FILE, 0644, 0, 0, Instant.parse(time), "", range);
        }
        assertComesBack();
    }

    @Test
    void namesThatShareHalfACharacterComeBack() {
        // Of the UTF-8 of these, the first one, two and three bytes are the same.
        for (String name : new String[] {"ü", "ö", "öä", "日本", "日札", "😀", "😁", "😁/日", "e", "é", "e\u0301"}) {
            link("folder/" + name, "日/" + name, 3);
        }
        assertComesBack();
    }

    @Test
    void namesThatGrowAndShrinkComeBack() {
        for (int length : new int[] {1, 255, 256, 257, 511, 512, 513, 2, 600, 5_000, 3}) {
            stored("n".repeat(length), 0644, length, length);
            stored("n".repeat(length) + "/and/more", 0644, length, length);
        }
        assertComesBack();
    }

    @Test
    void anArchiveOfNothingComesBack() {
        assertComesBack();
        assertThat(open().load().orElseThrow().entries()).isEmpty();
    }

    @Test
    void isAFileInTheFormatThatItSays() throws IOException {
        directory("a", 0755);
        deflated("a/b", 0640, 200, 40, 100, 317);
        open().store(index());
        Path file = cache.resolve("%s.index".formatted(HexFormat.of().formatHex(IDENTITY, 0, 16)));
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer content = ByteBuffer.wrap(bytes);
        byte[] format = new byte[8];
        content.get(format);
        assertThat(format).isEqualTo("ZIPINDX\u0003".getBytes(StandardCharsets.ISO_8859_1));
        byte[] identity = new byte[32];
        content.get(identity);
        assertThat(identity).isEqualTo(IDENTITY);
        assertThat(content.getInt()).as("entries").isEqualTo(2);
        assertThat(content.getInt()).as("bytes of the name").isEqualTo(1);
        assertThat(content.get()).isEqualTo((byte) 'a');
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - 4);
        assertThat(content.getInt(bytes.length - 4)).isEqualTo((int) checksum.getValue());
    }

    @Test
    void oneWrongByteAnywhereCountsAsAbsent() throws IOException {
        someEntries();
        open().store(index());
        byte[] right = Files.readAllBytes(file());
        for (int place = 0; place < right.length; place++) {
            for (int change : new int[] {1, 0x80, 0xFF, 0x55}) {
                byte[] wrong = right.clone();
                wrong[place] ^= (byte) change;
                Files.write(file(), wrong);
                assertThat(open().load())
                        .as("byte %s, changed by %s", place, change)
                        .isEmpty();
            }
        }
        Files.write(file(), right);
        assertThat(open().load()).contains(index());
    }

    @Test
    void aFileThatIsCutOffAnywhereOrGoesOnCountsAsAbsent() throws IOException {
        someEntries();
        open().store(index());
        byte[] right = Files.readAllBytes(file());
        for (int length = 0; length < right.length; length++) {
            Files.write(file(), Arrays.copyOf(right, length));
            assertThat(open().load()).as("%s bytes", length).isEmpty();
        }
        for (int more : new int[] {1, 4, 4_096}) {
            Files.write(file(), Arrays.copyOf(right, right.length + more));
            assertThat(open().load()).as("%s bytes more", more).isEmpty();
        }
    }

    @Test
    void theHeadAloneCountsAsAbsentEvenWithItsChecksum() throws IOException {
        open().store(index());
        byte[] head = Arrays.copyOf(Files.readAllBytes(file()), 8 + 32);
        Files.write(file(), withChecksum(head));
        assertThat(open().load()).isEmpty();
        Files.write(file(), withChecksum(Arrays.copyOf(head, 8)));
        assertThat(open().load()).isEmpty();
    }

    @Test
    void moreThanTheEntriesCountsAsAbsentEvenWithItsChecksum() throws IOException {
        someEntries();
        open().store(index());
        byte[] bytes = Files.readAllBytes(file());
        for (int more = 1; more < 40; more++) {
            byte[] longer = Arrays.copyOf(bytes, bytes.length - 4 + more);
            Arrays.fill(longer, bytes.length - 4, longer.length, (byte) 0);
            Files.write(file(), withChecksum(longer));
            assertThat(open().load()).as("%s bytes more", more).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff", "7fffffff", "80000000", "00ffffff"})
    void aWildNumberCountsAsAbsentEvenWithItsChecksum(String number) throws IOException {
        someEntries();
        open().store(index());
        byte[] right = Files.readAllBytes(file());
        byte[] wild = HexFormat.of().parseHex(number);
        for (int place = 8 + 32; place < right.length - 4; place++) {
            byte[] content = Arrays.copyOf(right, Math.max(right.length - 4, place + wild.length));
            System.arraycopy(wild, 0, content, place, wild.length);
            Files.write(file(), withChecksum(content));
            int at = place;
            assertThatCode(() -> open().load()).as("byte %s", at).doesNotThrowAnyException();
        }
    }

    @Test
    void anotherFormatOrVersionCountsAsAbsent() throws IOException {
        someEntries();
        open().store(index());
        byte[] bytes = Files.readAllBytes(file());
        byte[] content = Arrays.copyOf(bytes, bytes.length - 4);
        Files.write(file(), withChecksum(content));
        assertThat(open().load()).contains(index());
        content[7]++;
        Files.write(file(), withChecksum(content));
        assertThat(open().load()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 16, 31})
    void whatIsKnownOfAnotherZipCountsAsAbsent(int place) throws IOException {
        someEntries();
        open().store(index());
        byte[] other = IDENTITY.clone();
        other[place]++;
        assertThat(new IndexCache(CacheFolder.of(cache), other).load()).isEmpty();
        Path itsFile = cache.resolve(HexFormat.of().formatHex(other, 0, 16) + ".index");
        if (!Files.exists(itsFile)) {
            Files.copy(file(), itsFile);
        }
        assertThat(new IndexCache(CacheFolder.of(cache), other).load()).isEmpty();
        assertThat(open().load()).contains(index());
    }

    @Test
    void theLastThatIsStoredCounts() {
        someEntries();
        open().store(index());
        deflated("one more", 0644, 1, 3, 0, 17);
        assertComesBack();
        holdsOneFile(cache);
    }

    @Test
    void aFolderThatCannotBeMadeKeepsNothingAndHarmsNobody() throws IOException {
        someEntries();
        Files.writeString(folder.resolve("cache"), "a file where the folder should be");
        open().store(index());
        assertThat(open().load()).isEmpty();
        assertThat(folder.resolve("cache")).hasContent("a file where the folder should be");
    }

    @Test
    void aNameThatIsTakenKeepsNothingAndLeavesNoLitter() throws IOException {
        someEntries();
        Files.createDirectories(file().resolve("in the way"));
        open().store(index());
        assertThat(open().load()).isEmpty();
        holdsOneFile(cache);
    }

    @Test
    void aDamagedCacheIsWrittenAnew() throws IOException {
        Path zip = folder.resolve("source.zip");
        try (ZipBuilder builder = new ZipBuilder(zip)) {
            builder.file("ü/a.txt", 0640, Samples.text(5_000, 1)).link("ü/b", "a.txt");
        }
        Files.setLastModifiedTime(zip, FileTime.from(TIME));
        List<SourceEntry> first = readSource(zip, 2);
        assertThat(readSource(zip, 0)).isEqualTo(first);
        Path index = onlyFile(cache);
        byte[] right = Files.readAllBytes(index);
        byte[] wrong = right.clone();
        wrong[60] ^= 1;
        Files.write(index, wrong);
        assertThat(readSource(zip, 2)).isEqualTo(first);
        assertThat(onlyFile(cache)).isEqualTo(index).hasBinaryContent(right);
    }

    private List<SourceEntry> readSource(Path zip, int verified) throws IOException {
        try (SourceArchive archive = SourceArchive.open(zip, new SourceOptions(Limits.DEFAULT, cache, 1))) {
            assertThat(archive.verified()).isEqualTo(verified);
            assertThat(archive.read(archive.entries().get(0))).isEqualTo(Samples.text(5_000, 1));
            assertThat(archive.read(archive.entries().get(1))).asString().isEqualTo("a.txt");
            return archive.entries();
        }
    }

    private void assertComesBack() {
        open().store(index());
        assertThat(open().load()).contains(index());
    }

    private static void holdsOneFile(Path directory) {
        assertThat(directory.toFile().list()).hasSize(1);
    }

    private static Path onlyFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private void someEntries() {
        directory("a", 0755);
        deflated("a/ü.txt", 0640, 1_000, 300, 1_000, 2_395);
        stored("a/ö.jar", 0600, 77, 77);
        link("a/z", "ü.txt", 9);
    }

    private void directory(String name, int mode) {
        add(name, EntryKind.DIRECTORY, mode, 0, 0, TIME, "", new EntryData(99, 0, Optional.empty(), 0, digest(1)));
    }

    private void stored(String name, int mode, long crc, long size) {
        add(
                name,
                EntryKind.FILE,
                mode,
                size,
                crc,
                TIME,
                "",
                new EntryData(1_000_000, size, Optional.empty(), -1, digest(crc)));
    }

    private void deflated(String name, int mode, long size, long length, long lastBlock, long end) {
        EntryData range = new EntryData(
                5_000_000_000L, length, Optional.of(new DeflateShape(lastBlock, end)), 0x8000_0001, digest(end));
        add(name, EntryKind.FILE, mode, size, 0x8000_0001L, TIME, "", range);
    }

    private void link(String name, String target, long length) {
        EntryData range = new EntryData(7, length, Optional.of(new DeflateShape(0, 8 * length - 3)), 7, digest(length));
        add(name, EntryKind.SYMLINK, 0777, 0, 0, TIME, target, range);
    }

    private void add(
            String name, EntryKind kind, int mode, long size, long crc, Instant time, String target, EntryData range) {
        Optional<String> link = kind == EntryKind.SYMLINK ? Optional.of(target) : Optional.empty();
        entries.add(new SourceEntry(name, kind, mode, size, crc, time, link));
        data.add(range);
    }

    private IndexCache.Index index() {
        return new IndexCache.Index(List.copyOf(entries), List.copyOf(data));
    }

    private IndexCache open() {
        return new IndexCache(CacheFolder.of(cache), IDENTITY);
    }

    private Path file() {
        return cache.resolve(HexFormat.of().formatHex(IDENTITY, 0, 16) + ".index");
    }

    private static byte[] withChecksum(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return ByteBuffer.allocate(content.length + 4)
                .put(content)
                .putInt((int) checksum.getValue())
                .array();
    }

    private static ContentDigest digest(long number) {
        return new ContentDigest(number, -number, Long.MIN_VALUE + number, 0);
    }

    private static byte[] identity(String text) {
        MessageDigest digest = Sha256.start();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return digest.digest();
    }
}
