package io.github.apim.adoption;

/**
 * How a file of a home comes back.
 *
 * @param path below the home
 * @param why  what it is made by, or why it does not come back
 */
record FileFate(Kind kind, String path, String why) {

    /** Who makes the file. */
    enum Kind {
        PLUGIN("made by the plugin"),
        SPELLING("made by the plugin, with the same values in other words"),
        EDIT("by an edit"),
        OWN("kept whole, under overlays"),
        LOST("lost"),
        NEW("new");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
