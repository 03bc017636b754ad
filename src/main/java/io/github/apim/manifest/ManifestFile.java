package io.github.apim.manifest;

import java.util.List;
import java.util.Optional;

/**
 * A path in which a node differs from its pack.
 *
 * @param path   below the home; of a removed folder, all below it is gone, too
 * @param mode   permission bits; 0 of what is removed
 * @param size   bytes of a file that is there; of a removed folder, the number of entries that went
 * @param sha256 of a file that is there
 * @param by     the overlays and edits that did it, in their order
 */
public record ManifestFile(
        String path, Action action, Type type, int mode, long size, Optional<String> sha256, List<String> by) {

    public ManifestFile {
        by = List.copyOf(by);
    }

    /** What happened to a path of the pack. */
    public enum Action {
        ADDED("added"),
        CHANGED("changed"),
        REMOVED("removed");

        private final String key;

        Action(String key) {
            this.key = key;
        }

        @Override
        public String toString() {
            return key;
        }
    }

    /** What there is, or was, at a path. */
    public enum Type {
        FILE("file"),
        FOLDER("folder"),
        LINK("link");

        private final String key;

        Type(String key) {
            this.key = key;
        }

        @Override
        public String toString() {
            return key;
        }
    }
}
