package io.github.apim.assembly.diff;

import io.github.apim.assembly.LayeredOutput;
import io.github.apim.assembly.Masking;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.Node;
import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.manifest.ManifestFile.Type;
import java.util.ArrayList;
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
        if (!diff.layers().isEmpty()) {
            map.put(
                    "outputs",
                    diff.layers().stream().map(output -> output(output, diff)).toList());
        }
        map.put("files", diff.files().stream().map(file -> file(file, diff)).toList());
        map.put("warnings", diff.plan().warnings());
        return map;
    }

    private static Map<String, Object> output(LayeredOutput output, NodeDiff diff) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", output.kind().toString());
        map.put("name", output.name());
        map.put("built", output.built());
        output.pushed().ifPresent(pushed -> map.put("pushed", pushed));
        List<Object> layers = new ArrayList<>();
        for (LayeredOutput.Layer layer : output.layers()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("layer", layer.name());
            each.put("written", !layer.there());
            each.put("files", paths(layer.name(), output, diff));
            layers.add(each);
        }
        map.put("layers", layers);
        List<String> mounted = paths(LayeredOutput.MOUNTED, output, diff);
        if (!mounted.isEmpty()) {
            map.put(LayeredOutput.MOUNTED, mounted);
        }
        return map;
    }

    private static List<String> paths(String layer, LayeredOutput output, NodeDiff diff) {
        return diff.in(layer, output).stream().map(FileDiff::path).toList();
    }

    /** A node that only one of two environments has. */
    public static Map<String, Object> only(Environment environment, Node node) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("node", node.name());
        map.put("role", node.role().key());
        map.put("onlyIn", environment.toString());
        return map;
    }

    private Map<String, Object> file(FileDiff file, NodeDiff diff) {
        DiffText text = new DiffText(masking, diff.against());
        boolean secret = text.isSecret(file);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", file.path());
        map.put("action", file.action().toString());
        map.put("type", file.state().type().toString());
        if (secret) {
            map.put("secret", true);
        }
        file.after().ifPresent(after -> put(after, secret, map));
        file.before().filter(before -> file.action() == Action.CHANGED).ifPresent(before -> {
            Map<String, Object> was = new LinkedHashMap<>();
            put(before, secret && !file.before().equals(file.product()), was);
            map.put("before", was);
        });
        map.put("by", file.by());
        if (file.action() == Action.CHANGED && file.isText()) {
            List<String> hunks = text.hunks(file);
            if (!hunks.isEmpty()) {
                map.put("diff", hunks.stream().map(Lines::shown).collect(Collectors.joining("\n", "", "\n")));
            }
        }
        return map;
    }

    /** @param secret whether size and hash are kept back */
    private static void put(FileState state, boolean secret, Map<String, Object> map) {
        if (state.type() != Type.LINK) {
            map.put("mode", String.format(Locale.ROOT, "%04o", state.mode()));
        }
        if (state.type() == Type.FILE && !secret) {
            state.content().ifPresent(content -> map.put("size", content.length));
            map.put("sha256", state.digest());
        }
    }
}
