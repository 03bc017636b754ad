package io.github.apim.maven;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Finds the plugin's own jar: a version that is still being worked on changes without changing its number. */
final class PluginFile {

    private PluginFile() {}

    static Path place() throws IOException {
        try {
            return Path.of(PluginFile.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException problem) {
            throw new IOException(problem);
        }
    }
}
