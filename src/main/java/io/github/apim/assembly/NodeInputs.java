package io.github.apim.assembly;

import io.github.apim.archive.FileDigests;
import io.github.apim.archive.SourceEntry;
import io.github.apim.deployment.Addition;
import io.github.apim.deployment.Node;
import io.github.apim.family.Overlays;
import io.github.apim.manifest.ManifestInput;
import io.github.apim.manifest.ManifestInput.Kind;
import io.github.apim.overlay.NodeChanges;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Names the files that nodes are made of, each hashed once; no name tells where a file lay. */
final class NodeInputs {

    private final PlanRequest request;
    private final Map<Product, ManifestInput> packs = new EnumMap<>(Product.class);
    private final Map<Path, String> digests = new HashMap<>();

    NodeInputs(PlanRequest request) {
        this.request = request;
    }

    void add(Pack pack, String sha256) throws IOException {
        Path file = pack.file();
        long size = Files.isDirectory(file)
                ? pack.archive().entries().stream().mapToLong(SourceEntry::size).sum()
                : Files.size(file);
        packs.put(pack.product(), new ManifestInput(Kind.PACK, name(file), size, sha256));
    }

    List<ManifestInput> of(NodeContext context, NodeChanges changes) throws IOException {
        Node node = context.node();
        List<ManifestInput> inputs = new ArrayList<>();
        for (Product product : Overlays.products(context.deployment(), node)) {
            inputs.add(packs.get(product));
        }
        List<ManifestInput> files = new ArrayList<>();
        for (Path source : changes.sources()) {
            Optional<String> own = ownName(source, node);
            boolean users = own.isPresent() || isKeyStore(source, context);
            files.add(input(users ? Kind.USER_FILE : Kind.JAR, own.orElse(name(source)), source));
        }
        for (Addition addition : context.deployment().additions()) {
            if (addition.kind() == Addition.Kind.PATCH && addition.concerns(node)) {
                Path zip = context.patch(addition.artifact()).file();
                files.add(input(Kind.PATCH, name(zip), zip));
            }
        }
        files.stream()
                .distinct()
                .sorted(Comparator.comparing(ManifestInput::kind).thenComparing(ManifestInput::name))
                .forEach(inputs::add);
        return inputs;
    }

    private static boolean isKeyStore(Path file, NodeContext context) {
        return context.deployment().keyStores().all().stream()
                .anyMatch(store -> store.file().equals(file));
    }

    private ManifestInput input(Kind kind, String name, Path file) throws IOException {
        String digest = digests.get(file);
        if (digest == null) {
            digest = FileDigests.sha256(file);
            digests.put(file, digest);
        }
        return new ManifestInput(kind, name, Files.size(file), digest);
    }

    /** The name of a file of the user's, below the folder of such files. */
    private Optional<String> ownName(Path file, Node node) {
        return request.userOverlays().stream()
                .filter(user -> file.startsWith(user.path()))
                .findFirst()
                .map(user -> user.inputName(file))
                .or(() -> node.overlay()
                        .filter(file::startsWith)
                        .map(folder -> name(folder) + "/" + slashes(folder.relativize(file))));
    }

    private static String slashes(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    private static String name(Path file) {
        return String.valueOf(file.toAbsolutePath().normalize().getFileName());
    }
}
