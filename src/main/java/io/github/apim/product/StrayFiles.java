package io.github.apim.product;

import java.util.Locale;
import java.util.Set;

/** What editors, version control and desktops leave beside files, and no server has a use for. */
public final class StrayFiles {

    private static final Set<String> NAMES = Set.of(".ds_store", "thumbs.db", "desktop.ini", ".gitkeep", "__macosx");

    private static final Set<String> ENDINGS = Set.of("swp", "orig", "rej");

    private StrayFiles() {}

    /** Whether a path is one of them, or lies in a folder of theirs. */
    public static boolean isOne(String path) {
        for (String part : path.toLowerCase(Locale.ROOT).split("/")) {
            if (NAMES.contains(part) || part.startsWith("._")) {
                return true;
            }
        }
        return ENDINGS.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
