package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Crc32CombinationTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 512, 1536, 65_535, 65_536, 1_000_003})
    void equalsTheCrcOfTheWhole(int lengthOfB) {
        byte[] data = Samples.random(1_000 + lengthOfB, lengthOfB);
        int a = crc(data, 0, 1_000);
        int b = crc(data, 1_000, data.length);
        assertThat(Crc32Combination.combine(a, b, Crc32Combination.shift(lengthOfB)))
                .isEqualTo(crc(data, 0, data.length));
    }

    @Test
    void shiftsByLengthsOfManyGigabytes() {
        long length = 1_000_003;
        int shift = Crc32Combination.shift(length);
        int crc = crc(new byte[(int) length], 0, (int) length);
        int whole = crc;
        long total = length;
        for (int doubling = 0; doubling < 14; doubling++) {
            whole = Crc32Combination.combine(whole, whole, Crc32Combination.shift(total));
            total *= 2;
        }
        int stepwise = crc;
        for (int times = 1; times < 1 << 14; times++) {
            stepwise = Crc32Combination.combine(stepwise, crc, shift);
        }
        assertThat(whole).isEqualTo(stepwise);
    }

    @Test
    void startsFromTheCrcOfNothing() {
        byte[] data = Samples.random(99, 1);
        int crc = crc(data, 0, data.length);
        assertThat(Crc32Combination.combine(0, crc, Crc32Combination.shift(99))).isEqualTo(crc);
    }

    private static int crc(byte[] data, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(Arrays.copyOfRange(data, from, to));
        return (int) crc.getValue();
    }
}
