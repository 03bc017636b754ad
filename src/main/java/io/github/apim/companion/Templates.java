package io.github.apim.companion;

import io.github.apim.edit.BundledFile;
import java.io.IOException;

/** The texts beside the companions' classes. */
final class Templates {

    private Templates() {}

    static String text(String name) throws IOException {
        return BundledFile.text(Templates.class, name);
    }
}
