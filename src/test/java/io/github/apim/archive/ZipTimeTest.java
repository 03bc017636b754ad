package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipTimeTest {

    @ParameterizedTest
    @CsvSource({
        "35, 6, 7, 8, 9, 5,       2015-06-07T08:09:10Z",
        "0, 1, 1, 0, 0, 0,        1980-01-01T00:00:00Z",
        "127, 12, 31, 23, 59, 29, 2107-12-31T23:59:58Z",
        "20, 2, 29, 16, 32, 16,   2000-02-29T16:32:32Z",
        "21, 8, 16, 1, 1, 1,      2001-08-16T01:01:02Z"
    })
    void isTakenForUtcInStepsOfTwoSeconds(
            int year, int month, int day, int hour, int minute, int second, Instant expected) {
        assertThat(of(year, month, day, hour, minute, second)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 0, 0,         1980-01-01T00:00:00Z",
        "21, 13, 1, 0, 0, 0,       2001-12-01T00:00:00Z",
        "21, 15, 31, 31, 63, 31,   2001-12-31T23:59:59Z",
        "21, 2, 29, 24, 60, 30,    2001-02-28T23:59:59Z",
        "21, 4, 31, 0, 0, 0,       2001-04-30T00:00:00Z"
    })
    void whatIsOutOfRangeIsMovedIn(int year, int month, int day, int hour, int minute, int second, Instant expected) {
        assertThat(of(year, month, day, hour, minute, second)).isEqualTo(expected);
    }

    private static Instant of(int year, int month, int day, int hour, int minute, int second) {
        return ZipTime.of(year << 9 | month << 5 | day, hour << 11 | minute << 5 | second);
    }
}
