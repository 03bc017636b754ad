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
import java.util.Objects;
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
            MessageDigest digest = Sha256.start();
            identity.update(digest);
            List<ZipRecord> records =
                    ZipDirectory.find(file, channel, options.limits()).records(digest);
            checkLimits(records, image);
            checkNames(records);
            ScanCache cache = new ScanCache(options.cacheDirectory(), digest.digest());
            long[] sizes = records.stream()
                    .filter(record -> !record.stored())
                    .mapToLong(ZipRecord::compressedSize)
                    .toArray();
            Optional<DeflateShape[]> known = cache.load(sizes);
            DeflateShape[] shapes = known.isPresent() ? spread(records, known.get()) : verify(channel, records);
            SourceArchive archive = archive(
                    image ? Optional.empty() : Optional.of(identity),
                    channel,
                    records,
                    shapes,
                    known.isPresent() ? 0 : records.size());
            checkLinks(archive);
            archive.requireUnchanged();
            if (known.isEmpty()) {
                cache.store(
                        sizes, Arrays.stream(shapes).filter(Objects::nonNull).toArray(DeflateShape[]::new));
            }
            return archive;
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    private DeflateShape[] verify(FileChannel channel, List<ZipRecord> records) throws IOException {
        return ZipVerification.verify(file, channel, records, options.threads());
    }

    /** The shapes, which are those of the deflated records only, each in its record's place. */
    private static DeflateShape[] spread(List<ZipRecord> records, DeflateShape[] shapes) {
        DeflateShape[] spread = new DeflateShape[records.size()];
        int next = 0;
        for (int place = 0; place < spread.length; place++) {
            if (!records.get(place).stored()) {
                spread[place] = shapes[next++];
            }
        }
        return spread;
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

    private SourceArchive archive(
            Optional<FileIdentity> identity,
            FileChannel channel,
            List<ZipRecord> records,
            DeflateShape[] shapes,
            int verified)
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
        return new SourceArchive(file, identity, channel, entries, data, verified);
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

    private void checkLinks(SourceArchive archive) {
        Map<String, String> targets = new HashMap<>();
        for (SourceEntry entry : archive.entries()) {
            entry.linkTarget().ifPresent(target -> targets.put(entry.name(), target));
        }
        SymbolicLinks links = new SymbolicLinks(targets, root(archive.entries()));
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
