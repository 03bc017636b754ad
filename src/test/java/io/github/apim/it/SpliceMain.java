package io.github.apim.it;

import io.github.apim.archive.Limits;
import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceOptions;
import io.github.apim.archive.TarGzOptions;
import io.github.apim.archive.TarGzOutput;
import io.github.apim.archive.TarGzWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Turns a zip into a tar.gz in a process of its own, whose memory a test can bound. */
final class SpliceMain {

    private static final Limits ANY_SIZE = new Limits(1_000_000, 1L << 40, 1_000_000);

    private SpliceMain() {}

    /** @param arguments the zip, the tar.gz, the folder of the cache */
    public static void main(String... arguments) throws Exception {
        SourceOptions options = new SourceOptions(ANY_SIZE, Path.of(arguments[2]), 2);
        try (SourceArchive archive = SourceArchive.open(Path.of(arguments[0]), options)) {
            new TarGzWriter(archive, TarGzOptions.defaults())
                    .write(List.of(new TarGzOutput(Path.of(arguments[1]), Set.of(), List.of())));
        }
    }
}
