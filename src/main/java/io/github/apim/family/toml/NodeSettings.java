package io.github.apim.family.toml;

import io.github.apim.edit.TomlFile;
import io.github.apim.edit.TomlTables;
import io.github.apim.edit.TomlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a node's deployment.toml must say and must not say, collected before anything is written: most files are written
 * anew, and one of the user's gets the values in its own order. Not for use by several threads.
 */
public final class NodeSettings {

    private final Map<String, Map<String, TomlValue>> values = new LinkedHashMap<>();
    private final Map<String, Tables> arrays = new LinkedHashMap<>();
    private final List<String> without = new ArrayList<>();

    /**
     * The elements of an array of tables.
     *
     * @param identity the keys by whose values one is told from the others; empty if only their places do
     */
    private record Tables(List<Map<String, TomlValue>> elements, List<String> identity) {

        private Tables {
            elements = List.copyOf(elements);
            identity = List.copyOf(identity);
        }
    }

    /** @param table a path, {@code apim.key_manager} */
    public NodeSettings set(String table, String key, TomlValue value) {
        values.computeIfAbsent(table, absent -> new LinkedHashMap<>()).put(key, value);
        return this;
    }

    public NodeSettings set(String table, String key, String value) {
        return set(table, key, TomlValue.text(value));
    }

    public NodeSettings set(String table, String key, boolean value) {
        return set(table, key, TomlValue.bool(value));
    }

    public NodeSettings set(String table, String key, long value) {
        return set(table, key, TomlValue.number(value));
    }

    public NodeSettings set(String table, String key, List<String> values) {
        return set(table, key, TomlValue.texts(values));
    }

    /**
     * Says that an array of tables holds these alone; in a file of the user's, these beside what else is there.
     *
     * @param elements by key; what is in a table below the element has a key of the form {@code table.key}
     * @param identity the keys whose texts say which element of the user's one of these is; if there are none it is the one
     *     in the same place
     */
    public NodeSettings tables(String path, List<Map<String, TomlValue>> elements, String... identity) {
        arrays.put(path, new Tables(elements, List.of(identity)));
        return this;
    }

    /** Says that a table, array or key of the shipped file is not this node's. */
    public NodeSettings without(String... paths) {
        without.addAll(List.of(paths));
        return this;
    }

    /** Lays it over what the pack's file has live. */
    TomlTables over(TomlTables shipped) {
        without.forEach(shipped::remove);
        values.forEach((table, keys) -> keys.forEach((key, value) -> shipped.set(table, key, value)));
        arrays.forEach((path, tables) -> shipped.set(path, tables.elements()));
        return shipped;
    }

    /** Sets it in a file that the user has a say in; what is there beside it stays. */
    TomlFile in(TomlFile file) {
        TomlFile result = file;
        for (Map.Entry<String, Map<String, TomlValue>> table : values.entrySet()) {
            for (Map.Entry<String, TomlValue> key : table.getValue().entrySet()) {
                result = result.set(TomlTables.path(table.getKey(), key.getKey()), key.getValue());
            }
        }
        for (Map.Entry<String, Tables> array : arrays.entrySet()) {
            result = in(result, array.getKey(), array.getValue());
        }
        return result;
    }

    private static TomlFile in(TomlFile file, String array, Tables tables) {
        TomlFile result = file;
        for (int i = 0; i < tables.elements().size(); i++) {
            Map<String, TomlValue> element = tables.elements().get(i);
            int number = tables.identity().isEmpty() ? i + 1 : number(result, array, element, tables.identity());
            if (result.count(array) < number) {
                result = result.append(array, own(element));
            }
            for (Map.Entry<String, TomlValue> key : element.entrySet()) {
                int dot = key.getKey().indexOf('.');
                String table = element(array, number);
                String path = dot < 0
                        ? TomlTables.path(table, key.getKey())
                        : TomlTables.path(
                                table + "." + key.getKey().substring(0, dot),
                                key.getKey().substring(dot + 1));
                result = result.set(path, key.getValue());
            }
        }
        return result;
    }

    /** Which element of a file this one is; the one behind the last if it is none. */
    private static int number(TomlFile file, String array, Map<String, TomlValue> element, List<String> identity) {
        int count = file.count(array);
        return IntStream.rangeClosed(1, count)
                .filter(number -> identity.stream()
                        .allMatch(key -> file.find(TomlTables.path(element(array, number), key))
                                .filter(found -> TomlValue.text(found.value()).equals(element.get(key)))
                                .isPresent()))
                .findFirst()
                .orElse(count + 1);
    }

    private static String element(String array, int number) {
        return array + "[" + number + "]";
    }

    private static Map<String, TomlValue> own(Map<String, TomlValue> element) {
        Map<String, TomlValue> own = new LinkedHashMap<>(element);
        own.keySet().removeIf(key -> key.indexOf('.') >= 0);
        return own;
    }
}
