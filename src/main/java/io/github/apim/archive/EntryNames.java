package io.github.apim.archive;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A growing set of entry names that can be unpacked together on any file system: each is a plain relative path, no two
 * are the same or differ only in what some file system ignores, and nothing lies below what is no directory.
 */
final class EntryNames {

    /** What Linux takes (limits.h: PATH_MAX with its last 0, NAME_MAX); no system that servers run on takes more. */
    private static final int MOST_BYTES = 4_095;

    private static final int MOST_BYTES_OF_A_PART = 255;
    /** No character takes more bytes of UTF-8 for each {@code char}. */
    private static final int BYTES_OF_A_CHAR = 3;
    /** Far more than the folders of a million files; each of a name's folders is kept whole. */
    private static final long MOST_KEPT_OF_FOLDERS = 32L << 20;

    private static final long MOST_KEPT = 256L << 20;

    private static final Pattern ENDS_OF_PARTS = Pattern.compile("[. ]+(?=/|$)");

    private final Map<String, EntryKind> kinds = new HashMap<>();
    /** Directories that only exist because something is below them. */
    private final Set<String> implied = new HashSet<>();
    /** By the name that a file system which ignores case would take it for: the name. */
    private final Map<String, String> folded = new HashMap<>();

    private long kept;
    private long keptOfFolders;

    /**
     * Takes one more name, without a slash at its end.
     *
     * @return what is wrong with it, in words that complete "the entry …"; nothing if all is well
     */
    Optional<String> add(String name, EntryKind kind) {
        return problem(name).or(() -> conflict(name, kind));
    }

    /** What is wrong with a name in itself, in words that complete "the entry …". */
    static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("has no name");
        }
        if (isLonger(name, 0, name.length(), MOST_BYTES)) {
            return Optional.of("has a name of more than " + MOST_BYTES + " bytes, which no system can unpack");
        }
        if (name.startsWith("/")) {
            return Optional.of("has an absolute name");
        }
        if (name.length() >= 2 && name.charAt(1) == ':' && isLetter(name.charAt(0))) {
            return Optional.of("has a drive in its name");
        }
        for (int place = 0; place < name.length(); place++) {
            char character = name.charAt(place);
            if (character == '\\') {
                return Optional.of("has a backslash in its name");
            }
            if (Character.isISOControl(character)) {
                return Optional.of("has a control character in its name");
            }
            if (Character.isSurrogate(character)) {
                if (!Character.isHighSurrogate(character)
                        || place + 1 == name.length()
                        || !Character.isLowSurrogate(name.charAt(place + 1))) {
                    return Optional.of("has half a character in its name");
                }
                place++;
            }
        }
        int start = 0;
        while (start <= name.length()) {
            int slash = name.indexOf('/', start);
            int end = slash < 0 ? name.length() : slash;
            if (end == start) {
                return Optional.of("has an empty part in its name");
            }
            if (end - start == 1 && name.charAt(start) == '.') {
                return Optional.of("has the part '.' in its name");
            }
            if (end - start == 2 && name.startsWith("..", start)) {
                return Optional.of("has the part '..' in its name, which leads out of the archive");
            }
            if (isLonger(name, start, end, MOST_BYTES_OF_A_PART)) {
                return Optional.of("has a part of more than " + MOST_BYTES_OF_A_PART
                        + " bytes in its name, which no system can unpack");
            }
            if (endOfPart(name, start, end) == start) {
                return Optional.of("has a part of dots and blanks in its name, which Windows takes for another folder");
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    /** The folders that a name lies in, the outermost first. */
    static List<String> foldersOf(String name) {
        List<String> folders = new ArrayList<>();
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            folders.add(name.substring(0, slash));
        }
        return folders;
    }

    private static boolean isLonger(String name, int start, int end, int most) {
        return (end - start) * BYTES_OF_A_CHAR > most
                && name.substring(start, end).getBytes(StandardCharsets.UTF_8).length > most;
    }

    /** Where a part ends for a file system that ignores dots and blanks at its end. */
    private static int endOfPart(String name, int start, int end) {
        int last = end;
        while (last > start && (name.charAt(last - 1) == '.' || name.charAt(last - 1) == ' ')) {
            last--;
        }
        return last;
    }

    private Optional<String> conflict(String name, EntryKind kind) {
        EntryKind known = kinds.putIfAbsent(name, kind);
        if (known != null) {
            return Optional.of("occurs twice");
        }
        if (kind != EntryKind.DIRECTORY && implied.contains(name)) {
            return Optional.of("is no directory, but other entries are below it");
        }
        kept += name.length();
        Optional<String> collision = collision(name);
        int slash = name.lastIndexOf('/');
        while (collision.isEmpty() && slash > 0) {
            String parent = name.substring(0, slash);
            EntryKind parentKind = kinds.get(parent);
            if (parentKind == EntryKind.FILE) {
                return Optional.of("is below '" + ArchiveException.printable(parent) + "', which is a file");
            }
            if (parentKind == EntryKind.SYMLINK) {
                return Optional.of("is below '" + ArchiveException.printable(parent) + "', which is a symbolic link");
            }
            if (!implied.add(parent)) {
                break;
            }
            keptOfFolders += parent.length();
            collision = collision(parent);
            slash = parent.lastIndexOf('/');
        }
        if (kept > MOST_KEPT || keptOfFolders > MOST_KEPT_OF_FOLDERS) {
            return Optional.of("is one too many: the names up to here, with all their folders, are longer than those of"
                    + " archives that are made to be unpacked");
        }
        return collision;
    }

    private Optional<String> collision(String name) {
        String other = folded.putIfAbsent(fold(name), name);
        return other == null || other.equals(name)
                ? Optional.empty()
                : Optional.of(
                        "differs from '" + ArchiveException.printable(other)
                                + "' only in case, in the form of its characters or in dots and blanks at an end, so that both cannot be unpacked everywhere");
    }

    private static String fold(String name) {
        return foldCase(
                name.indexOf("./") < 0 && name.indexOf(" /") < 0 && !name.endsWith(".") && !name.endsWith(" ")
                        ? name
                        : ENDS_OF_PARTS.matcher(name).replaceAll(""));
    }

    private static String foldCase(String name) {
        return isAscii(name)
                ? name.toLowerCase(Locale.ROOT)
                : Normalizer.normalize(name, Normalizer.Form.NFC)
                        .toLowerCase(Locale.ROOT)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String name) {
        for (int place = 0; place < name.length(); place++) {
            if (name.charAt(place) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char character) {
        return character >= 'A' && character <= 'Z' || character >= 'a' && character <= 'z';
    }
}
