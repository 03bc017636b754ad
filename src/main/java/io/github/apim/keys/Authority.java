package io.github.apim.keys;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.KeyStores.Trust;
import io.github.apim.deployment.KeyStores.Type;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.edit.Echo;
import io.github.apim.rules.Certificates;
import io.github.apim.rules.KeyStoreReading;
import io.github.apim.rules.KeyStoreReading.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The file of the authority that signs for the deployment, and its certificate for those who are to trust it. */
final class Authority {

    static final String FILE = "ca.p12";
    static final String CERTIFICATE = "ca.crt";

    private static final String ALIAS = "ca";
    private static final Duration VALID = Duration.ofDays(3650);

    private final KeyOptions options;
    private final KeyFiles files;
    private final KeysListener listener;

    Authority(KeyOptions options, KeyFiles files, KeysListener listener) {
        this.options = options;
        this.files = files;
        this.listener = listener;
    }

    /** Opens the authority, or makes it; one that would end before what it signs is renewed with its key. */
    Issuer open(Secret password, ReadResult descriptor) throws GeneralSecurityException, IOException {
        Path file = options.directory().resolve(FILE);
        if (!Files.exists(file)) {
            KeyPair keys = Issuer.newKeys();
            String name = "API Manager authority " + Told.fingerprint(keys.getPublic().getEncoded()).substring(0, 11);
            return save(file, Issuer.create(keys, name, end()), "made", password);
        }
        Opened opened = KeyStoreReading.open(new Trust(file, Type.PKCS12, password, ""));
        Optional<KeyStore> store = opened.store().filter(found -> Certificates.chain(found, Optional.of(ALIAS)).size() == 1);
        if (store.isEmpty()) {
            throw new DeploymentException(List.of(new Problem(
                    Severity.ERROR,
                    descriptor.locationOf("key-stores"),
                    "key-stores",
                    Echo.of(file.toString()) + " does not open with the password of the first key store under"
                            + " key-stores, or is no authority of mvn apim:keys; it was made with the password that"
                            + " this one had then: put that back, or put the file away to start with a new authority")));
        }
        X509Certificate certificate =
                Certificates.chain(store.get(), Optional.of(ALIAS)).get(0);
        PrivateKey key = (PrivateKey) store.get().getKey(ALIAS, password.reveal().toCharArray());
        if (certificate.getNotAfter().toInstant().isBefore(options.end())) {
            KeyPair keys = new KeyPair(certificate.getPublicKey(), key);
            return save(file, Issuer.create(keys, Told.commonName(certificate), end()), "renewed", password);
        }
        listener.told(Told.kept(file, options) + Told.until(certificate));
        return new Issuer(key, certificate);
    }

    private Instant end() {
        Instant usual = Instant.now().plus(VALID);
        return usual.isBefore(options.end()) ? options.end() : usual;
    }

    private Issuer save(Path file, Issuer issuer, String done, Secret password)
            throws GeneralSecurityException, IOException {
        List<X509Certificate> chain = List.of(issuer.certificate());
        files.add(
                file,
                new StoreWriter()
                        .key(ALIAS, issuer.key(), chain, password)
                        .bytes(Type.PKCS12, password));
        files.add(options.directory().resolve(CERTIFICATE), Pem.certificates(chain));
        listener.told(Told.done(file, options, done) + "the authority that signs, " + Told.until(issuer.certificate()));
        return issuer;
    }
}
