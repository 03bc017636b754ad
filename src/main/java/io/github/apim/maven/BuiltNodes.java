package io.github.apim.maven;

import io.github.apim.assembly.NodeOutput;
import io.github.apim.assembly.images.ImageList;
import io.github.apim.assembly.images.NodeImage;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.ManifestException;
import io.github.apim.manifest.ManifestFile;
import io.github.apim.report.NodeSummary;
import io.github.apim.report.NodeSummary.FileChange;
import io.github.apim.report.NodeSummary.Tarball;
import io.github.apim.report.NodeSummary.What;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What lies in the output folder of each node, by this build or an earlier one. */
final class BuiltNodes {

    private final Path outputFolder;
    private final Consumer<String> warnings;

    /** @param warnings is told of manifests that cannot be read */
    BuiltNodes(Path outputFolder, Consumer<String> warnings) {
        this.outputFolder = outputFolder;
        this.warnings = warnings;
    }

    /** All nodes of the deployment; those that are not built have no tarball and no changes. */
    List<NodeSummary> of(Deployment deployment) throws IOException {
        List<NodeSummary> summaries = new ArrayList<>();
        Map<String, NodeImage> images = ImageList.read(outputFolder.resolve(ImageList.NAME));
        for (Node node : deployment.nodes()) {
            summaries.add(summary(node.name())
                    .withImage(Optional.ofNullable(images.get(node.name())).map(NodeImage::pinned)));
        }
        return summaries;
    }

    private NodeSummary summary(String node) throws IOException {
        NodeOutput output = NodeOutput.of(outputFolder, node);
        if (!output.files().stream().allMatch(Files::isRegularFile)) {
            return new NodeSummary(node, Optional.empty(), List.of());
        }
        Tarball tarball = new Tarball(output.tarball().getFileName().toString(), Files.size(output.tarball()));
        try {
            List<FileChange> changes = Manifest.read(output.manifest()).files().stream()
                    .map(file -> new FileChange(file.path(), what(file), file.by()))
                    .toList();
            return new NodeSummary(node, Optional.of(tarball), changes);
        } catch (ManifestException damaged) {
            warnings.accept(damaged.getMessage() + "; the page shows no changes of " + node + " until -Dapim.node="
                    + node + " -Dapim.force builds it again");
            return new NodeSummary(node, Optional.of(tarball), List.of());
        }
    }

    private static What what(ManifestFile file) {
        return switch (file.action()) {
            case ADDED -> What.ADDED;
            case CHANGED -> What.CHANGED;
            case REMOVED -> What.REMOVED;
        };
    }
}
