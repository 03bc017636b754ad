package io.github.apim.companion;

import io.github.apim.archive.LockFile;
import io.github.apim.archive.WholeFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The folder of what surrounds the nodes. Each file appears whole, one that is as it should be is not touched, and one
 * that an earlier run wrote and that is not wanted any more goes away.
 *
 * <p>Which files are its own it keeps in a hidden list, so that it never takes away the user's. The list is written
 * before the first new file and again after the last old one has gone: whenever a run is killed, it names all files, and
 * with them the names of those that were half-written.
 */
public final class DeploymentFolder {

    private static final String NAME = "deployment";
    private static final String LIST = ".apim-files";

    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;

    private DeploymentFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What became of the folder.
     *
     * @param paths   of the files that it holds of ours
     * @param changed how many of them were written
     * @param removed how many of an earlier run went away
     */
    public record Written(Path folder, List<Path> paths, int changed, int removed) {

        /** How many files it holds of ours. */
        public int files() {
            return paths.size();
        }
    }

    /**
     * Makes the folder {@code deployment} hold these files and none of an earlier run.
     *
     * @param outputFolder held while this goes on; one build at a time writes to it
     * @param waiting      run once if another build holds it
     * @throws IOException if a file cannot be written, or one of the user's is in the way
     */
    public static Written write(Path outputFolder, List<CompanionFile> files, Runnable waiting) throws IOException {
        return write(outputFolder, NAME, files, waiting);
    }

    /** The same with a folder of another name. */
    public static Written write(Path outputFolder, String name, List<CompanionFile> files, Runnable waiting)
            throws IOException {
        LockFile held = LockFile.ofFolder(outputFolder, waiting);
        try (held) {
            return new DeploymentFolder(outputFolder.resolve(name)).write(files);
        }
    }

    private Written write(List<CompanionFile> files) throws IOException {
        refuseLink(folder);
        makeFolders(folder);
        Set<String> wanted = files.stream().map(CompanionFile::path).collect(Collectors.toCollection(TreeSet::new));
        Set<String> earlier = own();
        for (String path : earlier) {
            refuseLinks(path);
        }
        for (CompanionFile file : files) {
            refuseLinks(file.path());
            refuseToOverwrite(file, earlier);
        }
        Set<String> all = new TreeSet<>(earlier);
        all.addAll(wanted);
        remember(all);
        int changed = 0;
        for (CompanionFile file : files) {
            changed += put(file) ? 1 : 0;
        }
        int removed = 0;
        for (String path : earlier) {
            removed += !wanted.contains(path) && remove(path) ? 1 : 0;
        }
        remember(wanted);
        return new Written(folder, wanted.stream().map(folder::resolve).toList(), changed, removed);
    }

    /** The files of the last run; a path that leads out of the folder is not one of ours, whoever wrote it there. */
    private Set<String> own() throws IOException {
        Path list = folder.resolve(LIST);
        if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
            return Set.of();
        }
        return Files.readAllLines(list).stream()
                .filter(path -> !path.isBlank()
                        && folder.resolve(path).normalize().equals(folder.resolve(path))
                        && folder.resolve(path).startsWith(folder))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void remember(Set<String> paths) throws IOException {
        String text = paths.stream().map(path -> path + "\n").collect(Collectors.joining());
        put(CompanionFile.text(LIST, text));
    }

    private void refuseToOverwrite(CompanionFile file, Set<String> earlier) throws IOException {
        Path target = folder.resolve(file.path());
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !earlier.contains(file.path()) && !holds(target, file)) {
            throw new FileSystemException(
                    target.toString(),
                    null,
                    "is in the way: it is not a file that this plugin has written; move it away");
        }
    }

    /** No folder that a path leads through may be a link: what is behind it is not this folder's. */
    private void refuseLinks(String path) throws IOException {
        for (Path parent = folder.resolve(path).getParent(); !parent.equals(folder); parent = parent.getParent()) {
            refuseLink(parent);
        }
    }

    private static void refuseLink(Path place) throws IOException {
        if (Files.isSymbolicLink(place)) {
            throw new FileSystemException(
                    place.toString(),
                    null,
                    "is a link, which no build makes: nothing is written through it; remove it");
        }
    }

    private static boolean holds(Path target, CompanionFile file) throws IOException {
        return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.size(target) == file.content().length
                && Arrays.equals(Files.readAllBytes(target), file.content());
    }

    /** Whether anything had to be done. */
    private boolean put(CompanionFile file) throws IOException {
        Path target = folder.resolve(file.path());
        makeFolders(target.getParent());
        Files.deleteIfExists(WholeFile.part(target));
        String mode = file.executable() ? "rwxr-xr-x" : "rw-r--r--";
        boolean held = holds(target, file);
        if (!held) {
            WholeFile.write(target, file.content(), mode);
        }
        return setMode(target, PosixFilePermissions.fromString(mode)) || !held;
    }

    /**
     * Makes a folder and those above it, and takes the right to write from all but the owner, whatever the umask was: there
     * are scripts in them that are run as root.
     */
    private void makeFolders(Path wanted) throws IOException {
        Files.createDirectories(wanted);
        for (Path each = wanted; each.startsWith(folder); each = each.getParent()) {
            if (each.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Set<PosixFilePermission> mode = new HashSet<>(Files.getPosixFilePermissions(each));
                mode.removeAll(OTHERS_WRITE);
                setMode(each, mode);
            }
        }
    }

    /** Whatever the umask is; a system without such modes has none to set. */
    private static boolean setMode(Path file, Set<PosixFilePermission> mode) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")
                || Files.getPosixFilePermissions(file).equals(mode)) {
            return false;
        }
        Files.setPosixFilePermissions(file, mode);
        return true;
    }

    /** Removes a file, and the folders that are empty without it. */
    private boolean remove(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.deleteIfExists(WholeFile.part(file));
        boolean removed = !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && Files.deleteIfExists(file);
        for (Path parent = file.getParent(); !parent.equals(folder); parent = parent.getParent()) {
            try {
                Files.deleteIfExists(parent);
            } catch (DirectoryNotEmptyException inUse) {
                break;
            }
        }
        return removed;
    }
}
