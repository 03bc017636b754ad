package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters that contradict each other are refused before anything is done. */
class ShippingParametersTest {

    @Test
    void anInstallationIsNoRollback() {
        assertThatThrownBy(() -> parameters(true, "true", false))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessage("apim.install and apim.rollback are opposites; leave one of them out");
    }

    @Test
    void aRestartNeedsAReason() {
        assertThatThrownBy(() -> parameters(false, "false", true))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessage("apim.restart goes with apim.install or apim.rollback; add one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "12", "not-hex", "../../etc"})
    void aRollbackGoesToARelease(String release) {
        assertThatThrownBy(() -> parameters(false, release, false))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessageContaining("apim.rollback is '" + release + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "3f00", "ABCDEF12"})
    void whatMakesSenseIsTaken(String rollback) {
        assertThatCode(() -> parameters(false, rollback, false)).doesNotThrowAnyException();
    }

    @Test
    void atLeastOneMachineIsServed() {
        assertThatThrownBy(() -> new ShippingParameters(false, "false", false, false, 0, 300))
                .hasMessageContaining("apim.machines must be at least 1");
    }

    private static ShippingParameters parameters(boolean install, String rollback, boolean restart) {
        return new ShippingParameters(install, rollback, restart, false, 8, 300);
    }
}
