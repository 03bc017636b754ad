package io.github.apim.edit;

import io.github.apim.edit.TomlItem.Sequence;
import io.github.apim.edit.TomlItem.Table;
import io.github.apim.edit.TomlItem.Value;
import io.github.apim.edit.TomlPath.Selector;
import io.github.apim.edit.TomlPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what a path names in the tree of a TOML file. */
final class TomlQuery {

    private static final int MAX_LISTED = 12;

    private final String file;
    private final String text;
    private final Table root;

    TomlQuery(String file, String text, Table root) {
        this.file = file;
        this.text = text;
        this.root = root;
    }

    /**
     * How far a path leads.
     *
     * @param steps  how many of its steps name something
     * @param tables the tables that were gone through, the file's own first
     * @param item   what the last of these steps names
     */
    record Reached(int steps, List<Table> tables, TomlItem item) {

        Table table() {
            return tables.get(tables.size() - 1);
        }
    }

    /** @throws EditException if a step names several elements, or leads through what is no table */
    Reached reach(TomlPath path) {
        var tables = Stream.of(root).collect(Collectors.toCollection(ArrayList::new));
        TomlItem item = root;
        var steps = path.steps();
        for (var i = 0; i < steps.size(); i++) {
            if (!(item instanceof Table table)) {
                throw failure(
                        path.source(),
                        item,
                        TomlPath.text(steps.subList(0, i)) + " is " + item.kind() + ", in which nothing can stand");
            }
            var below = Optional.ofNullable(table.items().get(steps.get(i).name()));
            var chosen = below.isEmpty() ? below : choose(path, i, below.get(), i + 1 < steps.size());
            if (chosen.isEmpty()) {
                return new Reached(i, List.copyOf(tables), item);
            }
            item = chosen.get();
            if (item instanceof Table next && i + 1 < steps.size()) {
                tables.add(next);
            }
        }
        return new Reached(steps.size(), List.copyOf(tables), item);
    }

    Optional<TomlItem> find(TomlPath path) {
        var reached = reach(path);
        return reached.steps() == path.steps().size() ? Optional.of(reached.item()) : Optional.empty();
    }

    /** @throws EditException if nothing or several are there; says what is there instead */
    TomlItem one(TomlPath path) {
        var reached = reach(path);
        if (reached.steps() == path.steps().size()) {
            return reached.item();
        }
        throw missing(path, reached);
    }

    /**
     * The table in which the last name of a path stands, or is to stand.
     *
     * @throws EditException if it is not there
     */
    Table parentTable(TomlPath path) {
        var reached = reach(path);
        if (reached.steps() + 1 < path.steps().size()) {
            throw missing(path, reached);
        }
        return reached.table();
    }

    /** @param onlyOne whether an array of one table stands for that table, because the path goes on */
    private Optional<TomlItem> choose(TomlPath path, int index, TomlItem below, boolean onlyOne) {
        var item = below;
        for (var selector : path.steps().get(index).selectors()) {
            if (!(item instanceof Sequence sequence)) {
                throw failure(
                        path.source(),
                        item,
                        TomlPath.text(path.steps().subList(0, index)) + " has " + item.kind() + " "
                                + path.steps().get(index).name() + ", not an array");
            }
            var found = chosen(sequence, selector);
            if (found.isEmpty()) {
                return Optional.empty();
            } else if (found.size() > 1) {
                throw several(path, found, TomlPath.text(selector));
            }
            item = found.get(0);
        }
        if (onlyOne && item instanceof Sequence sequence) {
            if (sequence.items().size() > 1) {
                throw several(path, sequence.items(), path.steps().get(index).name());
            }
            return sequence.items().stream().findFirst();
        }
        return Optional.of(item);
    }

    private static List<TomlItem> chosen(Sequence sequence, Selector selector) {
        if (selector instanceof Selector.Number number) {
            var found = number.number() <= sequence.items().size();
            return found ? List.of(sequence.items().get(number.number() - 1)) : List.of();
        } else if (selector instanceof Selector.Holding holding) {
            return sequence.items().stream()
                    .filter(item -> item instanceof Table table
                            && value(table, holding.key()).equals(Optional.of(holding.value())))
                    .toList();
        }
        return List.of();
    }

    private static Optional<String> value(Table table, String key) {
        return table.items().get(key) instanceof Value value
                ? Optional.of(String.valueOf(value.node().value()))
                : Optional.empty();
    }

    private EditException several(TomlPath path, List<TomlItem> found, String what) {
        return failure(
                path.source(),
                found.get(0),
                what + " is there " + found.size() + " times, on the lines "
                        + found.stream()
                                .map(item -> String.valueOf(line(item.start())))
                                .collect(Collectors.joining(", "))
                        + "; say which one, by its number, [1], or by what it holds, [key=value]");
    }

    /** What is there where the path leads no further. */
    EditException missing(TomlPath path, Reached reached) {
        var steps = path.steps();
        var up = steps.subList(0, reached.steps());
        var step = steps.get(reached.steps());
        var where = up.isEmpty() ? "the file" : TomlPath.text(up);
        var table = (Table) reached.item();
        var there = table.items().get(step.name());
        if (there instanceof Sequence sequence) {
            return failure(
                    path.source(),
                    there,
                    where + " has " + sequence.items().size() + " of " + step.name() + ", and none of them is "
                            + TomlPath.text(List.of(step)) + described(sequence, step));
        }
        var names = List.copyOf(table.items().keySet());
        var listed = names.stream().limit(MAX_LISTED).collect(Collectors.joining(", "))
                + (names.size() > MAX_LISTED ? ", …" : "");
        return failure(
                path.source(),
                table,
                "there is no \"" + step.name() + "\" in " + where + "; found there: "
                        + (names.isEmpty() ? "nothing" : listed)
                        + NearestName.hint(step.name(), names));
    }

    /** The values that the key of a condition has: a name, which is no secret where it is asked for. */
    private String described(Sequence sequence, Step step) {
        var keys = step.selectors().stream()
                .filter(Selector.Holding.class::isInstance)
                .map(selector -> ((Selector.Holding) selector).key())
                .toList();
        return keys.isEmpty()
                ? ""
                : "; they stand on the lines "
                        + sequence.items().stream()
                                .map(item -> String.valueOf(line(item.start())))
                                .collect(Collectors.joining(", "));
    }

    EditException failure(String path, TomlItem item, String message) {
        return EditException.atPlace(file, path, line(item.start()), message);
    }

    EditException failure(String path, String message) {
        return EditException.atPlace(file, path, message);
    }

    int line(int offset) {
        return Lines.number(text, offset);
    }
}
