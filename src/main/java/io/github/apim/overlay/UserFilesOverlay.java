package io.github.apim.overlay;

import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Scopes;
import io.github.apim.deployment.Secrets;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.codehaus.plexus.util.DirectoryScanner;
import org.codehaus.plexus.util.MatchPatterns;

/** The user's own files over those of the pack: for all nodes, then the role, then the node. */
public final class UserFilesOverlay implements Overlay {

    private static final int OTHERS = 007;
    private static final int MOST_NAMED = 3;

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
        KnownSecrets secrets = KnownSecrets.of(Secrets.of(context.deployment()));
        List<String> widened = new ArrayList<>();
        for (Path folder : folders(context)) {
            files.owing(title(folder, context));
            lay(folder, context, files, secrets, widened);
        }
        if (!widened.isEmpty()) {
            context.warnings()
                    .accept("not for others here, but readable by all on the node: "
                            + widened.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                            + (widened.size() > MOST_NAMED ? " and " + (widened.size() - MOST_NAMED) + " more" : "")
                            + "; of files in the overlays' folder only the owner's modes count: chmod 600 those that"
                            + " are secret, chmod 644 the others");
        }
    }

    private static String title(Path folder, NodeContext context) {
        return context.userOverlays().stream()
                .filter(user -> folder.startsWith(user.path()))
                .findFirst()
                .map(user -> user.titleOf(folder))
                .orElseGet(() -> String.valueOf(folder.getFileName()));
    }

    /** Those for all environments, with the node's own as the last of them, and over them those of the environment. */
    private static List<Path> folders(NodeContext context) {
        List<Path> folders = new ArrayList<>(folders(context, false));
        addOwn(context, folders);
        folders.addAll(folders(context, true));
        return folders;
    }

    private static List<Path> folders(NodeContext context, boolean ofEnvironment) {
        return context.userOverlays().stream()
                .filter(user -> user.environment().isPresent() == ofEnvironment)
                .flatMap(user -> Scopes.of(context.node()).stream().map(user.path()::resolve))
                .filter(Files::isDirectory)
                .toList();
    }

    private static void addOwn(NodeContext context, List<Path> folders) {
        Node node = context.node();
        if (node.overlay().isPresent()) {
            Path own = node.overlay().get();
            if (!Files.isDirectory(own)) {
                throw new OverlayException(
                        node.location(),
                        "nodes." + node.name() + ".overlay",
                        own + " is no folder; make it or remove the key");
            }
            if (!folders.contains(own)) {
                folders.add(own);
            }
        }
    }

    private static void lay(
            Path folder, NodeContext context, NodeFiles files, KnownSecrets secrets, List<String> widened)
            throws IOException {
        boolean forAll = context.userOverlays().stream()
                .anyMatch(user -> folder.equals(user.path().resolve(Scopes.ALL)));
        OverlayLinks links = new OverlayLinks(folder);
        for (Path file : tree(folder)) {
            String path = StreamSupport.stream(folder.relativize(file).spliterator(), false)
                    .map(Path::toString)
                    .collect(Collectors.joining("/"));
            if (EXCLUDED.matches(path.replace('/', File.separatorChar), true) || StrayFiles.isOne(path)) {
                continue;
            }
            links.warning(file).ifPresent(context.warnings());
            try {
                lay(file, forAll, path, files, secrets, widened);
            } catch (OverlayException problem) {
                files.report(
                        new OverlayException(new Location(file.toString(), 1, 1), "", problem.getMessage(), problem));
            }
        }
    }

    private static void lay(
            Path file, boolean forAll, String path, NodeFiles files, KnownSecrets secrets, List<String> widened)
            throws IOException {
        if (Files.isDirectory(file)) {
            files.folder(path);
        } else if (Files.isRegularFile(file)) {
            UserFile own = UserFile.of(file, forAll);
            requireRunnable(file, path);
            files.bring(path, files.has(path) ? files.modeOf(path) : own.mode(), own);
            if (own.isSecret(secrets)) {
                files.secret(path);
            } else if (own.isNotForOthers() && (files.modeOf(path) & OTHERS) != 0) {
                widened.add(path);
            }
        } else {
            throw new OverlayException("it is neither file nor folder, perhaps a link that leads nowhere; remove it");
        }
    }

    private static void requireRunnable(Path file, String path) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            Scripts.problem(path, content).ifPresent(problem -> {
                throw new OverlayException(problem);
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
}
