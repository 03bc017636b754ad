package io.github.apim.assembly.images;

import io.github.apim.archive.AddedEntry;
import io.github.apim.archive.Content;
import io.github.apim.assembly.LayeredOutput;
import io.github.apim.assembly.NodeEntries;
import io.github.apim.assembly.NodeManifest;
import io.github.apim.assembly.NodePlan;
import io.github.apim.edit.BundledFile;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.ManifestFile;
import io.github.apim.manifest.ManifestInput;
import io.github.apim.overlay.Change;
import io.github.apim.overlay.Change.Written;
import io.github.apim.product.Pack;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a node adds to its pack, as two layers: libraries, which change with a version of theirs and which nodes share, and
 * the rest, which changes with the configuration.
 */
final class NodeLayers {

    /** Where a container begins, below the home. */
    static final String START = "bin/start-container.sh";

    /** What the container's start reads, below the home. */
    static final String SECRETS = Manifest.FOLDER + "/secret-files";

    private static final int PROGRAM = 0755;
    private static final int FILE = 0644;

    /**
     * One of them.
     *
     * @param omitted what of the pack it takes away or replaces, as names of the archive
     */
    record Delta(Set<String> omitted, List<AddedEntry> added) {}

    private final NodePlan plan;
    private final Pack pack;
    private final Instant newest;
    private final SecretFiles secrets;
    private final NodeManifest manifests;

    private NodeLayers(NodePlan plan, SecretFiles secrets, NodeManifest manifests) {
        this.plan = plan;
        this.pack = plan.pack();
        this.newest = NodeEntries.newest(pack);
        this.secrets = secrets;
        this.manifests = manifests;
    }

    static NodeLayers of(NodePlan plan, SecretFiles secrets, NodeManifest manifests) {
        return new NodeLayers(plan, secrets, manifests);
    }

    static boolean isLibrary(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    /** The files that are mounted, by path. */
    Map<String, Written> secrets() {
        return secrets.files();
    }

    Delta libraries() throws IOException {
        List<AddedEntry> added = new ArrayList<>();
        added.add(new AddedEntry(
                NodeEntries.name(pack, START),
                PROGRAM,
                newest,
                new Content.Bytes(BundledFile.bytes(NodeLayers.class, "start-container.sh"))));
        added.addAll(NodeEntries.added(plan, newest, this::isInLibraries));
        return new Delta(NodeEntries.replaced(plan, this::isInLibraries), added);
    }

    Delta own() throws IOException {
        Set<String> omitted = NodeEntries.removed(plan);
        omitted.addAll(NodeEntries.replaced(plan, this::isOwn));
        List<AddedEntry> added = new ArrayList<>(NodeEntries.added(plan, newest, this::isOwn));
        added.addAll(manifests.entries(manifest(), pack, newest));
        added.add(new AddedEntry(NodeEntries.name(pack, SECRETS), FILE, newest, new Content.Bytes(secrets.list())));
        return new Delta(omitted, added);
    }

    /** Where paths are: the layer by its name, or {@link LayeredOutput#MOUNTED}. What is taken away, the node's layer does. */
    UnaryOperator<String> places() {
        Set<String> removed = plan.changes().stream()
                .filter(Change.Removed.class::isInstance)
                .map(Change::path)
                .collect(Collectors.toSet());
        return path -> {
            if (isSecret(path)) {
                return LayeredOutput.MOUNTED;
            }
            return isLibrary(path) && !removed.contains(path) ? ImageParts.LIBRARIES : ImageParts.NODE;
        };
    }

    private boolean isInLibraries(Written written) {
        return isLibrary(written.path()) && !isSecret(written.path());
    }

    private boolean isOwn(Written written) {
        return !isLibrary(written.path()) && !isSecret(written.path());
    }

    private boolean isSecret(String path) {
        return secrets.files().containsKey(path);
    }

    /** The node's manifest without what a secret could be guessed from: hashes and sizes of files that hold one. */
    Manifest manifest() throws IOException {
        Manifest whole = manifests.of(plan);
        return new Manifest(
                whole.plugin(),
                whole.environment(),
                whole.node(),
                whole.product(),
                whole.home(),
                whole.timestamp(),
                whole.inputs().stream().filter(NodeLayers::isPublic).toList(),
                whole.accepted(),
                whole.files().stream().map(this::withoutSecret).toList(),
                whole.unchanged(),
                whole.listing());
    }

    /** A file of the user's may be one with a secret, under whatever name. */
    private static boolean isPublic(ManifestInput input) {
        return input.kind() == ManifestInput.Kind.PACK
                || input.kind() == ManifestInput.Kind.PATCH
                || isLibrary(input.name());
    }

    private ManifestFile withoutSecret(ManifestFile file) {
        return isSecret(file.path())
                ? new ManifestFile(file.path(), file.action(), file.type(), file.mode(), 0, Optional.empty(), file.by())
                : file;
    }
}
