package io.github.apim.descriptor;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.KeyStores;
import io.github.apim.deployment.KeyStores.Identity;
import io.github.apim.deployment.KeyStores.Pair;
import io.github.apim.deployment.KeyStores.Trust;
import io.github.apim.deployment.KeyStores.Type;
import io.github.apim.deployment.Scopes;
import io.github.apim.deployment.Secret;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the record of {@code key-stores} from a section that has been checked. */
final class KeyStoresBuilder {

    private static final String SECTION = "key-stores";
    private static final String NO_USER = "";

    private final ArtifactReferences references;
    private final Map<String, Credentials> credentials;

    /** @param credentials by the path of the key that names them */
    KeyStoresBuilder(ArtifactReferences references, Map<String, Credentials> credentials) {
        this.references = references;
        this.credentials = credentials;
    }

    /** Reads the passwords of all key stores, none of which has a user. */
    static void passwords(Value.Fields root, CredentialsReader reader, Map<String, Credentials> byPath) {
        root.fields(SECTION).stream()
                .flatMap(section -> Stream.concat(
                        Stream.of(section),
                        section.fields(KeyStoresShape.OWN).stream()
                                .flatMap(own -> own.values().values().stream())
                                .filter(Value.Fields.class::isInstance)
                                .map(Value.Fields.class::cast)))
                .flatMap(pair -> Stream.of(KeyStoresShape.IDENTITY, KeyStoresShape.TRUST)
                        .flatMap(key -> pair.fields(key).stream()))
                .forEach(store -> List.of(KeyStoresShape.CREDENTIALS, KeyStoresShape.KEY_CREDENTIALS)
                        .forEach(key -> reader.password(store, key)
                                .ifPresent(password -> byPath.put(
                                        YamlPath.child(store.path(), key), new Credentials(NO_USER, password)))));
    }

    KeyStores build(Value.Fields root) {
        Optional<Value.Fields> section = root.fields(SECTION);
        if (section.isEmpty()) {
            return KeyStores.NONE;
        }
        Map<String, Pair> own = new LinkedHashMap<>();
        section.get()
                .fields(KeyStoresShape.OWN)
                .ifPresent(table -> table.values()
                        .forEach((scope, pair) -> own.put(Scopes.of(scope), pair((Value.Fields) pair))));
        return new KeyStores(pair(section.get()), own);
    }

    private Pair pair(Value.Fields fields) {
        return new Pair(
                fields.fields(KeyStoresShape.IDENTITY).map(this::identity),
                fields.fields(KeyStoresShape.TRUST).map(this::trust));
    }

    private Identity identity(Value.Fields store) {
        Path file = file(store);
        Secret password = password(store, KeyStoresShape.CREDENTIALS).orElseThrow();
        return new Identity(
                file,
                type(store, file),
                store.string("alias"),
                password,
                password(store, KeyStoresShape.KEY_CREDENTIALS).orElse(password),
                store.path());
    }

    private Trust trust(Value.Fields store) {
        Path file = file(store);
        return new Trust(
                file,
                type(store, file),
                password(store, KeyStoresShape.CREDENTIALS).orElseThrow(),
                store.path());
    }

    private Path file(Value.Fields store) {
        return references.path(store.text("path").orElseThrow());
    }

    private static Type type(Value.Fields store, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return store.text("type")
                .map(type -> Type.valueOf(type.text()))
                .orElse(name.endsWith(".p12") || name.endsWith(".pfx") ? Type.PKCS12 : Type.JKS);
    }

    private Optional<Secret> password(Value.Fields store, String key) {
        return Optional.ofNullable(credentials.get(YamlPath.child(store.path(), key)))
                .map(Credentials::password);
    }
}
