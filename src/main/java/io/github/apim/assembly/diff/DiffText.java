package io.github.apim.assembly.diff;

import io.github.apim.assembly.diff.Hunks.Text;
import io.github.apim.manifest.ManifestFile.Action;
import java.util.List;
import java.util.Optional;

/** Shows one file's change line by line, without its passwords. */
final class DiffText {

    private final Masking masking;
    private final boolean against;

    /** @param against whether the state before is an earlier build, which may hold passwords nobody knows any more */
    DiffText(Masking masking, boolean against) {
        this.masking = masking;
        this.against = against;
    }

    /** The hunks, none if only the mode is another one. */
    List<String> hunks(FileDiff file) {
        return Hunks.of(text(file.before(), !against), text(file.after(), false));
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

    /** @param product whether this is the product's own text: what looks like a password there is no secret */
    private Text text(Optional<FileState> state, boolean product) {
        List<String> lines = state.flatMap(FileState::content).map(Lines::of).orElse(List.of());
        List<String> known = masking.known(lines);
        return new Text(lines, against ? masking.all(lines) : known, product ? known : masking.all(lines));
    }
}
