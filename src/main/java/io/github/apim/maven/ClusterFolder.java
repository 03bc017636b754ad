package io.github.apim.maven;

import io.github.apim.assembly.images.ImageList;
import io.github.apim.assembly.images.NodeImage;
import io.github.apim.assembly.images.SecretFolder;
import io.github.apim.companion.CompanionContext;
import io.github.apim.companion.DeploymentFolder;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Kubernetes;
import io.github.apim.deployment.Kubernetes.SecretSource;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.kubernetes.ClusterFiles;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The folder {@code kubernetes}: manifests, and the files with secrets where kustomize is to make secrets of them. */
final class ClusterFolder {

    private static final String NAME = "kubernetes";

    private final Deployment deployment;
    private final Path output;
    private final Map<String, NodeImage> images;
    private final Kubernetes cluster;

    /**
     * @param output the folder that holds all that is built
     * @param images what has been built of images, by node
     * @throws DeploymentException if the descriptor says nothing of a cluster, or an image or a file with secrets is missing
     */
    ClusterFolder(Deployment deployment, Path output, Map<String, NodeImage> images) {
        this.deployment = deployment;
        this.output = output;
        this.images = images;
        this.cluster = deployment
                .kubernetes()
                .orElseThrow(() -> problem(
                        new Location(deployment.file().toString(), 1, 1),
                        NAME,
                        "the descriptor says nothing of a cluster; add kubernetes: with at least a namespace"));
        List<String> missing = deployment.nodes().stream()
                .map(Node::name)
                .filter(node -> !images.containsKey(node))
                .toList();
        if (!missing.isEmpty()) {
            throw problem(
                    cluster.location(),
                    NAME,
                    "there is no image of " + String.join(", ", missing) + " in " + output.resolve(ImageList.NAME)
                            + ", and a cluster must know which one to run; run apim:image before");
        }
        if (cluster.secrets() == SecretSource.GENERATE) {
            requireSecrets();
        }
    }

    /** Told before anything is written, and in the words of what is to be done. */
    private void requireSecrets() {
        List<Path> missing = deployment.nodes().stream()
                .flatMap(node -> SecretFolder.missing(images.get(node.name()), built()).stream())
                .toList();
        if (!missing.isEmpty()) {
            throw problem(
                    cluster.location(),
                    NAME,
                    "kustomize is to make secrets of files that are not there: "
                            + missing.stream().map(Path::toString).collect(Collectors.joining(", "))
                            + "; they are made with the images, on one machine: run apim:image here, or write secrets: "
                            + SecretSource.EXISTING.key());
        }
    }

    /** The files with secrets as they were made with the images. */
    private Path built() {
        return output.resolve(SecretFolder.NAME);
    }

    void write(Map<Product, Pack> packs, AssemblyLog log) throws IOException {
        ClusterFiles files = new ClusterFiles(CompanionContext.of(deployment, packs), cluster, images);
        DeploymentFolder.Written written =
                DeploymentFolder.write(output, NAME, files.files(), () -> log.waitingFor(output));
        Path place = written.folder().resolve(ClusterFiles.SECRETS);
        boolean generated = cluster.secrets() == SecretSource.GENERATE;
        if (generated || Files.isDirectory(place)) {
            SecretFolder secrets = SecretFolder.in(place);
            List<NodeImage> wanted = generated
                    ? deployment.nodes().stream()
                            .map(node -> images.get(node.name()))
                            .toList()
                    : List.of();
            for (NodeImage image : wanted) {
                secrets.copy(image, built());
            }
            secrets.keepOnly(wanted);
        }
        files.warnings().forEach(log::warning);
        log.clusterWritten(written);
    }

    private static DeploymentException problem(Location location, String path, String message) {
        return new DeploymentException(List.of(new Problem(Severity.ERROR, location, path, message)));
    }
}
