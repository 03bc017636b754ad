package io.github.apim.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.archive.SourceOptions;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packs that homes are compared with. */
class PacksTest {

    @TempDir
    Path folder;

    private Packs open(Path... places) throws IOException {
        return Packs.open(List.of(places), SourceOptions.cachingIn(folder.resolve("cache")));
    }

    @Test
    void twoPacksOfOneVersionAreRefusedWithBothNames() throws IOException {
        Path zip = SmallPack.zip(folder.resolve("packs"));
        Path unpacked = SmallPack.unpacked(Files.createDirectories(folder.resolve("packs/unpacked")));

        assertThatThrownBy(() -> open(zip, unpacked))
                .isInstanceOf(AdoptionException.class)
                .hasMessageContaining(zip + " and " + unpacked + " are both of ")
                .hasMessageContaining("leave the other one out");
    }

    @Test
    void aPackThatIsNamedTwiceIsOne() throws IOException {
        Path zip = SmallPack.zip(folder.resolve("packs"));

        try (Packs packs = open(zip, folder.resolve("packs"))) {
            assertThat(packs.all()).hasSize(1);
            assertThat(packs.passedOver()).isEmpty();
        }
    }

    @Test
    void whatElseLiesInAFolderOfPacksIsNoMatter() throws IOException {
        SmallPack.zip(folder.resolve("packs"));
        Files.createDirectories(folder.resolve("packs/notes/deep"));
        Files.writeString(folder.resolve("packs/readme.txt"), "packs");

        try (Packs packs = open(folder.resolve("packs"))) {
            assertThat(packs.all()).hasSize(1);
        }
    }
}
