package io.github.apim.descriptor;

import io.github.apim.deployment.Location;
import io.github.apim.descriptor.Shape.Struct;
import io.github.apim.descriptor.Shape.Table;
import io.github.apim.descriptor.YamlTree.Entry;
import io.github.apim.descriptor.YamlTree.Mapping;
import io.github.apim.descriptor.YamlTree.Scalar;
import io.github.apim.descriptor.YamlTree.Sequence;
import io.github.apim.edit.Echo;
import io.github.apim.edit.NearestName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Checks a tree against a shape, reports everything that does not fit, and keeps what does. */
final class ShapeCheck {

    private final AtomCheck atoms;
    private final Problems problems;
    private final Map<String, Location> locations = new HashMap<>();

    ShapeCheck(PropertyLookup properties, Problems problems) {
        this.atoms = new AtomCheck(new Interpolator(properties, problems), problems);
        this.problems = problems;
    }

    /** The checked entries of the top-level mapping; entries with errors are broken or left out. */
    Value.Fields check(Struct shape, Mapping root) {
        return struct(shape, root, YamlPath.ROOT, root.location());
    }

    /** The place of every value that was there, by its path. */
    Map<String, Location> locations() {
        return locations;
    }

    /** @param place of a mapping or a list: its key is easier to find than its first entry */
    private Value check(Shape shape, YamlTree tree, String path, Location place) {
        boolean single = tree instanceof Scalar;
        locations.put(path, single ? tree.location() : place);
        if (tree instanceof YamlTree.Broken) {
            return new Value.Broken(path, place);
        }
        if (shape instanceof Shape.Either either) {
            return check(single ? either.brief() : either.full(), either, tree, path, place);
        }
        return check(shape, shape, tree, path, place);
    }

    private Value check(Shape shape, Shape expected, YamlTree tree, String path, Location place) {
        if (shape instanceof Shape.Atom atom && tree instanceof Scalar scalar) {
            return atoms.check(atom, scalar, path);
        } else if (shape instanceof Struct struct && tree instanceof Mapping mapping) {
            return struct(struct, mapping, path, place);
        } else if (shape instanceof Table table && tree instanceof Mapping mapping) {
            return table(table, mapping, path, place);
        } else if (shape instanceof Shape.Items items && tree instanceof Sequence sequence) {
            return items(items, sequence, path, place);
        }
        boolean nothing = tree instanceof Scalar scalar && scalar.kind() == YamlTree.Kind.NULL;
        String message = nothing
                ? "has no value; expected " + expected.expected()
                : "expected " + expected.expected() + ", found " + describe(tree);
        problems.error(locations.get(path), path, message);
        return new Value.Broken(path, place);
    }

    private static String describe(YamlTree tree) {
        if (tree instanceof Mapping) {
            return "a mapping";
        } else if (tree instanceof Scalar scalar) {
            return scalar.kind() == YamlTree.Kind.TEXT
                    ? "a text"
                    : scalar.kind().title();
        }
        return "a list";
    }

