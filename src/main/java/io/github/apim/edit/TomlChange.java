package io.github.apim.edit;

import io.github.apim.edit.TomlItem.Sequence;
import io.github.apim.edit.TomlItem.Table;
import io.github.apim.edit.TomlPath.Selector;
import io.github.apim.edit.TomlPath.Step;
import io.github.apim.edit.TomlTraps.Trap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What became of a file: whether an edit changed what it should and nothing else. */
final class TomlChange {

    private TomlChange() {}

    /** Whether the edited text has something at the path, all else is as it was, and no reader is worse off. */
    static boolean isOf(TomlDocument before, String edited, TomlPath path) {
        try {
            var after = TomlDocument.of(before.file(), edited);
            return after.query().find(path).isPresent()
                    && isSameOutside(before, Optional.of(path), after, Optional.of(path))
                    && newTrap(before, after).isEmpty();
        } catch (EditException brokenByEdit) {
            return false;
        }
    }

    /**
     * Whether all values are the same, but those at one path in the old text and those at another in the new one, which must
     * be there.
     */
    static boolean isSameOutside(
            TomlDocument before, Optional<TomlPath> gone, TomlDocument after, Optional<TomlPath> fresh) {
        var found = fresh.map(path -> present(after, path));
        return found.filter(Optional::isEmpty).isEmpty()
                && outside(before, gone.flatMap(path -> before.query().find(path)))
                        .equals(outside(after, found.flatMap(item -> item)));
    }

    /** What a path names; of an array's next element the one that is its last now. */
    private static Optional<TomlItem> present(TomlDocument document, TomlPath path) {
        var selectors = path.last().selectors();
        if (selectors.isEmpty() || !(selectors.get(selectors.size() - 1) instanceof Selector.Next)) {
            return document.query().find(path);
        }
        var steps = new ArrayList<>(path.steps());
        steps.set(steps.size() - 1, new Step(path.last().name(), selectors.subList(0, selectors.size() - 1)));
        return document.query().find(new TomlPath(path.source(), steps)).map(array -> ((Sequence) array).last());
    }

    /** A trap over which readers stop, of a kind that the file had not before. */
    static Optional<Trap> newTrap(TomlDocument before, TomlDocument after) {
        var old = TomlTraps.ofReading(before).stream().map(Trap::kind).toList();
        return TomlTraps.ofReading(after).stream()
                .filter(trap -> !old.contains(trap.kind()))
                .findFirst();
    }

    /** Every value with its path, in which elements have no numbers, because they change with the elements before. */
    private static List<String> outside(TomlDocument document, Optional<TomlItem> item) {
        Set<TomlItem> inside = Collections.newSetFromMap(new IdentityHashMap<>());
        item.ifPresent(each -> inside.addAll(TomlTree.leaves(each).values()));
        return outside("", document.root(), inside).sorted().toList();
    }

    private static Stream<String> outside(String path, TomlItem item, Set<TomlItem> inside) {
        if (inside.contains(item)) {
            return Stream.empty();
        } else if (item instanceof Table table) {
            return table.items().entrySet().stream()
                    .flatMap(below ->
                            outside(path + "." + TomlStrings.key(List.of(below.getKey())), below.getValue(), inside));
        } else if (item instanceof Sequence sequence) {
            return sequence.items().stream().flatMap(element -> outside(path + "[]", element, inside));
        }
        return Stream.of(path + "=" + TomlTree.plain(item));
    }
}
