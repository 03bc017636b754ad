package io.github.apim.companion;

import java.nio.charset.StandardCharsets;

/**
 * A file of the deployment's folder.
 *
 * @param path       below the folder, with {@code /}
 * @param executable whether it is a script to be run
 */
public record CompanionFile(String path, byte[] content, boolean executable) {

    /** A text in UTF-8. */
    public static CompanionFile text(String path, String text) {
        return new CompanionFile(path, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** A script that can be run. */
    static CompanionFile script(String path, String text) {
        return new CompanionFile(path, text.getBytes(StandardCharsets.UTF_8), true);
    }
}
