package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.apim.deployment.Problem;
import io.github.apim.descriptor.YamlTree.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema that editors use says the same as the reader. What a schema cannot say, and only the reader checks: names
 * of nodes, packs and servers that must be there, names that must differ, keys that are there twice, the values that
 * placeholders stand for, and that a placeholder is closed. A schema also takes {@code 1.0} for a whole number.
 */
class JsonSchemaTest {

    private static final Path COMMITTED = Path.of("src/main/resources/io/github/apim/deployment.schema.json");

    private static final Path COMMITTED_LAYER = Path.of("src/main/resources/io/github/apim/environment.schema.json");

    private static final JsonMapper JSON = new JsonMapper();
    private static Schema schema;
    private static Schema layerSchema;

    @BeforeAll
    static void compile() {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonSchema.of(DescriptorShape.ROOT));
        layerSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonSchema.ofLayer(DescriptorShape.ROOT));
    }

    /** {@code mvn test -Dtest=JsonSchemaTest -Dapim.writeSchema} writes the file after the shape has changed. */
    @Test
    void theCommittedSchemaIsMadeFromTheShape() throws IOException {
        assertThat(committed(COMMITTED, JsonSchema.of(DescriptorShape.ROOT)))
                .isEqualTo(JsonSchema.of(DescriptorShape.ROOT));
    }

    @Test
    void theCommittedSchemaOfLayersIsMadeFromTheShape() throws IOException {
        assertThat(committed(COMMITTED_LAYER, JsonSchema.ofLayer(DescriptorShape.ROOT)))
                .isEqualTo(JsonSchema.ofLayer(DescriptorShape.ROOT));
    }

    private static String committed(Path file, String made) throws IOException {
        if (System.getProperty("apim.writeSchema") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, made);
        }
        return Files.readString(file);
    }

    @Test
    void theSchemaIsASchema() {
        Schema metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}");

        assertThat(metaSchema.validate(JsonSchema.of(DescriptorShape.ROOT), InputFormat.JSON))
                .isEmpty();
        assertThat(metaSchema.validate(JsonSchema.ofLayer(DescriptorShape.ROOT), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void theExamplesFitTheSchema() {
        for (String name : List.of("distributed.yaml", "short.yaml", "every-key.yaml")) {
            assertThat(schema.validate(json(load(name)), InputFormat.JSON))
                    .as(name)
                    .isEmpty();
            assertThat(readerFinds(json(load(name)))).as(name).isEmpty();
        }
    }

    @Test
    void schemaAndReaderAgreeOnEveryValueThatIsReplaced() {
        List<Object> replacements = new ArrayList<>(List.of(
                "text",
                "",
                "a b",
                "1",
                "a:b",
                "a:b:c",
                "C:\\packs\\a.zip",
                "~/a",
                "/a/../b",
                "10.0.0.1",
                "10.0.0.256",
                "1:2:3:4:5:6:7",
                "http://a/b",
                "svn://a:b@c/d",
                "jdbc:mysql://a",
                "x'y",
                "$(reboot)",
                "a\nb",
                "a\n",
                "\u0000"));
        replacements.addAll(List.of(
                "2g",
                "0g",
                "-Xmx2g",
                "ü",
                "\ud83d\ude00",
                "multicast",
                "store",
                "api-store",
                "Strict",
                "local",
                "${any}",
                "a${b}c",
                "$${literal}",
                "x".repeat(1_001),
                "f".repeat(64)));
        replacements.addAll(List.of(0, 1, -1, 1.5, 50_001, 65_536, true, false, List.of(), Map.of(), List.of("a")));
        replacements.addAll(
                List.of(Map.of("a", "b"), Map.of("name", "a"), Map.of("username", "a"), Map.of("path", "a")));
        replacements.add(null);
        List<String> disagreements = new ArrayList<>();
        int[] counts = new int[2];
        for (Object replacement : replacements) {
            forEachPlace(
                    load("every-key.yaml"),
                    (path, document) -> {
                        boolean valid = compare(path + " = " + replacement, document, disagreements);
                        counts[valid ? 1 : 0]++;
                    },
                    (parent, key) -> put(parent, key, replacement));
        }

        assertThat(disagreements).isEmpty();
        assertThat(counts[0]).isGreaterThan(1_000);
        assertThat(counts[1]).isGreaterThan(300);
    }

    @Test
    void schemaAndReaderAgreeOnEveryKeyThatIsLeftOutOrMistyped() {
        List<String> disagreements = new ArrayList<>();
        List<UnaryOperator<String>> names = List.of(
                name -> name + "x",
                name -> "A " + name,
                name -> "../" + name,
                name -> name + "\n",
                name -> "'" + name,
                name -> "store",
                name -> "-" + name,
                name -> "x".repeat(64),
                name -> "");
        forEachPlace(
                load("every-key.yaml"),
                (path, document) -> compare("without " + path, document, disagreements),
                JsonSchemaTest::remove);
        for (UnaryOperator<String> name : names) {
            forEachPlace(
                    load("every-key.yaml"),
                    (path, document) -> compare("renamed " + path, document, disagreements),
                    (parent, key) -> {
                        if (key instanceof String text) {
                            put(parent, name.apply(text), remove(parent, key));
                        }
                    });
        }

        assertThat(disagreements).isEmpty();
    }

    @Test
    void aLayerMaySayAllThatADescriptorSaysOrNothing() {
        for (String name : List.of("distributed.yaml", "short.yaml", "every-key.yaml")) {
            assertThat(layerSchema.validate(json(load(name)), InputFormat.JSON))
                    .as(name)
                    .isEmpty();
        }
        for (String nothing : List.of("{}", "null", "{\"nodes\": {}}", "{\"nodes\": {\"a\": null}}")) {
            assertThat(layerSchema.validate(nothing, InputFormat.JSON))
                    .as(nothing)
                    .isEmpty();
        }
    }

    @Test
    void aLayerWithOneKeyOfAMappingIsWhole() {
        assertThat(layerSchema.validate("{\"nodes\": {\"a\": {\"host\": \"b\"}}}", InputFormat.JSON))
                .isEmpty();
        assertThat(layerSchema.validate("{\"nodes\": {\"a\": {\"hots\": \"b\"}}}", InputFormat.JSON))
                .isNotEmpty();
        assertThat(layerSchema.validate("{\"accept\": [{\"rule\": \"M38\"}]}", InputFormat.JSON))
                .as("an item of a list is not merged")
                .isNotEmpty();
    }

    /** What a layer leaves out decides nothing for the schema, which does not see what it is laid over. */
    @Test
    void schemaAndReaderAgreeOnEveryValueOfALayer() {
        List<String> disagreements = new ArrayList<>();
        int[] counts = new int[2];
        for (Object replacement :
                List.of("text", "", "a b", "store", "${any}", 0, -1, 1.5, true, List.of(), Map.of(), List.of("a"))) {
            forEachPlace(
                    load("every-key.yaml"),
                    (path, layer) -> {
                        boolean valid = compareLayer(path + " = " + replacement, layer, disagreements);
                        counts[valid ? 1 : 0]++;
                    },
                    (parent, key) -> put(parent, key, replacement));
        }
        for (UnaryOperator<String> name :
                List.<UnaryOperator<String>>of(key -> key + "x", key -> "../" + key, key -> "")) {
            forEachPlace(
                    load("every-key.yaml"),
                    (path, layer) -> compareLayer("renamed " + path, layer, disagreements),
                    (parent, key) -> {
                        if (key instanceof String text) {
                            put(parent, name.apply(text), remove(parent, key));
                        }
                    });
        }

        assertThat(disagreements).isEmpty();
        assertThat(counts[0]).isGreaterThan(500);
        assertThat(counts[1]).isGreaterThan(100);
    }

    private static boolean compareLayer(String change, Object layer, List<String> disagreements) {
        String json = json(layer);
        Problems problems = new Problems();
        Mapping lower = new YamlParser("deployment.json", problems)
                .parse(json(load("every-key.yaml")))
                .orElseThrow();
        YamlParser.ofLayer("layer.json", problems)
                .parse(json)
                .map(upper -> new YamlLayers(problems).merge(lower, upper))
                .ifPresent(merged ->
                        new ShapeCheck(name -> Optional.empty(), problems).check(DescriptorShape.ROOT, merged));
        List<Problem> reader = problems.inFileOrder().stream()
                .filter(problem -> !problem.message().contains(" is not set"))
                .filter(problem -> isInList(problem) || !speaksOfOtherKeys(problem))
                .toList();
        List<com.networknt.schema.Error> editor = layerSchema.validate(json, InputFormat.JSON);
        if (reader.isEmpty() != editor.isEmpty()) {
            disagreements.add(change + "\n  reader: " + reader + "\n  schema: " + editor);
        }
        return editor.isEmpty();
    }

    /** Lists are not merged, so that their items must be whole. */
    private static boolean isInList(Problem problem) {
        return problem.path().matches(".*\\[\\d+].*");
    }

    private static boolean speaksOfOtherKeys(Problem problem) {
        return problem.message()
                .matches("(?s)key '.*' is missing.*|exactly one of .*|belongs to .*|at least .* entry is needed");
    }

    private interface Visitor {
        void visit(String path, Object document);
    }

    private interface Change {
        void apply(Object parent, Object key);
    }

    /** Applies the change at every place of the document in turn, each time to a fresh copy. */
    private static void forEachPlace(Object document, Visitor visitor, Change change) {
        List<List<Object>> places = new ArrayList<>();
        collect(document, List.of(), places);
        for (List<Object> place : places) {
            Object copy = copy(document);
            Object parent = copy;
            for (Object key : place.subList(0, place.size() - 1)) {
                parent = parent instanceof Map<?, ?> map ? map.get(key) : ((List<?>) parent).get((Integer) key);
            }
            change.apply(parent, place.get(place.size() - 1));
            visitor.visit(place.toString(), copy);
        }
    }

    private static void collect(Object value, List<Object> path, List<List<Object>> places) {
        if (!path.isEmpty()) {
            places.add(path);
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> collect(child, append(path, key), places));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), append(path, i), places);
            }
        }
    }

    private static List<Object> append(List<Object> path, Object key) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, child) -> copy.put(key, copy(child)));
            return copy;
        } else if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(child -> copy.add(copy(child)));
            return copy;
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static void put(Object parent, Object key, Object value) {
        if (parent instanceof Map<?, ?>) {
            ((Map<Object, Object>) parent).put(key, value);
        } else {
            ((List<Object>) parent).set((Integer) key, value);
        }
    }

    private static Object remove(Object parent, Object key) {
        return parent instanceof Map<?, ?> map ? map.remove(key) : ((List<?>) parent).remove((int) (Integer) key);
    }

    private static boolean compare(String change, Object document, List<String> disagreements) {
        String json = json(document);
        List<Problem> reader = readerFinds(json);
        List<com.networknt.schema.Error> editor = schema.validate(json, InputFormat.JSON);
        if (reader.isEmpty() != editor.isEmpty()) {
            disagreements.add(change + "\n  reader: " + reader + "\n  schema: " + editor);
        }
        return editor.isEmpty();
    }

    /** What the reader finds in the shape alone; every placeholder has a value that fits, as the schema assumes. */
    private static List<Problem> readerFinds(String json) {
        Problems problems = new Problems();
        Optional<Mapping> tree = new YamlParser("deployment.json", problems).parse(json);
        tree.ifPresent(
                mapping -> new ShapeCheck(name -> Optional.empty(), problems).check(DescriptorShape.ROOT, mapping));
        return problems.inFileOrder().stream()
                .filter(problem -> !problem.message().contains(" is not set"))
                .toList();
    }

    private static Object load(String resource) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        return copy(new Load(settings).loadFromString(Descriptors.resource(resource)));
    }

    private static String json(Object document) {
        return JSON.writeValueAsString(document);
    }
}
