package io.github.apim.archive;

import java.nio.file.Path;

/**
 * A tar.gz that was written.
 *
 * @param file   where
 * @param size   bytes of the file
 * @param sha256 SHA-256 of the file, 64 lower-case hexadecimal digits
 */
public record TarGzResult(Path file, long size, String sha256) {}
