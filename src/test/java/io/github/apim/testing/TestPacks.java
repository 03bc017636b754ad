package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The packs that tests run on. */
public enum TestPacks implements Needing {
    /** The project's own small pack. */
    SMALL {
        @Override
        public Path zip() throws IOException {
            return SmallPack.zip(Path.of("target", "test-packs", "small"));
        }

        @Override
        public Path bam() throws IOException {
            return SmallPack.bam().toZip(Path.of("target", "test-packs", "small"));
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

    /** API Manager's zip. */
    public abstract Path zip() throws IOException;

    /** BAM's zip. */
    public abstract Path bam() throws IOException;

    @Override
    public Set<Need> needs() {
        return Set.of();
    }
}
