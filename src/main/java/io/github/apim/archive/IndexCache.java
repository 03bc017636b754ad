package io.github.apim.archive;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
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
 * <p>The file: 8 bytes of format and version; SHA-256 of what identifies the zip; the number of entries; each entry as
 * {@link #write(DataOutputStream, SourceEntry, EntryData)} has it; CRC-32C of all that. Numbers are big-endian, texts UTF-8
 * behind their length. A file that is in any way not like this counts as absent.
 */
final class IndexCache {

    private static final long FORMAT = 0x5A_49_50_49_4E_44_58_03L;
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
            ByteBuffer in = ByteBuffer.wrap(bytes, HEAD, end - HEAD);
            Index index = read(in);
            return in.hasRemaining() ? Optional.empty() : Optional.of(index);
        } catch (IOException
                | BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | DateTimeException absent) {
            return Optional.empty();
        }
    }

    /** Keeps what was found, see {@link CacheFolder#keep}. */
    void store(Index index) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(FORMAT);
            out.write(identity);
            out.writeInt(index.entries().size());
            for (int place = 0; place < index.entries().size(); place++) {
                write(out, index.entries().get(place), index.data().get(place));
            }
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        folder.keep(name, bytes.toByteArray());
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private static void write(DataOutputStream out, SourceEntry entry, EntryData data) throws IOException {
        write(out, entry.name());
        out.writeByte(entry.kind().ordinal());
        out.writeShort(entry.mode());
        out.writeLong(entry.size());
        out.writeInt((int) entry.crc32());
        out.writeLong(entry.modified().getEpochSecond());
        write(out, entry.linkTarget().orElse(""));
        out.writeLong(data.offset());
        out.writeLong(data.length());
        // The end of a deflate stream is never 0.
        out.writeLong(data.shape().map(DeflateShape::lastBlock).orElse(0L));
        out.writeLong(data.shape().map(DeflateShape::end).orElse(0L));
        out.writeInt(data.check());
        out.write(data.sha256().bytes());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** What it says is held to {@link EntryRules} before it is believed. */
    private static Index read(ByteBuffer in) {
        int count = length(in);
        List<SourceEntry> entries = new ArrayList<>(count);
        List<EntryData> data = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(entry(in));
            data.add(data(in));
        }
        return new Index(entries, data);
    }

    private static SourceEntry entry(ByteBuffer in) {
        String name = text(in);
        EntryKind kind = KINDS[in.get()];
        int mode = in.getShort();
        long size = in.getLong();
        long crc = Integer.toUnsignedLong(in.getInt());
        Instant modified = Instant.ofEpochSecond(in.getLong());
        String target = text(in);
        return new SourceEntry(
                name,
                kind,
                mode,
                size,
                crc,
                modified,
                kind == EntryKind.SYMLINK ? Optional.of(target) : Optional.empty());
    }

    private static EntryData data(ByteBuffer in) {
        long offset = in.getLong();
        long length = in.getLong();
        DeflateShape shape = new DeflateShape(in.getLong(), in.getLong());
        int check = in.getInt();
        ContentDigest sha256 = ContentDigest.of(in.array(), in.position());
        in.position(in.position() + ContentDigest.BYTES);
        return new EntryData(offset, length, shape.end() == 0 ? Optional.empty() : Optional.of(shape), check, sha256);
    }

    private static String text(ByteBuffer in) {
        int length = length(in);
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    /** A number of things that are behind it, which cannot be more than there are bytes. */
    private static int length(ByteBuffer in) {
        int length = in.getInt();
        return Objects.checkIndex(length, in.remaining() + 1);
    }
}
