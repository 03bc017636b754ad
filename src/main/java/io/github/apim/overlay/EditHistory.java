package io.github.apim.overlay;

import io.github.apim.deployment.FileEdit;
import io.github.apim.edit.Found;
import io.github.apim.edit.RecordingFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the user's single edits made of files, one after the other. Not for use by several threads. */
final class EditHistory {

    /** A file before and after an edit. */
    private record Step(FileEdit edit, byte[] before, byte[] after) {}

    private final Map<String, List<Step>> steps = new HashMap<>();

    void add(FileEdit edit, byte[] before, byte[] after) {
        steps.computeIfAbsent(edit.file(), absent -> new ArrayList<>()).add(new Step(edit, before, after));
    }

    boolean concerns(String path) {
        return steps.containsKey(path);
    }

    /**
     * Tells which edit gave places their values.
     *
     * @param read how a file of that path is read
     */
    Blame of(String path, BiFunction<String, byte[], Optional<RecordingFile<?>>> read) {
        return new Blame(path, steps.getOrDefault(path, List.of()), read);
    }

    /** Reads the states of one file, each once. */
    static final class Blame {

        private final List<Step> steps;
        private final List<Optional<RecordingFile<?>>> states = new ArrayList<>();

        private Blame(String path, List<Step> steps, BiFunction<String, byte[], Optional<RecordingFile<?>>> read) {
            this.steps = steps;
            if (!steps.isEmpty()) {
                states.add(read.apply(path, steps.get(0).before()));
                steps.forEach(step -> states.add(read.apply(path, step.after())));
            }
        }

        /** The value in the end. */
        Optional<Found> now(String place) {
            return at(states.size() - 1, place);
        }

        /** The last edit that changed the value; empty if none did. */
        Optional<FileEdit> of(String place) {
            for (int i = steps.size() - 1; i >= 0; i--) {
                if (!Objects.equals(
                        at(i, place).map(Found::value), at(i + 1, place).map(Found::value))) {
                    return Optional.of(steps.get(i).edit());
                }
            }
            return Optional.empty();
        }

        private Optional<Found> at(int state, String place) {
            return states.get(state).flatMap(file -> file.find(place));
        }
    }
}
