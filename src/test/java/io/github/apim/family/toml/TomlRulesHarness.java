package io.github.apim.family.toml;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Sound deployments of both generations, of which a test breaks one thing. */
abstract class TomlRulesHarness {

    @TempDir
    Path folder;

    final TomlHomes four() {
        return SoundTomls.four(folder);
    }

    final TomlHomes three() {
        return SoundTomls.three(folder);
    }
}
