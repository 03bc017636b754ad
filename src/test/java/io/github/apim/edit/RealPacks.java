package io.github.apim.edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The configuration of real product packs, which is not part of this project; tests that need it skip without it. */
final class RealPacks {

    static final String API_MANAGER = "wso2am-1.9.0";
    static final String IDENTITY_SERVER = "wso2is-5.0.0";
    static final String BAM = "wso2bam-2.5.0";

    private static final Path PACKS = Path.of("..", "shared", "packs");

    private RealPacks() {}

    static void assumePresent() {
        Assumptions.assumeTrue(
                Files.isDirectory(PACKS),
                () -> "skipped: the configuration of real packs is not at " + PACKS.toAbsolutePath());
    }

    static byte[] read(String pack, String path) {
        assumePresent();
        return read(PACKS.resolve(pack).resolve("repository/conf").resolve(path));
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of all packs with that extension. */
    static List<Path> files(String extension) {
        assumePresent();
        try (Stream<Path> walk = Files.walk(PACKS)) {
            return walk.filter(p -> p.toString().endsWith(extension)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
