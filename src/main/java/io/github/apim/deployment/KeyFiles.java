package io.github.apim.deployment;

import java.util.Locale;
import java.util.regex.Pattern;

/** Files that are secrets as a whole, by their names: private keys, and stores that hold them. */
public final class KeyFiles {

    private static final Pattern NAME = Pattern.compile(".*\\.(?:key|pem|ppk|jks|jceks|keystore|bcfks|p12|pfx)");

    private KeyFiles() {}

    /**
     * Whether a file is one.
     *
     * @param name its name or its path
     */
    public static boolean isOne(String name) {
        return NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
