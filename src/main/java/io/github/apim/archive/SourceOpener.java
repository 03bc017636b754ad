package io.github.apim.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Opens a source of any kind, and refuses what could not be unpacked as it stands. */
final class SourceOpener {

    private final Path file;
    private final SourceOptions options;
    private final CacheFolder cache;

    private SourceOpener(Path file, SourceOptions options) throws IOException {
        this.file = file;
        this.options = options;
        this.cache = CacheFolder.of(options.cacheDirectory());
    }

    static SourceArchive open(Path source, SourceOptions options) throws IOException {
        SourceOpener opener = new SourceOpener(source, options);
        if (Files.isDirectory(source)) {
            return opener.openImage(FolderImage.of(source, options.limits()), Optional.empty());
        }
        // Opening a pipe would wait for somebody to write to it.
        if (!Files.readAttributes(source, BasicFileAttributes.class).isRegularFile()) {
            throw ArchiveException.of(
                    source, "is neither a file nor a folder, but a pipe, a socket or a device. Name a file.");
        }
        return opener.openFile();
    }

    /** One channel for all that is learned of the file, its checksum included. */
    private SourceArchive openFile() throws IOException {
        FileIdentity identity = FileIdentity.of(file);
        FileChannel channel = FileChannel.open(file);
        try {
            SourceDigest sha256 = new SourceDigest(file, identity, channel, cache, Clock.systemUTC());
            if (options.hashed()) {
                // Hashing and checking read the same file, and each keeps a processor busy: so side by side.
                sha256.start();
            }
            return isGzip(channel)
                    ? openImage(new TarImage(file, identity, channel, options.limits()), Optional.of(sha256))
                    : openZip(channel, Optional.of(identity), identity, Optional.of(sha256));
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    private static boolean isGzip(FileChannel channel) throws IOException {
        byte[] start = ChannelReads.stream(channel, 0, 2).readNBytes(2);
        return Arrays.equals(start, new byte[] {0x1f, (byte) 0x8b});
    }

    private SourceArchive openImage(SourceImage image, Optional<SourceDigest> sha256) throws IOException {
        if (cache.problem().isPresent()) {
            return openImage(ImageCache.makeNameless(image), FileIdentity.of(file), sha256);
        }
        ImageCache images = new ImageCache(cache, file);
        Optional<Path> known = images.find(image);
        if (known.isPresent()) {
            try {
                return openImage(FileChannel.open(known.get()), FileIdentity.of(known.get()), sha256);
            } catch (ArchiveException damaged) {
                // The image may have suffered on the disk; the source decides.
                Files.deleteIfExists(known.get());
            }
        }
        Path made = images.make(image);
        return openImage(FileChannel.open(made), FileIdentity.of(made), sha256);
    }

    /** Nobody else writes to an image, though another process may put an equal one in its place. */
    private SourceArchive openImage(FileChannel zip, FileIdentity identity, Optional<SourceDigest> sha256)
            throws IOException {
        return openZip(zip, Optional.empty(), identity, sha256);
    }

    /**
     * Opens a zip.
     *
     * @param channel  to the source itself, or to the image of it; closed if it cannot be opened
     * @param watched  the source's identity if it is the source itself
     * @param identity of the zip
     */
    private SourceArchive openZip(
            FileChannel channel, Optional<FileIdentity> watched, FileIdentity identity, Optional<SourceDigest> sha256)
            throws IOException {
        try {
            ZipDirectory directory = ZipDirectory.find(file, channel, options.limits());
            IndexCache memory = new IndexCache(cache, known(identity, directory));
            Optional<IndexCache.Index> known =
                    memory.load().filter(index -> EntryRules.areKept(index, options.limits(), directory.start()));
            IndexCache.Index index = known.isPresent() ? known.get() : index(channel, directory, watched.isEmpty());
            IndexCache.Index kept = withoutMacFiles(index);
            EntryRules.ofLinks(kept.entries()).ifPresent(breach -> {
                throw ArchiveException.of(
                        file, breach.entry(), breach.problem() + ". Pack the archive again without it.");
            });
            SourceArchive archive = new SourceArchive(
                    file,
                    watched,
                    channel,
                    kept.entries(),
                    kept.data(),
                    known.isPresent() ? 0 : index.entries().size(),
                    remarks(index.entries().size() - kept.entries().size()),
                    sha256,
                    cache);
            archive.requireUnchanged();
            if (known.isEmpty()) {
                memory.store(index);
            }
            return archive;
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    private static IndexCache.Index withoutMacFiles(IndexCache.Index index) {
        List<SourceEntry> entries = new ArrayList<>(index.entries().size());
        List<EntryData> data = new ArrayList<>(index.entries().size());
        for (int place = 0; place < index.entries().size(); place++) {
            if (!MacFiles.isOne(index.entries().get(place).name())) {
                entries.add(index.entries().get(place));
                data.add(index.data().get(place));
            }
        }
        return new IndexCache.Index(entries, data);
    }

    private List<String> remarks(int macFiles) {
        List<String> remarks = new ArrayList<>();
        if (macFiles > 0) {
            remarks.add(file + ": " + macFiles + (macFiles == 1 ? " entry is" : " entries are")
                    + " left out that macOS puts beside what is packed (__MACOSX, ._*, .DS_Store)");
        }
        cache.problem()
                .ifPresent(problem -> remarks.add(
                        "What was checked is not remembered in " + options.cacheDirectory() + ": the folder " + problem
                                + ", so anybody may have put there what it holds. Empty it and make it yours alone"
                                + " (chmod 700), or choose another one."));
        return remarks;
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
        return index(channel, records, ZipVerification.verify(file, channel, records, options.threads()));
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
            if (kind == EntryKind.SYMLINK && record.size() > EntryRules.MOST_BYTES_OF_A_LINK) {
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

    private IndexCache.Index index(FileChannel channel, List<ZipRecord> records, ZipVerification.Seen[] seen)
            throws IOException {
        List<SourceEntry> entries = new ArrayList<>(records.size());
        List<EntryData> data = new ArrayList<>(records.size());
        for (int place = 0; place < seen.length; place++) {
            ZipRecord record = records.get(place);
            EntryKind kind = record.kind();
            EntryData range = new EntryData(
                    record.data(),
                    record.compressedSize(),
                    Optional.ofNullable(seen[place].shape()),
                    seen[place].check(),
                    seen[place].sha256());
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
}
