package io.github.apim.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A persistent cache of the indexes of zips that have been verified, one file for each.
 *
 * <p>The file: 8 bytes of format and version; SHA-256 of what identifies the zip; the number of entries; the entries;
 * CRC-32C of all that in 4 bytes, big-endian. Of each entry: how many bytes its name begins with like the one before,
 * how many follow, these bytes in UTF-8; kind; mode; size; CRC-32; seconds since 1970; bytes of the link's target and
 * the target in UTF-8; place and length of its data; the bits from the last block of a deflate stream to its end, 0 if
 * it is none; the unused bits of its last byte; 32 bytes of SHA-256 of its content; CRC-32C of its data. Numbers are in groups of seven bits, the lowest first, the top bit of a
 * byte telling that more follow. A file that is in any way not like this counts as absent.
 */
final class IndexCache {

    private static final long FORMAT = 0x5A_49_50_49_4E_44_58_02L;
    private static final int HEAD = 8 + 32;
    private static final int TAIL = 4;
    private static final EntryKind[] KINDS = EntryKind.values();

    private final CacheFolder folder;
    private final String name;
    private final byte[] identity;

    /** What was found: the entries, and where the data of each lie. */
    record Index(List<SourceEntry> entries, List<EntryData> data) {}

    /** @param identity SHA-256 of all that tells one zip from another, and of the limits that it was held to */
    IndexCache(CacheFolder folder, byte[] identity) {
        this.folder = folder;
        this.name = HexFormat.of().formatHex(identity, 0, 16) + ".index";
        this.identity = identity;
    }

    /** What was found in the zip, if it is known. */
    Optional<Index> load() {
        try {
            Optional<Path> file = folder.find(name);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file.get());
            int end = bytes.length - TAIL;
            if (end < HEAD
                    || ByteBuffer.wrap(bytes).getLong() != FORMAT
                    || !Arrays.equals(bytes, 8, HEAD, identity, 0, identity.length)
                    || ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
                return Optional.empty();
            }
            Reader reader = new Reader(bytes);
            Index index = reader.index();
            return reader.at == end ? Optional.of(index) : Optional.empty();
        } catch (IOException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | IllegalArgumentException
                | DateTimeException absent) {
            return Optional.empty();
        }
    }

    /** Keeps what was found, see {@link CacheFolder#keep}. */
    void store(Index index) {
        folder.keep(name, new Writer().bytes(identity, index));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private static final class Writer {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        byte[] bytes(byte[] identity, Index index) {
            out.writeBytes(ByteBuffer.allocate(8).putLong(FORMAT).array());
            out.writeBytes(identity);
            number(index.entries().size());
            byte[] before = new byte[0];
            for (int place = 0; place < index.entries().size(); place++) {
                byte[] name = index.entries().get(place).name().getBytes(StandardCharsets.UTF_8);
                entry(before, name, index.entries().get(place), index.data().get(place));
                before = name;
            }
            byte[] content = out.toByteArray();
            out.writeBytes(ByteBuffer.allocate(TAIL)
                    .putInt(checksum(content, content.length))
                    .array());
            return out.toByteArray();
        }

        private void entry(byte[] before, byte[] name, SourceEntry entry, EntryData data) {
            int mismatch = Arrays.mismatch(before, name);
            int common = mismatch < 0 ? name.length : mismatch;
            number(common);
            number(name.length - common);
            out.write(name, common, name.length - common);
            number(entry.kind().ordinal());
            number(entry.mode());
            number(entry.size());
            number(entry.crc32());
            number(entry.modified().getEpochSecond());
            byte[] target = entry.linkTarget().orElse("").getBytes(StandardCharsets.UTF_8);
            number(target.length);
            out.writeBytes(target);
            number(data.offset());
            number(data.length());
            number(data.shape().map(shape -> shape.end() - shape.lastBlock()).orElse(0L));
            number(data.shape().map(shape -> 8 * data.length() - shape.end()).orElse(0L));
            out.writeBytes(data.sha256().bytes());
            number(Integer.toUnsignedLong(data.check()));
        }

        private void number(long number) {
            long left = number;
            for (; left >>> 7 != 0; left >>>= 7) {
                out.write((int) left | 0x80);
            }
            out.write((int) left);
        }
    }

    /** Reads what has the right checksum; what it says is held to {@link EntryRules} before it is believed. */
    private static final class Reader {

        private final byte[] bytes;
        private int at = HEAD;
        private byte[] name = new byte[256];

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        Index index() {
            int count = length();
            List<SourceEntry> entries = new ArrayList<>(count);
            List<EntryData> data = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                entries.add(entry());
                data.add(data());
            }
            return new Index(entries, data);
        }

        private SourceEntry entry() {
            int common = length();
            int rest = length();
            if (name.length < common + rest) {
                name = Arrays.copyOf(name, 2 * (common + rest));
            }
            System.arraycopy(bytes, at, name, common, rest);
            at += rest;
            EntryKind kind = KINDS[(int) number()];
            int mode = (int) number();
            long size = number();
            long crc = number();
            Instant modified = Instant.ofEpochSecond(number());
            int target = length();
            at += target;
            return new SourceEntry(
                    new String(name, 0, common + rest, StandardCharsets.UTF_8),
                    kind,
                    mode,
                    size,
                    crc,
                    modified,
                    kind == EntryKind.SYMLINK
                            ? Optional.of(new String(bytes, at - target, target, StandardCharsets.UTF_8))
                            : Optional.empty());
        }

        private EntryData data() {
            long offset = number();
            long length = number();
            long last = number();
            long end = 8 * length - number();
            ContentDigest sha256 = ContentDigest.of(bytes, at);
            at += ContentDigest.BYTES;
            return new EntryData(
                    offset,
                    length,
                    last == 0 ? Optional.empty() : Optional.of(new DeflateShape(end - last, end)),
                    (int) number(),
                    sha256);
        }

        /** A number of things that this file cannot hold more of than it has bytes. */
        private int length() {
            return Objects.checkIndex((int) number(), bytes.length);
        }

        private long number() {
            long number = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes[at++];
                number |= (next & 0x7FL) << shift;
                shift += 7;
            } while (next < 0);
            return number;
        }
    }
}
