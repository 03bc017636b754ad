package io.github.apim.edit;

import io.github.apim.edit.TomlItem.Sequence;
import io.github.apim.edit.TomlItem.Table;
import io.github.apim.edit.TomlItem.Value;
import io.github.apim.edit.TomlNode.Elements;
import io.github.apim.edit.TomlNode.Entry;
import io.github.apim.edit.TomlNode.Scalar;
import io.github.apim.edit.TomlQuery.Reached;
import io.github.apim.edit.TomlSamples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gives one key a value: in its place, in the place of its sample, or in a new one. */
final class TomlSet {

    private final TomlDocument document;
    private final TomlPath path;
    private final Function<Optional<TomlNode>, String> written;
    private final Optional<Placement> placement;

    /**
     * @param written   how the value is written, given what stands there, live or commented out
     * @param placement where its table goes if there is none; empty for beside its relatives
     */
    TomlSet(
            TomlDocument document,
            TomlPath path,
            Function<Optional<TomlNode>, String> written,
            Optional<Placement> placement) {
        this.document = document;
        this.path = path;
        this.written = written;
        this.placement = placement;
    }

    /** The text with the value in it. */
    String text() {
        var reached = document.query().reach(path);
        if (reached.steps() == path.steps().size()) {
            return replaced(node(reached.item()));
        }
        document.query().requirePlain(path, reached);
        requireNoArray(reached);
        var samples = samples(reached);
        if (samples.size() > 1) {
            throw EditException.atPlace(
                    document.file(),
                    path.source(),
                    document.line(samples.get(0).hash()),
                    "it is commented out " + samples.size() + " times, on the lines " + lines(samples)
                            + ", and only one could become live; add it as a new key");
        }
        return samples.stream()
                .findFirst()
                .map(this::revived)
                .filter(this::isLawful)
                .orElseGet(() -> added(reached, TomlPath.names(reached.rest())));
    }

    private TomlNode node(TomlItem item) {
        if (item instanceof Value value) {
            return value.node();
        } else if (item instanceof Sequence sequence && sequence.node().isPresent()) {
            return sequence.node().get();
        } else if (item instanceof Table table && table.inline().isPresent()) {
            return table.inline().get();
        }
        throw document.query().failure(path.source(), item, "this is " + item.kind() + ", not a single value");
    }

    private String replaced(TomlNode node) {
        return document.text().substring(0, node.start())
                + written.apply(Optional.of(node))
                + document.text().substring(node.end());
    }

    /** The samples of the key: below the live table, or below a commented-out header of its table. */
    private List<Sample> samples(Reached reached) {
        var names = TomlPath.names(path.steps());
        return document.samples().stream()
                .filter(sample -> sample.entry().isPresent())
                .filter(sample -> sample.below().isEmpty()
                        ? isBelow(reached, sample, names)
                        : sample.names().equals(names)
                                && isDead(reached, sample.below().get()))
                .toList();
    }

