package io.github.apim.overlay;

import io.github.apim.archive.Content;
import io.github.apim.deployment.Node;
import io.github.apim.product.Scripts;
import io.github.apim.product.StrayFiles;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.codehaus.plexus.util.DirectoryScanner;
import org.codehaus.plexus.util.MatchPatterns;

/** The user's own files over everything else: for all nodes, then the role, then the node. */
final class UserFilesOverlay implements Overlay {

    static final String ALL = "all";

    /** Version control's folders, editors' backups and the like, as everywhere in Maven. */
    private static final MatchPatterns EXCLUDED = MatchPatterns.from(Arrays.stream(DirectoryScanner.DEFAULTEXCLUDES)
            .map(pattern -> pattern.replace('/', File.separatorChar))
            .toList());

    @Override
    public String name() {
        return "user-files";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        for (Path folder : folders(context)) {
            files.owing(
                    context.userOverlays().getFileName() == null || !folder.startsWith(context.userOverlays())
                            ? String.valueOf(folder.getFileName())
                            : context.userOverlays().getFileName() + "/"
                                    + context.userOverlays().relativize(folder));
            lay(folder, files, context);
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

    private static void lay(Path folder, NodeFiles files, NodeContext context) throws IOException {
        OverlayLinks links = new OverlayLinks(folder);
        for (Path file : tree(folder)) {
            String path = StreamSupport.stream(folder.relativize(file).spliterator(), false)
                    .map(Path::toString)
                    .collect(Collectors.joining("/"));
            if (EXCLUDED.matches(path.replace('/', File.separatorChar), true) || StrayFiles.isOne(path)) {
                continue;
            }
            links.warning(file).ifPresent(context.warnings());
            if (Files.isDirectory(file)) {
                files.folder(path);
            } else if (Files.isRegularFile(file)) {
                requireRunnable(file, path);
                files.put(path, files.has(path) ? files.modeOf(path) : newMode(file), new Content.File(file));
            } else {
                throw new OverlayException(
                        file + " is neither file nor folder, perhaps a link that leads nowhere; remove it");
            }
        }
    }

    private static void requireRunnable(Path file, String path) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            Scripts.problem(path, content).ifPresent(problem -> {
                throw new OverlayException(file + ": " + problem);
            });
        }
    }

    /** What is in a folder, by name; links are followed. */
    private static List<Path> tree(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return tree.filter(path -> !path.equals(folder)).sorted().toList();
        } catch (UncheckedIOException problem) {
            if (problem.getCause() instanceof FileSystemLoopException loop) {
                throw new OverlayException(
                        loop.getFile() + " is a link to a folder that it lies in itself; remove it", loop);
            }
            throw problem.getCause();
        }
    }

    /** Only the owner's execute bit counts: the others depend on the umask of whoever checked the file out. */
    private static int newMode(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        boolean executable = posix
                ? Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE)
                : file.toString().endsWith(".sh");
        return executable ? 0755 : 0644;
    }
}
