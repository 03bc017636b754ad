package io.github.apim.edit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers, truth values and dates of TOML: integers of 64 bits, finite numbers, times as fine as a nanosecond. */
final class TomlScalars {

    private static final String DIGITS = "(?:0|[1-9](?:_?[0-9])*)";
    private static final Pattern INTEGER = Pattern.compile("[-+]?" + DIGITS);
    private static final Pattern BASED =
            Pattern.compile("0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?" + DIGITS + "(?:\\.[0-9](?:_?[0-9])*)?(?:[eE][-+]?[0-9](?:_?[0-9])*)?");
    private static final Pattern SPECIAL = Pattern.compile("[-+]?(?:inf|nan)");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?");
    private static final Pattern OFFSET = Pattern.compile("[zZ]|[-+][0-9]{2}:[0-9]{2}");
    private static final int DATE_LENGTH = 10;
    /** A number that every reader writes again as it stands. */
    private static final Pattern PLAIN_INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private TomlScalars() {}

    /** The value of a word; empty if it is none. */
    static Optional<Object> of(String word) {
        if (word.equals("true") || word.equals("false")) {
            return Optional.of(Boolean.valueOf(word));
        } else if (INTEGER.matcher(word).matches()) {
            return whole(word.replace("_", ""), 10);
        } else if (BASED.matcher(word).matches()) {
            return whole(word.substring(2).replace("_", ""), base(word.charAt(1)));
        } else if (SPECIAL.matcher(word).matches()) {
            return Optional.of(special(word));
        } else if (FLOAT.matcher(word).matches()) {
            return Optional.of(Double.valueOf(word.replace("_", "")))
                    .filter(Double::isFinite)
                    .map(number -> number);
        }
        return moment(word);
    }

    static boolean isDate(String word) {
        return DATE.matcher(word).matches();
    }

    /** Whether a text is {@code true}, {@code false} or an integer that is written in the one usual way. */
    static boolean isPlainLiteral(String word) {
        return word.equals("true")
                || word.equals("false")
                || PLAIN_INTEGER.matcher(word).matches();
    }

    private static int base(char sign) {
        return switch (sign) {
            case 'x' -> 16;
            case 'o' -> 8;
            default -> 2;
        };
    }

    private static Optional<Object> whole(String digits, int base) {
        try {
            return Optional.of(Long.valueOf(digits, base));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private static Double special(String word) {
        if (word.endsWith("nan")) {
            return Double.NaN;
        }
        return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    private static Optional<Object> moment(String word) {
        try {
            if (TIME.matcher(word).matches()) {
                return Optional.of(LocalTime.parse(word));
            } else if (isDate(word)) {
                return Optional.of(LocalDate.parse(word));
            } else if (word.length() <= DATE_LENGTH
                    || !isDate(word.substring(0, DATE_LENGTH))
                    || "tT ".indexOf(word.charAt(DATE_LENGTH)) < 0) {
                return Optional.empty();
            }
            return dateTime(LocalDate.parse(word.substring(0, DATE_LENGTH)), word.substring(DATE_LENGTH + 1));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<Object> dateTime(LocalDate date, String rest) {
        var offset = OFFSET.matcher(rest);
        if (!offset.find()) {
            return TIME.matcher(rest).matches()
                    ? Optional.of(LocalDateTime.of(date, LocalTime.parse(rest)))
                    : Optional.empty();
        }
        var time = rest.substring(0, offset.start());
        if (offset.end() < rest.length() || !TIME.matcher(time).matches()) {
            return Optional.empty();
        }
        var zone = ZoneOffset.of(offset.group().toUpperCase(Locale.ROOT));
        return Optional.of(OffsetDateTime.of(date, LocalTime.parse(time), zone));
    }
}
