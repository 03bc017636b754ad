package io.github.apim.archive;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of persistent caches. Their content is trusted without being verified, so the folder is used only if it is
 * writable by nobody but the build's own user and root.
 */
final class CacheFolder {

    private static final int ROOT = 0;

    private final Path directory;
    private final Optional<String> problem;
    private final Optional<Integer> user;

    private CacheFolder(Path directory, Optional<String> problem, Optional<Integer> user) {
        this.directory = directory;
        this.problem = problem;
        this.user = user;
    }

    /** Looks at a folder, which is made when something is to be kept there. */
    static CacheFolder of(Path directory) {
        if (!UnixFiles.areKnown(directory)) {
            return new CacheFolder(directory, Optional.empty(), Optional.empty());
        }
        try {
            int user = UnixFiles.ownUser();
            Optional<String> problem = Files.isDirectory(directory) ? problem(directory, user) : Optional.empty();
            return new CacheFolder(directory, problem, Optional.of(user));
        } catch (IOException unknown) {
            return new CacheFolder(
                    directory,
                    Optional.of("has an owner that cannot be told: " + unknown.getMessage()),
                    Optional.empty());
        }
    }

    private static Optional<String> problem(Path directory, int user) throws IOException {
        if (!isTrusted(UnixFiles.owner(directory), user)) {
            return Optional.of("belongs to " + Files.getOwner(directory).getName());
        }
        return UnixFiles.isWritableByOthers(directory) ? Optional.of("may be written to by others") : Optional.empty();
    }

    private static boolean isTrusted(int owner, int user) {
        return owner == user || owner == ROOT;
    }

    /** Why the folder is not used, in words that complete "the folder …"; empty if it is. */
    Optional<String> problem() {
        return problem;
    }

    /** Where a file of this name is or will be. */
    Path place(String name) {
        return directory.resolve(name);
    }

    /** The file of this name, if it exists and is trusted. */
    Optional<Path> find(String name) throws IOException {
        Path file = place(name);
        if (problem.isPresent() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        boolean believed = user.isEmpty()
                || isTrusted(UnixFiles.owner(file, LinkOption.NOFOLLOW_LINKS), user.get())
                        && !UnixFiles.isWritableByOthers(file, LinkOption.NOFOLLOW_LINKS);
        return believed ? Optional.of(file) : Optional.empty();
    }

    /** Stores a file, best effort: without it the next build is only slower. */
    void keep(String name, byte[] content) {
        if (problem.isPresent()) {
            return;
        }
        try {
            Path temporary = TemporaryFiles.create(make());
            try {
                Files.write(temporary, content);
                TemporaryFiles.moveIntoPlace(temporary, place(name));
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException notKept) {
            return;
        }
    }

    /** The folder; one that is not there yet is made for the user alone. */
    Path make() throws IOException {
        if (!Files.isDirectory(directory)) {
            Path parent = directory.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            try {
                Files.createDirectory(directory, UnixFiles.withMode(directory, "rwx------"));
            } catch (FileAlreadyExistsException byAnotherBuild) {
                if (!Files.isDirectory(directory)) {
                    throw byAnotherBuild;
                }
            }
        }
        return directory;
    }
}
