package io.github.apim.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * SHA-256 of the tar files in tar.gz files, by which images know their layers (image-spec, config.md, "Layer DiffID").
 *
 * <p>What takes long is remembered under the digest of the tar.gz file: a base, which depends on its pack alone, is read
 * back once for each pack.
 */
public final class TarDigests {

    /** Reading so many bytes back is no slower than looking whether they are known. */
    private static final long MOST_NOT_KEPT = 1 << 20;

    private static final int BUFFER_BYTES = 1 << 16;

    private final DigestCache cache;

    /** @param cacheDirectory see {@link SourceOptions#cacheDirectory()} */
    public TarDigests(Path cacheDirectory) {
        cache = new DigestCache(CacheFolder.of(cacheDirectory), ".tar-sha256");
    }

    /**
     * Of what was written, wherever that lies by now.
     *
     * @param file holds the bytes that the result tells of
     * @return 64 lower-case hexadecimal digits
     * @throws IOException also if the file is not that of the result
     */
    public String of(TarGzResult result, Path file) throws IOException {
        if (result.size() <= MOST_NOT_KEPT) {
            return read(result, file);
        }
        Optional<String> known = cache.find(result.sha256());
        if (known.isPresent()) {
            return known.get();
        }
        String digest = read(result, file);
        cache.keep(result.sha256(), digest);
        return digest;
    }

    /** Of what was written, where it was written to. */
    public String of(TarGzResult result) throws IOException {
        return of(result, result.file());
    }

    private static String read(TarGzResult result, Path file) throws IOException {
        MessageDigest tar = Sha256.start();
        MessageDigest whole = Sha256.start();
        try (InputStream raw = new DigestInputStream(Files.newInputStream(file), whole);
                InputStream in = new GZIPInputStream(raw, BUFFER_BYTES)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                tar.update(buffer, 0, count);
            }
        }
        if (!HexFormat.of().formatHex(whole.digest()).equals(result.sha256())) {
            throw ArchiveException.changed(file);
        }
        return HexFormat.of().formatHex(tar.digest());
    }
}
