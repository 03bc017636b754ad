package io.github.apim.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** A persistent cache of SHA-256 digests, one file for each, named after what it is the digest of. */
final class DigestCache {

    private static final int NAME_DIGITS = 32;

    private final CacheFolder folder;
    private final String suffix;

    /** @param suffix of the files' names, which tells this cache from others in the folder */
    DigestCache(CacheFolder folder, String suffix) {
        this.folder = folder;
        this.suffix = suffix;
    }

    /**
     * The digest, if what is remembered is that of this very state: nobody may just rename it.
     *
     * @param known 64 hexadecimal digits that stand for what was hashed
     */
    Optional<String> find(String known) throws IOException {
        Optional<Path> place = folder.find(name(known));
        if (place.isEmpty()) {
            return Optional.empty();
        }
        String line = Files.readString(place.get(), StandardCharsets.ISO_8859_1);
        String tail = "  " + known + "\n";
        String before = line.substring(0, Math.max(0, line.length() - tail.length()));
        return line.endsWith(tail)
                        && before.length() == 2 * ContentDigest.BYTES
                        && before.chars().allMatch(HexFormat::isHexDigit)
                ? Optional.of(before)
                : Optional.empty();
    }

    /** Keeps a digest, see {@link CacheFolder#keep}. */
    void keep(String known, String digest) {
        folder.keep(name(known), (digest + "  " + known + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private String name(String known) {
        return known.substring(0, NAME_DIGITS) + suffix;
    }
}
