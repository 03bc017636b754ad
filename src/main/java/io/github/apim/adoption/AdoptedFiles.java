package io.github.apim.adoption;

import io.github.apim.deployment.Location;
import io.github.apim.deployment.Problem;
import io.github.apim.manifest.HomeTree.Item;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files that an adoption leaves: made in a folder of their own beside where they go, and moved there when all of them
 * are whole. None replaces a file that is there.
 */
final class AdoptedFiles implements Closeable {

    static final String SETTINGS = "adopted-settings.xml";
    static final String ENVIRONMENT = "adopted-environment.sh";
    static final String REPORT = "adoption.txt";

    private static final String OVERLAYS = "overlays";
    private static final String OWNER_ONLY = "rw-------";

    private final Path target;
    private final Path folder;
    private final Set<String> secret = new TreeSet<>();

    private AdoptedFiles(Path target, Path folder) {
        this.target = target;
        this.folder = folder;
    }

    /** @throws AdoptionException if something that would be written is there already */
    static AdoptedFiles beside(Path target) throws IOException {
        Path parent = Files.createDirectories(target.getParent());
        for (String name : List.of(
                target.getFileName().toString(), OVERLAYS, "jars", "user-stores", SETTINGS, ENVIRONMENT, REPORT)) {
            if (Files.exists(parent.resolve(name))) {
                throw new AdoptionException(parent.resolve(name)
                        + " is there already, and nothing is overwritten; move it away, or name another place by"
                        + " -Dapim.descriptor");
            }
        }
        return new AdoptedFiles(target, Files.createTempDirectory(parent, ".apim-adopt"));
    }

    Path overlays() {
        return folder.resolve(OVERLAYS);
    }

    /** Writes the descriptor of one round. */
    Path descriptor(String text) throws IOException {
        return Files.writeString(folder.resolve(target.getFileName()), text);
    }

    /** Writes files by their paths beside the descriptor. */
    void write(Map<String, byte[]> files, Secrecy secrecy) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            write(folder.resolve(file.getKey()), file.getValue(), 0644, secrecy);
        }
    }

    /** Copies the files that a node brings as a whole; those that were for their owner alone stay so. */
    void own(List<AdoptedNode> nodes, Remainder remainder, Secrecy secrecy) throws IOException {
        for (AdoptedNode node : nodes) {
            for (String path : remainder.own(node.name())) {
                Path file = overlays().resolve(node.name()).resolve(path);
                if (!Files.exists(file)) {
                    Item item = node.home().tree().items().get(path);
                    write(file, node.home().tree().read(path), item.mode(), secrecy);
                }
            }
        }
    }

    private void write(Path file, byte[] content, int mode, Secrecy secrecy) throws IOException {
        Files.createDirectories(file.getParent());
        forOwner(file, content);
        boolean isSecret = secrecy.isSecret(file.getFileName().toString(), content);
        if (isSecret) {
            secret.add(folder.relativize(file).toString().replace('\\', '/'));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode(isSecret ? mode & 0700 : mode)));
    }

    /** The files that hold a password or a key, by their paths beside the descriptor. */
    Set<String> secret() {
        return Set.copyOf(secret);
    }

    /** Writes a file that nobody but its owner can read at any time. */
    private static void forOwner(Path file, byte[] content) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        Files.write(file, content);
    }

    private static String mode(int mode) {
        String readable = (mode & 044) == 0 ? "------" : "r--r--";
        boolean runs = (mode & 0100) != 0;
        String others = runs && readable.startsWith("r") ? "r-xr-x" : readable;
        return (runs ? "rwx" : "rw-") + others;
    }

    /** The same problems, of files as they will be called. */
    List<Problem> moved(List<Problem> problems) {
        List<Problem> moved = new ArrayList<>();
        for (Problem problem : problems) {
            Location place = problem.location();
            moved.add(new Problem(
                    problem.severity(),
                    new Location(renamed(place.file()), place.line(), place.column()),
                    problem.path(),
                    renamed(problem.message()),
                    problem.rule()));
        }
        return moved;
    }

    /** A text that names files as they will be called. */
    String renamed(String text) {
        return text.replace(folder.toString(), target.getParent().toString());
    }

    /**
     * Writes what is written last, and moves all to its place.
     *
     * @param environment what sets the environment; no file if it is empty
     */
    void finish(String descriptor, String settings, String environment, String report) throws IOException {
        descriptor(descriptor);
        forOwner(folder.resolve(SETTINGS), settings.getBytes(StandardCharsets.UTF_8));
        if (!environment.isEmpty()) {
            forOwner(folder.resolve(ENVIRONMENT), environment.getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(folder.resolve(REPORT), report, StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.list(folder)) {
            // The descriptor last: where it is, all that it names is.
            for (Path file : files.sorted(Comparator.comparing(
                            (Path path) -> path.getFileName().equals(target.getFileName())))
                    .toList()) {
                Files.move(file, target.resolveSibling(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
