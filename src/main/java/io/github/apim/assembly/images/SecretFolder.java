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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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

    /** The files of a node that are not in a folder, for those who are about to copy from it. */
    public static List<Path> missing(NodeImage image, Path from) {
        return image.secrets().values().stream()
                .map(key -> from.resolve(image.node()).resolve(key))
                .filter(file -> !Files.isRegularFile(file))
                .sorted()
                .toList();
    }

    /**
     * Takes over the files of a node from a folder that such a build has written.
     *
     * @throws NoSuchFileException if one is not there
     */
    public void copy(NodeImage image, Path from) throws IOException {
        for (String key : image.secrets().values()) {
            write(
                    image.node(),
                    key,
                    Files.readAllBytes(from.resolve(image.node()).resolve(key)));
        }
    }

    /** Writes the files of a node under their keys, beside those that it has. */
    void put(String node, Map<String, Written> files) throws IOException {
        Map<String, String> keys = SecretFiles.keys(files.keySet());
        for (Map.Entry<String, Written> file : files.entrySet()) {
            Content content = file.getValue().content();
            byte[] bytes = content instanceof Content.Bytes held ? held.bytes() : ((Content.File) content).bytes();
            write(node, keys.get(file.getKey()), bytes);
        }
    }

    private void write(String node, String key, byte[] content) throws IOException {
        Path own = Files.createDirectories(folder.resolve(node));
        restrict(own);
        WholeFile.write(own.resolve(key), content, FILE);
    }

    /** Deletes the files that none of these images wants, and the folders of other nodes: passwords that nobody needs. */
    public void keepOnly(Collection<NodeImage> images) throws IOException {
        Map<String, Collection<String>> wanted = new HashMap<>();
        images.forEach(image -> wanted.put(image.node(), image.secrets().values()));
        for (Path node : in(folder, Files::isDirectory)) {
            Collection<String> keys = wanted.getOrDefault(node.getFileName().toString(), Set.of());
            for (Path file : in(node, Files::isRegularFile)) {
                if (!keys.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
            if (in(node, file -> true).isEmpty()) {
                Files.delete(node);
            }
        }
    }

    private static List<Path> in(Path folder, DirectoryStream.Filter<Path> kind) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> there = Files.newDirectoryStream(folder, kind)) {
            there.forEach(found::add);
        }
        return found;
    }
}
