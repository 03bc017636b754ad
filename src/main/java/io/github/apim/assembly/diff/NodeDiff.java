package io.github.apim.assembly.diff;

import io.github.apim.assembly.LayerView;
import io.github.apim.assembly.LayeredOutput;
import io.github.apim.assembly.NodePlan;
import io.github.apim.assembly.Planning;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.manifest.ManifestFile.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What changes on a node: against its pack, against an earlier build of it, or against another environment.
 *
 * <p>Against the pack, everything is told of the plan as it may show, in which no secret is: so nothing that is told, no
 * number and no line, depends on a secret. Against an earlier build or another environment, in which secrets are, what has changed is found with
 * them and told without.
 *
 * @param plan    as it may show
 * @param against whether it is against something else than the pack
 * @param files   by path
 * @param layers  what would be built of the node in layers
 */
public record NodeDiff(NodePlan plan, boolean against, List<FileDiff> files, List<LayeredOutput> layers) {

    public NodeDiff {
        files = List.copyOf(files);
        layers = List.copyOf(layers);
    }

    private static final int GROUP_AND_OTHERS = 077;

    /**
     * Against the pack.
     *
     * @param shown the plan as it may show
     */
    public static NodeDiff ofPack(NodePlan shown) throws IOException {
        return between(new PackHome(shown.pack()), shown, shown, false);
    }

    /** Against a build of which only the manifest is at hand, so that no content is. */
    public static NodeDiff ofManifest(NodePlan plan, NodePlan shown, Manifest earlier) throws IOException {
        return between(EarlierHome.of(earlier, plan.pack()), plan, shown, true);
    }

    /** Against a build whose tarball is at hand. */
    public static NodeDiff ofTarball(NodePlan plan, NodePlan shown, Path earlier) throws IOException {
        return between(EarlierHome.of(earlier, plan.pack()), plan, shown, true);
    }

    /** Against what is planned for the same node in another environment. */
    static NodeDiff ofPlan(NodePlan plan, NodePlan shown, NodePlan other) throws IOException {
        PlannedHome before = new PlannedHome(other);
        boolean samePack =
                plan.inputs().get(0).sha256().equals(other.inputs().get(0).sha256());
        return between(
                samePack ? before : new WholeHome(before, List.of(plan.pack(), other.pack())), plan, shown, true);
    }

    private static NodeDiff between(HomeState before, NodePlan plan, NodePlan shown, boolean against)
            throws IOException {
        PackHome product = new PackHome(plan.pack());
        PlannedHome after = new PlannedHome(plan);
        PlannedHome visible = new PlannedHome(shown);
        TreeSet<String> paths = new TreeSet<>(before.touched());
        paths.addAll(after.touched());
        List<FileDiff> files = new ArrayList<>();
        for (String path : paths) {
            Optional<FileState> was = before.find(path);
            Optional<FileState> is = after.find(path);
            if (!isLike(was, is)) {
                Optional<FileState> seen = against ? visible.find(path) : is;
                boolean secret =
                        plan.secrets().contains(path) || isForOwner(was) || isForOwner(is) || !isLike(is, seen);
                files.add(
                        new FileDiff(path, was, is, seen, against ? product.find(path) : was, after.by(path), secret));
            }
        }
        return new NodeDiff(shown, against, files, List.of());
    }

    private static boolean isLike(Optional<FileState> one, Optional<FileState> other) {
        return one.isPresent() ? other.isPresent() && one.get().isLike(other.get()) : other.isEmpty();
    }

    private static boolean isForOwner(Optional<FileState> state) {
        return state.filter(file -> file.type() == Type.FILE && (file.mode() & GROUP_AND_OTHERS) == 0)
                .isPresent();
    }

    /** The same with what would be built in layers, as it is seen now. */
    NodeDiff seenBy(List<LayerView> views, Planning planning, NodePlan whole) throws IOException {
        List<LayeredOutput> seen = new ArrayList<>();
        for (LayerView view : views) {
            seen.add(view.of(planning, whole));
        }
        return new NodeDiff(plan, against, files, seen);
    }

    /** The files that go into one layer of several. */
    List<FileDiff> in(String layer, LayeredOutput output) {
        return files.stream()
                .filter(file -> output.places().apply(file.path()).equals(layer))
                .toList();
    }

    /** How many paths there are to which this happens; folders count only where they go. */
    public long count(Action action) {
        return files.stream()
                .filter(file -> file.action() == action
                        && (action == Action.REMOVED || file.state().type() != Type.FOLDER))
                .count();
    }
}
