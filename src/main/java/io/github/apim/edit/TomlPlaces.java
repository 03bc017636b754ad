package io.github.apim.edit;

import io.github.apim.edit.TomlItem.Table;
import io.github.apim.edit.TomlNode.Block;
import io.github.apim.edit.TomlQuery.Reached;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Adds tables where readers that are stricter than TOML can read them: before the tables below them, behind their
 * relatives, never behind the secrets.
 */
final class TomlPlaces {

    private static final Comparator<Block> BY_PLACE =
            Comparator.comparingInt(block -> block.header().orElseThrow().start());

    private final TomlDocument document;
    private final TomlLayout layout;
    private final String path;

    /** @param path the place of the edit, for messages */
    TomlPlaces(TomlDocument document, String path) {
        this.document = document;
        this.layout = document.layout();
        this.path = path;
    }

    /**
     * The text with one table more: in the place of its sample if there is exactly one, or in a new place.
     *
     * @param reached as far as the table's path leads
     * @param entries lines
     * @param lawful  whether a revived sample leaves everything else as it was
     */
    String withTable(
            Reached reached,
            List<String> names,
            List<String> entries,
            Optional<Placement> placement,
            Predicate<String> lawful) {
        return (placement.isPresent() ? Optional.<String>empty() : revived(names, entries))
                .filter(lawful)
                .orElseGet(() -> at(
                        placement.map(this::placed).orElseGet(() -> placeOf(reached, names)),
                        "[" + TomlStrings.key(names) + "]",
                        entries));
    }

    /** The text with the first element of an array of tables. */
    String withFirst(Reached reached, List<String> names, List<String> entries) {
        return at(placeOf(reached, names), "[[" + TomlStrings.key(names) + "]]", entries);
    }

    private Optional<String> revived(List<String> names, List<String> entries) {
        var samples = document.samples().stream()
                .filter(sample -> sample.isTable() && sample.table().equals(names))
                .toList();
        if (samples.size() != 1) {
            return Optional.empty();
        }
        var header = samples.get(0);
        var text = layout.withLines(layout.endOf(header), entries);
        return Optional.of(text.substring(0, header.hash()) + text.substring(header.body()));
    }

    /** The text with a table at the offset, and empty lines around it. */
    String at(int offset, String header, List<String> entries) {
        var lines = new ArrayList<String>();
        if (layout.followsText(offset)) {
            lines.add("");
        }
        lines.add(header);
        lines.addAll(entries);
        if (layout.precedesText(offset)) {
            lines.add("");
        }
        return layout.withLines(offset, lines);
    }

    /** Before the first table below it, which must not come before it; else behind the last that is nearest to it. */
    private int placeOf(Reached reached, List<String> names) {
        if (reached.table().block().isEmpty() && depth(reached) == names.size()) {
            var below = reached.table().blocks().min(BY_PLACE);
            if (below.isPresent()) {
                return layout.startOf(below.get().header().orElseThrow());
            }
        }
        var blocks = scope(reached).filter(block -> block.header().isPresent()).toList();
        var nearest =
                blocks.stream().mapToInt(block -> common(block, names)).max().orElse(0);
        return blocks.stream()
                .filter(block -> nearest > 0 && common(block, names) == nearest)
                .max(BY_PLACE)
                .map(layout::endOf)
                .orElseGet(this::end);
    }

    /** How many names lead to the table that was reached. */
    private static int depth(Reached reached) {
        return reached.tables().size() - 1;
    }

    /** The blocks among which the table must stand: those of the element of an array in which it lies, or all. */
    private Stream<Block> scope(Reached reached) {
        return reached.tables().stream()
                .filter(this::isElement)
                .reduce((first, second) -> second)
                .map(Table::blocks)
                .orElseGet(() -> document.document().blocks().stream());
    }

    private boolean isElement(Table table) {
        return table.block()
                .flatMap(Block::header)
                .filter(header -> header.array())
                .isPresent();
    }

    private static int common(Block block, List<String> names) {
        var others = block.header().orElseThrow().key().names();
        var common = 0;
        while (common < Math.min(others.size(), names.size())
                && others.get(common).equals(names.get(common))) {
            common++;
        }
        return common;
    }

    /** The end of the file, or the secrets, behind which nothing may stand. */
    int end() {
        return document.document().blocks().stream()
                .flatMap(block -> block.header().stream())
                .filter(header -> header.key().names().equals(List.of(TomlTraps.LAST_TABLE)))
                .findFirst()
                .map(layout::startOf)
                .orElse(document.text().length());
    }

    private int placed(Placement placement) {
        return switch (placement.side()) {
            case FIRST ->
                document.document().blocks().stream()
                        .flatMap(block -> block.header().stream())
                        .findFirst()
                        .map(layout::startOf)
                        .orElse(document.text().length());
            case LAST -> end();
            case BEFORE, AFTER -> beside(placement);
        };
    }

    private int beside(Placement placement) {
        for (var sibling : placement.siblings()) {
            var found = document.query().find(TomlPath.parse(document.file(), sibling));
            if (found.isPresent()) {
                return beside(found.get(), placement.side() == Placement.Side.AFTER)
                        .orElseThrow(() -> document.query()
                                .failure(
                                        path,
                                        found.get(),
                                        sibling + " is " + found.get().kind() + " without a line of"
                                                + " its own, beside which no table can stand"));
            }
        }
        throw document.query()
                .failure(
                        path,
                        "there is no " + String.join(" and no ", placement.siblings()) + ", beside which it is to go");
    }

    /** Directly before or behind a table with all that is below it; empty if it has no header. */
    Optional<Integer> beside(TomlItem item, boolean after) {
        var blocks = Table.blocksOf(item).filter(block -> block.header().isPresent());
        return after
                ? blocks.max(BY_PLACE).map(layout::endOf)
                : blocks.min(BY_PLACE)
                        .map(block -> layout.startOf(block.header().orElseThrow()));
    }
}
