package io.github.apim.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A tar.gz as a source. A hard link becomes a copy of its target; a leading {@code ./} of the names is dropped, and so is
 * the entry of the archive's root. Of a directory that is there again, as in what Maven's assemblies make, the first
 * entry counts.
 */
final class TarImage implements SourceImage {

    private final Path file;
    private final FileChannel channel;
    private final Limits limits;
    private final FileIdentity state;
    private final Set<String> directories = new HashSet<>();
    private EntryNames names = new EntryNames();
    private int entries;
    private long bytes;

    /**
     * @param file    what the user calls the source
     * @param state   of the file when it was opened
     * @param channel to the file
     */
    TarImage(Path file, FileIdentity state, FileChannel channel, Limits limits) {
        this.file = file;
        this.state = state;
        this.channel = channel;
        this.limits = limits;
    }

    @Override
    public byte[] identity() {
        MessageDigest digest = Sha256.start();
        digest.update("tar.gz\0".getBytes(StandardCharsets.UTF_8));
        state.update(digest);
        return digest.digest();
    }

    @Override
    public void write(ZipImageWriter zip) throws IOException {
        directories.clear();
        names = new EntryNames();
        entries = 0;
        bytes = 0;
        try (InputStream raw = new BufferedInputStream(ChannelReads.stream(channel, 0, Long.MAX_VALUE), 1 << 16);
                GuardedStream gzip = guarded(() -> GzipCompressorInputStream.builder()
                        .setInputStream(raw)
                        .setDecompressConcatenated(true)
                        .get());
                TarArchiveInputStream tar = new TarArchiveInputStream(gzip, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                if (++entries > limits.maxEntries()) {
                    throw ArchiveException.of(
                            file,
                            "has more than %s entries. Raise the limit if that is right."
                                    .formatted(limits.maxEntries()));
                }
                write(entry, new GuardedStream(tar), zip);
            }
            // The checksum of the last gzip member comes behind the end of the tar.
            byte[] rest = new byte[1 << 14];
            while (gzip.read(rest, 0, rest.length) >= 0) {
                continue;
            }
        }
        if (!FileIdentity.of(file).equals(state)) {
            throw ArchiveException.changed(file);
        }
    }

    private void write(TarArchiveEntry entry, InputStream content, ZipImageWriter zip) throws IOException {
        String name = plain(entry.getName());
        if (name.isEmpty()) {
            return;
        }
        Instant modified = entry.getLastModifiedTime().toInstant();
        int permissions = entry.getMode() & 0777;
        if (entry.isSparse()) {
            throw refused(entry, "is a sparse file");
        }
        if (entry.isDirectory()) {
            if (directories.add(name)) {
                take(entry, name, EntryKind.DIRECTORY);
                zip.directory(name, permissions, modified);
            }
            return;
        }
        take(entry, name, entry.isSymbolicLink() ? EntryKind.SYMLINK : EntryKind.FILE);
        switch (entry.getLinkFlag()) {
            case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG ->
                zip.file(name, permissions, modified, content);
            case TarConstants.LF_SYMLINK -> zip.symbolicLink(name, modified, entry.getLinkName());
            case TarConstants.LF_LINK -> {
                if (!zip.copy(name, plain(entry.getLinkName()))) {
                    throw refused(
                            entry,
                            "is a hard link to '%s', which is not before it"
                                    .formatted(ArchiveException.printable(entry.getLinkName())));
                }
            }
            case TarConstants.LF_CHR, TarConstants.LF_BLK -> throw refused(entry, "is a device");
            case TarConstants.LF_FIFO -> throw refused(entry, "is a named pipe");
            default -> throw refused(entry, "has the type 0x%02x".formatted(entry.getLinkFlag()));
        }
    }

    /** The image keeps all names, so none that is refused later may get that far. */
    private void take(TarArchiveEntry entry, String name, EntryKind kind) {
        names.add(name, kind).ifPresent(problem -> {
            throw refused(entry, problem);
        });
    }

    private ArchiveException refused(TarArchiveEntry entry, String what) {
        return ArchiveException.of(file, entry.getName(), what + ". Pack the archive again without it.");
    }

    private static String plain(String name) {
        String plain = name;
        while (plain.startsWith("./")) {
            plain = plain.substring(2);
        }
        if (plain.endsWith("/")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        return plain.equals(".") ? "" : plain;
    }

    private TarArchiveEntry next(TarArchiveInputStream tar) {
        try {
            return tar.getNextEntry();
        } catch (IOException | IllegalArgumentException damage) {
            throw damaged(damage);
        }
    }

    private void checkSize(long more) {
        bytes += more;
        if (bytes > limits.maxBytes()) {
            throw ArchiveException.of(
                    file,
                    "holds more than %s bytes uncompressed. Raise the limit if that is right."
                            .formatted(limits.maxBytes()));
        }
        if (limits.ratioExceeded(bytes, state.size())) {
            throw ArchiveException.of(
                    file,
                    "becomes more than %s times as large uncompressed. Raise the limit if that is right."
                            .formatted(limits.maxRatio()));
        }
    }

    private ArchiveException damaged(Exception cause) {
        String detail = cause.getMessage() == null ? "it ends too early" : cause.getMessage();
        return ArchiveException.of(
                file, "the tar.gz is damaged or truncated (" + detail + "). Get the file again.", cause);
    }

    @FunctionalInterface
    private interface Opening {

        InputStream open() throws IOException;
    }

    private GuardedStream guarded(Opening opening) {
        try {
            return new GuardedStream(opening.open());
        } catch (IOException damage) {
            throw damaged(damage);
        }
    }

    /** Makes what a decoder complains about a matter of the archive, and counts what comes out of it. */
    private final class GuardedStream extends FilterInputStream {

        GuardedStream(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                int count = in.read(buffer, offset, length);
                if (in instanceof GzipCompressorInputStream && count > 0) {
                    checkSize(count);
                }
                return count;
            } catch (IOException | IllegalArgumentException damage) {
                throw damaged(damage);
            }
        }
    }
}
