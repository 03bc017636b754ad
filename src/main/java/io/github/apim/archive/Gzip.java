package io.github.apim.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Makes a gzip file of bytes, the same on every machine, which the JDK's own compressor does not promise. */
public final class Gzip {

    /** RFC 1952 §2.3: deflate, no flags, no time, no extra flags, an unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private Gzip() {}

    /** The bytes as a gzip file of one member. */
    public static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try {
            out.write(HEADER);
            DeflateCompressor compressor = new DeflateCompressor(out);
            compressor.write(bytes, 0, bytes.length);
            compressor.finish();
            CRC32 crc = new CRC32();
            crc.update(bytes);
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) crc.getValue())
                    .putInt(bytes.length)
                    .array());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
