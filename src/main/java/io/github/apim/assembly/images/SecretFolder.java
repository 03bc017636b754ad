package io.github.apim.assembly.images;

import io.github.apim.archive.Content;
import io.github.apim.archive.WholeFile;
import io.github.apim.overlay.Change.Written;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

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

    /**
     * Takes over the files of a node from a folder that such a build has written.
     *
     * @throws NoSuchFileException if one is not there
     */
    public void copy(NodeImage image, Path from) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String key : image.secrets().values()) {
            files.put(key, Files.readAllBytes(from.resolve(image.node()).resolve(key)));
        }
        write(image.node(), files);
    }

    /** Writes the files of a node under their keys, in place of those that it had. */
    void put(String node, Map<String, Written> files) throws IOException {
        Map<String, String> keys = SecretFiles.keys(files.keySet());
        Map<String, byte[]> contents = new TreeMap<>();
        for (Map.Entry<String, Written> file : files.entrySet()) {
            Content content = file.getValue().content();
            byte[] bytes = content instanceof Content.Bytes held ? held.bytes() : ((Content.File) content).bytes();
            contents.put(keys.get(file.getKey()), bytes);
        }
        write(node, contents);
    }

    private void write(String node, Map<String, byte[]> files) throws IOException {
        Path own = Files.createDirectories(folder.resolve(node));
        restrict(own);
        try (DirectoryStream<Path> there = Files.newDirectoryStream(own)) {
            for (Path file : there) {
                if (!files.containsKey(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            WholeFile.write(own.resolve(file.getKey()), file.getValue(), FILE);
        }
    }
}
