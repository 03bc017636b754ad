package io.github.apim.edit;

import io.github.apim.edit.TomlItem.Sequence;
import io.github.apim.edit.TomlItem.Table;
import io.github.apim.edit.TomlPath.Selector;
import io.github.apim.edit.TomlPath.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a path names in the tree of a TOML file, where it leads through arrays of which it chooses no element. */
final class TomlEvery {

    private final List<Step> steps;
    private final Map<String, TomlItem> found = new LinkedHashMap<>();

    private TomlEvery(List<Step> steps) {
        this.steps = steps;
    }

    /** What a path names, each by a path of its own with the numbers of elements; nothing where it leads nowhere. */
    static Map<String, TomlItem> of(Table root, TomlPath path) {
        var every = new TomlEvery(path.steps());
        every.below("", root, 0);
        return every.found;
    }

    private void below(String path, TomlItem item, int index) {
        if (index == steps.size()) {
            elements(path, item);
        } else if (item instanceof Table table) {
            var step = steps.get(index);
            var next = table.items().get(step.name());
            if (next != null) {
                chosen(join(path, step.name()), next, step.selectors(), index);
            }
        } else if (item instanceof Sequence sequence) {
            for (var number = 1; number <= sequence.items().size(); number++) {
                below(path + "[" + number + "]", sequence.items().get(number - 1), index);
            }
        }
    }

    private void chosen(String path, TomlItem item, List<Selector> selectors, int index) {
        if (selectors.isEmpty()) {
            below(path, item, index + 1);
        } else if (item instanceof Sequence sequence) {
            for (var number : TomlQuery.numbers(sequence, selectors.get(0))) {
                chosen(
                        path + "[" + number + "]",
                        sequence.items().get(number - 1),
                        selectors.subList(1, selectors.size()),
                        index);
            }
        }
    }

    /** An array stands for all that is in it. */
    private void elements(String path, TomlItem item) {
        if (item instanceof Sequence sequence) {
            var elements = new ArrayList<>(sequence.items());
            for (var i = 0; i < elements.size(); i++) {
                elements(path + "[" + (i + 1) + "]", elements.get(i));
            }
        } else {
            found.put(path, item);
        }
    }

    private static String join(String path, String name) {
        return (path.isEmpty() ? "" : path + ".") + TomlStrings.key(List.of(name));
    }
}
