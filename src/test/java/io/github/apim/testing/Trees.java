package io.github.apim.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Sorted listings of folders and archives, one line each: mode, size, sha256, path and, after an arrow, a link's target.
 *
 * <p>Folders end in a slash and have the size 0; folders and links have no sha256 but {@code -}. A link's own mode says
 * nothing and is always 120777. A hard link of a tar is told apart from a symbolic one by {@code =>}.
 */
public final class Trees {

    private static final Comparator<String> BY_PATH = Comparator.comparing((String line) -> line.split(" ", 4)[3]);

    private Trees() {}

    /** What is below a folder, without the folder itself. */
    public static List<String> folder(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.skip(1).toList()) {
                int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
                String name = name(folder, path);
                if (Files.isSymbolicLink(path)) {
                    String target = Files.readSymbolicLink(path).toString();
                    lines.add(line(UnixStat.LINK_FLAG | 0777, 0, "-", name + " -> " + target));
                } else if (Files.isDirectory(path)) {
                    lines.add(line(mode, 0, "-", name));
                } else {
                    try (InputStream in = Files.newInputStream(path)) {
                        lines.add(file(mode, in, name));
                    }
                }
            }
        }
        return sorted(lines);
    }

    /** The entries of a tar.gz file. */
    public static List<String> tarGz(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return tarGz(in);
        }
    }

    /** The entries of a tar.gz stream, which is read to its end and not closed. */
    public static List<String> tarGz(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        GZIPInputStream gzip = new GZIPInputStream(in, 1 << 16);
        TarArchiveInputStream tar = new TarArchiveInputStream(gzip, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            int permissions = entry.getMode() & UnixStat.PERM_MASK;
            if (entry.isSymbolicLink()) {
                lines.add(line(UnixStat.LINK_FLAG | 0777, 0, "-", entry.getName() + " -> " + entry.getLinkName()));
            } else if (entry.isLink()) {
                lines.add(
                        line(UnixStat.FILE_FLAG | permissions, 0, "-", entry.getName() + " => " + entry.getLinkName()));
            } else if (entry.isDirectory()) {
                lines.add(line(UnixStat.DIR_FLAG | permissions, 0, "-", entry.getName()));
            } else if (entry.isFile()) {
                lines.add(file(UnixStat.FILE_FLAG | permissions, tar, entry.getName()));
            } else {
                throw new IOException("Neither a file nor a folder nor a link: " + entry.getName());
            }
        }
        gzip.transferTo(OutputStream.nullOutputStream());
        return sorted(lines);
    }

    /** The entries of a zip. */
    public static List<String> zip(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry :
                    (Iterable<ZipArchiveEntry>) () -> zip.getEntries().asIterator()) {
                if (entry.isDirectory()) {
                    lines.add(line(entry.getUnixMode(), 0, "-", entry.getName()));
                } else if (entry.isUnixSymlink()) {
                    String target = zip.getUnixSymlink(entry);
                    lines.add(line(UnixStat.LINK_FLAG | 0777, 0, "-", entry.getName() + " -> " + target));
                } else {
                    try (InputStream in = zip.getInputStream(entry)) {
                        lines.add(file(entry.getUnixMode(), in, entry.getName()));
                    }
                }
            }
        }
        return sorted(lines);
    }

    /** Lines of any reader in the order of their paths. */
    public static List<String> sorted(List<String> lines) {
        return lines.stream().sorted(BY_PATH).toList();
    }

    /** What two listings do not share, in the order of the paths: {@code - } before lines of the first only. */
    public static List<String> diff(List<String> first, List<String> second) {
        Set<String> inFirst = new HashSet<>(first);
        Set<String> inSecond = new HashSet<>(second);
        Stream<String> gone =
                first.stream().filter(line -> !inSecond.contains(line)).map("- "::concat);
        Stream<String> come =
                second.stream().filter(line -> !inFirst.contains(line)).map("+ "::concat);
        return Stream.concat(gone, come)
                .sorted(Comparator.comparing((String line) -> line.split(" ", 5)[4]))
                .toList();
    }

    /**
     * A path's name below a folder, with a slash at the end of a folder's. It goes by way of URIs, because
     * {@link Path#toString} loses what the locale of the JVM cannot express.
     */
    static String name(Path folder, Path path) {
        String name = folder.toUri().relativize(path.toUri()).getPath();
        return Files.isSymbolicLink(path) && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    /** The path of this name below a folder that exists, likewise whatever the locale. */
    static Path path(Path folder, String name) {
        try {
            String relative = new URI(null, null, "/" + name, null).toASCIIString();
            return Path.of(URI.create(folder.toUri() + relative.substring(1)));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private static String file(int mode, InputStream in, String name) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
        long size = in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
        return line(mode, size, HexFormat.of().formatHex(sha256.digest()), name);
    }

    private static String line(int mode, long size, String sha256, String name) {
        return String.format(Locale.ROOT, "%06o %d %s %s", mode, size, sha256, name);
    }
}
