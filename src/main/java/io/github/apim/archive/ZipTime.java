package io.github.apim.archive;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** The date and time of MS-DOS as zips have them: two-second steps and no zone. */
final class ZipTime {

    private ZipTime() {}

    /** The time, taken for UTC, since a file must not depend on the zone it is read in; what is out of range is moved in. */
    static Instant of(int date, int time) {
        YearMonth month = YearMonth.of(1980 + (date >>> 9), Math.min(Math.max(date >>> 5 & 15, 1), 12));
        int day = Math.min(Math.max(date & 31, 1), month.lengthOfMonth());
        return LocalDateTime.of(
                        month.getYear(),
                        month.getMonthValue(),
                        day,
                        Math.min(time >>> 11, 23),
                        Math.min(time >>> 5 & 63, 59),
                        Math.min((time & 31) * 2, 59))
                .toInstant(ZoneOffset.UTC);
    }
}
