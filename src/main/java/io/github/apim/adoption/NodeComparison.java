package io.github.apim.adoption;

import io.github.apim.adoption.FileFate.Kind;
import io.github.apim.archive.Content;
import io.github.apim.archive.EntryKind;
import io.github.apim.archive.FileDigests;
import io.github.apim.archive.SourceEntry;
import io.github.apim.assembly.NodePlan;
import io.github.apim.manifest.HomeTree;
import io.github.apim.manifest.HomeTree.Item;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.ManifestFile.Type;
import io.github.apim.overlay.Change.Written;
import io.github.apim.product.HomeFacts;
import io.github.apim.product.Pack;
import io.github.apim.product.RuntimeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds a home to what the plugin would build: file by file, but for what running servers write. */
final class NodeComparison {

    private final AdoptedNode node;
    private final NodePlan plan;
    private final HomeTree tree;
    private final Map<String, Written> written = new HashMap<>();
    private final Set<String> removed = new TreeSet<>();
    private final Map<String, List<Change>> edits = new TreeMap<>();
    private final Set<String> own = new TreeSet<>();
    private final List<FileFate> fates = new ArrayList<>();

    private NodeComparison(AdoptedNode node, NodePlan plan) {
        this.node = node;
        this.plan = plan;
        this.tree = node.home().tree();
        plan.changes().forEach(change -> {
            if (change instanceof Written file) {
                written.put(change.path(), file);
            } else {
                removed.add(change.path());
            }
        });
    }

    /**
     * What came of it.
     *
     * @param edits what would make the plan the home, by file
     * @param own   files that only a whole file of the user's can be
     * @param fates of all files that are not the pack's
     */
    record Result(Map<String, List<Change>> edits, Set<String> own, List<FileFate> fates) {}

    static Result of(AdoptedNode node, NodePlan plan) throws IOException {
        NodeComparison comparison = new NodeComparison(node, plan);
        comparison.compare();
        return new Result(comparison.edits, comparison.own, List.copyOf(comparison.fates));
    }

    private void compare() throws IOException {
        Pack pack = plan.pack();
        Set<String> planned = new TreeSet<>();
        for (SourceEntry entry : pack.archive().entries()) {
            if (entry.name().length() > pack.root().length()) {
                planned.add(entry.name().substring(pack.root().length() + 1));
            }
        }
        planned.removeAll(pack.leftovers());
        planned.removeAll(removed);
        planned.addAll(written.keySet());
        planned.removeIf(NodeComparison::isPlugins);
        HomeFacts home = node.facts().home();
        RuntimeFiles runtime = new RuntimeFiles(home, planned);
        List<String> compared = new ArrayList<>();
        for (String path : planned) {
            if (!runtime.mayChange(path) && hasSameSize(path)) {
                compared.add(path);
            }
        }
        tree.expect(compared);
        for (String path : planned) {
            if (!runtime.mayChange(path)) {
                compare(path);
            }
        }
        for (Map.Entry<String, Item> item : tree.items().entrySet()) {
            String path = item.getKey();
            boolean matters = home.vital().matcher(path).matches()
                    || home.deployed().matcher(path).matches();
            if (!planned.contains(path) && !isPlugins(path) && !runtime.mayAppear(path) && matters) {
                added(path, item.getValue());
            }
        }
    }

    private static boolean isPlugins(String path) {
        return path.equals(Manifest.FOLDER) || path.startsWith(Manifest.FOLDER + "/");
    }

    private boolean hasSameSize(String path) throws IOException {
        Item item = tree.items().get(path);
        return item != null && item.type() == Type.FILE && type(path) == Type.FILE && item.size() == size(path);
    }

    private void compare(String path) throws IOException {
        Item item = tree.items().get(path);
        Type type = type(path);
        if (item == null) {
            if (written.containsKey(path) && !written.get(path).replaces()) {
                if (type == Type.FILE) {
                    fate(Kind.NEW, path, by(path));
                }
            } else if (type == Type.FILE) {
                fate(Kind.LOST, path, "the home lacks this file of the pack, and a descriptor cannot leave it out");
            }
        } else if (item.type() != type) {
            fate(Kind.LOST, path, "it is a " + item.type() + " and the pack's is a " + type);
        } else if (type == Type.FILE) {
            compareContent(path, item);
        }
    }

    private void compareContent(String path, Item item) throws IOException {
        if (item.size() == size(path) && tree.sha256(path).equals(sha256(path))) {
            if (written.containsKey(path)) {
                fate(plan.ownFiles().containsKey(path) ? Kind.OWN : isEdited(path) ? Kind.EDIT : Kind.PLUGIN, path, by(path));
            }
            return;
        }
        if (item.size() > Content.File.MOST_BYTES_READ || size(path) > Content.File.MOST_BYTES_READ) {
            fate(Kind.LOST, path, "it is too large to be looked into");
            return;
        }
        byte[] wanted = tree.read(path);
        byte[] planned = content(path);
        if (Changes.same(path, planned, wanted)) {
            fate(isEdited(path) ? Kind.EDIT : Kind.SPELLING, path, by(path));
            return;
        }
        Optional<List<Change>> changes = isEdited(path) ? Optional.empty() : Changes.between(path, planned, wanted);
        if (changes.isPresent()) {
            edits.put(path, changes.get());
        } else {
            own.add(path);
        }
        fate(Kind.LOST, path, "it could not be made by an edit, nor brought as a whole");
    }

    private void added(String path, Item item) {
        if (item.type() == Type.FILE && item.size() <= Content.File.MOST_BYTES_READ) {
            own.add(path);
            fate(Kind.LOST, path, "it could not be brought as a whole");
        } else if (item.type() == Type.FILE) {
            fate(Kind.LOST, path, "it is too large to be copied; put it into overlays/ yourself");
        } else if (item.type() == Type.LINK) {
            fate(Kind.LOST, path, "it is a link, and a file of the user's is none; put its target there");
        }
    }

    private void fate(Kind kind, String path, String why) {
        fates.add(new FileFate(kind, path, why));
    }

    private boolean isEdited(String path) {
        return written.containsKey(path)
                && written.get(path).overlays().stream().anyMatch(overlay -> overlay.contains("edits."));
    }

    private String by(String path) {
        return written.containsKey(path) ? String.join(", ", written.get(path).overlays()) : "";
    }

    private Type type(String path) {
        Written file = written.get(path);
        if (file == null) {
            EntryKind kind = plan.pack().find(path).orElseThrow().kind();
            return kind == EntryKind.FILE ? Type.FILE : kind == EntryKind.SYMLINK ? Type.LINK : Type.FOLDER;
        }
        return file.content() instanceof Content.Directory
                ? Type.FOLDER
                : file.content() instanceof Content.SymbolicLink ? Type.LINK : Type.FILE;
    }

    private long size(String path) throws IOException {
        Written file = written.get(path);
        return file == null
                ? plan.pack().find(path).orElseThrow().size()
                : content(path).length;
    }

    private String sha256(String path) throws IOException {
        return written.containsKey(path)
                ? FileDigests.sha256(content(path))
                : plan.pack().archive().sha256(plan.pack().find(path).orElseThrow());
    }

    private byte[] content(String path) throws IOException {
        Written file = written.get(path);
        if (file == null) {
            return plan.pack().read(path);
        }
        return file.content() instanceof Content.File copied
                ? copied.bytes()
                : file.content() instanceof Content.Bytes bytes ? bytes.bytes() : new byte[0];
    }
}
