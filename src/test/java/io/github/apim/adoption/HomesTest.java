package io.github.apim.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.archive.SourceOptions;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of what lies in a folder is a home, and what is said of the rest. */
class HomesTest {

    @TempDir
    Path folder;

    private Path homes;

    @BeforeEach
    void home() throws IOException {
        homes = Files.createDirectories(folder.resolve("homes"));
    }

    private Homes open() throws IOException {
        return Homes.in(homes, SourceOptions.cachingIn(folder.resolve("cache")));
    }

    @Test
    void aFolderThatIsNoHomeIsToldOf() throws IOException {
        Files.move(SmallPack.unpacked(Files.createDirectories(folder.resolve("unpacked"))), homes.resolve("box-1"));
        Files.createDirectories(homes.resolve("box-2/repository/conf"));
        Files.writeString(homes.resolve("notes.txt"), "boxes");

        try (Homes opened = open()) {
            assertThat(opened.all()).extracting(Home::name).containsExactly("box-1");
            assertThat(opened.passedOver())
                    .containsExactly(homes.resolve("box-2") + " is passed over: it is the home of no product that is"
                            + " known; a home has bin/version.txt or conf/activemq.xml");
        }
    }

    @Test
    void neitherTheBaseOfALayeredBuildNorANodesLayerIsAHome() throws IOException {
        Files.move(SmallPack.unpacked(Files.createDirectories(folder.resolve("unpacked"))), homes.resolve("box-1"));
        Files.move(
                SmallPack.tarGz(Files.createDirectories(folder.resolve("packed"))),
                homes.resolve("wso2am-1.9.0.base.tar.gz"));
        Files.createDirectories(homes.resolve("box-2/wso2am-1.9.0/.apim"));
        Files.writeString(homes.resolve("box-2/wso2am-1.9.0/.apim/manifest.json"), "{}");

        try (Homes opened = open()) {
            assertThat(opened.all()).extracting(Home::name).containsExactly("box-1");
            assertThat(opened.passedOver()).hasSize(2);
            assertThat(opened.passedOver().get(0)).contains("box-2 is passed over: it is a node's own layer");
            assertThat(opened.passedOver().get(1))
                    .contains("wso2am-1.9.0.base.tar.gz is passed over", "unpack it for each node");
        }
    }

    @Test
    void whereThereIsNoHomeAtAllItIsSaidWhatLiesThere() throws IOException {
        Files.createDirectories(homes.resolve("box-2/repository/conf"));

        assertThatThrownBy(this::open)
                .isInstanceOf(AdoptionException.class)
                .hasMessageContaining("holds no folder and no tarball of a home that is known; "
                        + homes.resolve("box-2") + " is passed over");
    }
}
