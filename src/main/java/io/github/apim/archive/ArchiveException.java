package io.github.apim.archive;

import java.nio.file.Path;

/**
 * An archive is damaged, hostile or of a kind that is not supported; the message names the file, the entry, what is
 * wrong and what to do about it.
 */
public final class ArchiveException extends RuntimeException {

    ArchiveException(String message) {
        super(message);
    }

    ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A problem of the whole file. */
    static ArchiveException of(Path file, String problem) {
        return new ArchiveException(file + ": " + problem);
    }

    /** A problem of one entry, whose name is made printable. */
    static ArchiveException of(Path file, String entry, String problem) {
        return new ArchiveException(file + ": entry '" + printable(entry) + "': " + problem);
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
