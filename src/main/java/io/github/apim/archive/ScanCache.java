package io.github.apim.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Remembers that a zip was checked, and the last block of each of its deflate streams, in a file of its own.
 *
 * <p>The file: 8 bytes of format and version; SHA-256 of what identifies the zip; 4 bytes number of streams; for each
 * stream the bits from its last block to its end, shifted by three, with the unused bits of its last byte below, in
 * groups of seven bits, the lowest first, the top bit of a byte telling that more follow; CRC-32C of all that. Numbers
 * are big-endian. A file that is in any way not like this counts as absent.
 */
final class ScanCache {

    private static final long FORMAT = 0x5A_49_50_53_43_41_4E_01L;
    private static final int HEAD = 8 + 32 + 4;
    private static final int MOST_BYTES = 10;

    private final Path directory;
    private final Path file;
    private final byte[] identity;

    /** @param identity SHA-256 of all that tells one zip from another */
    ScanCache(Path directory, byte[] identity) {
        this.directory = directory;
        this.file = directory.resolve(HexFormat.of().formatHex(identity, 0, 16) + ".scan");
        this.identity = identity;
    }

    /** The shapes of the streams of these compressed sizes, in the same order, if they are known. */
    Optional<DeflateShape[]> load(long[] compressedSizes) {
        byte[] bytes;
        try {
            if (Files.size(file) > HEAD + 4 + (long) MOST_BYTES * compressedSizes.length) {
                return Optional.empty();
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException absent) {
            return Optional.empty();
        }
        int end = bytes.length - 4;
        if (end < HEAD) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] known = new byte[identity.length];
        long format = buffer.getLong();
        buffer.get(known);
        if (format != FORMAT
                || !Arrays.equals(known, identity)
                || buffer.getInt() != compressedSizes.length
                || buffer.getInt(end) != checksum(bytes, end)) {
            return Optional.empty();
        }
        DeflateShape[] shapes = new DeflateShape[compressedSizes.length];
        buffer.limit(end);
        for (int i = 0; i < shapes.length; i++) {
            long value = 0;
            int shift = 0;
            byte next;
            do {
                if (!buffer.hasRemaining() || shift > 63) {
                    return Optional.empty();
                }
                next = buffer.get();
                value |= (next & 0x7FL) << shift;
                shift += 7;
            } while (next < 0);
            long endBit = compressedSizes[i] * 8 - (value & 7);
            shapes[i] = new DeflateShape(endBit - (value >>> 3), endBit);
            if (shapes[i].lastBlock() < 0 || shapes[i].lastBlock() + 10 > endBit) {
                return Optional.empty();
            }
        }
        return buffer.hasRemaining() ? Optional.empty() : Optional.of(shapes);
    }

    /** Keeps the shapes; if the folder cannot be written, they are not kept, which costs nothing but time. */
    void store(long[] compressedSizes, DeflateShape[] shapes) {
        ByteBuffer buffer = ByteBuffer.allocate(HEAD + 4 + MOST_BYTES * shapes.length);
        buffer.putLong(FORMAT).put(identity).putInt(shapes.length);
        for (int i = 0; i < shapes.length; i++) {
            DeflateShape shape = shapes[i];
            long value = shape.end() - shape.lastBlock() << 3 | compressedSizes[i] * 8 - shape.end();
            for (; value >= 0x80; value >>>= 7) {
                buffer.put((byte) (value | 0x80));
            }
            buffer.put((byte) value);
        }
        buffer.putInt(checksum(buffer.array(), buffer.position()));
        try {
            Path temporary = TemporaryFiles.create(directory);
            try {
                Files.write(temporary, Arrays.copyOf(buffer.array(), buffer.position()));
                TemporaryFiles.moveIntoPlace(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException notKept) {
            return;
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
