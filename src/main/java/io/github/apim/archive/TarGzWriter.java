package io.github.apim.archive;

import java.io.IOException;
import java.util.List;

/** Writes tar.gz files that share most of their content with one source archive. */
public final class TarGzWriter {

    private final SourceArchive source;
    private final TarGzOptions options;

    public TarGzWriter(SourceArchive source, TarGzOptions options) {
        this.source = source;
        this.options = options;
    }

    /**
     * Writes all outputs. Each file is created new, readable by its owner only, and is on the disk on return; moving it
     * into its place is the caller's. On failure every file that this call has made is deleted.
     *
     * @return one result for each output, in the same order
     * @throws IllegalArgumentException if an added entry has a name that the output has already, or an unusable one
     * @throws ArchiveException         if the source has changed since it was opened
     * @throws IOException              if something cannot be read or written
     */
    public List<TarGzResult> write(List<TarGzOutput> outputs) throws IOException {
        throw new UnsupportedOperationException(source + " " + options + " " + outputs);
    }
}
