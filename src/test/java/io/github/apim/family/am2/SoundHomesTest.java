package io.github.apim.family.am2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment that is as it should be breaks none of the rules that 2.x has of its own. */
class SoundHomesTest {

    private static final String ALONE = """
            packs: { api-manager: am.zip }
            databases: { url: "jdbc:mysql://10.1.0.20:3306", driver: mysql.jar, credentials: apim-db }
            nodes:
              am: { role: all-in-one, host: am.internal, address: 10.1.0.10 }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.1.0", "2.2.0", "2.5.0", "2.6.0"})
    void aDistributedDeploymentBreaksNoRule(String version) {
        assertThat(SoundHomes.of(folder, version).problems()).isEmpty();
    }

    /** One server is what the files are shipped for. */
    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.1.0", "2.2.0", "2.5.0", "2.6.0"})
    @Needs(Need.REAL_PACKS)
    void theShippedFilesOfAServerAloneBreakNoRule(String version) throws IOException {
        SoundHomes homes = SoundHomes.empty(folder, version, ALONE);
        Path pack = RealPacks.folder().resolve("wso2am-" + version);
        List<Path> shipped;
        try (Stream<Path> files = Files.walk(pack.resolve("repository"))) {
            shipped = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : shipped) {
            homes.put("am", pack.relativize(file).toString(), RealPacks.read(file));
        }

        assertThat(shipped).hasSizeGreaterThan(100);
        assertThat(homes.problems()).isEmpty();
    }
}
