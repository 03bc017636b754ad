package io.github.apim.manifest;

import io.github.apim.archive.FileDigests;
import io.github.apim.manifest.ManifestFile.Type;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An unpacked home; its files are read when they are asked for. */
final class FolderTree implements HomeTree {

    private static final int PERMISSIONS = 0777;

    private final Path home;
    private final Map<String, Item> items = new TreeMap<>();

    private FolderTree(Path home) {
        this.home = home;
    }

    static FolderTree of(Path home) throws IOException {
        FolderTree tree = new FolderTree(home);
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(home)) {
                    tree.add(folder, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                tree.add(file, attributes);
                return FileVisitResult.CONTINUE;
            }
        });
        return tree;
    }

    private void add(Path path, BasicFileAttributes attributes) throws IOException {
        Type type = attributes.isDirectory() ? Type.FOLDER : attributes.isSymbolicLink() ? Type.LINK : Type.FILE;
        int mode = path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & PERMISSIONS
                : -1;
        String name = StreamSupport.stream(home.relativize(path).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
        items.put(name, new Item(type, mode, attributes.size()));
    }

    @Override
    public Map<String, Item> items() {
        return items;
    }

    @Override
    public byte[] read(String path) throws IOException {
        try (InputStream in = Files.newInputStream(home.resolve(path))) {
            byte[] content = in.readNBytes(Manifest.MOST_BYTES + 1);
            if (content.length > Manifest.MOST_BYTES) {
                throw new ManifestException(home.resolve(path) + " is too large to be one of this plugin's files");
            }
            return content;
        }
    }

    @Override
    public String sha256(String path) throws IOException {
        return FileDigests.sha256(home.resolve(path));
    }
}
