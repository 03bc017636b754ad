package io.github.apim.assembly.diff;

import io.github.apim.manifest.ManifestFile.Action;
import java.util.List;
import java.util.Optional;

/**
 * A path in which two states of a home differ.
 *
 * @param shown   what it becomes as it may show: with a mask in the place of every secret
 * @param product what the pack has there
 * @param by      the overlays and edits that made it what it becomes; empty if it becomes what the pack has
 * @param secret  whether it is known to hold a secret, or is for its owner only
 */
record FileDiff(
        String path,
        Optional<FileState> before,
        Optional<FileState> after,
        Optional<FileState> shown,
        Optional<FileState> product,
        List<String> by,
        boolean secret) {

    Action action() {
        if (before.isEmpty()) {
            return Action.ADDED;
        }
        return after.isEmpty() ? Action.REMOVED : Action.CHANGED;
    }

    /** What there is, or was. */
    FileState state() {
        return after.or(() -> before).orElseThrow();
    }

    /** Whether a unified diff can show all of it. */
    boolean isText() {
        return before.map(FileState::isText).orElse(true)
                && after.map(FileState::isText).orElse(true);
    }
}
