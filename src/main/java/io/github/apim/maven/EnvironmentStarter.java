package io.github.apim.maven;

import io.github.apim.deployment.Environment;
import io.github.apim.descriptor.Environments;
import io.github.apim.edit.BundledFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes files of environments to start with, which say nothing yet, and the schema of such files.
 *
 * @param descriptor over which they are laid
 */
record EnvironmentStarter(Path descriptor, Environment wanted) {

    private static final String SCHEMA = "environment.schema.json";

    /** @throws IllegalParameterException if a file is there already, which stays as it is, or cannot be one */
    static EnvironmentStarter of(Path descriptor, String names) {
        Environment wanted = EnvironmentParameter.of(Spellings.names(names), "apim.environment");
        for (String name : wanted.layers()) {
            Path file = new Environments(descriptor).file(name);
            if (Files.exists(file)) {
                throw new IllegalParameterException(
                        file + " is there already and stays as it is; name another with -Dapim.environment=…");
            }
        }
        return new EnvironmentStarter(descriptor, wanted);
    }

    /** Whether there is something to write. */
    boolean isWanted() {
        return !wanted.layers().isEmpty();
    }

    /** Writes the files, and the schema unless it is there; returns what was written. */
    List<Path> write() throws IOException {
        List<Path> written = new ArrayList<>();
        for (String name : wanted.layers()) {
            Path file = new Environments(descriptor).file(name);
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text(name), StandardOpenOption.CREATE_NEW);
            written.add(file);
        }
        Path schema = descriptor.toAbsolutePath().resolveSibling(SCHEMA);
        if (isWanted() && Files.notExists(schema)) {
            Files.write(schema, bundled(SCHEMA), StandardOpenOption.CREATE_NEW);
            written.add(schema);
        }
        return written;
    }

    private String text(String name) throws IOException {
        return new String(bundled("init/environment.yaml"), StandardCharsets.UTF_8)
                .replace("NAME", name)
                .replace("DESCRIPTOR", String.valueOf(descriptor.getFileName()));
    }

    private static byte[] bundled(String name) throws IOException {
        return BundledFile.bytes(EnvironmentStarter.class, "/io/github/apim/" + name);
    }
}
