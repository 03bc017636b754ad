package io.github.apim.rules;

import io.github.apim.deployment.KeyStores;
import io.github.apim.deployment.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Opens key stores as the server would, each with each password once, however many nodes and places have it. Not for use by
 * several threads.
 */
public final class KeyStoreReading {

    private static final String JKS = "JKS";
    private static final String PKCS12 = "PKCS12";
    private static final int JKS_MAGIC = 0xFEEDFEED;
    private static final int JCEKS_MAGIC = 0xCECECECE;
    private static final int DER_SEQUENCE = 0x30;

    private final Map<List<Object>, Opened> opened = new HashMap<>();

    /**
     * What opening a key store gave.
     *
     * @param store empty if it could not be opened
     * @param fault which of its settings is wrong
     * @param why   what is wrong with it, and how to mend it
     */
    public record Opened(Optional<KeyStore> store, Fault fault, String why) {

        private static Opened wrong(Fault fault, String why) {
            return new Opened(Optional.empty(), fault, why);
        }
    }

    /** What a key store can fail at. */
    public enum Fault {
        NONE,
        FILE,
        TYPE,
        PASSWORD
    }

    /** The key store of a place; empty if it is no file of the node. */
    public Optional<Opened> open(PlannedNode planned, KeyStorePlace place) {
        return place.location().flatMap(path -> {
            List<Object> key = Arrays.asList(
                    planned.files().origin(path),
                    place.type(),
                    place.password().map(Secret::reveal).orElse(null));
            Opened known = opened.get(key);
            if (known != null) {
                return Optional.of(known);
            }
            Optional<Opened> now = planned.files()
                    .read(path)
                    .map(bytes -> open(bytes, place.type(), place.password(), place.hasType()));
            now.ifPresent(result -> opened.put(key, result));
            return now;
        });
    }

    /** A key store of the descriptor. */
    public static Opened open(KeyStores.Store store) throws IOException {
        return open(Files.readAllBytes(store.file()), store.type().name(), Optional.of(store.password()), true);
    }

    private static Opened open(byte[] bytes, String declared, Optional<Secret> password, boolean hasType) {
        String type = declared.toUpperCase(Locale.ROOT);
        String found = typeOf(bytes);
        if (found.isEmpty()) {
            return Opened.wrong(Fault.FILE, "is no key store of the kinds JKS or PKCS12, or a damaged one");
        }
        if (!found.equals(type)) {
            // A newer Java opens both under either name, the server's does not.
            return Opened.wrong(
                    Fault.TYPE,
                    "the key store is a " + found + ", but " + type + " is what the server takes it for: \"Invalid"
                            + " keystore format\"; "
                            + (hasType
                                    ? "set the Type beside it to " + found + ", or convert it"
                                    : "convert it")
                            + " with keytool -importkeystore -deststoretype " + type);
        }
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(
                    new ByteArrayInputStream(bytes),
                    password.map(secret -> secret.reveal().toCharArray())
                            .orElse(null));
            return new Opened(Optional.of(store), Fault.NONE, "");
        } catch (IOException problem) {
            return problem.getCause() instanceof UnrecoverableKeyException
                    ? Opened.wrong(
                            Fault.PASSWORD,
                            "does not open the key store: \"Keystore was tampered with, or password was incorrect\";"
                                    + " set the password that it has")
                    : Opened.wrong(Fault.FILE, "is a damaged key store");
        } catch (GeneralSecurityException problem) {
            return Opened.wrong(Fault.FILE, "is a key store that cannot be read here");
        }
    }

    private static String typeOf(byte[] bytes) {
        if (bytes.length < Integer.BYTES) {
            return "";
        }
        int start = ByteBuffer.wrap(bytes).getInt();
        if (start == JKS_MAGIC) {
            return JKS;
        } else if (start == JCEKS_MAGIC) {
            return "JCEKS";
        }
        return bytes[0] == DER_SEQUENCE ? PKCS12 : "";
    }

    /** Whether a password opens a private key. */
    public static boolean opensKey(KeyStore store, String alias, Secret password) {
        try {
            return store.getKey(alias, password.reveal().toCharArray()) != null;
        } catch (GeneralSecurityException wrong) {
            return false;
        }
    }

    /** The names of a key store's entries, sorted. */
    public static List<String> aliases(KeyStore store) {
        try {
            return Collections.list(store.aliases()).stream().sorted().toList();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a key store that was opened has its entries", impossible);
        }
    }
}