    private static boolean isBelow(Reached reached, Sample sample, List<String> names) {
        var entry = sample.entry().orElseThrow();
        for (var i = 0; i < reached.tables().size(); i++) {
            var block = reached.tables().get(i).block();
            if (block.isPresent()
                    && block.get() == sample.block()
                    && entry.key().names().equals(names.subList(i, names.size()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the table of a commented-out header has no live one, and lies in no array, of which it could mean any element. */
    private boolean isDead(Reached reached, Sample header) {
        var depth = header.table().size();
        var live = depth < reached.tables().size()
                && reached.tables().get(depth).block().isPresent();
        return !live && isOutsideOfArrays(reached);
    }

    private boolean isOutsideOfArrays(Reached reached) {
        var names = TomlPath.names(path.steps());
        for (var i = 0; i < reached.tables().size(); i++) {
            if (reached.tables().get(i).items().get(names.get(i)) instanceof Sequence) {
                return false;
            }
        }
        return true;
    }

    /** A path into an array of tables that stands only in comments: its elements are added, never guessed. */
    private void requireNoArray(Reached reached) {
        var names = TomlPath.names(path.steps());
        var arrays = document.samples().stream()
                .filter(sample ->
                        sample.header().filter(header -> header.array()).isPresent())
                .filter(sample -> sample.table().size() > reached.steps()
                        && sample.table().size() <= names.size()
                        && names.subList(0, sample.table().size()).equals(sample.table()))
                .toList();
        if (!arrays.isEmpty()) {
            var name = TomlStrings.key(arrays.get(0).table());
            throw EditException.atPlace(
                    document.file(),
                    path.source(),
                    document.line(arrays.get(0).hash()),
                    name + " is an array of tables that stands only in comments, on the lines " + lines(arrays)
                            + "; add an element as " + name + "[-] first");
        }
    }

    private String lines(List<Sample> samples) {
        return samples.stream()
                .map(sample -> String.valueOf(document.line(sample.hash())))
                .collect(Collectors.joining(", "));
    }

    /** The sample without its comment sign and with the value; its table's header without one, too. */
    private String revived(Sample sample) {
        var value = sample.entry().orElseThrow().value();
        var text = document.text();
        var edited = text.substring(0, sample.hash())
                + text.substring(sample.body(), value.start())
                + written.apply(Optional.of(value))
                + text.substring(value.end());
        return sample.below().map(header -> uncommented(edited, header)).orElse(edited);
    }

    private static String uncommented(String text, Sample header) {
        return text.substring(0, header.hash()) + text.substring(header.body());
    }

    /** Whether a revival changes nothing else: live keys behind it would become those of a revived table. */
    private boolean isLawful(String edited) {
        return TomlChange.isOf(document, edited, path);
    }

    private String added(Reached reached, List<String> names) {
        var table = reached.table();
        var last = names.subList(names.size() - 1, names.size());
        var value = written.apply(Optional.empty());
        if (table.inline().isPresent()) {
            return TomlBrackets.withEntry(
                    document.text(), table.inline().get(), TomlStrings.key(names) + " = " + value);
        }
        var layout = document.layout();
        if (table.block().isPresent() && names.size() == 1) {
            var block = table.block().get();
            return layout.withLines(layout.endOf(block), List.of(layout.line(block, names, value)));
        } else if (table.block().isEmpty() && !table.dotted().isEmpty()) {
            return besideDotted(reached, names, value);
        }
        var above = TomlPath.names(path.steps().subList(0, path.steps().size() - 1));
        return new TomlPlaces(document, path.source())
                .withTable(reached, above, List.of(TomlStrings.key(last) + " = " + value), placement, this::isLawful);
    }

    /** A table that is written with dotted keys gets one more. */
    private String besideDotted(Reached reached, List<String> names, String value) {
        var dotted = reached.table().dotted();
        var beside = dotted.get(dotted.size() - 1);
        var tables = reached.tables();
        var depth = 0;
        while (!holds(tables.get(tables.size() - 1 - depth), beside)) {
            depth++;
        }
        var holder = tables.get(tables.size() - 1 - depth);
        var all = new ArrayList<>(beside.key().names().subList(0, depth));
        all.addAll(names);
        if (holder.inline().isPresent()) {
            return TomlBrackets.withEntry(document.text(), holder.inline().get(), TomlStrings.key(all) + " = " + value);
        }
        var layout = document.layout();
        var line =
                Lines.indent(document.text(), beside.start()) + TomlStrings.key(all) + layout.separator(beside) + value;
        return layout.withLines(layout.nextLine(beside.end()), List.of(line));
    }

    private static boolean holds(Table table, Entry entry) {
        return table.entries().anyMatch(each -> each == entry);
    }

    /** How a text is written where something stands, so that its kind stays. */
    static String keepingKind(TomlDocument document, TomlPath path, String value, Optional<TomlNode> node) {
        if (node.isEmpty()) {
            return TomlValue.ofWord(value).written();
        } else if (node.get() instanceof Scalar scalar) {
            return keepingKind(document.text(), scalar, value);
        }
        var kept = TomlScanner.value(value)
                .filter(given -> given.getClass() == node.get().getClass());
        if (kept.isEmpty()) {
            var example = node.get() instanceof Elements ? "[\"a\", \"b\"]" : "{ a = \"b\" }";
            throw EditException.atPlace(
                    document.file(),
                    path.source(),
                    document.line(node.get().start()),
                    "this is " + node.get().kind() + "; write what replaces it as one: " + example);
        }
        return value;
    }

    private static String keepingKind(String text, Scalar scalar, String value) {
        if (!(scalar.value() instanceof String)) {
            return TomlScalars.of(value).isPresent() ? value : TomlStrings.quote(value);
        } else if (scalar.value().equals(value)) {
            return text.substring(scalar.start(), scalar.end());
        }
        var literal = text.charAt(scalar.start()) == '\'';
        return literal ? TomlStrings.quoteLiterally(value) : TomlStrings.quote(value);
    }
}
