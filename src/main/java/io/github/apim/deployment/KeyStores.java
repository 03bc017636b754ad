package io.github.apim.deployment;

import io.github.apim.product.Role;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The key stores of the user's that nodes get in place of those of their packs.
 *
 * @param common those of all nodes
 * @param own    those that a product or a role has in place of them, by the key of the product or of the role
 */
public record KeyStores(Pair common, Map<String, Pair> own) {

    /** The nodes keep what their packs have. */
    public static final KeyStores NONE = new KeyStores(Pair.NONE, Map.of());

    public KeyStores {
        own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
    }

    /** What a server opens: its own key, and the certificates that it trusts. */
    public record Pair(Optional<Identity> identity, Optional<Trust> trust) {

        static final Pair NONE = new Pair(Optional.empty(), Optional.empty());
    }

    /** A format that the servers' Java reads. */
    public enum Type {
        JKS,
        PKCS12
    }

    /** One of the two kinds of key stores. */
    public sealed interface Store permits Identity, Trust {

        /** Absolute; the descriptor is read without it, so that it can be made later. */
        Path file();

        Type type();

        /** Of the key store itself. */
        Secret password();

        /** Where the descriptor names it, for messages: {@code key-stores.identity}. */
        String path();
    }

    /**
     * A key store that holds the private key of the servers.
     *
     * @param alias       of the key and its certificate
     * @param keyPassword of the private key; that of the key store unless the descriptor says otherwise
     */
    public record Identity(Path file, Type type, String alias, Secret password, Secret keyPassword, String path)
            implements Store {}

    /** A key store that holds the certificates of those whom the servers call, or of who has signed them. */
    public record Trust(Path file, Type type, Secret password, String path) implements Store {}

    /** The key store with the key of the nodes of a role; empty if they keep their pack's. */
    public Optional<Identity> identity(Role role) {
        return pairs(role).flatMap(pair -> pair.identity().stream()).findFirst();
    }

    /** The key store with what the nodes of a role trust; empty if they keep their pack's. */
    public Optional<Trust> trust(Role role) {
        return pairs(role).flatMap(pair -> pair.trust().stream()).findFirst();
    }

    /** All of them in the descriptor's order, those of all nodes first. */
    public Set<Store> all() {
        Set<Store> stores = new LinkedHashSet<>();
        Stream.concat(Stream.of(common), own.values().stream()).forEach(pair -> {
            pair.identity().ifPresent(stores::add);
            pair.trust().ifPresent(stores::add);
        });
        return stores;
    }

    /** What is said of a role, the narrowest first: what of the role, of its product, of all. */
    private Stream<Pair> pairs(Role role) {
        return role == Role.MESSAGE_BROKER
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(role.key(), role.product().key())
                                .distinct()
                                .map(own::get)
                                .flatMap(Stream::ofNullable),
                        Stream.of(common));
    }
}
