package io.github.apim.assembly.diff;

import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.manifest.ManifestFile.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A node's change for programs, in the words of the manifest. */
public final class PlanJson {

    private final Masking masking;

    public PlanJson(Masking masking) {
        this.masking = masking;
    }

    /** What {@link io.github.apim.manifest.Json} writes for a node. */
    public Map<String, Object> of(NodeDiff diff) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("node", diff.plan().node().name());
        map.put("role", diff.plan().node().role().key());
        map.put("product", diff.plan().pack().title());
        map.put("home", diff.plan().pack().root());
        map.put("changed", diff.count(Action.CHANGED));
        map.put("added", diff.count(Action.ADDED));
        map.put("removed", diff.count(Action.REMOVED));
        map.put("files", diff.files().stream().map(file -> file(file, diff)).toList());
        map.put("warnings", diff.plan().warnings());
        return map;
    }

    private Map<String, Object> file(FileDiff file, NodeDiff diff) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", file.path());
        map.put("action", file.action().toString());
        map.put("type", file.state().type().toString());
        file.after().ifPresent(after -> put(after, map));
        file.before().filter(before -> file.action() == Action.CHANGED).ifPresent(before -> {
            Map<String, Object> was = new LinkedHashMap<>();
            put(before, was);
            map.put("before", was);
        });
        map.put("by", file.by());
        if (file.action() == Action.CHANGED && file.isText()) {
            List<String> hunks = new DiffText(masking, diff.against()).hunks(file);
            if (!hunks.isEmpty()) {
                map.put("diff", hunks.stream().map(Lines::shown).collect(Collectors.joining("\n", "", "\n")));
            }
        }
        return map;
    }

    private static void put(FileState state, Map<String, Object> map) {
        if (state.type() != Type.LINK) {
            map.put("mode", String.format(Locale.ROOT, "%04o", state.mode()));
        }
        if (state.type() == Type.FILE) {
            state.content().ifPresent(content -> map.put("size", content.length));
            map.put("sha256", state.digest());
        }
    }
}
