package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.ConfigurationFiles.CIPHER_TEXTS;
import static io.github.apim.family.carbon.ConfigurationFiles.SECRETS;

import io.github.apim.deployment.Secret;
import io.github.apim.edit.BundledFile;
import io.github.apim.edit.PropertiesFile;
import io.github.apim.product.VaultFact;
import io.github.apim.rules.PlannedNode;
import io.github.apim.vault.Ciphertexts;
import io.github.apim.vault.SymmetricKey;
import io.github.apim.vault.VaultCipher;
import io.github.apim.vault.VaultException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Does with a planned home what the product's cipher tool does with an unpacked one (matrix §13). */
public final class HomeVault {

    private final VaultFact fact;
    private final PlannedNode planned;
    private final Set<String> leftAlone;
    private final Optional<Secret> key;

    /**
     * @param leftAlone files that stay as they are
     * @param key       64 hexadecimal digits, where the descriptor has them
     */
    public HomeVault(VaultFact fact, PlannedNode planned, Set<String> leftAlone, Optional<Secret> key) {
        this.fact = fact;
        this.key = key;
        this.planned = planned;
        this.leftAlone = leftAlone;
    }

    /**
     * Encrypts its passwords with the node's own key.
     *
     * @return what is different then, by path
     * @throws VaultException if the key cannot be had, or a password cannot be encrypted; names the place
     */
    public Map<String, byte[]> seal(Ciphertexts known) throws IOException {
        VaultCipher cipher = cipher();
        ProtectedPlaces places = ProtectedPlaces.of(fact, planned.files(), leftAlone);
        Map<String, Secret> secrets = new TreeMap<>();
        Map<String, String> ciphertexts = new TreeMap<>();
        for (ProtectedPlaces.Found found : places.found()) {
            Secret other = secrets.putIfAbsent(found.alias(), found.secret());
            if (other != null && !other.equals(found.secret())) {
                throw new VaultException(found.file() + ": " + found.place()
                        + ": is not the password of the other place" + " that the server asks for under the alias "
                        + found.alias() + "; give both the same");
            }
            try {
                ciphertexts.put(found.alias(), known.of(cipher, found.alias(), found.secret()));
            } catch (VaultException problem) {
                throw new VaultException(found.file() + ": " + found.place() + ": " + problem.getMessage(), problem);
            }
        }
        return files(places, ciphertexts);
    }

    private VaultCipher cipher() {
        if (!fact.isSymmetric()) {
            if (key.isPresent()) {
                throw new VaultException(
                        "credentials are a symmetric key, and this version decrypts with the key of its key"
                                + " store; remove credentials");
            }
            return VaultKey.of(planned, fact).open(planned.files(), fact);
        }
        return new SymmetricKey(
                key.orElseThrow(
                        () -> new VaultException("this version decrypts with a symmetric key; write secure-vault:"
                                + " { credentials: … } into the descriptor, with a <server> of settings.xml whose password is what"
                                + " openssl rand -hex 32 prints")),
                fact.transformation());
    }

    /**
     * The same home where its passwords are not to be seen, and so cannot be encrypted.
     *
     * @param ciphertext what stands in the place of each ciphertext
     */
    public Map<String, byte[]> show(String ciphertext) throws IOException {
        ProtectedPlaces places = ProtectedPlaces.of(fact, planned.files(), leftAlone);
        Map<String, String> shown = new TreeMap<>();
        places.found().forEach(found -> shown.put(found.alias(), ciphertext));
        return files(places, shown);
    }

    /** What a server must be given to decrypt: what opens the key store and its key, or the symmetric key. */
    public Secret password() {
        return fact.isSymmetric()
                ? key.orElseThrow()
                : VaultKey.of(planned, fact).password();
    }

    private Map<String, byte[]> files(ProtectedPlaces places, Map<String, String> ciphertexts) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>(places.files());
        if (fact.inToml()) {
            // The server renders the properties from it.
            files.computeIfPresent(fact.keyStore().file(), (path, toml) -> TomlSecrets.with(path, toml, ciphertexts));
        } else {
            files.put(CIPHER_TEXTS, ciphertexts(ciphertexts));
        }
        files.put(SECRETS, configuration());
        return files;
    }

    /** What is still plain there would break the start; what the user has encrypted stays (matrix §13, M39). */
    private byte[] ciphertexts(Map<String, String> ciphertexts) {
        PropertiesFile file = PropertiesFile.parse(
                CIPHER_TEXTS, planned.files().read(CIPHER_TEXTS).orElse(new byte[0]));
        for (String alias : file.keys()) {
            String value = file.get(alias).orElse("");
            if (!ciphertexts.containsKey(alias) && value.startsWith("[") && value.endsWith("]")) {
                file = file.remove(alias);
            }
        }
        for (Map.Entry<String, String> entry : ciphertexts.entrySet()) {
            file = file.set(entry.getKey(), entry.getValue());
        }
        return file.bytes();
    }

    /** The key store's path is relative, because the start script changes to the home (matrix §13, M39). */
    private byte[] configuration() throws IOException {
        if (fact.isSymmetric()) {
            return BundledFile.bytes(HomeVault.class, "secret-conf-symmetric.properties");
        }
        VaultKey store = VaultKey.of(planned, fact);
        return PropertiesFile.parse(SECRETS, BundledFile.bytes(HomeVault.class, "secret-conf.properties"))
                .set("keystore.identity.location", store.location())
                .set("keystore.identity.type", store.type())
                .set("keystore.identity.alias", store.alias())
                .bytes();
    }
}
