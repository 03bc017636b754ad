package io.github.apim.overlay;

import io.github.apim.deployment.Location;
import java.util.Optional;

/**
 * A place at which the user and the plugin want different values.
 *
 * @param location where the user says what is wanted
 * @param path     the YAML path of that; empty if it is not in the descriptor
 * @param file     path below the product's home
 * @param place    in the file; empty if the whole file is meant
 * @param users    what the user wants; empty if the user has nothing there
 * @param plugins  what the plugin wants; empty if it wants nothing there
 * @param overlay  the plugin's concern
 */
public record Disagreement(
        Kind kind,
        Location location,
        String path,
        String file,
        String place,
        Optional<String> users,
        Optional<String> plugins,
        String overlay) {

    /** Who wins, and why. */
    public enum Kind {
        /** The plugin: it sets a value in a file of the user's. */
        SET,
        /** The user: the file is to be left as it is. */
        AS_IS,
        /** The user: by an edit. */
        EDIT,
        /** The user: the plugin would have written the whole file. */
        WHOLE_FILE
    }

    /** Without the values, which may be secrets. */
    @Override
    public String toString() {
        return location + ": " + file + ": " + place + " (" + kind + ")";
    }
}
