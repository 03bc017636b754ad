package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Path;

/** The packs that tests run on. */
public enum TestPacks {
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
            RealPacks.assumePresent();
            return RealShapePack.scale(0.01).zip();
        }

        @Override
        public Path bam() throws IOException {
            RealPacks.assumePresent();
            return RealShapePack.bam().zip();
        }
    };

    /** API Manager's zip; skips the test where what it is made of is absent. */
    public abstract Path zip() throws IOException;

    /** BAM's zip; skips the test where what it is made of is absent. */
    public abstract Path bam() throws IOException;
}
