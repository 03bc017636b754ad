import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * What one would write with commons-compress: each node's tar.gz from the pack's zip, every entry inflated and deflated.
 *
 * <p>Arguments: the zip, a folder with one folder of changed and added files for each node, the folder for the tarballs.
 */
public final class Recompress {

    public static void main(String... arguments) throws IOException {
        Path output = Path.of(arguments[2]);
        try (ZipFile zip = ZipFile.builder().setPath(arguments[0]).get();
                var nodes = Files.list(Path.of(arguments[1]))) {
            for (Path node : nodes.sorted().toList()) {
                write(zip, node, output.resolve(node.getFileName() + ".tar.gz"));
            }
        }
    }

    private static void write(ZipFile zip, Path node, Path tarball) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(tarball), 1 << 16);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file, 1 << 16))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                if (!Files.isRegularFile(node.resolve(entry.getName()))) {
                    TarArchiveEntry header = new TarArchiveEntry(entry.getName());
                    header.setMode(entry.getUnixMode());
                    header.setSize(entry.isDirectory() ? 0 : entry.getSize());
                    tar.putArchiveEntry(header);
                    if (!entry.isDirectory()) {
                        try (InputStream content = zip.getInputStream(entry)) {
                            content.transferTo(tar);
                        }
                    }
                    tar.closeArchiveEntry();
                }
            }
            try (var own = Files.walk(node)) {
                for (Path path : own.filter(Files::isRegularFile).sorted().toList()) {
                    TarArchiveEntry header = new TarArchiveEntry(
                            path, node.relativize(path).toString());
                    tar.putArchiveEntry(header);
                    Files.copy(path, tar);
                    tar.closeArchiveEntry();
                }
            }
        }
    }
}
