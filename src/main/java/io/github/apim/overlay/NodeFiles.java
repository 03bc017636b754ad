package io.github.apim.overlay;

import io.github.apim.archive.Content;
import io.github.apim.archive.EntryKind;
import io.github.apim.archive.SourceEntry;
import io.github.apim.edit.EditException;
import io.github.apim.edit.FileEditor;
import io.github.apim.edit.JsonFile;
import io.github.apim.edit.Operation;
import io.github.apim.edit.PropertiesFile;
import io.github.apim.edit.RecordingFile;
import io.github.apim.edit.TomlFile;
import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.Change.Written;
import io.github.apim.product.Pack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A node's planned home: the pack with the changes made so far. A file of the user's has precedence: overlays do not
 * replace it, but set their values in it. Not thread-safe.
 */
public final class NodeFiles {

    private static final int SECRET = 0700;

    private final Pack pack;
    private final ChangedHome home;
    private final SharedFiles shared;
    private final List<OverlayException> failures = new ArrayList<>();
    private final Map<String, XmlFile> parsed = new HashMap<>();
    private final Set<String> secrets = new HashSet<>();
    private String overlay = "";

    public NodeFiles(Pack pack, SharedFiles shared) {
        this.pack = pack;
        this.home = new ChangedHome(pack);
        this.shared = shared;
    }

    /** Sets the overlay that subsequent changes are attributed to. */
    public void begin(Overlay current) {
        this.overlay = current.name();
        home.owing(overlay);
    }

    /** Sets the origin of subsequent changes by the user: {@code edits.all}, {@code overlays/all}. */
    public void owing(String detail) {
        home.owing(overlay + " (" + detail + ")");
    }

    /** Takes note of what stops the build, and lets the overlay go on to find more. */
    public void report(OverlayException failure) {
        failures.add(failure);
    }

    /** What was reported since this was asked for the last time. */
    public List<OverlayException> takeFailures() {
        List<OverlayException> taken = List.copyOf(failures);
        failures.clear();
        return taken;
    }

    /** Those of the files in which the user has a say, too. */
    public SharedFiles shared() {
        return shared;
    }

    /** The files that were copied from somewhere, also those whose copies have been changed since. */
    public Set<Path> sources() {
        return home.sources();
    }

    /** Whether the user has a say in a file, too: brings it, or edits it. */
    public boolean isShared(String path) {
        return shared.isWatched(path);
    }

    /** Whether the user brings this file. */
    public boolean isOwn(String path) {
        return shared.own(path).isPresent();
    }

    /** The paths whose files hold a password. */
    public Set<String> secrets() {
        return Collections.unmodifiableSet(secrets);
    }

    /** Whether this path is there, from the pack or by a change. */
    public boolean has(String path) {
        return home.has(path);
    }

    /** The paths below a folder that are there now, at any depth. */
    public List<String> under(String folder) {
        return home.under(folder);
    }

    /** The mode that a file has now, 0644 for one that is not there. */
    public int modeOf(String path) {
        return home.modeOf(path);
    }

    /**
     * The content of a file as it stands now.
     *
     * @throws OverlayException if there is no such file
     */
    public byte[] read(String path) throws IOException {
        XmlFile xml = parsed.get(path);
        if (xml != null && !shared.isLeft(path)) {
            return xml.bytes();
        }
        return home.read(path);
    }

    /** Edits an XML file; the edits of several overlays on one file add up. */
    public void xml(String path, UnaryOperator<XmlFile> edit) throws IOException {
        XmlFile before = parsed.get(path);
        if (before == null) {
            Optional<XmlFile> file = home.isPacks(path)
                    ? Optional.of(pack.xml(path))
                    : parse(path, content -> XmlFile.parse(shared.nameOf(path), content));
            if (file.isEmpty()) {
                return;
            }
            before = file.get();
        }
        parsed.put(path, shared.isWatched(path) ? watched(path, before, edit) : edit.apply(before));
        if (!shared.isLeft(path)) {
            home.touch(path);
        }
    }

    /** Edits a JSON file. */
    public void json(String path, UnaryOperator<JsonFile> edit) throws IOException {
        rewrite(path, JsonFile::parse, edit, JsonFile::bytes);
    }

    /** Edits a TOML file. */
    public void toml(String path, UnaryOperator<TomlFile> edit) throws IOException {
        rewrite(path, TomlFile::parse, edit, TomlFile::bytes);
    }

    /** Edits a properties file, unless it is the user's and stays as it is. */
    public void properties(String path, UnaryOperator<PropertiesFile> edit) throws IOException {
        if (!shared.isLeft(path)) {
            write(
                    path,
                    edit.apply(PropertiesFile.parse(shared.nameOf(path), read(path)))
                            .bytes());
        }
    }

    private <F extends RecordingFile<F>> void rewrite(
            String path, BiFunction<String, byte[], F> parser, UnaryOperator<F> edit, Function<F, byte[]> bytes)
            throws IOException {
        Optional<F> before = parse(path, content -> parser.apply(shared.nameOf(path), content));
        if (before.isPresent()) {
            F after = shared.isWatched(path) ? watched(path, before.get(), edit) : edit.apply(before.get());
            if (!shared.isLeft(path)) {
                write(path, bytes.apply(after));
            }
        }
    }

