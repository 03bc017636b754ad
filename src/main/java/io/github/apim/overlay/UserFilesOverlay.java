package io.github.apim.overlay;

import io.github.apim.archive.Content;
import io.github.apim.archive.EntryKind;
import io.github.apim.deployment.Node;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.codehaus.plexus.util.DirectoryScanner;

/** The user's own files over everything else: for all nodes, then the role, then the node. */
final class UserFilesOverlay implements Overlay {

    static final String ALL = "all";

    @Override
    public String name() {
        return "user-files";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        for (Path folder : folders(context)) {
            lay(folder, context, files);
        }
    }

    private static List<Path> folders(NodeContext context) {
        Node node = context.node();
        Path base = context.userOverlays();
        List<Path> folders = new ArrayList<>();
        folders.add(base.resolve(ALL));
        folders.add(base.resolve(node.role().key()));
        if (!node.name().equals(node.role().key())) {
            folders.add(base.resolve(node.name()));
        }
        folders.removeIf(folder -> !Files.isDirectory(folder));
        if (node.overlay().isPresent()) {
            Path own = node.overlay().get();
            if (!Files.isDirectory(own)) {
                throw new OverlayException(node.location() + ": nodes." + node.name() + ".overlay: " + own
                        + " is no folder; make it or remove the key");
            }
            if (!folders.contains(own)) {
                folders.add(own);
            }
        }
        return folders;
    }

    private static void lay(Path folder, NodeContext context, NodeFiles files) throws IOException {
        DirectoryScanner scanner = new DirectoryScanner();
        scanner.setBasedir(folder.toFile());
        scanner.addDefaultExcludes();
        scanner.scan();
        for (String name : sorted(scanner.getIncludedFiles())) {
            Path file = folder.resolve(name);
            String path = name.replace(File.separatorChar, '/');
            if (isFolder(context, path)) {
                throw new OverlayException(
                        file + " would replace a folder of " + context.pack().title() + " by a file");
            }
            files.put(path, files.has(path) ? files.modeOf(path) : newMode(file), new Content.File(file));
        }
    }

    private static boolean isFolder(NodeContext context, String path) {
        return context.pack()
                .find(path)
                .filter(entry -> entry.kind() == EntryKind.DIRECTORY)
                .isPresent();
    }

    /** Only the owner's execute bit counts: the others depend on the umask of whoever checked the file out. */
    private static int newMode(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        boolean executable = posix
                ? Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE)
                : file.toString().endsWith(".sh");
        return executable ? 0755 : 0644;
    }

    private static String[] sorted(String[] names) {
        String[] sorted = names.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
