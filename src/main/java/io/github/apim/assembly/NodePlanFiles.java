package io.github.apim.assembly;

import io.github.apim.archive.Content;
import io.github.apim.archive.EntryKind;
import io.github.apim.overlay.Change;
import io.github.apim.overlay.Change.Written;
import io.github.apim.product.Pack;
import io.github.apim.rules.PlannedFiles;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.XmlReading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A planned node's files as its tarball will hold them. */
final class NodePlanFiles implements PlannedFiles {

    private final Pack pack;
    private final Map<String, Change> changes;
    private final Map<String, Path> ownFiles;

    private NodePlanFiles(NodePlan plan) {
        this.pack = plan.pack();
        this.ownFiles = plan.ownFiles();
        this.changes = plan.changes().stream().collect(Collectors.toMap(Change::path, Function.identity()));
    }

    static List<PlannedNode> planned(List<NodePlan> plans) {
        XmlReading reading = new XmlReading();
        return plans.stream()
                .map(plan -> new PlannedNode(plan.node(), new NodePlanFiles(plan), reading))
                .toList();
    }

    @Override
    public Optional<byte[]> read(String path) {
        try {
            Change change = changes.get(path);
            if (change instanceof Written written) {
                return content(written);
            }
            boolean file = change == null
                    && pack.find(path)
                            .filter(entry -> entry.kind() == EntryKind.FILE)
                            .isPresent();
            return file ? Optional.of(pack.read(path)) : Optional.empty();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static Optional<byte[]> content(Written written) throws IOException {
        if (written.content() instanceof Content.Bytes bytes) {
            return Optional.of(bytes.bytes());
        }
        return written.content() instanceof Content.File file ? Optional.of(file.bytes()) : Optional.empty();
    }

    @Override
    public Optional<InputStream> open(String path) {
        try {
            return changes.get(path) instanceof Written written && written.content() instanceof Content.File file
                    ? Optional.of(Files.newInputStream(file.path()))
                    : read(path).map(ByteArrayInputStream::new);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Override
    public Object origin(String path) {
        return changes.get(path) instanceof Written written ? written.content() : List.of(pack, path);
    }

    @Override
    public Optional<Path> ownFile(String path) {
        return Optional.ofNullable(ownFiles.get(path));
    }

    @Override
    public List<String> under(String folder) {
        return Stream.concat(
                        pack.under(folder).filter(path -> !changes.containsKey(path)),
                        changed().stream().filter(path -> path.startsWith(folder + "/")))
                .sorted()
                .toList();
    }

    @Override
    public List<String> changed() {
        return changes.values().stream()
                .filter(Written.class::isInstance)
                .map(Change::path)
                .sorted()
                .toList();
    }
}
