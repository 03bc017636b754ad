package io.github.apim.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** What Unix knows of files beyond what Java promises everywhere. */
final class UnixFiles {

    private static final FileAttribute<?>[] NONE = {};

    private UnixFiles() {}

    /** Whether the file system tells owners by number, links and times of change. */
    static boolean areKnown(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** How a file or folder is made with these permissions, as far as the umask lets it have them. */
    static FileAttribute<?>[] withMode(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : NONE;
    }

    /** The number of the owner of a file. */
    static int owner(Path path, LinkOption... links) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", links);
    }

    /** How many names a file has. */
    static int names(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether somebody else than the owner may write to a file or folder. */
    static boolean isWritableByOthers(Path path, LinkOption... links) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, links);
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** The number of the user that this process runs as, which what it makes belongs to. */
    static int ownUser() throws IOException {
        // Linux tells at once; a new file's name costs the start of a random number generator.
        Path self = Path.of("/proc/self");
        if (Files.isDirectory(self)) {
            return owner(self);
        }
        Path own = Files.createTempFile("apim-", ".owner");
        try {
            return owner(own);
        } finally {
            Files.deleteIfExists(own);
        }
    }
}
