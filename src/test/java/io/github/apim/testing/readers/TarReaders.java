package io.github.apim.testing.readers;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needing;
import io.github.apim.testing.Project;
import io.github.apim.testing.Trees;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The programs and libraries that people will open our archives with, each giving the listing of {@link Trees}. */
public final class TarReaders {

    private static final int MINUTES = 5;

    private TarReaders() {}

    /** A way to read a tar.gz; its text is its name, as a parameterized test shows it. */
    public record Reader(String name, Set<Need> needs, Reading reading) implements Needing {

        /** The sorted listing. */
        public List<String> list(Path tarGz) throws IOException {
            return reading.list(tarGz.toAbsolutePath());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What a reader does. */
    @FunctionalInterface
    public interface Reading {
        List<String> list(Path tarGz) throws IOException;
    }

    /** All of them. */
    public static List<Reader> all() {
        return List.of(
                new Reader("commons-compress", Set.of(), Trees::tarGz),
                new Reader("commons-compress, slow stream", Set.of(), TarReaders::slowly),
                extracting("GNU tar", Need.TAR, "-xzpf", "--no-same-owner"),
                extracting("bsdtar", Need.BSDTAR, "-xzpf", "--no-same-owner"),
                extracting("busybox tar", Need.BUSYBOX, "tar", "-xzpf", "-o"),
                new Reader("Python tarfile r:gz", Set.of(Need.PYTHON3), tarGz -> python(tarGz, "r:gz")),
                new Reader("Python tarfile r|gz", Set.of(Need.PYTHON3), tarGz -> python(tarGz, "r|gz")),
                new Reader("Go archive/tar", Set.of(Need.GO), TarReaders::go));
    }

    private static Reader extracting(String name, Need program, String... arguments) {
        return new Reader(name, Set.of(program), tarGz -> extracted(tarGz, program, arguments));
    }

    /**
     * At the end of a gzip member, {@code GZIPInputStream} asks a stream whether there is more, unless it holds more than
     * 26 bytes already; it never does with a stream this slow, so that it stops before a second member.
     */
    private static List<String> slowly(Path tarGz) throws IOException {
        try (InputStream in = new SlowInputStream(new BufferedInputStream(Files.newInputStream(tarGz)), 1, 26)) {
            return Trees.tarGz(in);
        }
    }

    /** Unpacks with a program into a folder, whatever the umask, and lists that. The archive follows the last option f. */
    private static List<String> extracted(Path tarGz, Need program, String... arguments) throws IOException {
        Path folder = Files.createTempDirectory("extracted");
        try {
            List<String> command = new ArrayList<>(List.of(program.path().toString()));
            for (String argument : arguments) {
                command.add(argument);
                if (argument.endsWith("f")) {
                    command.add(tarGz.toString());
                }
            }
            run(folder, command);
            return Trees.folder(folder);
        } finally {
            delete(folder);
        }
    }

    private static List<String> python(Path tarGz, String mode) throws IOException {
        Path script = resource("list_tar.py");
        return Trees.sorted(run(
                script.getParent(),
                List.of(Need.PYTHON3.path().toString(), script.toString(), mode, tarGz.toString())));
    }

    /** Compiles the Go program once and runs it. */
    private static List<String> go(Path tarGz) throws IOException {
        String go = Need.GO.path().toString();
        Path source = resource("list_tar.go");
        Path program = Project.target("readers").resolve("list_tar");
        if (!Files.exists(program)
                || Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(source)) < 0) {
            Files.createDirectories(program.getParent());
            run(source.getParent(), List.of(go, "build", "-o", program.toString(), source.toString()));
        }
        return Trees.sorted(run(source.getParent(), List.of(program.toString(), tarGz.toString())));
    }

    private static Path resource(String name) {
        return Project.folder().resolve("src/test/resources/readers").resolve(name);
    }

    /** Runs a command to its end and returns its output, or throws what it complained of. */
    private static List<String> run(Path folder, List<String> command) throws IOException {
        Path output = Files.createTempFile("output", ".txt");
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().put("GO111MODULE", "off");
            builder.environment().put("GOCACHE", Project.target("go-cache").toString());
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end within " + MINUTES + " minutes");
            }
            String complaint = Files.readString(errors, StandardCharsets.UTF_8);
            if (process.exitValue() != 0 || !complaint.isBlank()) {
                throw new IOException(command + " ended with " + process.exitValue() + ": " + complaint);
            }
            return Files.readAllLines(output, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(Arrays.toString(command.toArray()) + " was interrupted", e);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                Files.delete(path);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, IOException problem) throws IOException {
                Files.delete(path);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
