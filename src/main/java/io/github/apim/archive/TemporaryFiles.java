package io.github.apim.archive;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;

/** Atomic writes to a cache directory: files are written under temporary names and renamed when complete. */
final class TemporaryFiles {

    private static final String PREFIX = "archive-";
    private static final String SUFFIX = ".tmp";
    private static final Duration STALE = Duration.ofDays(1);

    private TemporaryFiles() {}

    /** A new empty file, in a directory that is made if it is missing. */
    static Path create(Path directory) throws IOException {
        Files.createDirectories(directory);
        return Files.createTempFile(directory, PREFIX, SUFFIX);
    }

    /** Renames a complete file, replacing an existing one, atomically where the file system supports it. */
    static void moveIntoPlace(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes the files of processes that crashed, best effort. */
    static void deleteStale(Path directory) {
        Instant limit = Instant.now().minus(STALE);
        try (DirectoryStream<Path> stale = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
            for (Path file : stale) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException notNow) {
            return;
        }
    }
}
