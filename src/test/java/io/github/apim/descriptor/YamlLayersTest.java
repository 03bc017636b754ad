package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.descriptor.YamlTree.Entry;
import io.github.apim.descriptor.YamlTree.Mapping;
import io.github.apim.descriptor.YamlTree.Scalar;
import io.github.apim.descriptor.YamlTree.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The laws of layers, on trees that chance makes: the seeds are fixed, so that a failure can be had again. */
class YamlLayersTest {

    private static final int TREES = 2_000;
    private static final int DEEPEST = 4;
    private static final List<String> KEYS = List.of("packs", "nodes", "url", "gw-1", "edits", "a b");

    /** Whatever the lower file says, a layer that says all of another file, and takes the rest out, is that file. */
    @Test
    void aLayerThatSaysEverythingEqualsThatFileAlone() {
        Random random = new Random(20);
        for (int tree = 0; tree < TREES; tree++) {
            Map<String, Object> lower = mapping(random, DEEPEST);
            Map<String, Object> wanted = mapping(random, DEEPEST);

            Mapping merged = merged(lower, everything(wanted, lower));

            assertThat(plain(merged)).as("tree %d", tree).isEqualTo(plain(parse("alone.yaml", wanted)));
        }
    }

    /** Of values that replace, none keeps a place in the lower file. */
    @Test
    void whatALayerSaysStandsInTheLayer() {
        Random random = new Random(21);
        for (int tree = 0; tree < TREES; tree++) {
            Map<String, Object> lower = mapping(random, DEEPEST);
            Map<String, Object> wanted = mapping(random, DEEPEST);

            Mapping merged = merged(lower, everything(wanted, lower));

            assertThat(files(merged)).as("tree %d", tree).isSubsetOf("upper.yaml");
        }
    }

    @Test
    void aLayerThatSaysNothingChangesNothing() {
        Random random = new Random(22);
        for (int tree = 0; tree < TREES; tree++) {
            Map<String, Object> lower = mapping(random, DEEPEST);

            Mapping merged = merged(lower, Map.of());

            assertThat(merged).isEqualTo(parse("lower.yaml", lower));
        }
    }

    @Test
    void theSameLayerTwiceIsTheLayerOnce() {
        Random random = new Random(23);
        for (int tree = 0; tree < TREES; tree++) {
            Map<String, Object> lower = mapping(random, DEEPEST);
            Map<String, Object> upper = mapping(random, DEEPEST);
            Problems problems = new Problems();
            Mapping once = merged(lower, upper);

            Mapping twice = new YamlLayers(problems).merge(once, parse("upper.yaml", upper));

            assertThat(twice).as("tree %d", tree).isEqualTo(once);
            assertThat(problems.inFileOrder()).isEmpty();
        }
    }

    @Test
    void theWeightOfWhatIsMergedIsThatOfItsText() {
        Random random = new Random(24);
        for (int tree = 0; tree < TREES; tree++) {
            Map<String, Object> lower = mapping(random, DEEPEST);
            Map<String, Object> wanted = mapping(random, DEEPEST);

            Mapping merged = merged(lower, everything(wanted, lower));

            assertThat(merged.weight()).isEqualTo(parse("alone.yaml", wanted).weight());
        }
    }

    private static Mapping merged(Map<String, Object> lower, Map<String, Object> upper) {
        Problems problems = new Problems();
        Mapping merged = new YamlLayers(problems).merge(parse("lower.yaml", lower), parse("upper.yaml", upper));
        assertThat(problems.inFileOrder()).isEmpty();
        return merged;
    }

    /** The file as a layer: all that it says, and {@code null} for what only the lower file says. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> everything(Map<String, Object> wanted, Map<String, Object> lower) {
        Map<String, Object> layer = new LinkedHashMap<>();
        lower.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(key -> layer.put(key, null));
        wanted.forEach((key, value) -> layer.put(
                key,
                value instanceof Map<?, ?> below && lower.get(key) instanceof Map<?, ?> old
                        ? everything((Map<String, Object>) below, (Map<String, Object>) old)
                        : value));
        return layer;
    }

    private static Map<String, Object> mapping(Random random, int depth) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        for (String key : KEYS) {
            if (random.nextInt(3) > 0) {
                mapping.put(key, value(random, depth - 1));
            }
        }
        return mapping;
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 3)) {
            case 0 -> "text " + random.nextInt(3);
            case 1 -> random.nextInt(3);
            case 2 -> List.of("item", random.nextInt(2));
            default -> mapping(random, depth);
        };
    }

    /** Through the text, as users write it. */
    private static Mapping parse(String file, Map<String, Object> content) {
        Problems problems = new Problems();
        Mapping parsed = YamlParser.ofLayer(file, problems).parse(flow(content)).orElseThrow();
        assertThat(problems.inFileOrder()).isEmpty();
        return parsed;
    }

    private static String flow(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> "\n\"" + entry.getKey() + "\": " + flow(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(YamlLayersTest::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }

    private static Object plain(YamlTree tree) {
        if (tree instanceof Mapping mapping) {
            return mapping.entries().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> plain(entry.getValue().value())));
        } else if (tree instanceof Sequence sequence) {
            return sequence.items().stream().map(YamlLayersTest::plain).toList();
        }
        Scalar scalar = (Scalar) tree;
        return scalar.kind() + " " + scalar.text();
    }

    /** The files in which single values and lists stand. */
    private static List<String> files(Mapping mapping) {
        return mapping.entries().values().stream()
                .map(Entry::value)
                .flatMap(value -> value instanceof Mapping below
                        ? files(below).stream()
                        : List.of(value.location().file()).stream())
                .distinct()
                .toList();
    }
}
