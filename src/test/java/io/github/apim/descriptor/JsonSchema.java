package io.github.apim.descriptor;

import io.github.apim.descriptor.Shape.Cases;
import io.github.apim.descriptor.Shape.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes a shape as a JSON schema (draft 2020-12). */
final class JsonSchema {

    /** A value with a placeholder can be anything until the placeholder is replaced; with another '$' it is none. */
    private static final String PLACEHOLDER = "(?:^|[^$])\\$\\{";

    private JsonSchema() {}

    static String of(Struct root) {
        return document(
                "deployment.yaml of apim-maven-plugin",
                "A distributed deployment of WSO2 API Manager. In values, ${name} is a property and"
                        + " ${env.X} an environment variable.",
                schema(root));
    }

    /** The schema of a layer over a file of this shape: nothing is needed, and null takes a key out. */
    static String ofLayer(Struct root) {
        return document(
                "environments/<name>.yaml of apim-maven-plugin",
                "What an environment has otherwise than deployment.yaml: mappings are merged key by key, other values"
                        + " replaced, null takes a key out.",
                orNull(removable(schema(partial(root)))));
    }

    /** What may be a part of a shape; a list is always whole. */
    private static Shape partial(Shape shape) {
        if (shape instanceof Struct struct) {
            return partial(struct);
        } else if (shape instanceof Shape.Table table) {
            return new Shape.Table(table.keys(), partial(table.values()), 0);
        } else if (shape instanceof Shape.Either either) {
            return new Shape.Either(either.brief(), partial(either.full()));
        }
        return shape;
    }

    private static Struct partial(Struct struct) {
        Map<String, Shape.Key> keys = new LinkedHashMap<>();
        struct.keys()
                .forEach((name, key) -> keys.put(
                        name, new Shape.Key(partial(key.shape()), false, key.description(), Optional.empty())));
        return new Struct(keys, List.of(), Optional.empty());
    }

    /** The same with null for each value of a mapping, lists excepted. */
    private static Map<String, Object> removable(Map<String, Object> schema) {
        Map<String, Object> result = new LinkedHashMap<>(schema);
        result.computeIfPresent("properties", (key, properties) -> {
            Map<String, Object> all = new LinkedHashMap<>();
            map(properties).forEach((name, property) -> all.put(name, orNull(removable(map(property)))));
            return all;
        });
        result.computeIfPresent(
                "additionalProperties",
                (key, values) -> values instanceof Map<?, ?> ? orNull(removable(map(values))) : values);
        result.computeIfPresent(
                "anyOf",
                (key, forms) -> ((List<?>) forms)
                        .stream().map(form -> removable(map(form))).toList());
        return result;
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        Map<String, Object> value = new LinkedHashMap<>(schema);
        Map<String, Object> result = new LinkedHashMap<>();
        Optional.ofNullable(value.remove("description")).ifPresent(text -> result.put("description", text));
        result.put("anyOf", List.of(value, object("type", "null")));
        return result;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object schema) {
        return (Map<String, Object>) schema;
    }

