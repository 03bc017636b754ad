package io.github.apim.companion;

import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What surrounds a test's deployment, by path. */
final class CompanionFiles {

    private final Map<String, CompanionFile> files = new LinkedHashMap<>();

    private CompanionFiles() {}

    static CompanionFiles of(TestDeployment deployment) throws IOException {
        return of(Surroundings.of(deployment));
    }

    static CompanionFiles of(Iterable<CompanionFile> all) {
        CompanionFiles files = new CompanionFiles();
        for (CompanionFile file : all) {
            if (files.files.put(file.path(), file) != null) {
                throw new AssertionError(file.path() + " is there twice");
            }
        }
        return files;
    }

    Iterable<String> paths() {
        return files.keySet();
    }

    Iterable<CompanionFile> all() {
        return files.values();
    }

    String text(String path) {
        return new String(files.get(path).content(), StandardCharsets.UTF_8);
    }

    /** Writes a script and makes it executable. */
    Path script(String path, Path folder) throws IOException {
        Path script = folder.resolve(path.replace('/', '-'));
        Files.writeString(script, text(path));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable");
        }
        return script;
    }
}
