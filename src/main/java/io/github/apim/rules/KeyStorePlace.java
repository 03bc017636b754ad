package io.github.apim.rules;

import io.github.apim.deployment.Secret;
import java.util.Optional;

/**
 * A place in a node's files that names a key store.
 *
 * @param file        which file
 * @param place       the element, or the section of a JSON file
 * @param nameKey     what below it names the key store
 * @param passwordKey what below it holds the password
 * @param location    the key store below the home; empty if it lies elsewhere on the machine
 * @param hasType     whether the place can say of which type its key store is
 * @param type        as it is declared
 * @param password    of the key store; empty if a secure vault has it
 * @param aliasKey    what below it names an entry
 * @param alias       the entry that is used, if the place names one
 * @param keyPasswordKey what below it holds the password of the private keys, which may be that of the key store
 * @param keyPassword of the private keys; empty if the place needs none, or a secure vault has it
 * @param use         what it is for
 */
public record KeyStorePlace(
        String file,
        String place,
        String nameKey,
        String passwordKey,
        Optional<String> location,
        boolean hasType,
        String type,
        Optional<Secret> password,
        String aliasKey,
        Optional<String> alias,
        String keyPasswordKey,
        Optional<Secret> keyPassword,
        Use use) {

    /** What the server takes from a key store. */
    public enum Use {
        /** Its own key. */
        KEY,
        /** Certificates of others. */
        TRUST
    }
}
