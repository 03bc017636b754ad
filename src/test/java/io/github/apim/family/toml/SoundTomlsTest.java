package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tests of rules break is right before. */
class SoundTomlsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "3.1.0", "3.2.0"})
    void nodesOf3BreakNoRule(String version) {
        assertThat(SoundTomls.three(folder, version).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0.0", "4.1.0", "4.2.0", "4.3.0", "4.4.0", "4.5.0", "4.6.0", "4.7.0"})
    void nodesOf4BreakNoRule(String version) {
        assertThat(SoundTomls.four(folder, version).problems()).isEmpty();
    }
}
