package io.github.apim.archive;

import java.nio.file.Path;

/**
 * An archive is damaged, hostile or of a kind that is not supported; the message names the file, the entry, what is
 * wrong and what to do about it.
 */
public final class ArchiveException extends RuntimeException {

    private static final int MOST_SHOWN = 300;

    private ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A problem of the whole file. */
    static ArchiveException of(Path file, String problem) {
        return new ArchiveException(file + ": " + problem, null);
    }

    /** The file is not any more what it was when it was opened. */
    static ArchiveException changed(Path file) {
        return of(file, "has changed while it was read. Start again when nothing writes to it.");
    }

    /** The file is not any more the one that was checked. */
    static ArchiveException replaced(Path file, String actual, String expected) {
        return of(
                file,
                "its sha256 is " + actual + ", but it was " + expected
                        + " when the file was checked; somebody has replaced"
                        + " it since, so nothing of it was written. Find out who writes there, get the file again and"
                        + " start again.");
    }

    /** A problem of the whole file that something else has caused. */
    static ArchiveException of(Path file, String problem, Throwable cause) {
        return new ArchiveException(file + ": " + problem, cause);
    }

    /** A problem of one entry, whose name is made printable. */
    static ArchiveException of(Path file, String entry, String problem) {
        return of(file, entry, problem, null);
    }

    /** A problem of one entry that something else has caused. */
    static ArchiveException of(Path file, String entry, String problem, Throwable cause) {
        return new ArchiveException(file + ": entry '" + printable(entry) + "': " + problem, cause);
    }

    /**
     * The name with everything that a terminal would not show as itself written as a Unicode escape; of a name that
     * fills a screen, its beginning.
     */
    static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(MOST_SHOWN).forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> text.append("\\u{%04x}".formatted(point));
                default -> text.appendCodePoint(point);
            }
        });
        return name.codePointCount(0, name.length()) > MOST_SHOWN
                ? text.append('…').toString()
                : text.toString();
    }
}
