package io.github.apim.assembly;

import io.github.apim.archive.FileDigests;
import io.github.apim.archive.FileIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Fingerprints of a file or of a folder's tree, made of metadata: size, times and inode; no content is read. */
final class Looks {

    private static final String NOTHING = "nothing";

    private Looks() {}

    static String of(Path path) throws IOException {
        try {
            if (!Files.isDirectory(path)) {
                return one(path);
            }
            StringBuilder lines = new StringBuilder();
            for (Path below : tree(path)) {
                lines.append(one(below)).append('\n');
            }
            return FileDigests.sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchFileException missing) {
            return NOTHING;
        }
    }

    /** Links are followed, as they are when the folder is laid over a pack. */
    private static List<Path> tree(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return paths.sorted().toList();
        } catch (UncheckedIOException problem) {
            throw problem.getCause();
        }
    }

    private static String one(Path path) throws IOException {
        FileIdentity identity = FileIdentity.of(path);
        // A folder's own time and size say nothing that its entries do not say.
        boolean folder = Files.isDirectory(path);
        return String.join(
                "\0",
                identity.path().toString(),
                folder ? "folder" : identity.look(),
                Boolean.toString(!folder && Files.isExecutable(path)));
    }
}
