package io.github.apim.manifest;

import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.manifest.ManifestFile.Type;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Turns manifests into JSON. */
final class ManifestWriter {

    private ManifestWriter() {}

    static byte[] write(Manifest manifest) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", Manifest.FORMAT);
        root.put("plugin", manifest.plugin());
        manifest.environment().ifPresent(name -> root.put("environment", name));
        root.put("node", node(manifest.node()));
        root.put("product", manifest.product().product().key());
        root.put("version", manifest.product().version());
        root.put("home", manifest.home());
        manifest.timestamp().ifPresent(time -> root.put("timestamp", time));
        root.put("inputs", manifest.inputs().stream().map(ManifestWriter::input).toList());
        if (!manifest.accepted().isEmpty()) {
            root.put(
                    "accepted",
                    manifest.accepted().stream().map(ManifestWriter::accepted).toList());
        }
        root.put("files", manifest.files().stream().map(ManifestWriter::file).toList());
        Map<String, Object> unchanged = new LinkedHashMap<>();
        unchanged.put("entries", manifest.unchanged());
        unchanged.put("listing", Manifest.LISTING);
        unchanged.put("sha256", manifest.listing());
        root.put("unchanged", unchanged);
        return Json.of(root).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> node(Manifest.Node node) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", node.name());
        map.put("role", node.role());
        map.put("host", node.host());
        node.address().ifPresent(address -> map.put("address", address));
        map.put("offset", node.offset());
        return map;
    }

    private static Map<String, Object> input(ManifestInput input) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", input.kind().toString());
        map.put("name", input.name());
        map.put("size", input.size());
        map.put("sha256", input.sha256());
        return map;
    }

    private static Map<String, Object> accepted(Manifest.Accepted accepted) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rule", accepted.rule());
        map.put("because", accepted.because());
        return map;
    }

    private static Map<String, Object> file(ManifestFile file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", file.path());
        map.put("action", file.action().toString());
        map.put("type", file.type().toString());
        if (file.action() != Action.REMOVED) {
            map.put("mode", mode(file.mode()));
        }
        if (file.type() == Type.FILE && file.action() != Action.REMOVED) {
            map.put("size", file.size());
            file.sha256().ifPresent(sha256 -> map.put("sha256", sha256));
        }
        if (file.type() == Type.FOLDER && file.action() == Action.REMOVED) {
            map.put("entries", file.size());
        }
        map.put("by", file.by());
        return map;
    }

    /** Four octal digits, as {@code chmod} takes them. */
    static String mode(int mode) {
        return String.format(Locale.ROOT, "%04o", mode);
    }
}