    private static String document(String title, String description, Map<String, Object> root) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", title);
        schema.put("description", description);
        schema.putAll(root);
        schema.put(
                "$defs",
                Map.of(
                        "placeholder",
                        object(
                                "description",
                                "A value with a placeholder.",
                                "type",
                                "string",
                                "pattern",
                                PLACEHOLDER)));
        StringBuilder json = new StringBuilder();
        write(schema, "", json);
        return json.append('\n').toString();
    }

    private static Map<String, Object> schema(Shape shape) {
        if (shape instanceof Shape.Text text) {
            return text(text.format(), "string");
        } else if (shape instanceof Shape.AnyAtom any) {
            return text(any.format(), List.of("string", "number", "boolean"));
        } else if (shape instanceof Shape.Whole whole) {
            return orPlaceholder(whole(whole));
        } else if (shape instanceof Shape.Size size) {
            return object("anyOf", List.of(whole(new Shape.Whole(1, Long.MAX_VALUE)), text(size.format(), "string")));
        } else if (shape instanceof Shape.Flag) {
            return orPlaceholder(object("type", "boolean"));
        } else if (shape instanceof Shape.Choice choice) {
            return orPlaceholder(words(choice));
        } else if (shape instanceof Shape.Items items) {
            return object("type", "array", "items", schema(items.item()));
        } else if (shape instanceof Shape.Either either) {
            return object("anyOf", List.of(schema(either.brief()), schema(either.full())));
        } else if (shape instanceof Shape.Table table) {
            return table(table);
        }
        return struct((Struct) shape);
    }

    private static Map<String, Object> text(Format format, Object type) {
        Map<String, Object> schema =
                object("type", type, "pattern", whole(format) + "|" + PLACEHOLDER, "maxLength", format.longest());
        if (!format.examples().isEmpty() && !format.secret()) {
            schema.put("examples", format.examples());
        }
        return schema;
    }

    private static String whole(Format format) {
        return "^(?:" + format.pattern().pattern() + ")$";
    }

    private static Map<String, Object> whole(Shape.Whole whole) {
        Map<String, Object> schema = object("type", "integer", "minimum", whole.least());
        if (whole.most() != Long.MAX_VALUE) {
            schema.put("maximum", whole.most());
        }
        return schema;
    }

    private static Map<String, Object> words(Shape.Choice choice) {
        List<String> words = new ArrayList<>(choice.words());
        words.addAll(choice.aliases());
        return object("enum", words);
    }

    private static Map<String, Object> orPlaceholder(Map<String, Object> schema) {
        return object("anyOf", List.of(schema, object("$ref", "#/$defs/placeholder")));
    }

    private static Map<String, Object> table(Shape.Table table) {
        Map<String, Object> names = table.keys() instanceof Shape.Choice choice
                ? words(choice)
                : object("pattern", whole(((Shape.Text) table.keys()).format()), "maxLength", 1_000);
        Map<String, Object> schema =
                object("type", "object", "propertyNames", names, "additionalProperties", schema(table.values()));
        if (table.least() > 0) {
            schema.put("minProperties", table.least());
        }
        return schema;
    }

    private static Map<String, Object> struct(Struct struct) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        struct.keys().forEach((name, key) -> {
            Map<String, Object> property = object("description", key.description());
            property.putAll(schema(key.shape()));
            key.standard().ifPresent(standard -> property.put("default", standard(key.shape(), standard)));
            properties.put(name, property);
            if (key.required()) {
                required.add(name);
            }
        });
        Map<String, Object> schema = object("type", "object", "properties", properties, "additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        List<Map<String, Object>> groups = Stream.concat(
                        struct.exactlyOne().stream().map(JsonSchema::exactlyOne),
                        struct.cases().stream().flatMap(cases -> cases(struct, cases)))
                .toList();
        if (groups.size() == 1) {
            schema.putAll(groups.get(0));
        } else if (!groups.isEmpty()) {
            schema.put("allOf", groups);
        }
        return schema;
    }

    private static Stream<Map<String, Object>> cases(Struct struct, Cases cases) {
        String standard = struct.keys().get(cases.key()).standard().orElseThrow();
        return new TreeMap<>(cases.byWord()).entrySet().stream().map(word -> {
            // Where the key is absent, the condition on it holds.
            Map<String, Object> chosen = object("properties", object(cases.key(), object("const", word.getKey())));
            if (!word.getKey().equals(standard)) {
                chosen.put("required", List.of(cases.key()));
            }
            Map<String, Object> taken = new TreeMap<>();
            cases.foreign(word.getKey()).forEach(name -> taken.put(name, false));
            Map<String, Object> then = object("properties", taken);
            if (!word.getValue().required().isEmpty()) {
                then.put("required", word.getValue().required());
            }
            return object("if", chosen, "then", then);
        });
    }

    private static Map<String, Object> exactlyOne(List<String> names) {
        return object(
                "oneOf",
                names.stream().map(name -> object("required", List.of(name))).toList());
    }

    private static Object standard(Shape shape, String text) {
        if (shape instanceof Shape.Whole) {
            return Long.valueOf(text);
        } else if (shape instanceof Shape.Flag) {
            return Boolean.valueOf(text);
        }
        return shape instanceof Struct ? Map.of() : text;
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    private static void write(Object value, String indent, StringBuilder json) {
        if (value instanceof Map<?, ?> map) {
            List<Runnable> entries = new ArrayList<>();
            map.forEach((key, entry) -> entries.add(() -> {
                write(key, indent, json);
                json.append(": ");
                write(entry, indent + "  ", json);
            }));
            write('{', entries, '}', indent, json);
        } else if (value instanceof List<?> list) {
            List<Runnable> items = new ArrayList<>();
            list.forEach(item -> items.add(() -> write(item, indent + "  ", json)));
            write('[', items, ']', indent, json);
        } else if (value instanceof String text) {
            json.append('"')
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        } else {
            json.append(value);
        }
    }

    private static void write(char open, List<Runnable> parts, char close, String indent, StringBuilder json) {
        json.append(open);
        for (int i = 0; i < parts.size(); i++) {
            json.append(i == 0 ? "\n" : ",\n").append(indent).append("  ");
            parts.get(i).run();
        }
        if (!parts.isEmpty()) {
            json.append('\n').append(indent);
        }
        json.append(close);
    }
}
