package io.github.apim.assembly.diff;

import io.github.apim.assembly.NodePlan;
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
 * What changes on a node: against its pack, or against an earlier build of it.
 *
 * @param against whether it is against an earlier build
 * @param files   by path
 */
public record NodeDiff(NodePlan plan, boolean against, List<FileDiff> files) {

    public NodeDiff {
        files = List.copyOf(files);
    }

    /** Against the pack. */
    public static NodeDiff ofPack(NodePlan plan) throws IOException {
        return between(new PackHome(plan.pack()), plan, false);
    }

    /** Against a build of which only the manifest is at hand, so that no content is. */
    public static NodeDiff ofManifest(NodePlan plan, Manifest earlier) throws IOException {
        return between(EarlierHome.of(earlier, plan.pack()), plan, true);
    }

    /** Against a build whose tarball is at hand. */
    public static NodeDiff ofTarball(NodePlan plan, Path earlier) throws IOException {
        return between(EarlierHome.of(earlier, plan.pack()), plan, true);
    }

    private static NodeDiff between(HomeState before, NodePlan plan, boolean against) throws IOException {
        PlannedHome after = new PlannedHome(plan);
        TreeSet<String> paths = new TreeSet<>(before.touched());
        paths.addAll(after.touched());
        List<FileDiff> files = new ArrayList<>();
        for (String path : paths) {
            Optional<FileState> was = before.find(path);
            Optional<FileState> is = after.find(path);
            boolean same = was.isPresent() ? is.isPresent() && was.get().isLike(is.get()) : is.isEmpty();
            if (!same) {
                files.add(new FileDiff(path, was, is, after.by(path)));
            }
        }
        return new NodeDiff(plan, against, files);
    }

    /** How many paths there are to which this happens; folders count only where they go. */
    public long count(Action action) {
        return files.stream()
                .filter(file -> file.action() == action
                        && (action == Action.REMOVED || file.state().type() != Type.FOLDER))
                .count();
    }
}
