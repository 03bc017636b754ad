package io.github.apim.archive;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What an added entry holds. */
public sealed interface Content {

    /** What an entry with this content is. */
    default EntryKind kind() {
        if (this instanceof Directory) {
            return EntryKind.DIRECTORY;
        }
        return this instanceof SymbolicLink ? EntryKind.SYMLINK : EntryKind.FILE;
    }

    /** A file of these bytes, which must not change afterwards. */
    record Bytes(byte[] bytes) implements Content {}

    /**
     * A copy of a regular file, read when the archive is written.
     *
     * @param sha256 64 lower-case hexadecimal digits that the bytes must have whenever they are read; empty if any will do
     */
    record File(Path path, Optional<String> sha256) implements Content {

        /** Far more than any file has that is edited or checked; a larger one can still be copied. */
        public static final long MOST_BYTES_READ = 64L << 20;

        /** A file of which nothing is known beforehand. */
        public File(Path path) {
            this(path, Optional.empty());
        }

        /**
         * All bytes of the file, for those that look into it.
         *
         * @throws IOException      also if it is too large to be held in memory
         * @throws ArchiveException if they are not those that they must be
         */
        public byte[] bytes() throws IOException {
            long size = Files.size(path);
            if (size > MOST_BYTES_READ) {
                throw new FileSystemException(
                        path.toString(),
                        null,
                        "has %s bytes; a file that is edited or checked may have at most %s. Take it away or make it smaller"
                                .formatted(size, MOST_BYTES_READ));
            }
            byte[] bytes = Files.readAllBytes(path);
            if (sha256.isPresent()) {
                require(FileDigests.sha256(bytes));
            }
            return bytes;
        }

        /** @throws ArchiveException if these are not the digits that the bytes must have */
        void require(String actual) {
            if (!sha256.map(actual::equals).orElse(true)) {
                throw ArchiveException.replaced(path, actual, sha256.get());
            }
        }
    }

    /** A directory. */
    record Directory() implements Content {}

    /** A symbolic link; a relative target starts from the entry's folder. */
    record SymbolicLink(String target) implements Content {}
}
