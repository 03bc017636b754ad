package io.github.apim.assembly;

import io.github.apim.archive.AddedEntry;
import io.github.apim.archive.Ahead;
import io.github.apim.archive.Content;
import io.github.apim.archive.EntryKind;
import io.github.apim.archive.FileDigests;
import io.github.apim.archive.GzipCache;
import io.github.apim.archive.SourceEntry;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.Node;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.ManifestFile;
import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.manifest.ManifestFile.Type;
import io.github.apim.manifest.ManifestInput;
import io.github.apim.manifest.PackListing;
import io.github.apim.overlay.Change;
import io.github.apim.overlay.Change.Removed;
import io.github.apim.overlay.Change.Written;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.Pack;
import io.github.apim.product.ProductVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Writes down what planned nodes will be, and what goes into their tarballs beside the plan. */
public final class NodeManifest {

    /** Files with passwords are hashed there, and a weak password can be guessed from a hash. */
    private static final int OWNER_ONLY = 0600;

    private static final int FOLDER = 0755;
    private static final String CLEANED = "clean";

    private final String plugin;
    private final Environment environment;
    private final Optional<Instant> timestamp;
    private final Map<Pack, Ahead<byte[]>> listings = new ConcurrentHashMap<>();

    /** @param timestamp the one time of all entries, if they have one */
    public NodeManifest(String plugin, Environment environment, Optional<Instant> timestamp) {
        this.plugin = plugin;
        this.environment = environment;
        this.timestamp = timestamp;
    }

    /** Works out what depends on a pack alone. */
    void prepare(Pack pack) throws IOException {
        listing(pack);
    }

    /** The manifest of a planned node. */
    public Manifest of(NodePlan plan) throws IOException {
        Pack pack = plan.pack();
        Node node = plan.node();
        List<ManifestFile> files = files(plan);
        long gone = files.stream()
                .filter(file -> file.action() != Action.ADDED)
                .mapToLong(file -> file.action() == Action.REMOVED && file.type() == Type.FOLDER ? file.size() : 1)
                .sum();
        return new Manifest(
                plugin,
                environment.name(),
                new Manifest.Node(node.name(), node.role().key(), node.host(), node.address(), node.offset()),
                new ProductVersion(pack.product(), pack.version()),
                pack.root(),
                timestamp.map(Instant::toString),
                inputs(plan),
                plan.accepted().stream()
                        .map(accepted -> new Manifest.Accepted(accepted.rule(), accepted.because()))
                        .toList(),
                files,
                (int) (pack.archive().entries().size() - gone),
                FileDigests.sha256(listing(pack)));
    }

    /** Without one time for all, the entries of an unpacked pack have those of its files, so that these count, too. */
    private List<ManifestInput> inputs(NodePlan plan) {
        if (timestamp.isPresent()) {
            return plan.inputs();
        }
        ManifestInput own = plan.inputs().get(0);
        List<ManifestInput> inputs = new ArrayList<>(plan.inputs());
        inputs.set(0, new ManifestInput(own.kind(), own.name(), own.size(), identity(plan)));
        return inputs;
    }

    /** SHA-256 that stands for a node's pack with the times of its entries. */
    static String identity(NodePlan plan) {
        return identity(plan.pack(), plan.inputs().get(0).sha256());
    }

