package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goals act unless they are asked to show, in either of two words. */
class DryRunTest {

    @Test
    void aGoalActsIfNothingIsSaid() {
        assertThat(DryRun.isAskedFor(null, null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true,,true", "false,,false", ",true,false", ",false,true", "true,false,true", "false,true,false"})
    void bothWordsAreTaken(Boolean dryRun, Boolean apply, boolean shows) {
        assertThat(DryRun.isAskedFor(dryRun, apply)).isEqualTo(shows);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wordsThatContradictEachOtherAreRefused(boolean both) {
        assertThatThrownBy(() -> DryRun.isAskedFor(both, both))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessage(
                        "apim.dryRun and apim.apply are opposites, and both are " + both + "; leave one of them out");
    }
}
