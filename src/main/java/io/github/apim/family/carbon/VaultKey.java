package io.github.apim.family.carbon;

import io.github.apim.deployment.Secret;
import io.github.apim.product.FilePlace;
import io.github.apim.product.VaultFact;
import io.github.apim.rules.PlannedFiles;
import io.github.apim.rules.PlannedNode;
import io.github.apim.vault.IdentityKey;
import io.github.apim.vault.VaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The key store of a planned node whose key decrypts its passwords, as its files name it (matrix §13).
 *
 * @param store    the element or table that names it
 * @param location below the home, so that the home can lie anywhere
 */
record VaultKey(FilePlace store, String location, String type, String alias, Secret password, Secret keyPassword) {

    private static final String HOME = "${carbon.home}/";
    private static final String LOCATION = "Location";

    /** @throws VaultException if the node's files name none */
    static VaultKey of(PlannedNode planned, VaultFact fact) {
        if (fact.inToml()) {
            return TomlSecrets.key(fact, planned.files());
        }
        String location = value(planned, fact, LOCATION);
        return new VaultKey(
                fact.keyStore(),
                location.startsWith(HOME) ? location.substring(HOME.length()) : location,
                value(planned, fact, "Type"),
                value(planned, fact, "KeyAlias"),
                new Secret(value(planned, fact, "Password")),
                new Secret(value(planned, fact, "KeyPassword")));
    }

    /** Where its file is named. */
    FilePlace named() {
        return store.below(store.isInToml() ? TomlSecrets.FILE_NAME : LOCATION);
    }

    private static String value(PlannedNode planned, VaultFact fact, String name) {
        return planned.value(fact.keyStore().below(name))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new VaultException(fact.keyStore().below(name)
                        + ": is not there, and the secure vault encrypts with that key store"));
    }

    /**
     * The key itself.
     *
     * @throws VaultException if the key store cannot be read, has no such key, or the server could not open it
     */
    IdentityKey open(PlannedFiles files, VaultFact fact) {
        if (!password.equals(keyPassword)) {
            throw new VaultException(store + ": the key has another password than its key store, and the secure"
                    + " vault opens both with one; give both the same: keytool -keypasswd");
        }
        try {
            KeyStore loaded = load(files);
            PrivateKey key =
                    loaded.getKey(alias, keyPassword.reveal().toCharArray()) instanceof PrivateKey found ? found : null;
            if (key == null) {
                throw new VaultException(store + ": " + location + " holds no private key under the alias " + alias
                        + ", with which the secure vault would encrypt");
            }
            return new IdentityKey(loaded.getCertificate(alias).getPublicKey(), key, fact.transformation());
        } catch (GeneralSecurityException | IOException problem) {
            throw new VaultException(
                    store + ": " + location + " cannot be opened as a " + type + " with the password that is"
                            + " beside it; name the key store that it has, best under key-stores in the descriptor",
                    problem);
        }
    }

    /** Whether everybody has the key: it is the pack's, or the one that WSO2 ships under whatever name. */
    boolean isShipped(PlannedFiles files, VaultFact fact) {
        return !files.changed().contains(location)
                || certificate(files)
                        .filter(certificate -> parts(
                                        certificate.getSubjectX500Principal().getName())
                                .equals(parts(fact.shippedKey())))
                        .isPresent();
    }

    /** Tools write the parts of a name in either order, and two of them may be equal. */
    private static Set<Rdn> parts(String name) {
        try {
            return Set.copyOf(new LdapName(name).getRdns());
        } catch (InvalidNameException noName) {
            return Set.of();
        }
    }

    private Optional<X509Certificate> certificate(PlannedFiles files) {
        try {
            return Optional.ofNullable(load(files).getCertificate(alias))
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast);
        } catch (GeneralSecurityException | IOException | VaultException unreadable) {
            return Optional.empty();
        }
    }

    private KeyStore load(PlannedFiles files) throws GeneralSecurityException, IOException {
        byte[] content = files.read(location)
                .orElseThrow(
                        () -> new VaultException(location + " is no file of this node, and the secure vault encrypts"
                                + " with the key in it; name a key store under key-stores, or lay it below overlays/"));
        KeyStore loaded = KeyStore.getInstance(type);
        loaded.load(new ByteArrayInputStream(content), password.reveal().toCharArray());
        return loaded;
    }
}
