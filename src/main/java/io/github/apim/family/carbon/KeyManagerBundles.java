package io.github.apim.family.carbon;

import java.util.List;

/** The bundles that make an Identity Server a key manager for the API Manager (matrix §11). */
public final class KeyManagerBundles {

    /** The folder that they are in. */
    public static final String FOLDER = "repository/components";

    /** What their names begin with. */
    public static final String NAME = "org.wso2.carbon.apimgt.keymgt";

    private KeyManagerBundles() {}

    /** Whether they are among the files of that folder. */
    public static boolean areAmong(List<String> paths) {
        return paths.stream().anyMatch(path -> path.contains("/" + NAME) && path.endsWith(".jar"));
    }
}
