package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives whose parts contradict each other or claim more than there is; what is unusual but sound is taken. */
@Timeout(60)
class HostileStructureTest {

    private static final byte[] CONTENT = Samples.text(2_000, 1);
    private static final int SIGNATURE = 0x08074b50;

    @TempDir
    Path folder;

    static Stream<Named<Consumer<RawZip.Entry>>> descriptors() {
        Map<String, Consumer<RawZip.Entry>> kinds = Map.of(
                "with signature",
                RawZip.Entry::described,
                "without signature",
                entry -> entry.describedBy(RawZip.buffer(12)
                        .putInt(entry.crc)
                        .putInt((int) entry.compressed)
                        .putInt((int) entry.size)
                        .array()),
                "zip64 with signature",
                entry -> entry.describedBy(RawZip.buffer(24)
                        .putInt(SIGNATURE)
                        .putInt(entry.crc)
                        .putLong(entry.compressed)
                        .putLong(entry.size)
                        .array()),
                "zip64 without signature",
                entry -> entry.describedBy(RawZip.buffer(20)
                        .putInt(entry.crc)
                        .putLong(entry.compressed)
                        .putLong(entry.size)
                        .array()),
                "left out",
                entry -> entry.describedBy(new byte[0]));
        return kinds.entrySet().stream().map(kind -> Named.of(kind.getKey(), kind.getValue()));
    }

    @ParameterizedTest
    @MethodSource("descriptors")
    void aDataDescriptorOfAnyKindIsPassedOver(Consumer<RawZip.Entry> descriptor) throws IOException {
        RawZip zip = new RawZip()
                .deflated("a", CONTENT, descriptor)
                .stored("b", CONTENT, descriptor)
                .deflated("c", CONTENT);
        assertTaken(zip, "a", "b", "c");
    }

    @Test
    void aDataDescriptorDoesNotSaveAWrongCrc() throws IOException {
        assertRefused(
                new RawZip().deflated("a", CONTENT, entry -> {
                    entry.described();
                    entry.crc ^= 1;
                }),
                "entry 'a': its content has the CRC");
    }

    @Test
    void zip64ThroughoutIsTakenBehindAPrefixToo() throws IOException {
        for (boolean counted : new boolean[] {true, false}) {
            RawZip zip = new RawZip().zip64().deflated("a", CONTENT).stored("b", CONTENT);
            zip.prefix = new byte[] {'M', 'Z', 'P', 'K', 3, 4, 0, 0};
            zip.offsetsCountPrefix = counted;
            assertTaken(zip, "a", "b");
        }
    }

    @Test
    void zip64FieldsThatContradictEachOtherAreRefused() throws IOException {
        assertRefused(
                new RawZip().zip64().deflated("a", CONTENT, entry -> entry.localSize = entry.size + 1),
                "entry 'a': the zip contradicts itself: the local header has another size");
        assertRefused(
                new RawZip().zip64().deflated("a", CONTENT, entry -> entry.localCompressed = 1L << 40),
                "entry 'a': the zip contradicts itself: the local header has another size");
        assertRefused(
                new RawZip().deflated("a", CONTENT, entry -> entry.localSize = 0xFFFF_FFFFL),
                "entry 'a': the zip contradicts itself: the local header has another size");
        assertRefused(
                new RawZip().deflated("a", CONTENT).deflated("b", CONTENT, entry -> {
                    entry.offset = 0xFFFF_FFFFL;
                    entry.extra = RawZip.numbers(Long.MAX_VALUE - 1);
                }),
                "entry 'b': lies outside the file");
    }

    @Test
    void aZip64FieldAtTheEndOfTheFileThatIsTooLongIsRefused() throws IOException {
        byte[] zip = new RawZip()
                .deflated("a", CONTENT, entry -> entry.localSize = 0xFFFF_FFFFL)
                .build();
        zip[28] = (byte) 0xFF;
        zip[29] = (byte) 0xFF;
        assertRefused(write(zip), "entry 'a': lies outside the file");
    }

