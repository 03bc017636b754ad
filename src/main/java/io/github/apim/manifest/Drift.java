package io.github.apim.manifest;

/**
 * Something in which a home is not what was built.
 *
 * @param path below the home
 * @param what in words: what was built, and what is there
 */
public record Drift(Severity severity, Kind kind, String path, String what) {

    /** What matters to how a node works, and what only might. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** What has happened to a path. */
    public enum Kind {
        CHANGED("changed"),
        MISSING("missing"),
        MODE("mode"),
        ADDED("added"),
        RESTORED("back again"),
        DAMAGED("damaged");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** {@code changed: repository/conf/carbon.xml: …}, on one line whatever names do to a log or a terminal. */
    @Override
    public String toString() {
        return Printable.line(kind + ": " + path + (what.isEmpty() ? "" : ": " + what));
    }
}
