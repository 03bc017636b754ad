package io.github.apim.database;

import java.util.Optional;

/**
 * One statement of an SQL script.
 *
 * @param text    as it stands in the script, comments within it included, without the delimiter
 * @param bare    the same without comments and with single blanks, for messages
 * @param line    where it begins, 1 for the script's first line
 * @param start   where it begins, in characters
 * @param end     behind its last character
 * @param verdict what is done with it
 */
record SqlStatement(String text, String bare, int line, int start, int end, Verdict verdict) {

    private static final int SHOWN = 80;

    /** What is done with a statement. */
    enum Kind {
        /** It fills the database that the script is for, and can do nothing else. */
        FILLS,
        /** It makes something that later acts with the rights of whoever made it: a routine, a trigger, a view. */
        DEFINES,
        /** It would take data away or leave the database, and is never executed. */
        LEFT_OUT,
        /** It is none of these: nobody but a person can say whether it should be executed. */
        REFUSED
    }

    /**
     * What a statement is.
     *
     * @param table  the table that it makes, in lower case
     * @param reason why it is refused; empty for the other kinds
     */
    record Verdict(Kind kind, Optional<String> table, String reason) {

        static Verdict of(Kind kind) {
            return new Verdict(kind, Optional.empty(), "");
        }

        static Verdict refused(String reason) {
            return new Verdict(Kind.REFUSED, Optional.empty(), reason);
        }
    }

    /** Whether this statement is never executed. */
    boolean isLeftOut() {
        return verdict.kind() == Kind.LEFT_OUT;
    }

    boolean isRefused() {
        return verdict.kind() == Kind.REFUSED;
    }

    /** The table that this statement creates, in lower case. */
    Optional<String> table() {
        return verdict.table();
    }

    /** The beginning, on one line, for messages. */
    String shown() {
        return shortened(bare);
    }

    /** The same with comments, some of which a server executes. */
    String shownWithComments() {
        return shortened(text);
    }

    private static String shortened(String text) {
        String line = oneLine(text);
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    /** A script's text as a log may have it. */
    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
