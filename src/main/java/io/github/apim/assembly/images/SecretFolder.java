package io.github.apim.assembly.images;

import io.github.apim.archive.Content;
import io.github.apim.archive.WholeFile;
import io.github.apim.overlay.Change.Written;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A folder of files with secrets, that only its owner may read and that git does not take. */
public final class SecretFolder {

    /** Its name in the output folder. */
    public static final String NAME = "secrets";

    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";
    private static final String IGNORE = ".gitignore";

    private final Path folder;

    private SecretFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder, which is made if it is missing; whoever may read it now, only its owner may from now on. */
    public static SecretFolder in(Path folder) throws IOException {
        Files.createDirectories(folder);
        restrict(folder);
        WholeFile.write(folder.resolve(IGNORE), "*\n".getBytes(StandardCharsets.US_ASCII), FILE);
        return new SecretFolder(folder);
    }

    private static void restrict(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
        }
    }

    /** Writes the files of a node under their keys, in place of those that it had. */
    void write(String node, Map<String, Written> files) throws IOException {
        Map<String, String> keys = SecretFiles.keys(files.keySet());
        Path own = Files.createDirectories(folder.resolve(node));
        restrict(own);
        Set<String> names = new HashSet<>(keys.values());
        try (DirectoryStream<Path> there = Files.newDirectoryStream(own)) {
            for (Path file : there) {
                if (!names.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
        for (Map.Entry<String, Written> file : files.entrySet()) {
            Content content = file.getValue().content();
            byte[] bytes = content instanceof Content.Bytes held ? held.bytes() : ((Content.File) content).bytes();
            WholeFile.write(own.resolve(keys.get(file.getKey())), bytes, FILE);
        }
    }
}
