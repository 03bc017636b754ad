package io.github.apim.deployment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Reads a deployment descriptor, and reports everything in it that the user has to mend in one go. */
public final class DeploymentReader {

    private final PropertyLookup properties;
    private final CredentialsLookup credentials;

    /**
     * @param properties  looks up what stands between the braces of <code>${…}</code>
     * @param credentials looks up the {@code <server>} that a {@code credentials} key names
     */
    public DeploymentReader(PropertyLookup properties, CredentialsLookup credentials) {
        this.properties = Objects.requireNonNull(properties, "properties");
        this.credentials = Objects.requireNonNull(credentials, "credentials");
    }

    /**
     * Reads a descriptor.
     *
     * @throws DeploymentException if there are errors, with all of them and the warnings, in the file's order
     * @throws IOException         if the file is there but cannot be read
     */
    public ReadResult read(Path file) throws IOException {
        throw new IOException("not yet: " + file + properties + credentials);
    }
}
