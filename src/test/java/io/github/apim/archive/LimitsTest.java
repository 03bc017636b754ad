package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void everyBoundIsPositive() {
        assertThatCode(() -> new Limits(1, 1, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Limits(0, 1, 1)).hasMessageContaining("0 entries");
        assertThatThrownBy(() -> new Limits(1, 0, 1)).hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> new Limits(1, 1, 0)).hasMessageContaining("ratio 0");
        assertThatThrownBy(() -> new Limits(1, -1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHundredMillionBytesMayComeOfNothing() {
        assertThat(Limits.DEFAULT.ratioExceeded(100_000_000, 0)).isFalse();
        assertThat(Limits.DEFAULT.ratioExceeded(100_000_001, 0)).isTrue();
    }

    @Test
    void moreMustHaveCompressedNoBetterThanTheRatio() {
        assertThat(Limits.DEFAULT.ratioExceeded(200_000_000, 1_000_000)).isFalse();
        assertThat(Limits.DEFAULT.ratioExceeded(200_000_000, 999_999)).isTrue();
        assertThat(Limits.DEFAULT.ratioExceeded(Long.MAX_VALUE, 1)).isTrue();
        assertThat(new Limits(1, 1, Integer.MAX_VALUE).ratioExceeded(Integer.MAX_VALUE, 1))
                .isFalse();
    }
}
