package io.github.apim.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What an output has not of its source's tree, so that it must be deleted where the source has been unpacked. */
public final class Dropped {

    private final SourceArchive source;
    private final TarGzOutput output;
    private final Map<String, EntryKind> added = new HashMap<>();
    private final Map<String, Boolean> known = new HashMap<>();

    private Dropped(SourceArchive source, TarGzOutput output) {
        this.source = source;
        this.output = output;
        for (AddedEntry entry : output.added()) {
            added.put(entry.name(), entry.content().kind());
            for (String folder : EntryNames.foldersOf(entry.name())) {
                added.putIfAbsent(folder, EntryKind.DIRECTORY);
            }
        }
    }

    /**
     * The names, sorted; a folder that is gone with all that is in it stands for that. None is or contains anything of the
     * output.
     */
    public static List<String> of(SourceArchive source, TarGzOutput output) {
        return new Dropped(source, output).names();
    }

    /**
     * The names, sorted, that are a folder on one of the two sides only. Unpackers do not agree on what becomes of them
     * when an archive is unpacked over another.
     */
    public static List<String> clashes(SourceArchive source, TarGzOutput output) {
        Dropped dropped = new Dropped(source, output);
        return dropped.added.entrySet().stream()
                .filter(entry -> dropped.clashes(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private boolean clashes(String name, EntryKind kind) {
        if (kind != EntryKind.DIRECTORY) {
            return isFolderOfSource(name);
        }
        return source.find(name)
                .filter(entry -> entry.kind() != EntryKind.DIRECTORY)
                .isPresent();
    }

    private boolean isFolderOfSource(String name) {
        return source.find(name)
                        .map(SourceEntry::kind)
                        .filter(EntryKind.DIRECTORY::equals)
                        .isPresent()
                || !source.under(name).isEmpty();
    }

    private List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        for (String name : output.omitted()) {
            if (source.find(name).isPresent() && !isThere(name) && !isReplaced(name)) {
                names.add(highest(name));
            }
        }
        return new ArrayList<>(names);
    }

    /** The outermost of the folders around a name that are gone, or the name itself. */
    private String highest(String name) {
        return EntryNames.foldersOf(name).stream()
                .filter(folder -> !isThere(folder))
                .findFirst()
                .orElse(name);
    }

    /** Whether a folder around it is no folder any more, so that it is gone with that. */
    private boolean isReplaced(String name) {
        return EntryNames.foldersOf(name).stream()
                .map(added::get)
                .anyMatch(kind -> kind != null && kind != EntryKind.DIRECTORY);
    }

    /** Whether the output has something of this name, or below it. */
    private boolean isThere(String name) {
        return known.computeIfAbsent(
                name,
                path -> added.containsKey(path)
                        || isKept(path)
                        || source.under(path).stream().anyMatch(this::isKept));
    }

    private boolean isKept(String name) {
        return source.find(name).isPresent() && !output.omitted().contains(name);
    }
}
