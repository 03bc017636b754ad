package io.github.apim.descriptor;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
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

    /**
     * The password alone of a {@code <server>}, which then needs no user name.
     *
     * @return empty if there is no such server
     * @throws CredentialsException if the server is there but its password cannot be used
     */
    default Optional<Secret> password(String id) {
        return lookup(id).map(Credentials::password);
    }
}
