package io.github.apim.archive;

import java.io.IOException;

/** A source that is no zip and is turned into one. */
sealed interface SourceImage permits FolderImage, TarImage {

    /** SHA-256 of what tells one state of the source from another without reading all of it. */
    byte[] identity();

    /**
     * Writes all entries.
     *
     * @throws ArchiveException if the source is damaged, or has something that no zip can hold
     */
    void write(ZipImageWriter zip) throws IOException;
}
