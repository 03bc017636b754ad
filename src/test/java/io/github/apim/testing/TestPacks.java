package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Path;

/** The API Manager packs that tests run on. */
public enum TestPacks {
    /** The project's own small pack. */
    SMALL {
        @Override
        public Path zip() throws IOException {
            return SmallPack.zip(Path.of("target", "test-packs", "small"));
        }
    },
    /** The products' real configuration files among entries of the real names, most of them shrunk. */
    REAL_CONFIGURATION {
        @Override
        public Path zip() throws IOException {
            RealPacks.assumePresent();
            return RealShapePack.scale(0.01).zip();
        }
    };

    /** The pack's zip, made once for all tests; skips the test where what it is made of is absent. */
    public abstract Path zip() throws IOException;
}
