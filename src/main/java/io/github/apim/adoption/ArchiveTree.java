package io.github.apim.adoption;

import io.github.apim.archive.Content;
import io.github.apim.archive.EntryKind;
import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceEntry;
import io.github.apim.manifest.HomeTree;
import io.github.apim.manifest.ManifestFile.Type;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A home in a folder or an archive here. */
final class ArchiveTree implements HomeTree {

    private final SourceArchive archive;
    private final String prefix;
    private final Map<String, Item> items = new TreeMap<>();

    /** @param root where in the archive the home begins; empty for its top */
    ArchiveTree(SourceArchive archive, String root) {
        this.archive = archive;
        this.prefix = root.isEmpty() ? "" : root + "/";
        for (SourceEntry entry : archive.entries()) {
            if (entry.name().startsWith(prefix) && entry.name().length() > prefix.length()) {
                items.put(
                        entry.name().substring(prefix.length()),
                        new Item(type(entry.kind()), entry.mode(), entry.size()));
            }
        }
    }

    private static Type type(EntryKind kind) {
        return switch (kind) {
            case FILE -> Type.FILE;
            case DIRECTORY -> Type.FOLDER;
            case SYMLINK -> Type.LINK;
        };
    }

    @Override
    public Map<String, Item> items() {
        return items;
    }

    @Override
    public byte[] read(String path) throws IOException {
        SourceEntry entry = entry(path);
        if (entry.size() > Content.File.MOST_BYTES_READ) {
            throw new AdoptionException(path + " has " + entry.size() + " bytes, more than a file may have that is read");
        }
        return archive.read(entry);
    }

    @Override
    public String sha256(String path) throws IOException {
        return archive.sha256(entry(path));
    }

    private SourceEntry entry(String path) {
        return archive.find(prefix + path).orElseThrow(() -> new IllegalArgumentException(path));
    }
}
