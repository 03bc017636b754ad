package io.github.apim.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The lowest of our layers: the folders that all others lie in. Docker's engine, up to 20.10 at least, makes folders that no
 * entry names with mode 0600, where only root finds anything.
 */
public final class FolderLayer {

    /** The media type of a tar that is not compressed. */
    private static final String TAR = "application/vnd.oci.image.layer.v1.tar";

    private static final int MODE = 0755;

    private FolderLayer() {}

    /**
     * The layer, wherever it is.
     *
     * @param directory the innermost folder, absolute; all belong to root, and everybody may enter them
     */
    public static Layer of(String directory) throws IOException {
        byte[] tar = tar(directory);
        Digest digest = Digest.of(tar);
        return new Layer(TAR, digest, tar.length, digest);
    }

    /** Puts the layer into a layout. */
    public static Layer write(OciLayout layout, String directory) throws IOException {
        layout.write(tar(directory));
        return of(directory);
    }

    private static byte[] tar(String directory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            StringBuilder folder = new StringBuilder();
            for (String part : directory.substring(1).split("/")) {
                TarArchiveEntry entry =
                        new TarArchiveEntry(folder.append(part).append('/').toString());
                entry.setMode(MODE);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
