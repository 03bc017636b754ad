package io.github.apim.manifest;

import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.manifest.ManifestFile.Type;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Gets manifests out of JSON, which is YAML, too; what is not as it was written is refused. */
final class ManifestReader {

    /** The format that has product and version as one text; all else is the same. */
    private static final int TITLED = 1;

    private final String source;

    private ManifestReader(String source) {
        this.source = source;
    }

    static Manifest read(byte[] json, String source) {
        ManifestReader reader = new ManifestReader(source);
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        if (json.length > Manifest.MOST_BYTES) {
            throw new ManifestException(source + " is too large for a manifest");
        }
        try {
            return reader.manifest(JsonValues.of(new Parse(settings)
                    .parseInputStream(new ByteArrayInputStream(json))
                    .iterator()));
        } catch (YamlEngineException | ClassCastException | IllegalArgumentException problem) {
            throw new ManifestException(
                    source + " is no manifest of this plugin; take the one that was built with the tarball", problem);
        }
    }

    private Manifest manifest(Object loaded) {
        Map<?, ?> root = (Map<?, ?>) loaded;
        long format = number(root, "format");
        if (format != Manifest.FORMAT && format != TITLED) {
            throw new ManifestException(source + " is a manifest of format " + format
                    + ", this version of the plugin knows format " + Manifest.FORMAT
                    + "; use the version that built it: " + Printable.line(text(root, "plugin")));
        }
        Map<?, ?> node = (Map<?, ?>) value(root, "node");
        Map<?, ?> unchanged = (Map<?, ?>) value(root, "unchanged");
        return new Manifest(
                text(root, "plugin"),
                optional(root, "environment"),
                new Manifest.Node(
                        text(node, "name"), text(node, "role"), text(node, "host"), optional(node, "address"), (int)
                                number(node, "offset")),
                product(root, format),
                text(root, "home"),
                optional(root, "timestamp"),
                list(root, "inputs").stream().map(this::input).toList(),
                root.containsKey("accepted")
                        ? list(root, "accepted").stream().map(this::accepted).toList()
                        : List.of(),
                list(root, "files").stream().map(this::file).toList(),
                (int) number(unchanged, "entries"),
                text(unchanged, "sha256"));
    }

    private static ProductVersion product(Map<?, ?> root, long format) {
        String product = text(root, "product");
        return format == TITLED
                ? ProductVersion.ofTitle(product).orElseThrow(() -> new IllegalArgumentException(product))
                : new ProductVersion(
                        Product.ofKey(product).orElseThrow(() -> new IllegalArgumentException(product)),
                        text(root, "version"));
    }

    private ManifestInput input(Object value) {
        Map<?, ?> map = (Map<?, ?>) value;
        return new ManifestInput(
                constant(ManifestInput.Kind.values(), text(map, "kind")),
                text(map, "name"),
                number(map, "size"),
                text(map, "sha256"));
    }

    private Manifest.Accepted accepted(Object value) {
        Map<?, ?> map = (Map<?, ?>) value;
        return new Manifest.Accepted(text(map, "rule"), text(map, "because"));
    }

    private ManifestFile file(Object value) {
        Map<?, ?> map = (Map<?, ?>) value;
        Action action = constant(Action.values(), text(map, "action"));
        return new ManifestFile(
                text(map, "path"),
                action,
                constant(Type.values(), text(map, "type")),
                action == Action.REMOVED ? 0 : Integer.parseInt(text(map, "mode"), 8),
                map.containsKey("size") ? number(map, "size") : map.containsKey("entries") ? number(map, "entries") : 0,
                optional(map, "sha256"),
                list(map, "by").stream().map(String.class::cast).toList());
    }

    private static <E extends Enum<E>> E constant(E[] values, String key) {
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key));
    }

    private static Object value(Map<?, ?> map, String key) {
        return Optional.<Object>ofNullable(map.get(key)).orElseThrow(() -> new IllegalArgumentException(key));
    }

    private static String text(Map<?, ?> map, String key) {
        return (String) value(map, key);
    }

    private static Optional<String> optional(Map<?, ?> map, String key) {
        return Optional.ofNullable((String) map.get(key));
    }

    private static long number(Map<?, ?> map, String key) {
        return ((Number) value(map, key)).longValue();
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return (List<?>) value(map, key);
    }
}