    /** Nothing if the file is damaged and stays as it is: the rules tell of that. */
    private <F> Optional<F> parse(String path, Function<byte[], F> parser) throws IOException {
        byte[] content = read(path);
        try {
            return Optional.of(parser.apply(content));
        } catch (EditException damaged) {
            if (shared.isLeft(path)) {
                return Optional.empty();
            }
            throw damaged;
        }
    }

    private <F extends RecordingFile<F>> F watched(String path, F before, UnaryOperator<F> edit) {
        try {
            return shared.edit(path, before, edit, overlay);
        } catch (EditException | OverlayException problem) {
            if (shared.isLeft(path)) {
                return before;
            }
            throw problem instanceof OverlayException failure ? shared.at(path, failure) : problem;
        }
    }

    /** Lays a whole file of the user's, which replaces that of the pack. */
    void bring(String path, int mode, UserFile file) {
        place(path, mode, new Content.File(file.file()));
        shared.bring(path, file);
    }

    /** Does something to one place of one file with the editor that fits its name. */
    public void edit(String path, String place, Operation operation) throws IOException {
        write(path, FileEditor.apply(shared.nameOf(path), read(path), place, operation));
    }

    /** Gives a file of the pack, or one that an overlay brought, other bytes; its mode stays. */
    public void write(String path, byte[] content) {
        parsed.remove(path);
        place(path, modeOf(path), new Content.Bytes(content));
    }

    /**
     * Puts a file here, whether or not the pack has one of that path. If the user brings one, that stays.
     *
     * @throws OverlayException if a folder has that name, or a file that of one of its folders
     */
    public void put(String path, int mode, Content content) throws IOException {
        Optional<UserFile> own = shared.own(path);
        if (own.isEmpty()) {
            place(path, mode, content);
            return;
        }
        home.setMode(path, mode);
        shared.keep(path, content, overlay);
    }

    /**
     * Lets a file of the pack begin as another one of it; what is set there is set in that. A file of the user's in its
     * place stays.
     *
     * @throws OverlayException if the pack has no such other file
     */
    public void base(String path, String other) throws IOException {
        if (shared.own(path).isPresent()) {
            return;
        }
        if (!pack.has(other)) {
            throw new OverlayException(other + " is no file of " + pack.title() + ", and " + path
                    + " is to be made of it; take a complete pack, or bring " + path + " yourself");
        }
        place(path, modeOf(path), new Content.Bytes(pack.read(other)));
    }

    private void place(String path, int mode, Content content) {
        home.place(path, mode, content);
        parsed.remove(path);
    }

    /**
     * Makes an empty folder, unless it is there.
     *
     * @throws OverlayException if a file has that name, or that of one of its folders
     */
    public void folder(String path) {
        home.folder(path);
    }

    /**
     * Leaves a file out, or a folder with all that is in it. What the user brings for the node or its role stays, with
     * its folders.
     */
    public void remove(String path) {
        List<String> paths = new ArrayList<>(under(path));
        paths.add(path);
        List<String> kept = paths.stream()
                .filter(below ->
                        shared.own(below).filter(file -> !file.forAll()).isPresent())
                .toList();
        for (String below : paths) {
            if (kept.stream().noneMatch(own -> own.equals(below) || own.startsWith(below + "/"))) {
                parsed.remove(below);
                home.remove(below);
                shared.drop(below);
            }
        }
    }

    /** Says that this file holds a password: only its owner may read it. */
    public void secret(String path) {
        secrets.add(path);
    }

    /** All changes, by path; a file whose edits came to nothing is not among them. */
    public List<Change> changes() throws IOException {
        List<Change> result = new ArrayList<>();
        for (Change change : home.changes()) {
            finished(change).ifPresent(result::add);
        }
        return List.copyOf(result);
    }

    private Optional<Change> finished(Change change) throws IOException {
        if (!(change instanceof Written written)) {
            return Optional.of(change);
        }
        String path = written.path();
        XmlFile xml = shared.isLeft(path) ? null : parsed.get(path);
        Content content = xml == null ? written.content() : new Content.Bytes(xml.bytes());
        int mode = secrets.contains(path) ? written.mode() & SECRET : written.mode();
        Written result = new Written(path, mode, content, written.replaces(), written.overlays());
        return isAsInPack(result) ? Optional.empty() : Optional.of(result);
    }

    private boolean isAsInPack(Written written) throws IOException {
        Optional<SourceEntry> entry = pack.find(written.path());
        return entry.isPresent()
                && entry.get().mode() == written.mode()
                && entry.get().kind() == EntryKind.FILE
                && written.content() instanceof Content.Bytes bytes
                && entry.get().size() == bytes.bytes().length
                && Arrays.equals(pack.read(written.path()), bytes.bytes());
    }
}
