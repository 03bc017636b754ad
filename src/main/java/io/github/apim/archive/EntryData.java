package io.github.apim.archive;

import java.util.Optional;

/**
 * Where an entry's data lie in the zip.
 *
 * @param offset of the data in the file
 * @param length their bytes
 * @param shape  of the deflate stream that they are; empty if they are the content itself
 * @param check  CRC-32C of the data as they lie there, which tells while they are copied whether they are still those
 *               that were checked: that of the content would have to be inflated for
 * @param sha256 of the content
 */
record EntryData(long offset, long length, Optional<DeflateShape> shape, int check, ContentDigest sha256) {}
