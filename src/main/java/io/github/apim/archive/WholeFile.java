package io.github.apim.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file that appears under its name whole or not at all. Until then it is its part, {@code .<name>.part} beside it, which
 * stays only where a process was killed. One process at a time may write a file.
 */
public final class WholeFile {

    /** What the names of parts end in; they begin with a dot. */
    public static final String PART_SUFFIX = ".part";

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private WholeFile() {}

    /** Where a file is written before it is whole. */
    public static Path part(Path file) {
        return file.resolveSibling("." + file.getFileName() + PART_SUFFIX);
    }

    /**
     * Writes a file to the disk, in place of one that is there, and makes its folder if it is missing.
     *
     * @param mode such as {@code rw-r--r--}; less where the umask takes something away
     */
    public static void write(Path file, byte[] content, String mode) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = part(file);
        Files.deleteIfExists(part);
        try {
            try (FileChannel out = FileChannel.open(part, NEW, UnixFiles.withMode(part, mode))) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                out.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
