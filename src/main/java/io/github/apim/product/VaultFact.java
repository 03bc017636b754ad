package io.github.apim.product;

import java.util.List;
import java.util.Set;

/**
 * How a version holds passwords encrypted.
 *
 * @param keyStore       the element that names the key store whose key decrypts them
 * @param transformation how they are encrypted, as {@link javax.crypto.Cipher} calls it
 * @param places         where a password can be replaced by an alias
 * @param inToml         whether passwords and ciphertexts stand in the file that names the key store, a deployment.toml
 * @param shippedKey     the subject of the certificate of the key that WSO2 ships to everybody
 * @param shippedSecrets the passwords of the shipped files, which everybody knows
 * @param handedIn       the file below the home that the server reads what opens the key from, and deletes
 */
public record VaultFact(
        FilePlace keyStore,
        String transformation,
        List<VaultPlace> places,
        boolean inToml,
        String shippedKey,
        Set<String> shippedSecrets,
        String handedIn) {

    /** By versions that open a key store. */
    public static final String USUALLY_HANDED_IN = "password-tmp";

    public VaultFact {
        places = List.copyOf(places);
        shippedSecrets = Set.copyOf(shippedSecrets);
    }

    /** Whether a key of the descriptor decrypts them, and none of a key store. */
    public boolean isSymmetric() {
        return transformation.startsWith("AES");
    }
}
