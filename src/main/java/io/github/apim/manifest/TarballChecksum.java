package io.github.apim.manifest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file beside a tarball, for {@code sha256sum -c}: its own SHA-256 and, if it is a layer, that of the base which it
 * is to be unpacked over.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record TarballChecksum(String sha256, Optional<Base> base) {

    /** What the names of tarballs' checksum files end in. */
    public static final String SUFFIX = ".sha256";

    /** What the names of bases end in. */
    public static final String BASE_SUFFIX = ".base.tar.gz";

    private static final int MOST_BYTES = 1 << 16;
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *]([^/\\\\\\p{Cntrl}]+)");

    /**
     * A base.
     *
     * @param file   its name; it lies beside its layers
     * @param sha256 64 lower-case hexadecimal digits
     */
    public record Base(String file, String sha256) {}

    /**
     * Reads a file.
     *
     * @throws ManifestException if it is none
     */
    public static TarballChecksum read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw none(file);
        }
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (lines.isEmpty() || lines.size() > 2) {
            throw none(file);
        }
        Matcher own = line(lines.get(0), file);
        if (lines.size() == 1) {
            return new TarballChecksum(own.group(1), Optional.empty());
        }
        Matcher base = line(lines.get(1), file);
        if (!base.group(2).endsWith(BASE_SUFFIX) || base.group(2).startsWith(".")) {
            throw none(file);
        }
        return new TarballChecksum(own.group(1), Optional.of(new Base(base.group(2), base.group(1))));
    }

    private static Matcher line(String line, Path file) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw none(file);
        }
        return matcher;
    }

    private static ManifestException none(Path file) {
        return new ManifestException(file + " holds no SHA-256");
    }

    /** The file's content. */
    public String text(String tarball) {
        return line(sha256, tarball)
                + base.map(below -> line(below.sha256(), below.file())).orElse("");
    }

    private static String line(String sha256, String name) {
        return sha256 + "  " + name + "\n";
    }
}
