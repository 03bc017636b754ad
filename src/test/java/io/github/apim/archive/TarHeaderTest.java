package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarHeaderTest {

    private static final Instant TIME = Instant.parse("2015-06-07T08:09:11.5Z");

    @Test
    void aShortNameIsOneBlock() throws IOException {
        byte[] header = TarHeader.of("a/b.txt", EntryKind.FILE, 0640, 7, TIME, "");
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
            assertThat(read(TarHeader.of(name.toString(), EntryKind.FILE, 0644, 0, TIME, ""))
                            .getName())
                    .isEqualTo(name.toString());
            assertThat(read(TarHeader.of(name.toString(), EntryKind.DIRECTORY, 0755, 0, TIME, ""))
                            .getName())
                    .isEqualTo(name + "/");
        }
    }

    @Test
    void aNameThatSplitsNeedsNoExtendedHeader() {
        assertThat(TarHeader.of("p".repeat(155) + "/" + "n".repeat(100), EntryKind.FILE, 0644, 0, TIME, ""))
                .hasSize(512);
        assertThat(TarHeader.of("p".repeat(156) + "/" + "n".repeat(100), EntryKind.FILE, 0644, 0, TIME, ""))
                .hasSize(1536);
        assertThat(TarHeader.of("p".repeat(155) + "/" + "n".repeat(99), EntryKind.DIRECTORY, 0644, 0, TIME, ""))
                .hasSize(512);
        assertThat(TarHeader.of("p".repeat(155) + "/" + "n".repeat(100), EntryKind.DIRECTORY, 0644, 0, TIME, ""))
                .hasSize(1536);
    }

    @Test
    void namesInOtherScriptsComeBack() throws IOException {
        for (String name : new String[] {"Größe", "名前/" + "文".repeat(90), "x".repeat(99) + "é", "😀"}) {
            assertThat(read(TarHeader.of(name, EntryKind.FILE, 0644, 0, TIME, ""))
                            .getName())
                    .isEqualTo(name);
        }
    }

    @Test
    void linksOfAnyLengthComeBack() throws IOException {
        for (String target : new String[] {"../x", "t".repeat(100), "t".repeat(101), "ü"}) {
            TarArchiveEntry entry = read(TarHeader.of("link", EntryKind.SYMLINK, 0777, 0, TIME, target));
            assertThat(entry.isSymbolicLink()).isTrue();
            assertThat(entry.getLinkName()).isEqualTo(target);
        }
    }

    @Test
    void sizesFromEightGibibytesOnComeBack() throws IOException {
        for (long size : new long[] {(8L << 30) - 1, 8L << 30, 1L << 50}) {
            byte[] header = TarHeader.of("big", EntryKind.FILE, 0644, size, TIME, "");
            assertThat(header).hasSize(size < 8L << 30 ? 512 : 1536);
            assertThat(read(header).getSize()).isEqualTo(size);
        }
    }

    @Test
    void timesBeforeTheEpochAndBeyondTheFieldComeBack() throws IOException {
        for (long seconds : new long[] {0, 1, -1, -86_400, (1L << 33) - 1, 1L << 33}) {
            Instant time = Instant.ofEpochSecond(seconds);
            assertThat(read(TarHeader.of("old", EntryKind.FILE, 0644, 0, time, ""))
                            .getLastModifiedTime()
                            .toInstant())
                    .isEqualTo(time);
        }
    }

    private static TarArchiveEntry read(byte[] header) throws IOException {
        return new TarArchiveInputStream(new ByteArrayInputStream(header), "UTF-8").getNextEntry();
    }
}
