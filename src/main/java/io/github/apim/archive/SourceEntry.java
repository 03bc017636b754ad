package io.github.apim.archive;

import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a source archive.
 *
 * @param name       the path from the archive's root, segments separated by {@code /}; a directory's name has no slash
 *                   at its end
 * @param kind       file, directory or symbolic link
 * @param mode       permission bits, at most {@code 0777}: set-user, set-group and sticky bits are not carried
 * @param size       bytes of the content, uncompressed; 0 unless a file
 * @param crc32      CRC-32 of the content, 0 to 2³²−1; 0 unless a file
 * @param modified   time of the last change, in whole seconds; a time without a zone is taken for UTC
 * @param linkTarget where a symbolic link points to, empty for the other kinds
 */
public record SourceEntry(
        String name, EntryKind kind, int mode, long size, long crc32, Instant modified, Optional<String> linkTarget) {}
