package io.github.apim.testing.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.Needs;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.Trees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Has every reader read an archive that is known to be good. */
@Needs
class TarReadersTest {

    @TempDir
    Path folder;

    static List<TarReaders.Reader> readers() {
        return TarReaders.all();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aGoodArchiveReadsTheSameEverywhere(TarReaders.Reader reader) throws IOException {
        SmallPack pack =
                SmallPack.changed().symlink("bin/current.sh", "wso2server.sh").symlink("übrig", "repository/");

        List<String> expected = Trees.zip(pack.toZip(folder));

        assertThat(Trees.diff(expected, reader.list(pack.toTarGz(folder)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void anArchiveThatBreaksOffIsNoticedEverywhere(TarReaders.Reader reader) throws IOException {
        byte[] whole = Files.readAllBytes(SmallPack.tarGz(folder));
        Path part = Files.write(folder.resolve("part.tar.gz"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> reader.list(part)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aSecondGzipMemberIsBeyondTheStreamOfPythonAndMayBeBeyondASlowOne(TarReaders.Reader reader) throws IOException {
        // The first member ends within this file, whatever else is in the pack: a cut in a header would look like the
        // end.
        Path whole =
                SmallPack.changed().file("a-long-one.bin", new byte[60_000]).toTarGz(folder);
        Path cut = folder.resolve("cut.tar.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(whole));
                OutputStream out = Files.newOutputStream(cut)) {
            for (byte[] member = in.readNBytes(50_000); member.length > 0; member = in.readNBytes(50_000)) {
                GZIPOutputStream gzip = new GZIPOutputStream(out);
                gzip.write(member);
                gzip.finish();
            }
        }

        if (reader.name().equals("Python tarfile r|gz")) {
            assertThatThrownBy(() -> reader.list(cut)).isInstanceOf(IOException.class);
        } else if (reader.name().equals("commons-compress, slow stream")) {
            // Java's own stream took a slow one for ended until JDK-7036144 was mended, in updates of old releases,
            // too.
            try {
                assertThat(Trees.diff(Trees.tarGz(whole), reader.list(cut))).isEmpty();
            } catch (IOException ended) {
                assertThat(ended).hasMessageContaining("Truncated");
            }
        } else {
            assertThat(Trees.diff(Trees.tarGz(whole), reader.list(cut))).isEmpty();
        }
    }

    @Test
    void aSlowStreamGivesFewBytesAndTellsOfNone() throws IOException {
        try (SlowInputStream in = new SlowInputStream(new ByteArrayInputStream(new byte[1000]), 1, 7)) {
            assertThat(in.available()).isZero();
            int read = 0;
            for (int bytes = in.read(new byte[100]); bytes > 0; bytes = in.read(new byte[100])) {
                assertThat(bytes).isBetween(1, 7);
                read += bytes;
            }
            assertThat(read).isEqualTo(1000);
        }
    }
}
