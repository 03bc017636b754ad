package io.github.apim.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A persistent cache of what {@link Gzip} has compressed, under the digest of the content. What is found is unpacked and
 * compared, which takes a tenth of the time of compressing it again.
 */
public final class GzipCache {

    /** Another number for another compressor: the same content must give the same bytes wherever a cache is empty. */
    private static final String SUFFIX = ".1.gz";

    private static final int NAME_DIGITS = 32;

    private final CacheFolder folder;

    GzipCache(CacheFolder folder) {
        this.folder = folder;
    }

    /** The one in the folder where the result of checking a source is remembered. */
    public static GzipCache of(SourceArchive source) {
        return new GzipCache(source.cache());
    }

    /** The bytes as a gzip file of one member, as {@link Gzip#compress} makes it. */
    public byte[] compress(byte[] bytes) throws IOException {
        String name = FileDigests.sha256(bytes).substring(0, NAME_DIGITS) + SUFFIX;
        Optional<Path> known = folder.find(name);
        if (known.isPresent()) {
            byte[] found = Files.readAllBytes(known.get());
            if (holds(found, bytes)) {
                return found;
            }
        }
        byte[] made = Gzip.compress(bytes);
        folder.keep(name, made);
        return made;
    }

    private static boolean holds(byte[] gzip, byte[] bytes) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return Arrays.equals(in.readNBytes(bytes.length + 1), bytes);
        } catch (IOException damaged) {
            return false;
        }
    }
}
