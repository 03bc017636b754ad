package io.github.apim.vault;

import io.github.apim.deployment.Secret;
import java.util.Optional;

/** What encrypts secrets for a server, and decrypts them as that server does. */
public interface VaultCipher {

    /** By which files of ciphertexts name the key; tells nothing of a key that is secret. */
    String fingerprint();

    /**
     * A ciphertext on one line; each call gives another one.
     *
     * @throws VaultException if the secret is longer than the key can take
     */
    String encrypt(Secret secret);

    /** What a ciphertext says; empty if it is none of this key's. */
    Optional<Secret> decrypt(String ciphertext);
}
