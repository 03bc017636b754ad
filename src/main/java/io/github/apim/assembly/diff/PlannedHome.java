package io.github.apim.assembly.diff;

import io.github.apim.archive.Content;
import io.github.apim.archive.FileDigests;
import io.github.apim.assembly.NodePlan;
import io.github.apim.manifest.ManifestFile.Type;
import io.github.apim.overlay.Change;
import io.github.apim.overlay.Change.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A home as a plan makes it. */
final class PlannedHome implements HomeState {

    private static final List<String> CLEANED = List.of("clean");

    private final NodePlan plan;
    private final Map<String, Change> changes;
    private final PackHome pack;

    PlannedHome(NodePlan plan) {
        this.plan = plan;
        this.pack = new PackHome(plan.pack());
        this.changes = plan.changes().stream().collect(Collectors.toMap(Change::path, Function.identity()));
    }

    @Override
    public Optional<FileState> find(String path) throws IOException {
        Change change = changes.get(path);
        if (change == null) {
            return plan.pack().leftovers().contains(path) ? Optional.empty() : pack.find(path);
        }
        if (!(change instanceof Written written)) {
            return Optional.empty();
        }
        if (written.content() instanceof Content.Bytes bytes) {
            return Optional.of(FileState.file(written.mode(), bytes.bytes()));
        }
        if (written.content() instanceof Content.File file) {
            return Optional.of(
                    Files.size(file.path()) > Content.File.MOST_BYTES_READ
                            ? FileState.hashed(written.mode(), FileDigests.sha256(file.path()))
                            : FileState.file(written.mode(), file.bytes()));
        }
        Type type = written.content() instanceof Content.SymbolicLink ? Type.LINK : Type.FOLDER;
        return Optional.of(FileState.other(type, written.mode()));
    }

    @Override
    public Set<String> touched() {
        Set<String> touched = new LinkedHashSet<>(changes.keySet());
        touched.addAll(plan.pack().leftovers());
        return touched;
    }

    /** The overlays and edits that made a path what it is, none if it is the pack's. */
    List<String> by(String path) {
        Change change = changes.get(path);
        if (change != null) {
            return change.overlays();
        }
        return plan.pack().leftovers().contains(path) ? CLEANED : List.of();
    }
}
