package io.github.apim.overlay;

import io.github.apim.archive.Content;
import io.github.apim.archive.EntryKind;
import io.github.apim.archive.SourceEntry;
import io.github.apim.overlay.Change.Removed;
import io.github.apim.overlay.Change.Written;
import io.github.apim.product.Pack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** A pack with the changes made so far, path by path, and on whose account each was made. Not thread-safe. */
final class ChangedHome {

    private static final int FOLDER = 0755;

    private final Pack pack;
    private final TreeMap<String, Change> changes = new TreeMap<>();
    private final Set<Path> sources = new LinkedHashSet<>();
    private String account = "";

    ChangedHome(Pack pack) {
        this.pack = pack;
    }

    /** Sets whom subsequent changes are attributed to. */
    void owing(String whom) {
        this.account = whom;
    }

    /** The files that were copied from somewhere, also those whose copies have been changed since. */
    Set<Path> sources() {
        return Collections.unmodifiableSet(sources);
    }

    /** All changes, by path. */
    Collection<Change> changes() {
        return Collections.unmodifiableCollection(changes.values());
    }

    /** Whether this path is there, from the pack or by a change. */
    boolean has(String path) {
        Change change = changes.get(path);
        return change == null ? pack.has(path) : change instanceof Written;
    }

    /**
     * The content of a file, without what is not written yet.
     *
     * @throws OverlayException if there is no such file
     */
    byte[] read(String path) throws IOException {
        Change change = changes.get(path);
        if (isPacks(path)) {
            return pack.read(path);
        }
        if (change instanceof Written written) {
            if (written.content() instanceof Content.Bytes bytes) {
                return bytes.bytes();
            }
            if (written.content() instanceof Content.File file) {
                return file.bytes();
            }
        }
        throw new OverlayException(path + " is no file of " + pack.title()
                + (change instanceof Removed removed
                        ? ": removed by " + String.join(", ", removed.overlays())
                        : EditableFiles.hint(path, this::under)));
    }

    /** Whether this is a file of the pack, and has not been touched. */
    boolean isPacks(String path) {
        return !changes.containsKey(path)
                && pack.find(path)
                        .filter(entry -> entry.kind() == EntryKind.FILE)
                        .isPresent();
    }

    /** The paths below a folder that are there now, at any depth. */
    List<String> under(String folder) {
        List<String> paths = new ArrayList<>(
                pack.under(folder).filter(path -> !changes.containsKey(path)).toList());
        changes.subMap(folder + "/", folder + "0").forEach((path, change) -> {
            if (change instanceof Written) {
                paths.add(path);
            }
        });
        return paths;
    }

    /** The mode that a file has now, 0644 for one that is not there. */
    int modeOf(String path) {
        if (changes.get(path) instanceof Written written) {
            return written.mode();
        }
        return pack.find(path).map(SourceEntry::mode).orElse(0644);
    }

    /**
     * Puts a file here, with the folders that it needs.
     *
     * @throws OverlayException if a folder has that name, or a file that of one of its folders
     */
    void place(String path, int mode, Content content) {
        if (isFolder(path)) {
            throw new OverlayException(path + " is a folder of " + pack.title() + " and cannot be a file");
        }
        if (content instanceof Content.File file) {
            sources.add(file.path());
        }
        addFolders(path);
        changes.put(path, new Written(path, mode, content, pack.has(path), with(path)));
    }

    /** Gives a file that was written another mode. */
    void setMode(String path, int mode) {
        if (changes.get(path) instanceof Written written) {
            changes.put(path, new Written(path, mode, written.content(), written.replaces(), written.overlays()));
        }
    }

    /** Says that a file is going to have another content, which is not known yet. */
    void touch(String path) {
        if (changes.get(path) instanceof Written written) {
            changes.put(path, new Written(path, written.mode(), written.content(), written.replaces(), with(path)));
        } else {
            changes.put(
                    path, new Written(path, modeOf(path), new Content.Bytes(new byte[0]), pack.has(path), with(path)));
        }
    }

    /**
     * Makes an empty folder, unless it is there.
     *
     * @throws OverlayException if a file has that name, or that of one of its folders
     */
    void folder(String path) {
        addFolders(path + "/");
    }

    /** Takes one path away, and nothing below it. */
    void remove(String path) {
        if (pack.has(path)) {
            changes.put(path, new Removed(path, with(path)));
        } else {
            changes.remove(path);
        }
    }

    private void addFolders(String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String folder = path.substring(0, slash);
            if (has(folder) && !isFolder(folder)) {
                throw new OverlayException(folder + " is a file of " + pack.title() + " and cannot be a folder");
            }
            if (!has(folder)) {
                changes.put(
                        folder, new Written(folder, FOLDER, new Content.Directory(), pack.has(folder), with(folder)));
            }
        }
    }

    private boolean isFolder(String path) {
        if (changes.get(path) instanceof Written written) {
            return written.content() instanceof Content.Directory;
        }
        return has(path)
                && pack.find(path)
                        .filter(entry -> entry.kind() == EntryKind.DIRECTORY)
                        .isPresent();
    }

    private List<String> with(String path) {
        List<String> overlays = new ArrayList<>();
        if (changes.containsKey(path)) {
            overlays.addAll(changes.get(path).overlays());
        }
        if (!overlays.contains(account)) {
            overlays.add(account);
        }
        return List.copyOf(overlays);
    }
}
