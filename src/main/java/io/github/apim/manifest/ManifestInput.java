package io.github.apim.manifest;

/**
 * A file that a node is made of.
 *
 * @param name   the file's name, for a file of the user's the path below the overlays' folder; never where it lay
 * @param size   bytes; of a folder, those of all files in it
 * @param sha256 of the file; of a folder, of the list of what is in it
 */
public record ManifestInput(Kind kind, String name, long size, String sha256) {

    /** What a file is to a node. */
    public enum Kind {
        PACK("pack"),
        JAR("jar"),
        PATCH("patch"),
        USER_FILE("user-file");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        @Override
        public String toString() {
            return key;
        }
    }
}
