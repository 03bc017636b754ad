package io.github.apim.keys;

import io.github.apim.deployment.KeyStores.Identity;
import io.github.apim.rules.Certificates;
import io.github.apim.rules.KeyStoreReading;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A key store with the key of servers. */
final class IdentityFile {

    /** The authority in it: thrift clients of old versions look for it in the key store of their own server. */
    static final String AUTHORITY = "apim-authority";

    private final Identity identity;
    private final List<String> names;
    private final KeyOptions options;
    private final KeysListener listener;

    IdentityFile(Identity identity, List<String> names, KeyOptions options, KeysListener listener) {
        this.identity = identity;
        this.names = names;
        this.options = options;
        this.listener = listener;
    }

    /** The certificate of the key, whether it was there or is new; empty if it cannot be renewed. */
    Optional<X509Certificate> make(Issuer issuer, KeyFiles files) throws GeneralSecurityException, IOException {
        if (!Files.exists(identity.file())) {
            KeyPair keys = Issuer.newKeys();
            return Optional.of(save(issuer, new StoreWriter(), keys, files, "made"));
        }
        KeyStore store = KeyStoreReading.open(identity).store().orElseThrow();
        X509Certificate certificate = (X509Certificate) store.getCertificate(identity.alias());
        if (!options.renew()) {
            keep(certificate);
            return Optional.of(certificate);
        }
        if (!issuer.hasSigned(certificate) || keys(store) > 1) {
            return Optional.empty();
        }
        StoreWriter writer = new StoreWriter();
        for (String alias : KeyStoreReading.aliases(store)) {
            if (store.isCertificateEntry(alias)) {
                writer.trust(alias, (X509Certificate) store.getCertificate(alias));
            }
        }
        // The same key: what it has encrypted in the registry and in secure vaults must stay readable.
        PrivateKey key = (PrivateKey)
                store.getKey(identity.alias(), identity.keyPassword().reveal().toCharArray());
        return Optional.of(save(issuer, writer, new KeyPair(certificate.getPublicKey(), key), files, "renewed"));
    }

    private static int keys(KeyStore store) throws GeneralSecurityException {
        int keys = 0;
        for (String alias : KeyStoreReading.aliases(store)) {
            keys += store.isKeyEntry(alias) ? 1 : 0;
        }
        return keys;
    }

    private X509Certificate save(Issuer issuer, StoreWriter writer, KeyPair keys, KeyFiles files, String done)
            throws GeneralSecurityException, IOException {
        List<String> known = names.isEmpty() ? List.of(identity.alias()) : names;
        List<X509Certificate> chain = issuer.issue(keys.getPublic(), known, options.end());
        files.add(
                identity.file(),
                writer.trust(AUTHORITY, issuer.certificate())
                        .key(identity.alias(), keys.getPrivate(), chain, identity.keyPassword())
                        .bytes(identity.type(), identity.password()));
        listener.told(Told.done(identity.file(), options, done) + "key " + identity.alias() + ", "
                + Told.until(chain.get(0)) + ", for " + String.join(", ", known) + "; SHA-256 "
                + Told.fingerprint(chain.get(0).getEncoded()));
        return chain.get(0);
    }

    private void keep(X509Certificate certificate) {
        listener.told(Told.kept(identity.file(), options) + "key " + identity.alias() + ", " + Told.until(certificate));
        Set<String> has = Certificates.names(certificate);
        List<String> missing = new ArrayList<>(names);
        missing.removeIf(name -> Certificates.fits(name, has));
        if (!missing.isEmpty()) {
            listener.warned("the certificate in " + identity.file() + " is not for " + String.join(", ", missing)
                    + ", by which nodes are called; renew it with -Dapim.renewKeys");
        }
    }
}
