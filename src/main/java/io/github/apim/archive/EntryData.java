package io.github.apim.archive;

import java.util.Optional;

/**
 * Where an entry's data lie in the zip.
 *
 * @param offset of the data in the file
 * @param length their bytes
 * @param shape  of the deflate stream that they are; empty if they are the content itself
 */
record EntryData(long offset, long length, Optional<DeflateShape> shape) {}
