package io.github.apim.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** What a reader sees of one entry of a tar, comparable. */
record TarItem(
        String name, EntryKind kind, int mode, long size, Instant modified, Optional<String> link, String sha256) {

    /** What a reader should see of a source entry. */
    static TarItem of(SourceArchive source, SourceEntry entry) throws IOException {
        byte[] content = entry.kind() == EntryKind.FILE ? source.read(entry) : new byte[0];
        return new TarItem(
                entry.name(),
                entry.kind(),
                entry.mode(),
                entry.size(),
                entry.modified(),
                entry.linkTarget(),
                sha256(content));
    }

    static List<TarItem> ofAll(SourceArchive source) throws IOException {
        List<TarItem> items = new ArrayList<>();
        for (SourceEntry entry : source.entries()) {
            items.add(of(source, entry));
        }
        return items;
    }

    static List<TarItem> readGz(Path file) throws IOException {
        try (InputStream stream = new GZIPInputStream(Files.newInputStream(file))) {
            return readTar(stream);
        }
    }

    static List<TarItem> readTar(InputStream stream) throws IOException {
        List<TarItem> items = new ArrayList<>();
        TarArchiveInputStream tar = new TarArchiveInputStream(stream, "UTF-8");
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            EntryKind kind = entry.isDirectory()
                    ? EntryKind.DIRECTORY
                    : entry.isSymbolicLink() ? EntryKind.SYMLINK : EntryKind.FILE;
            String name = entry.getName();
            if (kind == EntryKind.DIRECTORY) {
                if (!name.endsWith("/")) {
                    throw new AssertionError("Directory without slash: " + name);
                }
                name = name.substring(0, name.length() - 1);
            }
            items.add(new TarItem(
                    name,
                    kind,
                    entry.getMode() & 07777,
                    entry.getSize(),
                    entry.getLastModifiedTime().toInstant(),
                    kind == EntryKind.SYMLINK ? Optional.of(entry.getLinkName()) : Optional.empty(),
                    sha256(tar.readAllBytes())));
        }
        if (stream.readNBytes(1 << 16).length % 512 != 0 || stream.read() >= 0) {
            throw new AssertionError("Bytes behind the end of the tar");
        }
        return items;
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Sha256.start().digest(content));
    }
}
