package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HuffmanLengthsTest {

    @Test
    void givesFrequentSymbolsShortCodes() {
        assertThat(HuffmanLengths.of(new int[] {10, 0, 1, 2, 5}, 15)).containsExactly(1, 0, 3, 3, 2);
    }

    @Test
    void keepsToTheLimitWithACompleteCode() {
        int[] fibonacci = new int[40];
        fibonacci[0] = 1;
        fibonacci[1] = 1;
        for (int i = 2; i < fibonacci.length; i++) {
            fibonacci[i] = fibonacci[i - 1] + fibonacci[i - 2];
        }
        for (int limit = 6; limit <= 15; limit++) {
            byte[] lengths = HuffmanLengths.of(fibonacci, limit);
            int sum = 0;
            for (byte length : lengths) {
                assertThat((int) length).isBetween(1, limit);
                sum += 1 << limit - length;
            }
            assertThat(sum).isEqualTo(1 << limit);
        }
    }

    @Test
    void makesACompleteCodeOfOneSymbolOrNone() {
        assertThat(HuffmanLengths.of(new int[] {0, 0, 7}, 15)).containsExactly(1, 0, 1);
        assertThat(HuffmanLengths.of(new int[] {3, 0, 0}, 15)).containsExactly(1, 1, 0);
        assertThat(HuffmanLengths.of(new int[] {0, 0, 0}, 15)).containsExactly(1, 1, 0);
    }
}
