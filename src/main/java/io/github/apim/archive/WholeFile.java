package io.github.apim.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
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

    /** Gives a file its content. */
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /**
     * Writes a file to the disk, in place of one that is there, and makes its folder if it is missing.
     *
     * @param mode such as {@code rw-r--r--}; less where the umask takes something away
     */
    public static void write(Path file, byte[] content, String mode) throws IOException {
        write(file, out -> out.write(content), mode);
    }

    /**
     * The same for what is too much to be held in memory.
     *
     * @throws FileSystemException if the file cannot be written; what goes wrong with the content comes as it is
     */
    public static void write(Path file, Writing writing, String mode) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = part(file);
        Files.deleteIfExists(part);
        try {
            try (FileChannel out = FileChannel.open(part, NEW, UnixFiles.withMode(part, mode))) {
                writing.to(new Part(part, Channels.newOutputStream(out)));
                out.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Says of which file it is if a disk is full: a content may come from elsewhere, where other things go wrong. */
    private static final class Part extends OutputStream {

        private final Path file;
        private final OutputStream out;

        Part(Path file, OutputStream out) {
            this.file = file;
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException problem) {
                FileSystemException told = new FileSystemException(file.toString(), null, problem.getMessage());
                told.initCause(problem);
                throw told;
            }
        }
    }
}
