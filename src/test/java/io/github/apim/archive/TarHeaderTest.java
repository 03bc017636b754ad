package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarHeaderTest {

    private static final TarHeader HEADERS = TarGzOptions.defaults().headers();
    private static final Instant TIME = Instant.parse("2015-06-07T08:09:11.5Z");

    @Test
    void aShortNameIsOneBlock() throws IOException {
        byte[] header = HEADERS.of("a/b.txt", EntryKind.FILE, 0640, 7, TIME, "");
        assertThat(header).hasSize(512);
        TarArchiveEntry entry = read(header);
        assertThat(entry.getName()).isEqualTo("a/b.txt");
        assertThat(entry.getMode()).isEqualTo(0640);
        assertThat(entry.getSize()).isEqualTo(7);
        assertThat(entry.getLongUserId()).isZero();
        assertThat(entry.getLongGroupId()).isZero();
        assertThat(entry.getUserName()).isEmpty();
        assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(Instant.parse("2015-06-07T08:09:11Z"));
        assertThat(entry.isCheckSumOK()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {98, 99, 100, 101, 154, 155, 156, 157, 254, 255, 256, 257, 258, 400, 3000})
    void namesOfAnyLengthComeBack(int length) throws IOException {
        for (int segment : new int[] {1, 20, 99, 100, 101, 5000}) {
            StringBuilder name = new StringBuilder();
            while (name.length() < length) {
                name.append("n".repeat(segment)).append('/');
            }
            name.setLength(length);
            if (name.charAt(length - 1) == '/') {
                name.setCharAt(length - 1, 'z');
            }
            assertThat(read(HEADERS.of(name.toString(), EntryKind.FILE, 0644, 0, TIME, ""))
                            .getName())
                    .isEqualTo(name.toString());
            assertThat(read(HEADERS.of(name.toString(), EntryKind.DIRECTORY, 0755, 0, TIME, ""))
                            .getName())
                    .isEqualTo(name + "/");
        }
    }

    @Test
    void aNameThatSplitsNeedsNoExtendedHeader() {
        assertThat(HEADERS.of("p".repeat(155) + "/" + "n".repeat(100), EntryKind.FILE, 0644, 0, TIME, ""))
                .hasSize(512);
        assertThat(HEADERS.of("p".repeat(156) + "/" + "n".repeat(100), EntryKind.FILE, 0644, 0, TIME, ""))
                .hasSize(1536);
        assertThat(HEADERS.of("p".repeat(155) + "/" + "n".repeat(99), EntryKind.DIRECTORY, 0644, 0, TIME, ""))
                .hasSize(512);
        assertThat(HEADERS.of("p".repeat(155) + "/" + "n".repeat(100), EntryKind.DIRECTORY, 0644, 0, TIME, ""))
                .hasSize(1536);
    }

    @Test
    void namesInOtherScriptsComeBack() throws IOException {
        for (String name : new String[] {"Größe", "名前/" + "文".repeat(90), "x".repeat(99) + "é", "😀"}) {
            assertThat(read(HEADERS.of(name, EntryKind.FILE, 0644, 0, TIME, "")).getName())
                    .isEqualTo(name);
        }
    }

    @Test
    void linksOfAnyLengthComeBack() throws IOException {
        for (String target : new String[] {"../x", "t".repeat(100), "t".repeat(101), "ü"}) {
            TarArchiveEntry entry = read(HEADERS.of("link", EntryKind.SYMLINK, 0777, 0, TIME, target));
            assertThat(entry.isSymbolicLink()).isTrue();
            assertThat(entry.getLinkName()).isEqualTo(target);
        }
    }

    @Test
    void sizesFromEightGibibytesOnComeBack() throws IOException {
        for (long size : new long[] {(8L << 30) - 1, 8L << 30, 1L << 50}) {
            byte[] header = HEADERS.of("big", EntryKind.FILE, 0644, size, TIME, "");
            assertThat(header).hasSize(size < 8L << 30 ? 512 : 1536);
            assertThat(read(header).getSize()).isEqualTo(size);
        }
    }

    @Test
    void timesBeforeTheEpochAndBeyondTheFieldComeBack() throws IOException {
        for (long seconds : new long[] {0, 1, -1, -86_400, (1L << 33) - 1, 1L << 33}) {
            Instant time = Instant.ofEpochSecond(seconds);
            assertThat(read(HEADERS.of("old", EntryKind.FILE, 0644, 0, time, ""))
                            .getLastModifiedTime()
                            .toInstant())
                    .isEqualTo(time);
        }
    }

    @Test
    void everyFieldIsAsTheFormatWantsIt() {
        byte[] header = HEADERS.of("a/b.txt", EntryKind.FILE, 0640, 4_097, Instant.ofEpochSecond(1_433_664_551L), "");
        byte[] expected = new byte[512];
        field(expected, 0, "a/b.txt");
        field(expected, 100, "0000640");
        field(expected, 108, "0000000");
        field(expected, 116, "0000000");
        field(expected, 124, "00000010001");
        field(expected, 136, "%011o".formatted(1_433_664_551L));
        field(expected, 148, "        ");
        field(expected, 156, "0");
        field(expected, 257, "ustar");
        field(expected, 263, "00");
        int sum = 0;
        for (byte value : expected) {
            sum += value;
        }
        field(expected, 148, "%06o\0 ".formatted(sum));
        assertThat(header).isEqualTo(expected);
    }

    @Test
    void whatJustFitsHasNoExtendedHeader() {
        String name = "folder/" + "n".repeat(93);
        assertThat(text(HEADERS.of(name, EntryKind.FILE, 0644, 0, TIME, ""), 0, 100))
                .isEqualTo(name);
        assertThat(HEADERS.of("link", EntryKind.SYMLINK, 0777, 0, TIME, "t".repeat(100)))
                .hasSize(512);
        for (long seconds : new long[] {0, (1L << 33) - 1}) {
            byte[] header = HEADERS.of("f", EntryKind.FILE, 0644, 0, Instant.ofEpochSecond(seconds), "");
            assertThat(header).hasSize(512);
            assertThat(text(header, 136, 11)).isEqualTo("%011o".formatted(seconds));
        }
        byte[] largest = HEADERS.of("f", EntryKind.FILE, 0644, (1L << 33) - 1, TIME, "");
        assertThat(text(largest, 124, 11)).isEqualTo("77777777777");
    }

    @Test
    void readersWithoutExtendedHeadersGetWholeCharacters() {
        byte[] header = HEADERS.of("d/" + "文".repeat(60), EntryKind.SYMLINK, 0777, 0, TIME, "é".repeat(60));
        assertThat(text(header, 0, 100)).isEqualTo("PaxHeaders/" + "文".repeat(29));
        assertThat(text(header, 1_024, 100)).isEqualTo("d/" + "文".repeat(32));
        assertThat(text(header, 1_024 + 157, 100)).isEqualTo("é".repeat(50));
        byte[] plain = HEADERS.of("n".repeat(101), EntryKind.FILE, 0644, 0, TIME, "");
        assertThat(text(plain, 1_024, 100)).isEqualTo("n".repeat(100));
        byte[] just = HEADERS.of("n" + "文".repeat(33), EntryKind.FILE, 0644, 0, TIME, "");
        assertThat(text(just, 1_024, 100)).isEqualTo("n" + "文".repeat(33));
    }

    private static void field(byte[] header, int place, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, place, bytes.length);
    }

    private static String text(byte[] header, int place, int length) {
        return new String(header, place, length, StandardCharsets.UTF_8).replaceAll("\0*$", "");
    }

    private static TarArchiveEntry read(byte[] header) throws IOException {
        return new TarArchiveInputStream(new ByteArrayInputStream(header), "UTF-8").getNextEntry();
    }
}
