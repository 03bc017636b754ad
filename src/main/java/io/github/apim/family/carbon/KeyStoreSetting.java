package io.github.apim.family.carbon;

import io.github.apim.rules.KeyStorePlace.Use;
import java.util.Optional;

/**
 * A place in the files of Carbon servers that names a key store. Steps are added to the element: {@code /Location} leads to
 * a child, {@code /@keystoreFile} to an attribute. In a properties file there is no element, and a step is a key.
 *
 * @param use         what the server takes from the key store
 * @param prefix      what the location begins with where it leads below the home
 * @param location    what names the key store; a file without it has no such place
 * @param type        what says of which type it is; empty where the server takes it for a JKS
 * @param password    of the key store
 * @param alias       which entry is used; empty if the server takes the one that it finds
 * @param keyPassword of the private key
 * @param key         whether the server loads the private key, with the password of the key store if there is no other one
 */
record KeyStoreSetting(
        String file,
        String element,
        Use use,
        String prefix,
        String location,
        Optional<String> type,
        String password,
        Optional<String> alias,
        Optional<String> keyPassword,
        boolean key) {

    static final String HOME = "${carbon.home}/";

    /** The usual element: {@code Location} and {@code Password}. */
    static KeyStoreSetting element(String file, String element, Use use, String prefix) {
        return new KeyStoreSetting(
                file,
                element,
                use,
                prefix,
                "/Location",
                Optional.empty(),
                "/Password",
                Optional.empty(),
                Optional.empty(),
                use == Use.KEY);
    }

    /** Another one, which says what it says in other words. */
    static KeyStoreSetting of(String file, String element, Use use, String prefix, String location, String password) {
        return new KeyStoreSetting(
                file,
                element,
                use,
                prefix,
                location,
                Optional.empty(),
                password,
                Optional.empty(),
                Optional.empty(),
                use == Use.KEY);
    }

    KeyStoreSetting type(String step) {
        return new KeyStoreSetting(
                file, element, use, prefix, location, Optional.of(step), password, alias, keyPassword, key);
    }

    KeyStoreSetting alias(String step) {
        return new KeyStoreSetting(
                file, element, use, prefix, location, type, password, Optional.of(step), keyPassword, key);
    }

    KeyStoreSetting keyPassword(String step) {
        return new KeyStoreSetting(
                file, element, use, prefix, location, type, password, alias, Optional.of(step), key);
    }

    boolean isProperties() {
        return file.endsWith(".properties");
    }

    static boolean isAttribute(String step) {
        return step.startsWith("/@");
    }
}
