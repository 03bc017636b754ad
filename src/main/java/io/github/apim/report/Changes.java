package io.github.apim.report;

import io.github.apim.report.NodeSummary.FileChange;
import io.github.apim.report.NodeSummary.What;
import io.github.apim.report.Table.Column;
import io.github.apim.report.Table.Narrow;
import io.github.apim.report.html.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one node's home has that its pack has not, and the other way round. */
final class Changes {

    /** More paths of one kind and overlay than this are shown by the folders that they are in. */
    private static final int MOST_PATHS = 12;

    private static final int DEEPEST = 20;

    private Changes() {}

    /** A node's changes, to be opened. */
    static Tag of(String node, int place, List<FileChange> changes) {
        Table table = new Table(
                "changes-" + place,
                "Changes of " + node,
                Narrow.STACKS,
                List.of(Column.of("Path"), Column.of("What"), Column.of("Overlay")));
        rows(changes)
                .forEach(row -> table.row(
                        row.path(),
                        List.of(
                                Tag.of("td")
                                        .add(Tag.of("span")
                                                .set("class", "what " + row.what())
                                                .text(row.what().toString())),
                                Table.cell(String.join(", ", row.overlays())))));
        return Tag.of("details")
                .add(
                        Tag.of("summary")
                                .add(Tag.of("span").set("class", "name").text(node))
                                .text(" ")
                                .add(Tag.of("span").set("class", "counts").text(counts(changes))),
                        table.tag());
    }

    /** A node without anything to show. */
    static Tag absent(String node) {
        return Tag.of("p")
                .set("class", "unbuilt")
                .add(Tag.of("span").set("class", "name").text(node))
                .text(" ")
                .add(Tag.of("span").set("class", "absent").text("not built yet"));
    }

    static String counts(List<FileChange> changes) {
        Map<What, Long> counts =
                changes.stream().collect(Collectors.groupingBy(FileChange::what, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "as the pack has it"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    private record Group(What what, List<String> overlays) {}

    /** Paths by what happened to them; a whole application that is gone is one row, not a thousand. */
    static List<FileChange> rows(List<FileChange> changes) {
        Map<Group, List<String>> groups = changes.stream()
                .sorted(Comparator.comparing(FileChange::what).thenComparing(FileChange::path))
                .collect(Collectors.groupingBy(
                        change -> new Group(change.what(), change.overlays()),
                        LinkedHashMap::new,
                        Collectors.mapping(FileChange::path, Collectors.toList())));
        List<FileChange> rows = new ArrayList<>();
        groups.forEach((group, paths) ->
                folded(paths).forEach(path -> rows.add(new FileChange(path, group.what(), group.overlays()))));
        rows.sort(Comparator.comparing(FileChange::what).thenComparing(FileChange::path));
        return rows;
    }

    private static List<String> folded(List<String> paths) {
        List<String> result = paths;
        for (int depth = DEEPEST; depth > 0 && result.size() > MOST_PATHS; depth--) {
            Map<String, List<String>> folders = new TreeMap<>();
            for (String path : paths) {
                folders.computeIfAbsent(cut(path, depth), folder -> new ArrayList<>())
                        .add(path);
            }
            result = folders.entrySet().stream()
                    .map(folder -> folder.getValue().size() == 1
                            ? folder.getValue().get(0)
                            : folder.getKey() + "/… (" + folder.getValue().size() + " files)")
                    .toList();
        }
        return result;
    }

    /** The first folders of a path. */
    private static String cut(String path, int depth) {
        int end = -1;
        for (int i = 0; i < depth; i++) {
            int next = path.indexOf('/', end + 1);
            if (next < 0) {
                return end < 0 ? "." : path.substring(0, end);
            }
            end = next;
        }
        return path.substring(0, end);
    }
}
