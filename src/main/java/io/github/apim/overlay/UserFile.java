package io.github.apim.overlay;

import io.github.apim.deployment.KeyFiles;
import io.github.apim.deployment.KnownSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * A whole file of the user's, and who may read it on the node. Of its own mode what the owner said on purpose counts: whether
 * it is executable, and whether it is for nobody else. The rest depends on the umask of whoever checked it out.
 *
 * @param file   where it lies
 * @param forAll whether it is for all nodes, rather than for a role or a node
 */
record UserFile(Path file, boolean forAll, Set<PosixFilePermission> permissions) {

    private static final Set<PosixFilePermission> GROUP_AND_OTHERS =
            Set.copyOf(PosixFilePermissions.fromString("---rwxrwx"));
    private static final Set<PosixFilePermission> OTHERS = Set.copyOf(PosixFilePermissions.fromString("------rwx"));

    /** A text that is longer is no configuration; files that hold a zero byte are no text. */
    private static final long LONGEST_TEXT = 1 << 20;

    /** A system without such modes says of none of its files that it is for its owner only. */
    static UserFile of(Path file, boolean forAll) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<PosixFilePermission> shared = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OTHERS_READ);
        if (!posix && file.toString().endsWith(".sh")) {
            shared.add(PosixFilePermission.OWNER_EXECUTE);
        }
        return new UserFile(file, forAll, posix ? Files.getPosixFilePermissions(file) : shared);
    }

    /** The mode of a file that the pack has not. */
    int mode() {
        return permissions.contains(PosixFilePermission.OWNER_EXECUTE) ? 0755 : 0644;
    }

    /** Whether nobody but its owner may read it on the node. */
    boolean isSecret(KnownSecrets secrets) throws IOException {
        return hasNone(GROUP_AND_OTHERS) || KeyFiles.isOne(file.getFileName().toString()) || holds(secrets);
    }

    /** Whether others than its owner and its group may not read it here. */
    boolean isNotForOthers() {
        return hasNone(OTHERS);
    }

    private boolean hasNone(Set<PosixFilePermission> some) {
        return permissions.stream().noneMatch(some::contains);
    }

    private boolean holds(KnownSecrets secrets) throws IOException {
        if (Files.size(file) > LONGEST_TEXT) {
            return false;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        return text.indexOf('\0') < 0 && secrets.occurIn(text);
    }
}
