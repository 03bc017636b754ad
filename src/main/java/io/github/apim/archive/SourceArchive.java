package io.github.apim.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A checked, readable tree of entries: what a zip, a tar.gz or a folder holds. Immutable, and safe to read by several
 * threads.
 */
public final class SourceArchive implements Closeable {

    private SourceArchive() {}

    /**
     * Opens a zip, a tar.gz or a folder and checks all of it; the result is remembered, so that the next time is fast.
     *
     * @throws ArchiveException if the archive is damaged, hostile or of a kind that is not supported
     * @throws IOException      if the file or the cache cannot be read or written
     */
    public static SourceArchive open(Path fileOrFolder, SourceOptions options) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** All entries, in the source's order. */
    public List<SourceEntry> entries() {
        return List.of();
    }

    /** The entry of this name. */
    public Optional<SourceEntry> find(String name) {
        return Optional.empty();
    }

    /** The content of a file, uncompressed; of a symbolic link, its target in UTF-8; of a directory, nothing. */
    public InputStream open(SourceEntry entry) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The whole content of an entry, see {@link #open(SourceEntry)}. */
    public byte[] read(SourceEntry entry) throws IOException {
        try (InputStream stream = open(entry)) {
            return stream.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {}
}
