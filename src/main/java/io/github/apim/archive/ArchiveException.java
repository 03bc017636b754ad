package io.github.apim.archive;

import java.nio.file.Path;

/**
 * An archive is damaged, hostile or of a kind that is not supported; the message names the file, the entry, what is
 * wrong and what to do about it.
 */
public final class ArchiveException extends RuntimeException {

    private ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A problem of the whole file. */
    static ArchiveException of(Path file, String problem) {
        return new ArchiveException(file + ": " + problem, null);
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

    /** The name with everything that a terminal would not show as itself written as a Unicode escape. */
    static String printable(String name) {
        StringBuilder text = new StringBuilder(name.length());
        name.codePoints().forEach(point -> {
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
        return text.toString();
    }
}
