package io.github.apim.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A folder as a source, whose entries' names begin with the folder's own, as in an archive of it. Files are in the order of their names' UTF-8 bytes; of their permissions only counts whether
 * the owner may execute them, since the others depend on the umask of whoever unpacked it.
 */
final class FolderImage implements SourceImage {

    private final Path folder;
    private final Limits limits;
    private final List<Item> items;
    private final byte[] identity;

    /** @param changed see {@link FileIdentity}; of files only, as in a folder nothing counts but what is in it */
    private record Item(
            String name,
            EntryKind kind,
            int permissions,
            BasicFileAttributes attributes,
            String changed,
            String linkTarget) {}

    private FolderImage(Path folder, Limits limits, List<Item> items) {
        this.folder = folder;
        this.limits = limits;
        this.items = items;
        this.identity = identity(folder, items);
    }

    /**
     * Lists a folder.
     *
     * @throws ArchiveException if it holds anything but files, folders and symbolic links, or too much
     */
    static FolderImage of(Path given, Limits limits) throws IOException {
        // A link to a folder is as good as the folder.
        Path folder = given.toRealPath();
        List<Item> items = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                return visitFile(path, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (items.size() == limits.maxEntries()) {
                    throw ArchiveException.of(
                            folder,
                            "has more than %s entries. Raise the limit if that is right."
                                    .formatted(limits.maxEntries()));
                }
                items.add(item(folder, path, attributes));
                return FileVisitResult.CONTINUE;
            }
        });
        items.sort(Comparator.comparing(item -> item.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        checkSize(folder, limits, items);
        return new FolderImage(folder, limits, List.copyOf(items));
    }

    @Override
    public byte[] identity() {
        return identity.clone();
    }

    @Override
    public void write(ZipImageWriter zip) throws IOException {
        for (Item item : items) {
            Instant modified = item.attributes().lastModifiedTime().toInstant();
            switch (item.kind()) {
                case DIRECTORY -> zip.directory(item.name(), 0755, modified);
                case SYMLINK -> zip.symbolicLink(item.name(), modified, item.linkTarget());
                case FILE -> {
                    try (InputStream content = Files.newInputStream(folder.resolveSibling(item.name()))) {
                        if (zip.file(item.name(), item.permissions(), modified, content)
                                != item.attributes().size()) {
                            throw changed();
                        }
                    }
                }
            }
        }
        if (!Arrays.equals(of(folder, limits).identity, identity)) {
            throw changed();
        }
    }

    private static void checkSize(Path folder, Limits limits, List<Item> items) {
        long size = items.stream()
                .filter(item -> item.kind() == EntryKind.FILE)
                .mapToLong(item -> item.attributes().size())
                .sum();
        if (size > limits.maxBytes()) {
            throw ArchiveException.of(
                    folder,
                    "holds %s bytes, the limit is %s. Raise the limit if that is right."
                            .formatted(size, limits.maxBytes()));
        }
    }

    private ArchiveException changed() {
        return ArchiveException.changed(folder);
    }

    private static Item item(Path folder, Path path, BasicFileAttributes attributes) throws IOException {
        Path parent = folder.getParent();
        if (parent == null) {
            throw ArchiveException.of(folder, "is the root of a file system. Name the folder to take.");
        }
        String name = StreamSupport.stream(parent.relativize(path).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
        if (name.indexOf('\uFFFD') >= 0) {
            throw ArchiveException.of(
                    folder, name, "has a name that Java cannot read in this locale. Set LC_ALL=C.UTF-8 or the like.");
        }
        if (attributes.isSymbolicLink()) {
            String target = Files.readSymbolicLink(path).toString();
            return new Item(name, EntryKind.SYMLINK, 0777, attributes, "", target);
        }
        if (attributes.isDirectory()) {
            return new Item(name, EntryKind.DIRECTORY, 0755, attributes, "", "");
        }
        if (!attributes.isRegularFile()) {
            throw ArchiveException.of(
                    folder, name, "is neither file, folder nor symbolic link. Remove it from the folder.");
        }
        String changed = UnixFiles.areKnown(path)
                ? String.valueOf(Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS))
                : "";
        return new Item(name, EntryKind.FILE, permissions(path), attributes, changed, "");
    }

    /** 0755 or 0644; none where the file system has no such thing, which leaves it to the rule for such archives. */
    private static int permissions(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return 0;
        }
        boolean executable = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
                .contains(PosixFilePermission.OWNER_EXECUTE);
        return executable ? 0755 : 0644;
    }

    private static byte[] identity(Path folder, List<Item> items) {
        MessageDigest digest = Sha256.start();
        digest.update(("folder\0" + folder + "\0").getBytes(StandardCharsets.UTF_8));
        for (Item item : items) {
            BasicFileAttributes attributes = item.attributes();
            String text = String.join(
                    "\0",
                    item.name(),
                    item.kind().name(),
                    Integer.toOctalString(item.permissions()),
                    Long.toString(item.kind() == EntryKind.FILE ? attributes.size() : 0),
                    attributes.lastModifiedTime().toInstant().toString(),
                    item.changed(),
                    String.valueOf(attributes.fileKey()),
                    item.linkTarget(),
                    "");
            digest.update(text.getBytes(StandardCharsets.UTF_8));
        }
        return digest.digest();
    }
}
