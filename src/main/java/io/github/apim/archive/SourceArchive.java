package io.github.apim.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A checked, readable tree of entries: what a zip, a tar.gz or a folder holds. Immutable, and safe to read by several
 * threads. As with every file channel of Java, interrupting a thread while it reads closes the archive for all.
 */
public final class SourceArchive implements Closeable {

    private final Path file;
    private final Optional<FileIdentity> identity;
    private final FileChannel channel;
    private final List<SourceEntry> entries;
    private final List<EntryData> data;
    private final Map<String, Integer> places;
    private final int verified;
    private final List<String> remarks;
    private final Optional<SourceDigest> sha256;
    private final CacheFolder cache;
    private String[] sortedNames;

    /**
     * @param file     what the user calls the archive
     * @param identity of the file that the data lie in, if somebody else may write to it
     * @param channel  to that file
     * @param data     for each entry, in the same order
     * @param verified how many entries were read in full
     * @param remarks  what the user should know of how it was opened
     * @param sha256   of the source's file
     * @param cache    where it is remembered what was learned of the archive
     */
    SourceArchive(
            Path file,
            Optional<FileIdentity> identity,
            FileChannel channel,
            List<SourceEntry> entries,
            List<EntryData> data,
            int verified,
            List<String> remarks,
            Optional<SourceDigest> sha256,
            CacheFolder cache) {
        this.file = file;
        this.cache = cache;
        this.identity = identity;
        this.channel = channel;
        this.remarks = List.copyOf(remarks);
        this.sha256 = sha256;
        this.entries = List.copyOf(entries);
        this.data = List.copyOf(data);
        this.places = new HashMap<>(entries.size() * 2);
        for (int place = 0; place < entries.size(); place++) {
            places.put(entries.get(place).name(), place);
        }
        this.verified = verified;
    }

    /**
     * Opens a zip, a tar.gz or a folder and checks all of it; the result is remembered, so that the next time is fast.
     *
     * @throws ArchiveException if the archive is damaged, hostile or of a kind that is not supported
     * @throws IOException      if the file or the cache cannot be read or written
     */
    public static SourceArchive open(Path fileOrFolder, SourceOptions options) throws IOException {
        return SourceOpener.open(fileOrFolder, options);
    }

    /** All entries, in the source's order. */
    public List<SourceEntry> entries() {
        return entries;
    }

    /** The entry of this name. */
    public Optional<SourceEntry> find(String name) {
        return Optional.ofNullable(places.get(name)).map(entries::get);
    }

    /** What the user should know of how the archive was opened: what of it was left out, and whether it is remembered. */
    public List<String> remarks() {
        return remarks;
    }

    /**
     * SHA-256 of the source's file, of the very bytes that the entries are taken from; empty for a folder.
     *
     * @throws ArchiveException if the file changed while it was read
     */
    public Optional<String> sha256() throws IOException {
        return sha256.isPresent() ? Optional.of(sha256.get().get()) : Optional.empty();
    }

    /**
     * SHA-256 of the content of a file, as it was when the archive was checked.
     *
     * @throws IllegalArgumentException if the entry is not of this archive
     */
    public String sha256(SourceEntry entry) {
        return data(entry).sha256().hex();
    }

    /** The place in {@link #entries()} of the entry of this name. */
    Optional<Integer> place(String name) {
        return Optional.ofNullable(places.get(name));
    }

    /** The names of all entries below a folder, at any depth, sorted. */
    public List<String> under(String folder) {
        String[] names = sortedNames();
        // No entry ends with a slash, so this never finds but tells where it would be.
        int from = -Arrays.binarySearch(names, folder + "/") - 1;
        int to = from;
        while (to < names.length && names[to].startsWith(folder + "/")) {
            to++;
        }
        return Arrays.asList(names).subList(from, to);
    }

    private synchronized String[] sortedNames() {
        if (sortedNames == null) {
            sortedNames = entries.stream().map(SourceEntry::name).toArray(String[]::new);
            Arrays.sort(sortedNames);
        }
        return sortedNames;
    }

    /**
     * The content of a file, uncompressed; of a symbolic link, its target in UTF-8; of a directory, nothing.
     *
     * @throws IllegalArgumentException if the entry is not of this archive
     */
    public InputStream open(SourceEntry entry) throws IOException {
        EntryData range = data(entry);
        if (entry.kind() == EntryKind.DIRECTORY) {
            return InputStream.nullInputStream();
        }
        return content(channel, range);
    }

    /** Data of a zip, uncompressed. */
    static InputStream content(FileChannel channel, EntryData range) {
        InputStream raw = ChannelReads.stream(channel, range.offset(), range.length());
        return range.shape().isPresent() ? new OwningInflaterStream(raw) : raw;
    }

    /**
     * The whole content of an entry, see {@link #open(SourceEntry)}.
     *
     * @throws ArchiveException if the file has changed since it was opened
     */
    public byte[] read(SourceEntry entry) throws IOException {
        try (InputStream stream = open(entry)) {
            byte[] content = stream.readAllBytes();
            CRC32 crc = new CRC32();
            crc.update(content);
            if (entry.kind() == EntryKind.FILE && crc.getValue() != entry.crc32()) {
                throw changed();
            }
            return content;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (sha256.isPresent()) {
            sha256.get().close();
        }
    }

    /** What the user calls the archive. */
    Path file() {
        return file;
    }

    /** Where it is remembered what was learned of the archive. */
    CacheFolder cache() {
        return cache;
    }

    /** The file that the data of the entries lie in. */
    FileChannel channel() {
        return channel;
    }

    /** Where the data of the entry at this place of {@link #entries()} lie. */
    EntryData data(int place) {
        return data.get(place);
    }

    /** How many entries were read in full when this was opened: none if the cache knew the archive. */
    int verified() {
        return verified;
    }

    /** @throws ArchiveException if the file is not what it was when it was opened */
    public void requireUnchanged() throws IOException {
        if (identity.isPresent() && !FileIdentity.of(identity.get().path()).equals(identity.get())) {
            throw changed();
        }
    }

    private EntryData data(SourceEntry entry) {
        Integer place = places.get(entry.name());
        if (place == null || !entries.get(place).equals(entry)) {
            throw new IllegalArgumentException("No entry of " + file + ": " + ArchiveException.printable(entry.name()));
        }
        return data.get(place);
    }

    ArchiveException changed() {
        return ArchiveException.changed(file);
    }

    /** Frees zlib's memory when it is closed. */
    private static final class OwningInflaterStream extends InflaterInputStream {

        OwningInflaterStream(InputStream raw) {
            super(raw, new Inflater(true), 1 << 13);
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                inf.end();
            }
        }
    }
}
