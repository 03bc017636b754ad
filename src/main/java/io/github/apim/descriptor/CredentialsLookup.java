package io.github.apim.descriptor;

import io.github.apim.deployment.Credentials;
import java.util.Optional;

/** Where the credentials that the deployment descriptor names by id come from. */
@FunctionalInterface
public interface CredentialsLookup {

    /**
     * The credentials of a {@code <server>}.
     *
     * @param id the server's id
     * @return empty if there is no such server
     * @throws CredentialsException if the server is there but its credentials cannot be used
     */
    Optional<Credentials> lookup(String id);
}
