package io.github.apim.edit;

import java.util.OptionalInt;

/**
 * An edit that cannot be made: the file is not what it should be, or the place is missing, twice there or misspelt.
 *
 * <p>The message names the file, the line if one is known, the place, and what was found instead. It never holds a
 * value that was to be set, because that may be a secret.
 */
public final class EditException extends RuntimeException {

    private static final int UNKNOWN_LINE = 0;

    private final String file;
    private final String place;
    private final int line;
    private final String detail;

    private EditException(String file, String place, int line, String message, Throwable cause) {
        super(compose(file, place, line, message), cause);
        this.file = file;
        this.place = place;
        this.line = line;
        this.detail = (place.isEmpty() ? "" : place + ": ") + message;
    }

    static EditException inFile(String file, String message) {
        return new EditException(file, "", UNKNOWN_LINE, message, null);
    }

    static EditException inFile(String file, String message, Throwable cause) {
        return new EditException(file, "", UNKNOWN_LINE, message, cause);
    }

    static EditException atLine(String file, int line, String message) {
        return new EditException(file, "", line, message, null);
    }

    static EditException atPlace(String file, String place, String message) {
        return new EditException(file, place, UNKNOWN_LINE, message, null);
    }

    static EditException atPlace(String file, String place, int line, String message) {
        return new EditException(file, place, line, message, null);
    }

    /** The name of the file, as it was given to the editor. */
    public String file() {
        return file;
    }

    /** The XML path, key or variable of the edit; empty if the whole file is meant. */
    public String place() {
        return place;
    }

    /** The line of the trouble, counted from 1, if one is known. */
    public OptionalInt line() {
        return line == UNKNOWN_LINE ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /** The message without the file and the line. */
    public String detail() {
        return detail;
    }

    private static String compose(String file, String place, int line, String message) {
        var where = line == UNKNOWN_LINE ? file : file + ":" + line;
        return where + ": " + (place.isEmpty() ? "" : place + ": ") + message;
    }
}
