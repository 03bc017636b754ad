package io.github.apim.edit;

import io.github.apim.edit.Operation.Side;
import io.github.apim.edit.TomlItem.Sequence;
import io.github.apim.edit.TomlItem.Table;
import io.github.apim.edit.TomlNode.Elements;
import io.github.apim.edit.TomlNode.Entry;
import io.github.apim.edit.TomlPath.Selector;
import io.github.apim.edit.TomlPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds a key, a table, or an element that somebody wrote, beside or in what is there. */
final class TomlAdd {

    private final TomlDocument document;
    private final TomlPath path;
    private final String content;
    private final Side side;
    private final TomlPath anchor;

    TomlAdd(TomlDocument document, TomlPath path, String content, Side side, TomlPath anchor) {
        this.document = document;
        this.path = path;
        this.content = Relayout.normalized(content);
        this.side = side;
        this.anchor = anchor;
    }

    /** See {@link TomlFile#add}. */
    String text() {
        var query = document.query();
        var beside = query.one(anchor);
        if (!path.last().selectors().isEmpty()) {
            return withElement(beside);
        }
        var isValue = TomlScanner.value(content).isPresent();
        query.find(path).filter(there -> isValue || !isImplicit(there)).ifPresent(there -> {
            throw query.failure(path.source(), there, "it is there already; give it a value, or take it out first");
        });
        return isValue ? withEntry(beside) : withTable(beside);
    }

    /** Whether only tables below it are there, so that it can get a header of its own. */
    private static boolean isImplicit(TomlItem item) {
        return item instanceof Table table && table.isImplicit();
    }

    private String withEntry(TomlItem beside) {
        var query = document.query();
        var name = TomlPath.names(List.of(path.last()));
        var table = query.parentTable(path);
        if (side == Side.INTO) {
            if (beside != table) {
                throw isElsewhere("into");
            }
            return new TomlSet(document, path, like -> laidOut(), Optional.empty()).text();
        }
        var entry =
                table.entries().filter(each -> isOf(each, beside)).findFirst().orElseThrow(() -> isElsewhere("beside"));
        if (table.inline().isPresent()) {
            var added = TomlStrings.key(name) + " = " + laidOut();
            return side == Side.AFTER ? spliced(entry.end(), ", " + added) : spliced(entry.start(), added + ", ");
        }
        var layout = document.layout();
        var line = Lines.indent(document.text(), entry.start())
                + TomlStrings.key(name)
                + layout.separator(entry)
                + laidOut();
        var offset = side == Side.AFTER ? layout.nextLine(entry.end()) : Lines.start(document.text(), entry.start());
        return layout.withLines(offset, List.of(line));
    }

    private static boolean isOf(Entry entry, TomlItem item) {
        var node = entry.value();
        return item.start() == node.start() && entry.key().names().size() == 1;
    }

    private String spliced(int offset, String added) {
        return document.text().substring(0, offset) + added + document.text().substring(offset);
    }

    /** With the line ends of the file; what stands in a text of several lines gets them, too. */
    private String laidOut() {
        return content.replace("\n", document.layout().lineEnd());
    }

    private String withTable(TomlItem beside) {
        var query = document.query();
        var reached = query.reach(path);
        query.requirePlain(path, reached);
        var names = TomlPath.names(path.steps());
        if (side == Side.INTO) {
            if (beside != query.parentTable(path) || !(beside instanceof Table)) {
                throw isElsewhere("into");
            }
            return new TomlPlaces(document, path.source())
                    .withTable(reached, names, entries(), Optional.empty(), revived -> false);
        }
        return placed(beside, "[" + TomlStrings.key(names) + "]");
    }

    private String placed(TomlItem beside, String header) {
        var places = new TomlPlaces(document, path.source());
        var offset = places.beside(beside, side == Side.AFTER)
                .orElseThrow(() -> document.query()
                        .failure(
                                path.source(),
                                beside,
                                "a table goes beside another one that has a header; " + anchor.source() + " is "
                                        + beside.kind() + " without one"));
        return places.at(offset, header, entries());
    }

