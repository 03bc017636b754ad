package io.github.apim.edit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A file that the jar holds beside a class, mostly to be filled in by an editor. */
public final class BundledFile {

    private BundledFile() {}

    /**
     * Its bytes.
     *
     * @param name relative to the class's package, or from the root if it begins with a slash
     */
    public static byte[] bytes(Class<?> owner, String name) throws IOException {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("the plugin's jar lacks " + name);
            }
            return in.readAllBytes();
        }
    }

    /** Its text. */
    public static String text(Class<?> owner, String name) throws IOException {
        return new String(bytes(owner, name), StandardCharsets.UTF_8);
    }
}
