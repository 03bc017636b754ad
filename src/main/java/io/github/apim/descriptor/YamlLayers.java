package io.github.apim.descriptor;

import io.github.apim.deployment.Location;
import io.github.apim.descriptor.YamlTree.Entry;
import io.github.apim.descriptor.YamlTree.Kind;
import io.github.apim.descriptor.YamlTree.Mapping;
import io.github.apim.descriptor.YamlTree.Scalar;
import io.github.apim.edit.Echo;
import io.github.apim.edit.NearestName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Lays one tree over another, in the way of a JSON merge patch (RFC 7396): mappings are merged key by key, every other
 * value replaces what was there, and {@code null} takes a key out. Each value keeps the place where it stands; a mapping
 * that both have keeps the place of the lower one, which declares it.
 */
final class YamlLayers {

    private static final Map<String, Entry> NOTHING = Map.of();

    private final Problems problems;

    YamlLayers(Problems problems) {
        this.problems = problems;
    }

    /** The lower tree with the upper one over it; a {@code null} that takes nothing out is a problem. */
    Mapping merge(Mapping lower, Mapping upper) {
        return merge(lower, upper, YamlPath.ROOT);
    }

    private Mapping merge(Mapping lower, Mapping upper, String path) {
        Map<String, Entry> entries = new LinkedHashMap<>(lower.entries());
        Map<String, Location> takenOut = new LinkedHashMap<>(lower.takenOut());
        upper.entries().forEach((name, entry) -> {
            String below = YamlPath.child(path, name);
            if (!isNull(entry.value())) {
                entries.put(name, over(entries.get(name), entry, below));
            } else if (isMeant(entry, below, entries.keySet(), name)) {
                entries.remove(name);
                takenOut.put(name, entry.key());
            }
        });
        return new Mapping(
                lower.location(),
                Collections.unmodifiableMap(entries),
                Collections.unmodifiableMap(takenOut),
                YamlEntries.weight(entries));
    }

    /** @param lower {@code null} if the key is new */
    private Entry over(Entry lower, Entry upper, String path) {
        if (!(upper.value() instanceof Mapping mapping)) {
            return upper;
        }
        return lower != null && lower.value() instanceof Mapping below
                ? new Entry(lower.key(), merge(below, mapping, path))
                : new Entry(
                        upper.key(), merge(new Mapping(mapping.location(), NOTHING, mapping.weight()), mapping, path));
    }

    private static boolean isNull(YamlTree value) {
        return value instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    }

    /** Whether the key shall go: a value that was forgotten, and a name that is none, must not look like a wish. */
    private boolean isMeant(Entry entry, String path, Set<String> known, String name) {
        if (((Scalar) entry.value()).text().isEmpty()) {
            problems.error(entry.key(), path, "has no value; write one, or null to take the key out");
            return false;
        }
        if (!known.contains(name)) {
            problems.error(
                    entry.key(),
                    path,
                    "takes nothing out: the layers below have no key " + Echo.of(name) + NearestName.hint(name, known)
                            + "; remove the line, or write the key as it is there");
            return false;
        }
        return true;
    }
}
