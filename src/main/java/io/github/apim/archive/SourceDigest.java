package io.github.apim.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * SHA-256 of a source's file, over the channel that its data are taken from. It is remembered under the file's identity,
 * and only if a change of the file after that would surely show in it.
 */
final class SourceDigest implements Closeable {

    private static final int BUFFER_BYTES = 1 << 18;
    /** Far more than the steps in which systems count the time of a change. */
    private static final Duration SETTLED = Duration.ofMillis(100);

    private final Path file;
    private final FileIdentity identity;
    private final FileChannel channel;
    private final DigestCache cache;
    private final Clock clock;
    private final Ahead<String> digest = new Ahead<>("archive-sha256", this::digest);

    /**
     * @param channel closed with this
     * @param clock   the one by which files get their times
     */
    SourceDigest(Path file, FileIdentity identity, FileChannel channel, CacheFolder cache, Clock clock) {
        this.file = file;
        this.identity = identity;
        this.channel = channel;
        this.cache = new DigestCache(cache, ".sha256");
        this.clock = clock;
    }

    /** Begins now. */
    void start() {
        digest.start();
    }

    /**
     * 64 lower-case hexadecimal digits.
     *
     * @throws ArchiveException if the file changes meanwhile
     */
    String get() throws IOException {
        return digest.get();
    }

    /** Ends the reading, and returns when nothing is written into the cache any more. */
    @Override
    public void close() throws IOException {
        channel.close();
        digest.settle();
    }

    private String digest() throws IOException {
        MessageDigest key = Sha256.start();
        key.update("sha256\0".getBytes(StandardCharsets.UTF_8));
        identity.update(key);
        String known = HexFormat.of().formatHex(key.digest());
        Optional<String> remembered = cache.find(known);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        Instant start = clock.instant();
        String found = read();
        if (!FileIdentity.of(identity.path()).equals(identity)) {
            throw ArchiveException.changed(file);
        }
        boolean settled = identity.changed()
                .filter(changed -> changed.toInstant().isBefore(start.minus(SETTLED)))
                .isPresent();
        if (settled) {
            cache.keep(known, found);
        }
        return found;
    }

    private String read() throws IOException {
        MessageDigest all = Sha256.start();
        InputStream in = ChannelReads.stream(channel, 0, Long.MAX_VALUE);
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            all.update(buffer, 0, count);
        }
        return HexFormat.of().formatHex(all.digest());
    }
}
