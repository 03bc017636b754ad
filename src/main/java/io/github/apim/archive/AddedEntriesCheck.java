package io.github.apim.archive;

import java.util.HashMap;
import java.util.Map;

/** Makes sure that what an output adds fits together with what it takes over from the source. */
final class AddedEntriesCheck {

    private final SourceArchive source;

    AddedEntriesCheck(SourceArchive source) {
        this.source = source;
    }

    /** @throws IllegalArgumentException if an added entry cannot be there */
    void check(TarGzOutput output) {
        Map<String, EntryKind> added = new HashMap<>();
        for (AddedEntry entry : output.added()) {
            EntryNames.problem(entry.name()).ifPresent(problem -> {
                throw refused(entry, problem);
            });
            if (added.putIfAbsent(entry.name(), entry.content().kind()) != null) {
                throw refused(entry, "is added twice");
            }
            if (!output.omitted().contains(entry.name())
                    && source.find(entry.name()).isPresent()) {
                throw refused(entry, "is in the source and not omitted");
            }
        }
        for (AddedEntry entry : output.added()) {
            checkParents(entry, output, added);
            if (added.get(entry.name()) != EntryKind.DIRECTORY && hasChildren(entry.name(), output)) {
                throw refused(entry, "is no directory, but source entries are below it");
            }
        }
    }

    private void checkParents(AddedEntry entry, TarGzOutput output, Map<String, EntryKind> added) {
        String name = entry.name();
        for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
            String parent = name.substring(0, slash);
            EntryKind kind = added.get(parent);
            if (kind == null && !output.omitted().contains(parent)) {
                kind = source.find(parent).map(SourceEntry::kind).orElse(null);
            }
            if (kind == EntryKind.FILE || kind == EntryKind.SYMLINK) {
                throw refused(entry, "is below '" + ArchiveException.printable(parent) + "', which is no directory");
            }
        }
    }

    private boolean hasChildren(String name, TarGzOutput output) {
        return source.under(name).stream().anyMatch(other -> !output.omitted().contains(other));
    }

    private static IllegalArgumentException refused(AddedEntry entry, String problem) {
        return new IllegalArgumentException(
                "Added entry '" + ArchiveException.printable(entry.name()) + "' " + problem);
    }
}
