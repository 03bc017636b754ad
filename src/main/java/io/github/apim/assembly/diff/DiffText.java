package io.github.apim.assembly.diff;

import io.github.apim.assembly.Masking;
import io.github.apim.assembly.diff.Hunks.Text;
import io.github.apim.manifest.ManifestFile.Action;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shows one file's change line by line, without its passwords. The product's own lines show as they are: what looks like
 * a password there is no secret, and a mask in them would spell out a password that is a word of the product's.
 */
final class DiffText {

    /** How the manifest calls what the user's own files bring. */
    private static final String USER_FILES = "user-files";

    private final Masking masking;
    private final boolean against;

    /** @param against whether the state before is an earlier build, which may hold passwords nobody knows any more */
    DiffText(Masking masking, boolean against) {
        this.masking = masking;
        this.against = against;
    }

    /** The hunks, none if only the mode is another one. */
    List<String> hunks(FileDiff file) {
        List<String> was = lines(file.before());
        List<String> is = lines(file.after());
        List<String> visible = lines(file.shown());
        if (visible.size() != is.size()) {
            is = visible;
        }
        List<String> before = against ? earlier(was, file) : was;
        return Hunks.of(new Text(was, before, before), new Text(is, common(visible, file), planned(visible, file)));
    }

    /**
     * Whether size and hash of this file are kept back: who knows all the rest of it could try out passwords on them. It
     * is so where a password is known to be, and where something is hidden that is not the product's.
     */
    boolean isSecret(FileDiff file) {
        if (file.secret()) {
            return true;
        }
        Set<String> product = new HashSet<>(lines(file.product()));
        return hides(file.before(), product, file) || hides(file.shown(), product, file);
    }

    private boolean hides(Optional<FileState> state, Set<String> product, FileDiff file) {
        if (state.isEmpty() || state.equals(file.product()) || !state.get().isText()) {
            return false;
        }
        List<String> lines = lines(state);
        List<String> masked = masking.places(lines);
        if (hasUserFile(file)) {
            masked = masking.known(masked);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).equals(masked.get(i)) && !product.contains(lines.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** The two lines before the hunks. */
    static List<String> names(FileDiff file) {
        String name = Lines.raw(file.path());
        // What follows a tab is no part of the name, so that it may hold blanks.
        String end = name.indexOf(' ') < 0 ? "" : "\t";
        return List.of(
                "--- " + (file.action() == Action.ADDED ? "/dev/null" : "a/" + name + end),
                "+++ " + (file.action() == Action.REMOVED ? "/dev/null" : "b/" + name + end));
    }

    /** Lines of an earlier build: what is neither the product's nor planned now may be anybody's secret. */
    private List<String> earlier(List<String> lines, FileDiff file) {
        Set<String> product = new HashSet<>(lines(file.product()));
        Set<String> planned = new HashSet<>(lines(file.shown()));
        List<String> places = masking.places(lines);
        List<String> all = masking.known(places);
        List<String> result = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            result.add(product.contains(line) ? line : planned.contains(line) ? places.get(i) : all.get(i));
        }
        return result;
    }

    /** Planned lines: secrets of the descriptor are not in them, those of the user's own files may be. */
    private List<String> planned(List<String> lines, FileDiff file) {
        return hasUserFile(file) ? masking.all(lines) : masking.places(lines);
    }

    /** Planned lines as they show where they are the same before: those of the pack as they are. */
    private List<String> common(List<String> lines, FileDiff file) {
        Set<String> product = new HashSet<>(lines(file.product()));
        List<String> masked = planned(lines, file);
        List<String> result = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            result.add(product.contains(lines.get(i)) ? lines.get(i) : masked.get(i));
        }
        return result;
    }

    private static boolean hasUserFile(FileDiff file) {
        return file.by().stream().anyMatch(by -> by.startsWith(USER_FILES));
    }

    private static List<String> lines(Optional<FileState> state) {
        return state.flatMap(FileState::content).map(Lines::of).orElse(List.of());
    }
}
