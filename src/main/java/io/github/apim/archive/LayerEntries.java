package io.github.apim.archive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The entries of an image's layer over a source: what it adds, whiteouts, and the folders around both. */
final class LayerEntries {

    private static final String WHITEOUT = ".wh.";
    private static final int FILE = 0644;
    private static final int FOLDER = 0755;

    private final SourceArchive source;
    private final TarGzOutput output;
    private final Map<String, AddedEntry> own = new LinkedHashMap<>();
    private final Map<String, AddedEntry> entries = new LinkedHashMap<>();

    private LayerEntries(SourceArchive source, TarGzOutput output) {
        this.source = source;
        this.output = output;
        output.added().forEach(entry -> own.put(entry.name(), entry));
    }

    /** @throws IllegalArgumentException if an added entry would be taken for a whiteout */
    static List<AddedEntry> of(SourceArchive source, TarGzOutput output) {
        for (AddedEntry entry : output.added()) {
            if (isWhiteout(entry.name())) {
                throw new IllegalArgumentException("Added entry '" + ArchiveException.printable(entry.name())
                        + "' would delete a file of an image instead of being one");
            }
        }
        LayerEntries layer = new LayerEntries(source, output);
        for (String name : Dropped.of(source, output)) {
            layer.add(whiteout(name, layer.modified(name)));
        }
        output.added().forEach(layer::add);
        return new ArrayList<>(layer.entries.values());
    }

    /**
     * The folders of a source that are no entries of it.
     *
     * @throws ArchiveException if an entry of it would be taken for a whiteout
     */
    static List<AddedEntry> foldersOf(SourceArchive source) {
        LayerEntries layer = new LayerEntries(source, new TarGzOutput(source.file(), Set.of(), List.of()));
        for (SourceEntry entry : source.entries()) {
            if (isWhiteout(entry.name())) {
                throw ArchiveException.of(
                        source.file(),
                        entry.name(),
                        "would delete a file of an image instead of being one. Pack the archive again without it.");
            }
            for (String folder : EntryNames.foldersOf(entry.name())) {
                if (source.find(folder).isEmpty()) {
                    layer.entries.computeIfAbsent(folder, name -> layer.folder(name, entry.modified()));
                }
            }
        }
        return new ArrayList<>(layer.entries.values());
    }

    /** Whether image tools take an entry, or a folder around it, for a whiteout. */
    private static boolean isWhiteout(String name) {
        return name.startsWith(WHITEOUT) || name.contains("/" + WHITEOUT);
    }

    private static AddedEntry whiteout(String name, Instant modified) {
        int start = name.lastIndexOf('/') + 1;
        return new AddedEntry(
                name.substring(0, start) + WHITEOUT + name.substring(start),
                FILE,
                modified,
                new Content.Bytes(new byte[0]));
    }

    private Instant modified(String dropped) {
        return source.find(dropped)
                .or(() -> source.under(dropped).stream().findFirst().flatMap(source::find))
                .map(SourceEntry::modified)
                .orElse(Instant.EPOCH);
    }

    private void add(AddedEntry entry) {
        for (String folder : EntryNames.foldersOf(entry.name())) {
            entries.computeIfAbsent(folder, name -> folder(name, entry.modified()));
        }
        entries.putIfAbsent(entry.name(), entry);
    }

    private AddedEntry folder(String name, Instant modified) {
        AddedEntry added = own.get(name);
        if (added != null) {
            return added;
        }
        return source.find(name)
                .filter(entry -> !output.omitted().contains(name))
                .map(entry -> new AddedEntry(name, entry.mode(), entry.modified(), new Content.Directory()))
                .orElseGet(() -> new AddedEntry(name, FOLDER, modified, new Content.Directory()));
    }
}
