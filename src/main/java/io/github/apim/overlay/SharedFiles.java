package io.github.apim.overlay;

import io.github.apim.archive.Content;
import io.github.apim.deployment.FileEdit;
import io.github.apim.deployment.Location;
import io.github.apim.edit.EditException;
import io.github.apim.edit.RecordingFile;
import io.github.apim.edit.Setting;
import io.github.apim.overlay.Disagreement.Kind;
import io.github.apim.product.Pack;
import java.io.IOException;
import java.nio.file.Files;
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
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A node's files in which both the user and the plugin have a say: which they are, and what the plugin sets in them. Not
 * for use by several threads.
 */
public final class SharedFiles {

    /** A value that an overlay wants. */
    record Wanted(Setting setting, String overlay) {}

    private final Set<String> leftAsTheyAre;
    private final Set<String> edited;
    private final Map<String, UserFile> own = new TreeMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, RecordingFile<?>> originals = new HashMap<>();
    private final Map<String, List<Wanted>> wanted = new TreeMap<>();
    private final EditHistory history = new EditHistory();
    private final List<Disagreement> whole = new ArrayList<>();
    private final List<EditException> failures = new ArrayList<>();

    /**
     * @param leftAsTheyAre paths of files that the plugin must leave as the user brings them
     * @param edited        paths of files in which the user sets values
     */
    public SharedFiles(Set<String> leftAsTheyAre, Set<String> edited) {
        this.leftAsTheyAre = Set.copyOf(leftAsTheyAre);
        this.edited = Set.copyOf(edited);
    }

    /** Takes note of a whole file of the user's. */
    void bring(String path, UserFile file) {
        own.put(path, file);
        names.add(file.file().toString());
    }

    /** Takes note that the node goes without a file of the user's. */
    void drop(String path) {
        own.remove(path);
    }

    Optional<UserFile> own(String path) {
        return Optional.ofNullable(own.get(path));
    }

    /** The files of the user's, by their paths in the home. */
    public Map<String, Path> ownFiles() {
        Map<String, Path> files = new TreeMap<>();
        own.forEach((path, file) -> files.put(path, file.file()));
        return Collections.unmodifiableMap(files);
    }

    /** How messages name a file: one of the user's by where it lies. */
    String nameOf(String path) {
        return own(path).map(file -> file.file().toString()).orElse(path);
    }

    /** Whether the user has said that this file of the user's stays as it is. */
    public boolean isLeft(String path) {
        return own.containsKey(path) && leftAsTheyAre.contains(path);
    }

    /** Whether what the plugin sets in this file is compared with what the user wants. */
    boolean isWatched(String path) {
        return own.containsKey(path) || edited.contains(path);
    }

    /**
     * Makes the edits of an overlay, and takes note of what they set. Those that cannot be made are kept for
     * {@link #takeFailures()}, of a file that stays as it is nobody needs to know of them.
     */
    <F extends RecordingFile<F>> F edit(String path, F before, UnaryOperator<F> edit, String overlay) {
        originals.putIfAbsent(path, before);
        F after = edit.apply(before.recording());
        for (Setting setting : after.settings()) {
            wanted.computeIfAbsent(path, absent -> new ArrayList<>()).add(new Wanted(setting, overlay));
        }
        if (!isLeft(path) && !after.failures().isEmpty()) {
            failures.addAll(inOriginal(path, edit, after.failures()));
        }
        return after;
    }

    /** The same failures with the lines of the file as the user has it, which earlier edits may have moved. */
    @SuppressWarnings("unchecked")
    private <F extends RecordingFile<F>> List<EditException> inOriginal(
            String path, UnaryOperator<F> edit, List<EditException> found) {
        List<EditException> again =
                edit.apply(((F) originals.get(path)).recording()).failures();
        return found.stream()
                .map(failure -> again.stream()
                        .filter(other -> other.place().equals(failure.place()))
                        .findFirst()
                        .orElse(failure))
                .toList();
    }

    /** The edits that could not be made since this was asked for the last time. */
    public List<EditException> takeFailures() {
        List<EditException> taken = List.copyOf(failures);
        failures.clear();
        return taken;
    }

    /** What overlays want in each file, in the order in which they said so. */
    Map<String, List<Wanted>> wanted() {
        return Collections.unmodifiableMap(wanted);
    }

    /** A file as it was before the first overlay. */
    RecordingFile<?> original(String path) {
        return originals.get(path);
    }

    /** Takes note that a file of the user's stands where an overlay would have written one, unless it is the same. */
    void keep(String path, Content content, String overlay) throws IOException {
        if (!isLeft(path) && !isSame(own.get(path).file(), content)) {
            whole.add(new Disagreement(
                    Kind.WHOLE_FILE, line(path, 1), "", path, "", Optional.empty(), Optional.empty(), overlay));
        }
    }

    private static boolean isSame(Path own, Content content) throws IOException {
        if (content instanceof Content.File file) {
            return Files.mismatch(own, file.path()) < 0;
        }
        return content instanceof Content.Bytes bytes && Arrays.equals(Files.readAllBytes(own), bytes.bytes());
    }

    /** Takes note of what an edit of the user's made of a file. */
    void edited(FileEdit edit, byte[] before, byte[] after) {
        if (wanted.containsKey(edit.file())) {
            history.add(edit, before, after);
        }
    }

    /** Where the user and the plugin want different things, once all overlays are laid. */
    public List<Disagreement> disagreements(Pack pack) throws IOException {
        List<Disagreement> all = new ArrayList<>(whole);
        all.addAll(Disagreements.of(pack, this, history));
        return List.copyOf(all);
    }

    /** A line of a file of the user's. */
    Location line(String path, int line) {
        return new Location(nameOf(path), line, 1);
    }

    /** Whether a failed edit is a problem of a file of the user's, and then where it is. */
    public Optional<Location> ownLine(EditException problem) {
        return names.contains(problem.file())
                ? Optional.of(new Location(problem.file(), problem.line().orElse(1), 1))
                : Optional.empty();
    }

    /** What cannot be done with a file; of one of the user's, with its place. */
    OverlayException at(String path, OverlayException problem) {
        return own(path).isEmpty() || problem.hasLocation()
                ? problem
                : new OverlayException(line(path, 1), "", problem.getMessage(), problem);
    }
}
