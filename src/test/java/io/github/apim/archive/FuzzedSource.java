package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Opens an archive that may be anything, and holds what is made of it against what another reader sees. */
final class FuzzedSource {

    private static final Limits LIMITS = new Limits(1_000, 10_000_000, 200);

    private FuzzedSource() {}

    /** Fails unless the archive is refused with a message that names it, or all of it comes out again. */
    static void take(String name, byte[] bytes) throws IOException {
        Path folder = Files.createTempDirectory("fuzz");
        try {
            Path file = Files.write(folder.resolve(name), bytes);
            try (SourceArchive archive =
                    SourceArchive.open(file, new SourceOptions(LIMITS, folder.resolve("cache"), 1))) {
                TarGzOutput output = new TarGzOutput(folder.resolve("out.tar.gz"), Set.of(), List.of());
                new TarGzWriter(archive, TarGzOptions.defaults()).write(List.of(output));
                assertThat(TarItem.readGz(output.file())).isEqualTo(TarItem.ofAll(archive));
            } catch (ArchiveException refused) {
                assertThat(refused.getMessage()).startsWith(file + ": ").doesNotContain("null");
            }
            try (Stream<Path> beside = Files.list(folder)) {
                assertThat(beside.map(path -> path.getFileName().toString())).isSubsetOf(name, "cache", "out.tar.gz");
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
