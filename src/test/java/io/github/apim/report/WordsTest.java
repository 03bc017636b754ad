package io.github.apim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.product.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the page says things. */
class WordsTest {

    @Test
    void sizesAreReadAtAGlance() {
        assertThat(Words.size(1)).isEqualTo("less than 1 MB");
        assertThat(Words.size(499_999)).isEqualTo("less than 1 MB");
        assertThat(Words.size(500_000)).isEqualTo("1 MB");
        assertThat(Words.size(360_123_456)).isEqualTo("360 MB");
        assertThat(Words.size(999_499_999)).isEqualTo("999 MB");
        assertThat(Words.size(999_999_999)).isEqualTo("1.0 GB");
        assertThat(Words.size(5_000_000_000_000L)).isEqualTo("5000.0 GB");
    }

    @Test
    void sizesDoNotTellHowLongAPasswordIs() {
        for (int length = 0; length < 1000; length++) {
            assertThat(Words.size(360_100_000 + length)).isEqualTo("360 MB");
        }
    }

    @Test
    void listsEndInAnd() {
        assertThat(Words.list(List.of())).isEmpty();
        assertThat(Words.list(List.of("a"))).isEqualTo("a");
        assertThat(Words.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    }

    @Test
    void manyPortsAreARange() {
        assertThat(Words.ports(List.of(9443, 9443, 80))).isEqualTo("80, 9443");
        assertThat(Words.ports(List.of(5, 4, 3, 2, 1))).isEqualTo("1 … 5");
    }

    @Test
    void rolesAreWrittenAsPeopleDo() {
        assertThat(Words.title(Role.GATEWAY_WORKER)).isEqualTo("Gateway worker");
        assertThat(Words.title(Role.BAM)).isEqualTo("BAM");
    }
}
