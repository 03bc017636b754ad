package io.github.apim.archive;

import java.time.Instant;

/**
 * One entry of a zip's central directory.
 *
 * @param name           as written, a directory's with its slash
 * @param stored         whether the data are as they are, not deflated
 * @param crc            CRC-32 of the content
 * @param compressedSize bytes of the data
 * @param size           bytes of the content
 * @param unixMode       type and permission bits, 0 if the archive has none
 * @param modified       time of the last change
 * @param header         offset of the local header in the file
 * @param data           offset of the data in the file
 */
record ZipRecord(
        String name,
        boolean stored,
        int crc,
        long compressedSize,
        long size,
        int unixMode,
        Instant modified,
        long header,
        long data) {

    private static final int TYPE_MASK = 0170000;
    private static final int TYPE_SYMLINK = 0120000;
    private static final int TYPE_DIRECTORY = 0040000;
    private static final int TYPE_FILE = 0100000;

    /**
     * File, directory or symbolic link.
     *
     * @throws IllegalStateException if it is something else
     */
    EntryKind kind() {
        if (name.endsWith("/")) {
            return EntryKind.DIRECTORY;
        }
        return switch (unixMode & TYPE_MASK) {
            case TYPE_DIRECTORY -> EntryKind.DIRECTORY;
            case TYPE_SYMLINK -> EntryKind.SYMLINK;
            case TYPE_FILE, 0 -> EntryKind.FILE;
            default -> throw new IllegalStateException("type 0%o".formatted(unixMode & TYPE_MASK));
        };
    }

    /**
     * The permission bits. An archive without any gets the usual ones: 0755 for a directory, for {@code *.sh} and for a
     * name without extension in a folder {@code bin}, 0644 for other files.
     */
    int permissions() {
        return switch (kind()) {
            case SYMLINK -> 0777;
            case DIRECTORY -> (unixMode & 0777) != 0 ? unixMode & 0777 : 0755;
            case FILE -> {
                if ((unixMode & 0777) != 0) {
                    yield unixMode & 0777;
                }
                yield name.endsWith(".sh") || isProgramByPlace() ? 0755 : 0644;
            }
        };
    }

    /** The name without the slash of a directory. */
    String path() {
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    private boolean isProgramByPlace() {
        int slash = name.lastIndexOf('/');
        return name.indexOf('.', slash + 1) < 0
                && slash >= 0
                && (name.startsWith("bin/") && slash == 3 || name.startsWith("/bin/", slash - 4));
    }
}
