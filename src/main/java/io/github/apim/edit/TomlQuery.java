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
import java.util.stream.IntStream;

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
     * @param path   the same with numbers instead of conditions, which an edit could change
     */
    record Reached(int steps, List<Table> tables, TomlItem item, TomlPath path) {

        /** The steps that name nothing. */
        List<Step> rest() {
            return path.steps().subList(steps, path.steps().size());
        }

        Table table() {
            return tables.get(tables.size() - 1);
        }
    }

    /** @throws EditException if a step names several elements, or leads through what is no table */
    Reached reach(TomlPath path) {
        var tables = new ArrayList<Table>();
        tables.add(root);
        var numbered = new ArrayList<>(path.steps());
        TomlItem item = root;
        for (var i = 0; i < path.steps().size(); i++) {
            var step = path.steps().get(i);
            var below = below(path, i, item).flatMap(found -> chosen(path, step, found));
            if (below.isEmpty()) {
                return new Reached(i, List.copyOf(tables), item, new TomlPath(path.source(), numbered));
            }
            numbered.set(i, new Step(step.name(), below.get().numbers()));
            var isLast = i + 1 == path.steps().size();
            item = isLast ? below.get().item() : onlyOne(path, step, below.get().item());
            if (item instanceof Table next && !isLast) {
                tables.add(next);
            }
        }
        return new Reached(path.steps().size(), List.copyOf(tables), item, new TomlPath(path.source(), numbered));
    }

    /** What the name of a step names. */
    private Optional<TomlItem> below(TomlPath path, int index, TomlItem item) {
        if (item instanceof Table table) {
            return Optional.ofNullable(table.items().get(path.steps().get(index).name()));
        }
        throw failure(
                path.source(),
                item,
                TomlPath.text(path.steps().subList(0, index)) + " is " + item.kind() + ", in which nothing can stand");
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

    private record Chosen(TomlItem item, List<Selector> numbers) {}

    private Optional<Chosen> chosen(TomlPath path, Step step, TomlItem below) {
        var item = below;
        var numbers = new ArrayList<Selector>();
        for (var selector : step.selectors()) {
            if (!(item instanceof Sequence sequence)) {
                throw failure(path.source(), item, step.name() + " is " + item.kind() + ", not an array");
            }
            var found = numbers(sequence, selector);
            if (found.size() > 1) {
                throw several(
                        path,
                        found.stream()
                                .map(number -> sequence.items().get(number - 1))
                                .toList(),
                        step.name() + TomlPath.text(selector));
            } else if (found.isEmpty()) {
                return Optional.empty();
            }
            numbers.add(new Selector.Number(found.get(0)));
            item = sequence.items().get(found.get(0) - 1);
        }
        return Optional.of(new Chosen(item, numbers));
    }

    /** An array of one table stands for that table where a path goes on. */
    private TomlItem onlyOne(TomlPath path, Step step, TomlItem item) {
        if (item instanceof Sequence sequence && sequence.items().size() > 1) {
            throw several(path, sequence.items(), step.name());
        }
        return item instanceof Sequence sequence && sequence.items().size() == 1
                ? sequence.items().get(0)
                : item;
    }

    static List<Integer> numbers(Sequence sequence, Selector selector) {
        return IntStream.rangeClosed(1, sequence.items().size())
                .filter(number -> isChosen(sequence.items().get(number - 1), number, selector))
                .boxed()
                .toList();
    }

    private static boolean isChosen(TomlItem item, int number, Selector selector) {
        if (selector instanceof Selector.Number wanted) {
            return wanted.number() == number;
        }
        return selector instanceof Selector.Holding holding
                && item instanceof Table table
                && value(table, holding.key()).equals(Optional.of(holding.value()));
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

    /** @throws EditException if what is missing of a path is an element of an array, which only adding makes */
    void requirePlain(TomlPath path, Reached reached) {
        if (!TomlPath.isPlain(reached.rest())) {
            throw missing(path, reached);
        }
    }

    /** What is there where the path leads no further. */
    EditException missing(TomlPath path, Reached reached) {
        var steps = path.steps();
        var up = steps.subList(0, reached.steps());
        var step = steps.get(reached.steps());
        var where = up.isEmpty() ? "the file" : TomlPath.text(up);
        if (!(reached.item() instanceof Table table)) {
            return failure(
                    path.source(),
                    reached.item(),
                    where + " is " + reached.item().kind() + " without elements");
        }
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