    /** The lines of a table without its header. */
    private List<String> entries() {
        try {
            var body = TomlScanner.scan("", content);
            if (body.blocks().size() == 1) {
                TomlTree.of("", content, body);
                return content.isEmpty() ? List.of() : List.of(laidOut());
            }
        } catch (EditException malformed) {
            var line = malformed.line();
            throw document.query()
                    .failure(
                            path.source(),
                            "what is to be added is neither a TOML value nor the lines of a table"
                                    + (line.isPresent() ? " (see its line " + line.getAsInt() + ")" : "")
                                    + "; a text has double quotes of its own: '\"text\"'");
        }
        throw document.query()
                .failure(
                        path.source(), "the lines of one table are expected, without a header; its path is its header");
    }

    private String withElement(TomlItem beside) {
        var selectors = path.last().selectors();
        var steps = new ArrayList<>(path.steps());
        steps.set(steps.size() - 1, new Step(path.last().name(), selectors.subList(0, selectors.size() - 1)));
        var ofArray = new TomlPath(path.source(), steps);
        var reached = document.query().reach(ofArray);
        document.query().requirePlain(ofArray, reached);
        var selector = selectors.get(selectors.size() - 1);
        if (!reached.rest().isEmpty()) {
            require(selector, 0, true);
            var names = TomlPath.names(steps);
            return side == Side.INTO ? firstInto(beside, names) : placed(beside, "[[" + TomlStrings.key(names) + "]]");
        }
        if (!(reached.item() instanceof Sequence sequence)) {
            throw document.query()
                    .failure(
                            path.source(),
                            reached.item(),
                            "this is " + reached.item().kind() + ", not an array");
        }
        var position = position(sequence, beside);
        require(selector, position, position == sequence.items().size());
        return sequence.node().map(node -> withElement(node, position)).orElseGet(() -> withTable(sequence, position));
    }

    private String firstInto(TomlItem beside, List<String> names) {
        if (beside != document.query().parentTable(path)) {
            throw isElsewhere("into");
        }
        return new TomlPlaces(document, path.source())
                .withFirst(document.query().reach(path), names, entries());
    }

    private String withElement(Elements node, int position) {
        if (TomlScanner.value(content).isEmpty()) {
            throw document.query()
                    .failure(
                            path.source(),
                            "what is to be added to an array is one TOML value; a text has double quotes of its own:"
                                    + " '\"text\"'");
        }
        return TomlBrackets.withElement(document.text(), node, position, laidOut());
    }

    private String withTable(Sequence tables, int position) {
        var places = new TomlPlaces(document, path.source());
        var header = "[[" + TomlStrings.key(TomlPath.names(path.steps())) + "]]";
        var offset = position == 0
                ? places.beside(tables.items().get(0), false).orElseThrow()
                : places.beside(tables.items().get(position - 1), true).orElseThrow();
        return places.at(offset, header, entries());
    }

    private int position(Sequence sequence, TomlItem beside) {
        if (side == Side.INTO) {
            if (beside != sequence) {
                throw isElsewhere("into");
            }
            return sequence.items().size();
        }
        for (var i = 0; i < sequence.items().size(); i++) {
            if (sequence.items().get(i) == beside) {
                return side == Side.AFTER ? i + 1 : i;
            }
        }
        throw isElsewhere("beside");
    }

    private void require(Selector selector, int position, boolean isEnd) {
        var number = new Selector.Number(position + 1);
        if (!selector.equals(number) && !(selector instanceof Selector.Next && isEnd)) {
            throw document.query()
                    .failure(
                            path.source(),
                            "the new element will have the number " + (position + 1) + " there, not "
                                    + TomlPath.text(selector));
        }
    }

    private EditException isElsewhere(String how) {
        return document.query()
                .failure(
                        path.source(),
                        "it is to go " + how + " " + anchor.source() + ", but its path is not "
                                + (how.equals("into") ? "in there" : "beside that"));
    }
}
