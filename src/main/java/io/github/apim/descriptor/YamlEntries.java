package io.github.apim.descriptor;

import io.github.apim.deployment.Location;
import io.github.apim.descriptor.YamlTree.Broken;
import io.github.apim.descriptor.YamlTree.Entry;
import io.github.apim.descriptor.YamlTree.Mapping;
import io.github.apim.descriptor.YamlTree.Sequence;
import io.github.apim.edit.Echo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** The entries of one mapping while it is parsed: finds keys that are there twice, and takes over merged mappings. */
final class YamlEntries {

    private final String path;
    private final Problems problems;
    private final Map<String, Entry> own = new LinkedHashMap<>();
    private final Map<String, Entry> merged = new LinkedHashMap<>();

    YamlEntries(String path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    void add(String key, Location place, YamlTree value) {
        Entry first = own.putIfAbsent(key, new Entry(place, value));
        if (first != null) {
            String message = "key %s is there twice, first at line %d column %d; keep one"
                    .formatted(Echo.of(key), first.key().line(), first.key().column());
            problems.error(place, YamlPath.child(path, key), message);
        }
    }

    /**
     * Takes over the entries of {@code <<: *anchor}; what the mapping says itself, or an earlier merge, wins.
     *
     * @param spend is told how many entries are about to be taken over
     */
    void merge(Location place, YamlTree value, IntConsumer spend) {
        if (value instanceof Mapping mapping) {
            spend.accept(mapping.entries().size());
            mapping.entries().forEach(merged::putIfAbsent);
        } else if (value instanceof Sequence sequence) {
            sequence.items().forEach(item -> merge(place, item, spend));
        } else if (!(value instanceof Broken)) {
            problems.error(place, path, "'<<' takes a mapping, or a list of mappings");
        }
    }

    Mapping toMapping(Location location) {
        Map<String, Entry> all = new LinkedHashMap<>(own);
        merged.forEach(all::putIfAbsent);
        return new Mapping(location, Collections.unmodifiableMap(all), weight(all));
    }

    /** The weight of a mapping with these entries. */
    static long weight(Map<String, Entry> entries) {
        return 1
                + entries.values().stream()
                        .mapToLong(entry -> entry.value().weight())
                        .sum();
    }
}
