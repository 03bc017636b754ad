package io.github.apim.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.Deflater;

/** Data to compress, and zlib's ways to do it. */
final class Samples {

    private Samples() {}

    /** Text of a small vocabulary, which compresses about five times. */
    static byte[] text(int size, long seed) {
        Random random = new Random(seed);
        String[] words = new String[400];
        for (int i = 0; i < words.length; i++) {
            words[i] = Long.toString(random.nextLong() >>> 20 + random.nextInt(30), 36);
        }
        StringBuilder text = new StringBuilder(size + 40);
        while (text.length() < size) {
            text.append(words[(int) (Math.abs(random.nextGaussian()) * 80) % words.length])
                    .append(random.nextInt(12) == 0 ? '\n' : ' ');
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    /** Bytes that do not compress. */
    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Text, random bytes and runs by turns. */
    static byte[] mixed(int size, long seed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
        Random random = new Random(seed);
        for (int part = 0; bytes.size() < size; part++) {
            int length = Math.min(size - bytes.size(), 1 + random.nextInt(50_000));
            bytes.writeBytes(
                    switch (part % 3) {
                        case 0 -> text(length, seed + part);
                        case 1 -> random(length, seed + part);
                        default -> new byte[length];
                    });
        }
        return bytes.toByteArray();
    }

    /** A raw deflate stream by zlib. */
    static byte[] deflate(byte[] data, int level, int strategy, int flush) {
        Deflater deflater = new Deflater(level, true);
        try {
            deflater.setStrategy(strategy);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[data.length + 10_000];
            if (flush != Deflater.NO_FLUSH) {
                int step = Math.max(1, data.length / 3);
                for (int from = 0; from < data.length; from += step) {
                    deflater.setInput(data, from, Math.min(step, data.length - from));
                    int count;
                    do {
                        count = deflater.deflate(buffer, 0, buffer.length, flush);
                        out.write(buffer, 0, count);
                    } while (count > 0 || !deflater.needsInput());
                }
            } else {
                deflater.setInput(data);
            }
            deflater.finish();
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    static byte[] deflate(byte[] data) {
        return deflate(data, Deflater.DEFAULT_COMPRESSION, Deflater.DEFAULT_STRATEGY, Deflater.NO_FLUSH);
    }
}
