package io.github.apim.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a source of any kind, and refuses what could not be unpacked as it stands. */
final class SourceOpener {

    private static final int MAX_LINK = 4096;

    private final Path file;
    private final SourceOptions options;

    private SourceOpener(Path file, SourceOptions options) {
        this.file = file;
        this.options = options;
    }

    static SourceArchive open(Path source, SourceOptions options) throws IOException {
        SourceOpener opener = new SourceOpener(source, options);
        if (Files.isDirectory(source)) {
            return opener.openImage(FolderImage.of(source, options.limits()));
        }
        return isGzip(source) ? opener.openImage(TarImage.of(source, options.limits())) : opener.openZip(source, false);
    }

    private static boolean isGzip(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return Arrays.equals(stream.readNBytes(2), new byte[] {0x1f, (byte) 0x8b});
        }
    }

    private SourceArchive openImage(SourceImage image) throws IOException {
        ImageCache cache = new ImageCache(options.cacheDirectory(), file);
        Path zip = cache.place(image);
        if (Files.exists(zip)) {
            try {
                return openZip(zip, true);
            } catch (ArchiveException damaged) {
                // The image may have suffered on the disk; the source decides.
                Files.deleteIfExists(zip);
            }
        }
        cache.make(image);
        return openZip(zip, true);
    }

    /**
     * Opens a zip.
     *
     * @param zip   the source itself, or what it was turned into
     * @param image whether it is the latter: nobody writes to it then, though another process may put an equal one in
     *              its place
     */
    private SourceArchive openZip(Path zip, boolean image) throws IOException {
        FileIdentity identity = FileIdentity.of(zip);
        FileChannel channel = FileChannel.open(zip);
        try {
            Optional<FileIdentity> watched = image ? Optional.empty() : Optional.of(identity);
            ZipDirectory directory = ZipDirectory.find(file, channel, options.limits());
            IndexCache cache = new IndexCache(options.cacheDirectory(), known(identity, directory));
            Optional<IndexCache.Index> known = cache.load();
            IndexCache.Index index = known.isPresent() ? known.get() : index(channel, directory, image);
            SourceArchive archive = new SourceArchive(
                    file,
                    watched,
                    channel,
                    index.entries(),
                    index.data(),
                    known.isPresent() ? 0 : index.entries().size());
            archive.requireUnchanged();
            if (known.isEmpty()) {
                cache.store(index);
            }
            return archive;
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    /** What the zip is known by: a file that looks the same and has the same directory has the same data. */
    private byte[] known(FileIdentity identity, ZipDirectory directory) throws IOException {
        MessageDigest digest = Sha256.start();
        identity.update(digest);
        digest.update(options.limits().toString().getBytes(StandardCharsets.UTF_8));
        directory.update(digest);
        return digest.digest();
    }

    /** Reads and checks all of the zip. */
    private IndexCache.Index index(FileChannel channel, ZipDirectory directory, boolean image) throws IOException {
        List<ZipRecord> records = directory.records();
        checkLimits(records, image);
        checkNames(records);
        IndexCache.Index index =
                index(channel, records, ZipVerification.verify(file, channel, records, options.threads()));
        checkLinks(index.entries());
        return index;
    }

    /** An image's ratio is our own compressor's, so it says nothing; that of a tar.gz was seen when it was made. */
    private void checkLimits(List<ZipRecord> records, boolean image) {
        Limits limits = options.limits();
        long size = 0;
        long compressed = 0;
        for (ZipRecord record : records) {
            if (!image && limits.ratioExceeded(record.size(), record.compressedSize())) {
                throw ArchiveException.of(
                        file,
                        record.name(),
                        "becomes %s bytes from %s, more than the limit of %s times. Raise the limit if that is right."
                                .formatted(record.size(), record.compressedSize(), limits.maxRatio()));
            }
            size += Math.min(record.size(), Long.MAX_VALUE - size);
            compressed += record.compressedSize();
        }
        if (size > limits.maxBytes()) {
            throw ArchiveException.of(
                    file,
                    "holds %s bytes uncompressed, the limit is %s. Raise the limit if that is right."
                            .formatted(size, limits.maxBytes()));
        }
        if (!image && limits.ratioExceeded(size, compressed)) {
            throw ArchiveException.of(
                    file,
                    "becomes %s bytes from %s, more than the limit of %s times. Raise the limit if that is right."
                            .formatted(size, compressed, limits.maxRatio()));
        }
    }

    private void checkNames(List<ZipRecord> records) {
        EntryNames names = new EntryNames();
        for (ZipRecord record : records) {
            EntryKind kind = kind(record);
            names.add(record.path(), kind).ifPresent(problem -> {
                throw ArchiveException.of(file, record.name(), problem + ". Pack the archive again without it.");
            });
            if (kind == EntryKind.DIRECTORY && record.size() != 0) {
                throw ArchiveException.of(file, record.name(), "is a directory with content. Pack the archive again.");
            }
            if (kind == EntryKind.SYMLINK && record.size() > MAX_LINK) {
                throw ArchiveException.of(
                        file, record.name(), "is a symbolic link with a target of %s bytes.".formatted(record.size()));
            }
        }
    }

    private EntryKind kind(ZipRecord record) {
        try {
            return record.kind();
        } catch (IllegalStateException other) {
            throw ArchiveException.of(
                    file,
                    record.name(),
                    "is neither file, directory nor symbolic link (" + other.getMessage()
                            + "). Pack the archive again without it.",
                    other);
        }
    }

    private IndexCache.Index index(FileChannel channel, List<ZipRecord> records, DeflateShape[] shapes)
            throws IOException {
        List<SourceEntry> entries = new ArrayList<>(records.size());
        List<EntryData> data = new ArrayList<>(records.size());
        for (int place = 0; place < shapes.length; place++) {
            ZipRecord record = records.get(place);
            EntryKind kind = record.kind();
            EntryData range = new EntryData(record.data(), record.compressedSize(), Optional.ofNullable(shapes[place]));
            boolean isFile = kind == EntryKind.FILE;
            entries.add(new SourceEntry(
                    record.path(),
                    kind,
                    record.permissions(),
                    isFile ? record.size() : 0,
                    isFile ? Integer.toUnsignedLong(record.crc()) : 0,
                    record.modified(),
                    kind == EntryKind.SYMLINK ? Optional.of(linkTarget(channel, record, range)) : Optional.empty()));
            data.add(range);
        }
        return new IndexCache.Index(entries, data);
    }

    private String linkTarget(FileChannel channel, ZipRecord record, EntryData range) throws IOException {
        try (InputStream target = SourceArchive.content(channel, range)) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(target.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException invalid) {
            throw ArchiveException.of(file, record.name(), "is a symbolic link whose target is not UTF-8.", invalid);
        }
    }

    private void checkLinks(List<SourceEntry> entries) {
        Map<String, String> targets = new HashMap<>();
        for (SourceEntry entry : entries) {
            entry.linkTarget().ifPresent(target -> targets.put(entry.name(), target));
        }
        SymbolicLinks links = new SymbolicLinks(targets, root(entries));
        for (String link : targets.keySet()) {
            links.problem(link).ifPresent(problem -> {
                throw ArchiveException.of(file, link, problem + ". Pack the archive again without it.");
            });
        }
    }

    /** The one folder at the top, if everything is in it. */
    private static Optional<String> root(List<SourceEntry> entries) {
        List<String> tops = entries.stream()
                .map(SourceEntry::name)
                .map(name -> name.substring(0, name.indexOf('/') < 0 ? name.length() : name.indexOf('/')))
                .distinct()
                .limit(2)
                .toList();
        boolean folder = entries.stream().anyMatch(entry -> entry.name().indexOf('/') >= 0);
        return folder && tops.size() == 1 ? Optional.of(tops.get(0)) : Optional.empty();
    }
}