    @Test
    void twoEndRecordsAreRefused() throws IOException {
        RawZip outer = new RawZip().deflated("a", CONTENT).deflated("b", CONTENT);
        byte[] plain = outer.build();
        byte[] fake = Arrays.copyOfRange(plain, plain.length - 22, plain.length);
        RawZip.buffer(2).putShort((short) 1).flip().get(fake, 8, 2);
        RawZip commented = new RawZip().deflated("a", CONTENT).deflated("b", CONTENT);
        commented.comment = fake;
        assertRefused(commented, "the zip has two end records");
    }

    @Test
    void endRecordsOfWhichTheWideOneDiffersAreRefused() throws IOException {
        byte[] zip = new RawZip()
                .zip64()
                .deflated("a", CONTENT)
                .deflated("b", CONTENT)
                .build();
        ByteBuffer end = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        end.putShort(zip.length - 22 + 8, (short) 1).putShort(zip.length - 22 + 10, (short) 1);
        assertRefused(write(zip), "its two end records differ");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 3, 1})
    void aWrongNumberOfEntriesIsRefused(long count) throws IOException {
        byte[] zip = new RawZip()
                .zip64()
                .deflated("a", CONTENT)
                .deflated("b", CONTENT)
                .build();
        ByteBuffer end = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int place = zip.length - 22 - 20 - 56;
        end.putLong(place + 24, count).putLong(place + 32, count);
        assertRefused(write(zip), "source.zip: ");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 0, 46})
    void aWrongPlaceOrSizeOfTheDirectoryIsRefused(long value) throws IOException {
        for (int field : new int[] {40, 48}) {
            byte[] zip = new RawZip().zip64().deflated("a", CONTENT).build();
            ByteBuffer end = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
            end.putLong(zip.length - 22 - 20 - 56 + field, value);
            assertRefused(write(zip), "source.zip: ");
        }
    }

    /** The count of an end record that is not zip64 is modulo 65,536, so what it says cannot be the limit. */
    @Test
    void moreEntriesThanTheLimitAreRefusedWhateverTheEndRecordSays() throws IOException {
        RawZip zip = new RawZip();
        for (int i = 0; i < 65_537; i++) {
            zip.stored("e" + i, new byte[0]);
        }
        Path file = write(zip.build());
        assertThatThrownBy(() -> SourceArchive.open(
                        file, new SourceOptions(new Limits(10, 1 << 20, 200), folder.resolve("cache"), 1)))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("has 11 entries, the limit is 10");
    }

    /** A directory that claims gigabytes, in a file that really has them, as holes. */
    @Test
    void aHugeDirectoryOfNothingCostsNoMemory() throws IOException {
        Path file = folder.resolve("source.zip");
        long size = 1L << 31;
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(new byte[] {'P', 'K', 1, 2});
            sparse.seek(size);
            byte[] end = new RawZip().zip64().build();
            ByteBuffer.wrap(end)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(24, 900_000)
                    .putLong(32, 900_000)
                    .putLong(40, size)
                    .putLong(56 + 8, size);
            sparse.write(end);
        }
        assertRefused(file, "lies outside the file");
    }

    @Test
    void entriesThatLieInEachOtherAreRefused() throws IOException {
        byte[] inner = new RawZip().deflated("b", CONTENT).build();
        RawZip nested = new RawZip().stored("a", inner).deflated("b", CONTENT, entry -> entry.offset = 30 + 1);
        assertRefused(nested, "entry 'b': shares data with entry 'a'");

        RawZip longer = new RawZip()
                .stored("a", CONTENT, entry -> {
                    entry.compressed += 100;
                    entry.size += 100;
                })
                .stored("b", Samples.text(2_000, 2));
        assertRefused(longer, "entry 'b': shares data with entry 'a'");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9, 12, 14, 93, 95, 98, 99, 0xFFFF})
    void otherMethodsAreRefused(int method) throws IOException {
        assertRefused(
                new RawZip().deflated("good", CONTENT).deflated("odd", CONTENT, entry -> {
                    entry.method = method;
                    entry.localMethod = method;
                }),
                "entry 'odd': is compressed by method " + method);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 | 1 << 6, 1 << 6, 1 << 13})
    void everyKindOfEncryptionIsRefused(int flags) throws IOException {
        assertRefused(
                new RawZip().deflated("secret", CONTENT, entry -> {
                    entry.flags |= flags;
                    entry.localFlags |= flags;
                }),
                "entry 'secret': is encrypted");
    }

    @Test
    void aBombIsRefusedByItsSizesAndByWhatItReallyHolds() throws IOException {
        byte[] zeros = new byte[120_000_000];
        assertRefused(new RawZip().deflated("bomb", zeros), "entry 'bomb': becomes 120000000 bytes from ");
        assertRefused(
                new RawZip().deflated("bomb", zeros, entry -> entry.size = 1_000),
                "entry 'bomb': its compressed data yields more than the 1000 bytes it should");
        Path tarGz = folder.resolve("source.tar.gz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(tarGz)))) {
            TarArchiveEntry entry = new TarArchiveEntry("bomb");
            entry.setSize(zeros.length);
            tar.putArchiveEntry(entry);
            tar.write(zeros);
            tar.closeArchiveEntry();
        }
        assertRefused(tarGz, "becomes more than 200 times as large uncompressed");
    }

    @Test
    void aZipThatIsCutOffIsRefusedAtEveryKilobyte() throws IOException {
        RawZip zip = new RawZip();
        for (int i = 0; i < 60; i++) {
            zip.deflated("r/entry-" + i, Samples.mixed(10_000, i));
        }
        assertRefusedAtEveryKilobyte("source.zip", zip.build());
    }

    @Test
    void aTarGzOfNothingButItsSignatureSaysThatItEnds() throws IOException {
        Path file = Files.write(folder.resolve("source.tar.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
        assertRefused(file, "the tar.gz is damaged or truncated (it ends too early)");
    }

    @Test
    void aTarGzThatIsCutOffIsRefusedAtEveryKilobyte() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (int i = 0; i < 60; i++) {
                byte[] content = Samples.mixed(10_000, i);
                TarArchiveEntry entry = new TarArchiveEntry("r/entry-" + i);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        assertRefusedAtEveryKilobyte("source.tar.gz", bytes.toByteArray());
    }

    private void assertRefusedAtEveryKilobyte(String name, byte[] whole) throws IOException {
        assertThat(whole.length).isGreaterThan(200_000);
        for (int length = 1_024; length < whole.length; length += 1_024) {
            Path file = Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
            assertRefused(file, name.endsWith("zip") ? "it is truncated" : "damaged or truncated");
        }
    }

    private void assertTaken(RawZip zip, String... names) throws IOException {
        try (SourceArchive archive = open(write(zip.build()))) {
            assertThat(archive.entries()).extracting(SourceEntry::name).containsExactly(names);
            for (SourceEntry entry : archive.entries()) {
                assertThat(archive.read(entry)).isEqualTo(CONTENT);
            }
            TarGzOutput output = new TarGzOutput(
                    Files.createTempDirectory(folder, "out").resolve("out.tar.gz"), Set.of(), List.of());
            new TarGzWriter(archive, TarGzOptions.defaults()).write(List.of(output));
            assertThat(TarItem.readGz(output.file())).isEqualTo(TarItem.ofAll(archive));
        }
    }

    private void assertRefused(RawZip zip, String message) throws IOException {
        assertRefused(write(zip.build()), message);
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    private SourceArchive open(Path file) throws IOException {
        return SourceArchive.open(file, new SourceOptions(Limits.DEFAULT, folder.resolve("cache"), 2));
    }

    private Path write(byte[] zip) throws IOException {
        return Files.write(folder.resolve("source.zip"), zip);
    }
}
