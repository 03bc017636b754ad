package io.github.apim.testing.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.SmallPack;
import io.github.apim.testing.Trees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Has every reader read an archive that is known to be good. */
class TarReadersTest {

    @TempDir
    Path folder;

    static List<TarReaders.Reader> readers() {
        return TarReaders.all();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void a_good_archive_reads_the_same_everywhere(TarReaders.Reader reader) throws IOException {
        SmallPack pack =
                SmallPack.changed().symlink("bin/current.sh", "wso2server.sh").symlink("übrig", "repository/");

        List<String> expected = Trees.zip(pack.toZip(folder));

        assertThat(Trees.diff(expected, reader.list(pack.toTarGz(folder)))).isEmpty();
    }

    @Test
    void a_slow_stream_gives_few_bytes_and_tells_of_none() throws IOException {
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
