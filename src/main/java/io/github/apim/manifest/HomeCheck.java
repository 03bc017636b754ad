package io.github.apim.manifest;

import io.github.apim.manifest.Drift.Kind;
import io.github.apim.manifest.Drift.Severity;
import io.github.apim.manifest.HomeTree.Item;
import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.manifest.ManifestFile.Type;
import io.github.apim.product.Catalogue;
import io.github.apim.product.HomeFacts;
import io.github.apim.product.RuntimeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares a home with its manifest: content and mode of every file, except for runtime files. */
final class HomeCheck {

    private static final int GROUP_AND_OTHERS = 077;
    private static final int WRITABLE = 022;
    private static final int OWNER = 0700;

    private final Manifest manifest;
    private final HomeTree tree;
    private final Map<String, Expected> expected = new TreeMap<>();
    private final List<ManifestFile> removed = new ArrayList<>();
    private final List<Drift> drifts = new ArrayList<>();
    private final HomeFacts home;
    private final RuntimeFiles runtime;
    private final int umask;
    private int ignored;

    /** A path as it was built. */
    private record Expected(Type type, int mode, long size, Optional<String> sha256) {}

    private HomeCheck(Manifest manifest, List<PackListing.Item> pack, HomeTree tree) {
        this.manifest = manifest;
        this.tree = tree;
        for (PackListing.Item item : pack) {
            if (!item.path().equals(Manifest.FOLDER) && !item.path().startsWith(Manifest.FOLDER + "/")) {
                expected.put(item.path(), new Expected(item.type(), item.mode(), item.size(), item.sha256()));
            }
        }
        for (ManifestFile file : manifest.files()) {
            if (file.action() == Action.REMOVED) {
                removed.add(file);
                expected.remove(file.path());
                expected.keySet().removeIf(path -> isBelow(path, file));
            }
        }
        for (ManifestFile file : manifest.files()) {
            if (file.action() != Action.REMOVED) {
                expected.put(file.path(), new Expected(file.type(), file.mode(), file.size(), file.sha256()));
            }
        }
        this.home = Catalogue.of(manifest.product()).home();
        this.runtime = new RuntimeFiles(home, expected.keySet());
        this.umask = umask();
    }

    /** The drift, and the number of runtime files that were ignored. */
    record Result(List<Drift> drifts, int checked, int ignored) {}

    static Result of(Manifest manifest, List<PackListing.Item> pack, HomeTree tree) throws IOException {
        HomeCheck check = new HomeCheck(manifest, pack, tree);
        tree.expect(check.compared());
        for (Map.Entry<String, Expected> path : check.expected.entrySet()) {
            check.check(path.getKey(), path.getValue());
        }
        for (Map.Entry<String, Item> path : tree.items().entrySet()) {
            check.checkAdded(path.getKey(), path.getValue());
        }
        return new Result(List.copyOf(check.drifts), check.expected.size(), check.ignored);
    }

    private static boolean isBelow(String path, ManifestFile folder) {
        return folder.type() == Type.FOLDER && path.startsWith(folder.path() + "/");
    }

    /** The umask that the home was unpacked with: mode bits that no file has, though some were built with them. */
    private int umask() {
        int wanted = 0;
        int had = 0;
        for (Map.Entry<String, Expected> path : expected.entrySet()) {
            Item item = tree.items().get(path.getKey());
            if (item != null && item.mode() >= 0 && path.getValue().type() != Type.LINK) {
                wanted |= path.getValue().mode();
                had |= item.mode();
            }
        }
        return wanted & ~had & GROUP_AND_OTHERS;
    }

    /** The files of whose content nothing but a checksum can tell whether it is the same. */
    private List<String> compared() {
        return expected.entrySet().stream()
                .filter(path -> mayBeSame(path.getKey(), path.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean mayBeSame(String path, Expected built) {
        Item item = tree.items().get(path);
        return item != null
                && built.type() == Type.FILE
                && item.type() == Type.FILE
                && item.size() == built.size()
                && !runtime.mayChange(path);
    }

    private void check(String path, Expected built) throws IOException {
        if (runtime.mayChange(path)) {
            ignored++;
            return;
        }
        Item item = tree.items().get(path);
        if (item == null) {
            drift(Severity.ERROR, Kind.MISSING, path, origin(path));
        } else if (item.type() != built.type()) {
            drift(Severity.ERROR, Kind.CHANGED, path, "a " + item.type() + " instead of a " + built.type());
        } else {
            if (built.type() == Type.FILE && differs(path, built, item)) {
                drift(Severity.ERROR, Kind.CHANGED, path, difference(built, item) + origin(path));
            }
            checkMode(path, built, item);
        }
    }

    private boolean differs(String path, Expected built, Item item) throws IOException {
        return item.size() != built.size()
                || !tree.sha256(path).equals(built.sha256().orElseThrow());
    }

    /** The size of what may hold a password tells how long it is. */
    private static String difference(Expected built, Item item) {
        if ((built.mode() & GROUP_AND_OTHERS) == 0) {
            return "other content";
        }
        return item.size() == built.size()
                ? "other content of the same size"
                : item.size() + " bytes instead of " + built.size();
    }

    private void checkMode(String path, Expected built, Item item) {
        int wanted = built.mode() & ~umask;
        if (item.mode() < 0 || built.type() == Type.LINK || item.mode() == wanted) {
            return;
        }
        int more = item.mode() & ~wanted;
        boolean ownersOnly = (wanted & GROUP_AND_OTHERS) == 0;
        boolean grave =
                (more & (ownersOnly ? GROUP_AND_OTHERS : WRITABLE)) != 0 || ((item.mode() ^ wanted) & OWNER) != 0;
        drift(
                grave ? Severity.ERROR : Severity.WARNING,
                Kind.MODE,
                path,
                ManifestWriter.mode(item.mode()) + " instead of " + ManifestWriter.mode(wanted));
    }

    private void checkAdded(String path, Item item) {
        if (expected.containsKey(path) || path.equals(Manifest.FOLDER) || path.startsWith(Manifest.FOLDER + "/")) {
            return;
        }
        Optional<ManifestFile> gone = removed.stream()
                .filter(file -> file.path().equals(path) || isBelow(path, file))
                .findFirst();
        if (runtime.mayAppear(path)) {
            ignored++;
        } else if (gone.isPresent()) {
            if (item.type() != Type.FOLDER) {
                drift(
                        Severity.ERROR,
                        Kind.RESTORED,
                        path,
                        "was left out by " + String.join(", ", gone.get().by()));
            }
        } else if (item.type() != Type.FOLDER && home.vital().matcher(path).matches()) {
            drift(Severity.ERROR, Kind.ADDED, path, "is not of this build");
        } else if (item.type() != Type.FOLDER && home.deployed().matcher(path).matches()) {
            drift(Severity.WARNING, Kind.ADDED, path, "is not of this build");
        } else {
            ignored++;
        }
    }

    /** Who made the file what it was, if it is not the pack's. */
    private String origin(String path) {
        return manifest.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .map(file -> ", was " + file.action() + " by " + String.join(", ", file.by()))
                .orElse("");
    }

    private void drift(Severity severity, Kind kind, String path, String what) {
        drifts.add(new Drift(severity, kind, path, what.startsWith(", ") ? what.substring(2) : what));
    }
}
