package io.github.apim.edit;

import io.github.apim.edit.JsonNode.Span;
import io.github.apim.edit.TomlItem.Sequence;
import io.github.apim.edit.TomlItem.Table;
import io.github.apim.edit.TomlItem.Value;
import io.github.apim.edit.TomlNode.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes a key, an element, or a table with all that is below it away, with their lines; other comments stay. */
final class TomlRemoval {

    private final TomlDocument document;
    private final TomlPath path;

    TomlRemoval(TomlDocument document, TomlPath path) {
        this.document = document;
        this.path = path;
    }

    String text() {
        var item = document.query().one(path);
        var selectors = path.last().selectors();
        if (!selectors.isEmpty()) {
            var steps = new ArrayList<>(path.steps());
            steps.set(
                    steps.size() - 1,
                    new TomlPath.Step(path.last().name(), selectors.subList(0, selectors.size() - 1)));
            var array = (Sequence) document.query().one(new TomlPath(path.source(), steps));
            if (array.node().isPresent()) {
                return withoutPart(array.node().get(), position(array, item));
            }
            return withoutLines(spans(item));
        }
        var node = node(item);
        if (node.isEmpty()) {
            return withoutLines(spans(item));
        }
        return withoutEntry(document.query().parentTable(path), node.get());
    }

    /** By identity: elements may have the same value. */
    private static int position(Sequence array, TomlItem item) {
        var position = 0;
        while (array.items().get(position) != item) {
            position++;
        }
        return position;
    }

    private static Optional<TomlNode> node(TomlItem item) {
        if (item instanceof Value value) {
            return Optional.of(value.node());
        } else if (item instanceof Sequence sequence) {
            return sequence.node().map(node -> node);
        }
        return ((Table) item).inline().map(node -> node);
    }

    private String withoutPart(TomlNode container, int position) {
        return JsonRemoval.remove(document.text(), container.parts(), container.end(), position);
    }

    private String withoutEntry(Table parent, TomlNode node) {
        var entry = Stream.concat(parent.entries(), parent.dotted().stream())
                .filter(each -> each.value() == node)
                .findFirst()
                .orElseThrow(() -> document.query().failure(path.source(), "it cannot be told from its line"));
        var braces = braces(document.root(), entry);
        return braces.isPresent()
                ? withoutPart(braces.get(), braces.get().parts().indexOf(new Span(entry.start(), entry.end())))
                : withoutLines(List.of(lines(entry)));
    }

    /** The inline table in which an entry stands. */
    private static Optional<TomlNode> braces(TomlItem item, Entry entry) {
        if (item instanceof Table table) {
            var inline = table.inline().filter(each -> each.entries().stream().anyMatch(other -> other == entry));
            return inline.isPresent() ? inline.map(node -> node) : braces(table.items().values().stream(), entry);
        }
        return item instanceof Sequence sequence ? braces(sequence.items().stream(), entry) : Optional.empty();
    }

    private static Optional<TomlNode> braces(Stream<TomlItem> items, Entry entry) {
        return items.map(item -> braces(item, entry)).flatMap(Optional::stream).findFirst();
    }

    /** The lines of a table that is written with headers or dotted keys, and of all below it. */
    private List<Span> spans(TomlItem item) {
        var layout = document.layout();
        var spans = new ArrayList<Span>();
        Table.blocksOf(item)
                .forEach(block -> spans.add(new Span(
                        Lines.start(
                                document.text(), block.header().orElseThrow().start()),
                        layout.endOf(block))));
        if (item instanceof Table table) {
            for (var entry : table.dotted()) {
                if (braces(document.root(), entry).isPresent()) {
                    throw document.query()
                            .failure(
                                    path.source(),
                                    item,
                                    "it is written with dots in an inline table; take out its keys");
                }
                spans.add(lines(entry));
            }
        }
        return spans;
    }

    private Span lines(Entry entry) {
        return new Span(
                Lines.start(document.text(), entry.start()), document.layout().nextLine(entry.end()));
    }

    private String withoutLines(List<Span> spans) {
        var text = document.text();
        var last = -1;
        var sorted = spans.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Span::start).reversed())
                .toList();
        for (var span : sorted) {
            var end = last < 0 ? span.end() : Math.min(span.end(), last);
            text = text.substring(0, span.start()) + text.substring(withBlankLine(text, span.start(), end));
            last = span.start();
        }
        return text;
    }

    /** Behind the empty line at the offset if one stands before the lines that go, too. */
    private static int withBlankLine(String text, int start, int end) {
        var isHeader = text.startsWith("[", Lines.skipBlanks(text, start));
        var blankBefore = start == 0
                || text.substring(Lines.start(text, start - 1), start).isBlank();
        var lineEnd = Lines.end(text, end);
        var blankBehind = text.substring(end, lineEnd).isBlank();
        return isHeader && blankBefore && blankBehind
                ? lineEnd + Lines.terminator(text, lineEnd).length()
                : end;
    }
}
