package io.github.apim.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarballChecksumTest {

    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);

    @TempDir
    Path folder;

    @Test
    void comesBackWithAndWithoutABase() throws IOException {
        TarballChecksum whole = new TarballChecksum(ONE, Optional.empty());
        TarballChecksum layer =
                new TarballChecksum(ONE, Optional.of(new TarballChecksum.Base("pack-1.0.base.tar.gz", TWO)));
        assertThat(whole.text("node.tar.gz")).isEqualTo(ONE + "  node.tar.gz\n");
        assertThat(layer.text("node.tar.gz")).isEqualTo(ONE + "  node.tar.gz\n" + TWO + "  pack-1.0.base.tar.gz\n");
        assertThat(read(whole.text("node.tar.gz"))).isEqualTo(whole);
        assertThat(read(layer.text("node.tar.gz"))).isEqualTo(layer);
    }

    @Test
    void isReadAsProgramsOnOtherSystemsWriteIt() throws IOException {
        assertThat(read(ONE + " *node.tar.gz\r\n")).isEqualTo(new TarballChecksum(ONE, Optional.empty()));
        assertThat(read(ONE + "  node.tar.gz")).isEqualTo(new TarballChecksum(ONE, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0  node.tar.gz\n",
                "ONE\n",
                "ONE  node.tar.gz\nTWO  other.tar.gz\n",
                "ONE  node.tar.gz\nTWO  ../pack.base.tar.gz\n",
                "ONE  node.tar.gz\nTWO  .base.tar.gz\n",
                "ONE  node.tar.gz\nTWO  a.base.tar.gz\nTWO  b.base.tar.gz\n"
            })
    void isRefusedIfItIsAnythingElse(String text) {
        assertThatThrownBy(() -> read(text.replace("ONE", ONE).replace("TWO", TWO)))
                .isInstanceOf(ManifestException.class)
                .hasMessageEndingWith("node.tar.gz.sha256 holds no SHA-256");
    }

    private TarballChecksum read(String text) throws IOException {
        return TarballChecksum.read(Files.writeString(folder.resolve("node.tar.gz.sha256"), text));
    }
}
