package io.github.apim.assembly;

import io.github.apim.archive.FileDigests;
import io.github.apim.deployment.Addition;
import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.ArtifactReference.Coordinates;
import io.github.apim.deployment.ArtifactReference.LocalPath;
import io.github.apim.deployment.ArtifactReference.Pinned;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.family.Overlays;
import io.github.apim.product.Product;
import io.github.apim.topology.SharedSchema;
import io.github.apim.topology.Topology;
import io.github.apim.topology.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the files behind the descriptor's references, those that the selected nodes need. */
final class ArtifactFiles {

    private final ReadResult descriptor;
    private final ArtifactResolver resolver;

    ArtifactFiles(ReadResult descriptor, ArtifactResolver resolver) {
        this.descriptor = descriptor;
        this.resolver = resolver;
    }

    /** The jars that the nodes get; one that is not to be had becomes a problem. */
    Map<ArtifactReference, Path> jars(List<Node> nodes, List<Problem> problems) {
        Deployment deployment = descriptor.deployment();
        Map<ArtifactReference, Path> files = new HashMap<>();
        if (nodes.stream()
                .anyMatch(node -> !SharedSchema.of(deployment, node.role()).isEmpty())) {
            add(deployment.databases().driver(), "databases.driver", files, problems);
        }
        Optional<Svn> synchronizer = deployment.svn();
        Wiring wiring = new Topology(deployment).wiring();
        if (synchronizer.isPresent()
                && nodes.stream().anyMatch(node -> wiring.synchronization(node).isPresent())) {
            List<ArtifactReference> client = synchronizer.get().client();
            for (int i = 0; i < client.size(); i++) {
                add(client.get(i), "deployment-synchronizer.client[" + i + "]", files, problems);
            }
        }
        for (Addition addition : additions(nodes)) {
            if (addition.kind() != Addition.Kind.PATCH) {
                add(addition.artifact(), addition.path(), files, problems);
            }
        }
        return files;
    }

    /** The zips of the patches that the nodes get; one that is not to be had becomes a problem. */
    Map<ArtifactReference, Path> patches(List<Node> nodes, List<Problem> problems) {
        Map<ArtifactReference, Path> files = new LinkedHashMap<>();
        for (Addition addition : additions(nodes)) {
            if (addition.kind() == Addition.Kind.PATCH) {
                add(addition.artifact(), addition.path(), files, problems);
            }
        }
        return files;
    }

    private List<Addition> additions(List<Node> nodes) {
        return descriptor.deployment().additions().stream()
                .filter(addition -> nodes.stream().anyMatch(addition::concerns))
                .toList();
    }

    /**
     * The packs that the nodes run and take files from, and those that are wanted besides; one that is not to be had
     * becomes a problem.
     */
    Map<Product, Path> packs(List<Node> nodes, Set<Product> besides, List<Problem> problems) {
        Set<Product> products = new LinkedHashSet<>();
        nodes.forEach(node -> products.addAll(Overlays.products(descriptor.deployment(), node)));
        products.addAll(besides);
        return packs(products, problems);
    }

    /** The packs of these products; one that is not to be had becomes a problem. */
    Map<Product, Path> packs(Set<Product> products, List<Problem> problems) {
        Map<Product, Path> files = new EnumMap<>(Product.class);
        for (Product product : products) {
            ArtifactReference reference =
                    descriptor.deployment().packs().get(product).artifact();
            locate(reference, "packs." + product.key(), problems).ifPresent(file -> files.put(product, file));
        }
        return files;
    }

    /** The JDBC driver's jar; if it is not to be had, that becomes a problem. */
    Optional<Path> driver(List<Problem> problems) {
        Map<ArtifactReference, Path> files = new HashMap<>();
        add(descriptor.deployment().databases().driver(), "databases.driver", files, problems);
        return files.values().stream().findFirst();
    }

    private void add(
            ArtifactReference reference, String path, Map<ArtifactReference, Path> files, List<Problem> problems) {
        locate(reference.place(), path, problems)
                .filter(file -> isFile(file, path, problems))
                .filter(file -> isAsPinned(file, reference, path, problems))
                .ifPresent(file -> files.put(reference, file));
    }

    private boolean isFile(Path file, String path, List<Problem> problems) {
        if (Files.isDirectory(file)) {
            problems.add(problem(path, file + " is a folder; name the file"));
            return false;
        }
        if (!Files.isRegularFile(file)) {
            problems.add(problem(path, file + " is no file, but a pipe, a socket or a device; name a file"));
            return false;
        }
        return true;
    }

    private boolean isAsPinned(Path file, ArtifactReference reference, String path, List<Problem> problems) {
        if (!(reference instanceof Pinned pinned)) {
            return true;
        }
        try {
            String actual = FileDigests.sha256(file);
            if (actual.equals(pinned.sha256())) {
                return true;
            }
            problems.add(problem(
                    path,
                    "the sha256 of " + file + " is " + actual + ", but the descriptor expects " + pinned.sha256()
                            + "; the file is damaged or another one, get it again or correct the descriptor"));
        } catch (IOException unreadable) {
            problems.add(problem(path, file + " cannot be read: " + unreadable.getMessage()));
        }
        return false;
    }

    private Optional<Path> locate(ArtifactReference reference, String path, List<Problem> problems) {
        if (reference instanceof LocalPath local) {
            if (Files.exists(local.path())) {
                return Optional.of(local.path());
            }
            problems.add(problem(
                    path,
                    local.path() + " does not exist; put the file there, or name another path or Maven coordinates"
                            + " (group:artifact:extension:version)"));
            return Optional.empty();
        }
        try {
            return Optional.of(resolver.resolve((Coordinates) reference));
        } catch (IOException unresolved) {
            problems.add(problem(path, unresolved.getMessage()));
            return Optional.empty();
        }
    }

    private Problem problem(String path, String message) {
        return new Problem(Severity.ERROR, descriptor.locationOf(path), path, message);
    }
}
