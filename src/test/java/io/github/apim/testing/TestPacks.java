package io.github.apim.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The packs that tests run on. */
public enum TestPacks implements Needing {
    /** The project's own small pack. */
    SMALL {
        @Override
        public Path zip() {
            return Small.API_MANAGER;
        }

        @Override
        public Path bam() {
            return Small.BAM;
        }
    },
    /** The products' real configuration files among entries of the real names, most of them shrunk. */
    REAL_CONFIGURATION {
        @Override
        public Path zip() throws IOException {
            return RealShapePack.scale(0.01).zip();
        }

        @Override
        public Path bam() throws IOException {
            return RealShapePack.bam().zip();
        }

        @Override
        public Set<Need> needs() {
            return Set.of(Need.REAL_PACKS);
        }
    };

    /** The small packs, made once by each process that runs tests, since two may run at the same time. */
    private static final class Small {

        private static final Path API_MANAGER;
        private static final Path BAM;

        static {
            try {
                Path folder = Files.createTempDirectory(Files.createDirectories(Project.target("test-packs")), "small");
                API_MANAGER = SmallPack.zip(folder);
                BAM = SmallPack.bam().toZip(folder);
                List.of(folder, API_MANAGER, BAM).forEach(made -> made.toFile().deleteOnExit());
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
        }
    }

    /** API Manager's zip. */
    public abstract Path zip() throws IOException;

    /** BAM's zip. */
    public abstract Path bam() throws IOException;

    @Override
    public Set<Need> needs() {
        return Set.of();
    }
}
