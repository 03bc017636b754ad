package io.github.apim.assembly.images;

import io.github.apim.archive.AddedEntry;
import io.github.apim.archive.Content;
import io.github.apim.archive.SourceEntry;
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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        this.newest = newest(pack);
        this.secrets = secrets;
        this.manifests = manifests;
    }

    static NodeLayers of(NodePlan plan, SecretFiles secrets, NodeManifest manifests) {
        return new NodeLayers(plan, secrets, manifests);
    }

    /** The time of what a pack does not have: that of its newest entry, so that no layer knows when it was made. */
    static Instant newest(Pack pack) {
        return pack.archive().entries().stream()
                .map(SourceEntry::modified)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    static boolean isLibrary(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    /** The files that are mounted, by path. */
    Map<String, Written> secrets() {
        return secrets.files();
    }

    Delta libraries() throws IOException {
        Set<String> omitted = new HashSet<>();
        List<AddedEntry> added = new ArrayList<>();
        added.add(new AddedEntry(
                place(START),
                PROGRAM,
                newest,
                new Content.Bytes(BundledFile.bytes(NodeLayers.class, "start-container.sh"))));
        for (Change change : plan.changes()) {
            if (change instanceof Written written && isLibrary(written.path()) && !isSecret(written)) {
                add(written, omitted, added);
            }
        }
        return new Delta(omitted, added);
    }

    Delta own() throws IOException {
        Set<String> omitted = new HashSet<>();
        List<AddedEntry> added = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.Removed) {
                omitted.add(place(change.path()));
            } else if (change instanceof Written written && !isLibrary(written.path()) && !isSecret(written)) {
                add(written, omitted, added);
            }
        }
        // A pack that was made of one of our homes: what that was built of is not what this is built of.
        pack.under(Manifest.FOLDER).forEach(path -> omitted.add(place(path)));
        omitted.add(place(Manifest.FOLDER));
        pack.leftovers().forEach(leftover -> omitted.add(place(leftover)));
        added.addAll(manifests.entries(manifest(), pack, newest));
        added.add(new AddedEntry(place(SECRETS), FILE, newest, new Content.Bytes(secrets.list())));
        return new Delta(omitted, added);
    }

    private boolean isSecret(Written written) {
        return secrets.files().containsKey(written.path());
    }

    private void add(Written written, Set<String> omitted, List<AddedEntry> added) {
        if (written.replaces()) {
            omitted.add(place(written.path()));
        }
        Instant modified = pack.find(written.path()).map(SourceEntry::modified).orElse(newest);
        added.add(new AddedEntry(place(written.path()), written.mode(), modified, written.content()));
    }

    private String place(String path) {
        return pack.root() + "/" + path;
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
        return secrets.files().containsKey(file.path())
                ? new ManifestFile(file.path(), file.action(), file.type(), file.mode(), 0, Optional.empty(), file.by())
                : file;
    }
}