    /** The same of a pack whose nodes are not planned yet. */
    static String identity(Pack pack, String content) {
        if (!Files.isDirectory(pack.file())) {
            return content;
        }
        StringBuilder dated = new StringBuilder(content);
        pack.archive().entries().forEach(entry -> dated.append('\n').append(entry.modified()));
        return FileDigests.sha256(dated.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The manifest and what it refers to as entries of the tarball. */
    public List<AddedEntry> entries(Manifest manifest, Pack pack, Instant modified) throws IOException {
        return List.of(
                new AddedEntry(place(pack, Manifest.FOLDER), FOLDER, modified, new Content.Directory()),
                entry(pack, Manifest.PLACE, modified, manifest.json()),
                entry(pack, Manifest.LISTING, modified, listing(pack)),
                entry(pack, Manifest.CHECKSUMS, modified, manifest.checksums().getBytes(StandardCharsets.UTF_8)));
    }

    private static AddedEntry entry(Pack pack, String path, Instant modified, byte[] content) {
        return new AddedEntry(place(pack, path), OWNER_ONLY, modified, new Content.Bytes(content));
    }

    private static String place(Pack pack, String path) {
        return pack.root() + "/" + path;
    }

    private byte[] listing(Pack pack) throws IOException {
        return listings.computeIfAbsent(pack, packed -> new Ahead<>("apim-listing", () -> list(packed)))
                .get();
    }

    private static byte[] list(Pack pack) throws IOException {
        List<PackListing.Item> items = new ArrayList<>();
        for (SourceEntry entry : pack.archive().entries()) {
            if (entry.name().length() > pack.root().length()) {
                String path = entry.name().substring(pack.root().length() + 1);
                if (!pack.leftovers().contains(path)) {
                    items.add(PackListing.item(path, entry, pack.archive()));
                }
            }
        }
        return GzipCache.of(pack.archive()).compress(PackListing.write(items));
    }

    private static List<ManifestFile> files(NodePlan plan) throws IOException {
        TreeMap<String, ManifestFile> files = new TreeMap<>();
        for (Change change : plan.changes()) {
            if (change.path().equals(Manifest.FOLDER) || change.path().startsWith(Manifest.FOLDER + "/")) {
                throw new OverlayException(plan.node().name() + ": " + change.path() + " is in " + Manifest.FOLDER
                        + ", which is the plugin's own; take the file away from your overlays");
            }
            if (change instanceof Written written) {
                files.put(written.path(), written(written));
            }
        }
        for (Gone gone : removed(plan)) {
            files.put(gone.path(), gone.file());
        }
        return List.copyOf(files.values());
    }

    private static ManifestFile written(Written written) throws IOException {
        Action action = written.replaces() ? Action.CHANGED : Action.ADDED;
        Content content = written.content();
        long size = 0;
        Optional<String> sha256 = Optional.empty();
        if (content instanceof Content.Bytes bytes) {
            size = bytes.bytes().length;
            sha256 = Optional.of(FileDigests.sha256(bytes.bytes()));
        } else if (content instanceof Content.File file) {
            size = Files.size(file.path());
            // What is written must have a known checksum, whatever lies there now.
            sha256 = file.sha256().isPresent() ? file.sha256() : Optional.of(FileDigests.sha256(file.path()));
        }
        Type type = sha256.isPresent() ? Type.FILE : content instanceof Content.SymbolicLink ? Type.LINK : Type.FOLDER;
        return new ManifestFile(written.path(), action, type, written.mode(), size, sha256, written.overlays());
    }

    private record Gone(String path, Type type, long entries, List<String> by) {

        ManifestFile file() {
            return new ManifestFile(
                    path, Action.REMOVED, type, 0, type == Type.FOLDER ? entries : 0, Optional.empty(), by);
        }
    }

    /** What is left out, of folders that are gone with all that was in them only the folder. */
    private static List<Gone> removed(NodePlan plan) {
        Pack pack = plan.pack();
        TreeMap<String, List<String>> gone = new TreeMap<>();
        for (Change change : plan.changes()) {
            if (change instanceof Removed removed) {
                gone.put(removed.path(), removed.overlays());
            }
        }
        pack.leftovers().forEach(path -> gone.put(path, List.of(CLEANED)));
        if (gone.isEmpty()) {
            return List.of();
        }
        Set<String> kept = foldersKept(plan, gone.keySet());
        Map<String, Integer> entries = new HashMap<>();
        TreeMap<String, Gone> tops = new TreeMap<>();
        gone.forEach((path, by) -> entries.merge(top(path, gone, kept), 1, Integer::sum));
        entries.forEach((top, count) -> {
            EntryKind kind = pack.archive()
                    .find(pack.root() + "/" + top)
                    .map(SourceEntry::kind)
                    .orElse(EntryKind.DIRECTORY);
            Type type = kind == EntryKind.FILE ? Type.FILE : kind == EntryKind.SYMLINK ? Type.LINK : Type.FOLDER;
            tops.put(top, new Gone(top, type, count, gone.get(top)));
        });
        return List.copyOf(tops.values());
    }

    /** Folders below which the node still has something. */
    private static Set<String> foldersKept(NodePlan plan, Set<String> gone) {
        Pack pack = plan.pack();
        Set<String> kept = new HashSet<>();
        for (SourceEntry entry : pack.archive().entries()) {
            if (entry.name().length() > pack.root().length()) {
                String path = entry.name().substring(pack.root().length() + 1);
                if (!gone.contains(path)) {
                    addParents(path, kept);
                }
            }
        }
        plan.changes().stream().filter(Written.class::isInstance).forEach(change -> addParents(change.path(), kept));
        return kept;
    }

    private static void addParents(String path, Set<String> parents) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (!parents.add(path.substring(0, slash))) {
                break;
            }
        }
    }

    /** The outermost folder that went with this path, or the path itself; the same overlays did both. */
    private static String top(String path, Map<String, List<String>> gone, Set<String> kept) {
        String top = path;
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String folder = path.substring(0, slash);
            if (kept.contains(folder) || !gone.get(path).equals(gone.get(folder))) {
                break;
            }
            top = folder;
        }
        return top;
    }
}
