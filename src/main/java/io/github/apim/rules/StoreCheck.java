package io.github.apim.rules;

import io.github.apim.deployment.KeyStores.Identity;
import io.github.apim.deployment.KeyStores.Store;
import io.github.apim.deployment.Secret;
import io.github.apim.edit.Echo;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Whether a key store of the descriptor is what the descriptor says. */
public final class StoreCheck {

    private static final String PATH = "path";

    private StoreCheck() {}

    /**
     * Something wrong with a key store, which the user has to mend.
     *
     * @param key      of the descriptor, below that of the key store
     * @param message  names the file, and says how to mend it
     * @param isExpiry whether it is a certificate that has expired
     */
    public record Fault(String key, String message, boolean isExpiry) {

        Fault(String key, String message) {
            this(key, message, false);
        }
    }

    /**
     * Everything that is wrong with a key store. One whose password is masked, as in a plan to be shown, is not opened: the
     * one that counts is.
     */
    public static List<Fault> of(Store store) throws IOException {
        String file = Echo.of(store.file().toString());
        if (!Files.isRegularFile(store.file())) {
            return List.of(new Fault(
                    PATH, "there is no file " + file + "; mvn apim:keys makes it, or put yours there, or mend the path"));
        }
        if (!Files.isReadable(store.file())) {
            return List.of(new Fault(PATH, file + " cannot be read; let the build's user read it"));
        }
        if (store.password().reveal().equals(Secret.MASK)) {
            return List.of();
        }
        KeyStoreReading.Opened opened = KeyStoreReading.open(store);
        return switch (opened.fault()) {
            case NONE -> entries(store, file, opened.store().orElseThrow());
            case FILE -> List.of(new Fault(PATH, file + " " + opened.why()));
            case TYPE ->
                List.of(new Fault(
                        PATH,
                        file + " is no " + store.type() + "; say its type with the key type, or convert it with keytool"
                                + " -importkeystore -deststoretype " + store.type()));
            case PASSWORD ->
                List.of(new Fault(
                        "credentials",
                        "the password does not open the key store " + file + "; give the one that it has"));
        };
    }

    private static List<Fault> entries(Store store, String file, KeyStore opened) {
        List<String> aliases = KeyStoreReading.aliases(opened);
        if (!(store instanceof Identity identity)) {
            return aliases.isEmpty()
                    ? List.of(new Fault(PATH, file + " is empty, so the servers would trust nobody"))
                    : List.of();
        }
        try {
            if (!opened.isKeyEntry(identity.alias())) {
                return List.of(new Fault(
                        "alias",
                        file + " holds no private key under the alias " + Echo.of(identity.alias()) + "; there "
                                + (aliases.isEmpty() ? "is none" : "are " + Echo.of(String.join(", ", aliases)))));
            }
            List<Fault> faults = new ArrayList<>();
            if (!KeyStoreReading.opensKey(opened, identity.alias(), identity.keyPassword())) {
                faults.add(new Fault(
                        identity.keyPassword().equals(identity.password()) ? "credentials" : "key-credentials",
                        "the password does not open the private key " + Echo.of(identity.alias()) + " of " + file
                                + "; give the one that the key has under key-credentials, or give it that of the key"
                                + " store: keytool -keypasswd"));
            }
            if (opened.getCertificate(identity.alias()) instanceof X509Certificate certificate
                    && certificate.getNotAfter().toInstant().isBefore(Instant.now())) {
                faults.add(new Fault(
                        PATH,
                        "the certificate " + Echo.of(identity.alias()) + " of " + file + " expired on "
                                + LocalDate.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC)
                                + ", so callers would refuse the connection; renew it, for example with mvn apim:keys"
                                + " -Dapim.renewKeys",
                        true));
            }
            return faults;
        } catch (GeneralSecurityException unreadable) {
            return List.of(new Fault(PATH, file + " is a key store that cannot be read here"));
        }
    }
}
