package io.github.apim.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips of more than the old format can count, made in a moment and small on the disk. */
public final class LargeZips {

    private static final int BLOCK = 64 << 20;

    private LargeZips() {}

    /** So many files of a few bytes, in folders of a hundred. */
    public static Path ofManyEntries(Path file, int entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < entries; i++) {
                zip.putNextEntry(new ZipEntry("pack/folder-" + i / 100 + "/a-name-of-usual-length-" + i + ".txt"));
                zip.write(i);
                zip.closeEntry();
            }
        }
        return file;
    }

    /** One entry {@code large} of zeros, whose size is a multiple of 64 MiB: one compressed block over and over. */
    public static Path ofOneEntry(Path file, long size) throws IOException {
        byte[] block = new byte[BLOCK];
        byte[] compressed = compressed(block);
        CRC32 crc = new CRC32();
        long times = size / BLOCK;
        for (long i = 0; i < times; i++) {
            crc.update(block);
        }
        byte[] last = {3, 0};
        long compressedSize = compressed.length * times + last.length;
        ByteBuffer sizes = buffer(20)
                .putShort((short) 1)
                .putShort((short) 16)
                .putLong(size)
                .putLong(compressedSize);
        byte[] name = "large".getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(buffer(30)
                    .putInt(0x04034b50)
                    .put(common((int) crc.getValue(), name.length, 20))
                    .array());
            out.write(name);
            out.write(sizes.array());
            for (long i = 0; i < times; i++) {
                out.write(compressed);
            }
            out.write(last);
            long start = 30 + name.length + 20 + compressedSize;
            ByteBuffer header = buffer(46).putInt(0x02014b50).putShort((short) 45);
            out.write(header.put(common((int) crc.getValue(), name.length, 20)).array());
            out.write(name);
            out.write(sizes.array());
            int directory = 46 + name.length + 20;
            ByteBuffer end =
                    buffer(22).putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1);
            out.write(end.putInt(directory).putInt((int) start).array());
        }
        return file;
    }

    /** What the local header and the directory's have in common: version, flags, method, time, CRC, sizes, lengths. */
    private static byte[] common(int crc, int nameLength, int extraLength) {
        return buffer(26)
                .putShort((short) 45)
                .putShort((short) 0)
                .putShort((short) 8)
                .putInt(0x0021_0000)
                .putInt(crc)
                .putInt(-1)
                .putInt(-1)
                .putShort((short) nameLength)
                .putShort((short) extraLength)
                .array();
    }

    /** Ends at a byte, is not the last block, and depends on nothing before it. */
    private static byte[] compressed(byte[] block) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(block);
            byte[] buffer = new byte[BLOCK / 100];
            int size = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
            return Arrays.copyOf(buffer, size);
        } finally {
            deflater.end();
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