    private Value.Fields struct(Struct shape, Mapping mapping, String path, Location place) {
        Map<String, Value> values = new LinkedHashMap<>();
        Set<String> meant = new HashSet<>();
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            String name = entry.getKey();
            String below = YamlPath.child(path, name);
            Shape.Key key = shape.keys().get(name);
            if (key == null) {
                Optional<String> nearest = NearestName.of(name, shape.keys().keySet());
                nearest.ifPresent(meant::add);
                String hint = nearest.map(word -> "did you mean '" + word + "'?")
                        .orElse("expected " + String.join(", ", shape.keys().keySet()));
                problems.error(entry.getValue().key(), below, "unknown key " + Echo.of(name) + "; " + hint);
            } else {
                values.put(
                        name,
                        check(
                                key.shape(),
                                entry.getValue().value(),
                                below,
                                entry.getValue().key()));
            }
        }
        shape.keys().forEach((name, key) -> {
            if (key.required() && !values.containsKey(name) && !meant.contains(name)) {
                Location where = mapping.takenOut().getOrDefault(name, place);
                problems.error(where, path, "key '" + name + "' is missing. " + key.description());
            } else if (key.standard().isPresent()) {
                values.putIfAbsent(
                        name, standard(key.shape(), key.standard().get(), YamlPath.child(path, name), place));
            }
        });
        shape.exactlyOne().forEach(group -> exactlyOne(group, values, mapping, path, place, meant));
        shape.cases().ifPresent(cases -> cases(cases, shape, mapping, new Value.Fields(path, place, values), meant));
        return new Value.Fields(path, place, Collections.unmodifiableMap(values));
    }

    private void exactlyOne(
            List<String> names,
            Map<String, Value> values,
            Mapping mapping,
            String path,
            Location place,
            Set<String> meant) {
        List<String> there = names.stream().filter(values::containsKey).toList();
        boolean mistyped = there.isEmpty() && names.stream().anyMatch(meant::contains);
        if (there.size() != 1 && !mistyped) {
            String found = there.isEmpty() ? "none of them is there" : "there are " + there.size();
            problems.error(
                    culprit(names, there, mapping).orElse(place),
                    path,
                    "exactly one of " + String.join(", ", names) + " is needed; " + found);
        }
    }

    /** The place in a layer that has taken one of the keys out, or added one to those of a layer below it. */
    private static Optional<Location> culprit(List<String> names, List<String> there, Mapping mapping) {
        return there.isEmpty()
                ? names.stream()
                        .map(mapping.takenOut()::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                : there.stream()
                        .filter(mapping.entries()::containsKey)
                        .map(name -> mapping.entries().get(name).key())
                        .filter(key -> !key.file().equals(mapping.location().file()))
                        .findFirst();
    }

    /** Keys that the word under another one asks for or excludes; a word that could not be read decides nothing. */
    private void cases(Shape.Cases cases, Struct shape, Mapping mapping, Value.Fields values, Set<String> meant) {
        Optional<String> word = values.text(cases.key()).map(Value.Text::text);
        if (word.isEmpty()) {
            return;
        }
        String chosen = cases.key() + " " + word.get();
        for (String name : cases.foreign(word.get())) {
            if (mapping.entries().containsKey(name)) {
                problems.error(
                        mapping.entries().get(name).key(),
                        YamlPath.child(values.path(), name),
                        "belongs to " + cases.key() + " " + String.join(" or ", cases.words(name)) + ", and this is "
                                + chosen + "; take the key out, or write another " + cases.key());
            }
        }
        for (String name : cases.byWord().get(word.get()).required()) {
            if (values.any(name).isEmpty() && !meant.contains(name)) {
                problems.error(
                        mapping.takenOut().getOrDefault(name, values.location()),
                        values.path(),
                        "key '" + name + "' is missing, which " + chosen + " needs. "
                                + shape.keys().get(name).description());
            }
        }
    }

    private Value.Fields table(Table shape, Mapping mapping, String path, Location place) {
        Map<String, Value> values = new LinkedHashMap<>();
        mapping.entries().forEach((name, entry) -> {
            String below = YamlPath.child(path, name);
            Value key = atoms.checkKey(shape.keys(), name, entry.key(), below);
            Value value = check(shape.values(), entry.value(), below, entry.key());
            values.put(name, key instanceof Value.Broken ? new Value.Broken(below, entry.key()) : value);
        });
        if (values.size() < shape.least()) {
            problems.error(place, path, "at least " + shape.least() + " entry is needed");
        }
        return new Value.Fields(path, place, Collections.unmodifiableMap(values));
    }

    private Value.Items items(Shape.Items shape, Sequence sequence, String path, Location place) {
        List<Value> values = new ArrayList<>();
        for (YamlTree item : sequence.items()) {
            values.add(check(shape.item(), item, YamlPath.item(path, values.size()), item.location()));
        }
        return new Value.Items(path, place, List.copyOf(values));
    }

    /** What an absent key stands for. */
    private static Value standard(Shape shape, String text, String path, Location place) {
        if (shape instanceof Struct struct) {
            Map<String, Value> values = new LinkedHashMap<>();
            struct.keys()
                    .forEach((name, key) -> key.standard()
                            .ifPresent(own ->
                                    values.put(name, standard(key.shape(), own, YamlPath.child(path, name), place))));
            return new Value.Fields(path, place, Collections.unmodifiableMap(values));
        } else if (shape instanceof Shape.Whole) {
            return new Value.Whole(path, place, Long.parseLong(text));
        } else if (shape instanceof Shape.Flag) {
            return new Value.Flag(path, place, Boolean.parseBoolean(text));
        }
        return new Value.Text(path, place, text, text, false);
    }
}
