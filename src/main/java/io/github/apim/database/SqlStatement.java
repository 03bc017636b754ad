package io.github.apim.database;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of an SQL script.
 *
 * @param text  as it stands in the script, comments within it included, without the delimiter
 * @param bare  the same without comments and with single blanks, to see what it does
 * @param line  where it begins, 1 for the script's first line
 * @param start where it begins, in characters
 * @param end   behind its last character
 */
record SqlStatement(String text, String bare, int line, int start, int end) {

    private static final int SHOWN = 80;

    /** What would take data away, or leave the database that the script is meant for. */
    private static final Pattern LEFT_OUT =
            Pattern.compile("(?i)(?:drop|truncate|use|(?:create|alter)\\s+(?:database|schema))\\b.*", Pattern.DOTALL);

    private static final Pattern TABLE = Pattern.compile(
            "(?i)create\\s+(?:or\\s+replace\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?"
                    + "(?:[`\"]?[A-Za-z0-9_$]+[`\"]?\\s*\\.\\s*)?[`\"]?([A-Za-z0-9_$]+).*",
            Pattern.DOTALL);

    /** Whether this statement is never executed. */
    boolean isLeftOut() {
        return LEFT_OUT.matcher(bare).matches();
    }

    /** The table that this statement creates, in lower case. */
    Optional<String> table() {
        Matcher matcher = TABLE.matcher(bare);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** The beginning, on one line, for messages. */
    String shown() {
        return bare.length() > SHOWN ? bare.substring(0, SHOWN) + "…" : bare;
    }
}
