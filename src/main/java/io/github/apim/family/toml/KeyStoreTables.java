package io.github.apim.family.toml;

import io.github.apim.deployment.KeyStores;
import io.github.apim.deployment.KeyStores.Identity;
import io.github.apim.deployment.KeyStores.Store;
import io.github.apim.deployment.KeyStores.Trust;
import io.github.apim.family.carbon.KeyStoresOverlay;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.Role;
import java.util.List;

/**
 * The key stores of the descriptor (am-3 §8, am-4 §4.1). The key for TLS, which the pack's file names beside the primary one,
 * is the same; so is that for internal data where the file names no other one.
 */
public final class KeyStoreTables implements Settings {

    private static final String PRIMARY = "keystore.primary";
    private static final String TLS = "keystore.tls";
    private static final String TRUST = "truststore";

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        KeyStores stores = context.deployment().keyStores();
        Role role = context.node().role();
        stores.identity(role).ifPresent(identity -> key(settings, identity));
        stores.trust(role).ifPresent(trust -> trust(settings, trust));
    }

    private static void key(NodeSettings settings, Identity identity) {
        settings.without("keystore.internal");
        for (String table : List.of(PRIMARY, TLS)) {
            store(settings, table, identity)
                    .set(table, "alias", Escaped.forXml(identity.alias()))
                    .set(table, "key_password", Escaped.forXml(identity.keyPassword().reveal()));
        }
    }

    private static void trust(NodeSettings settings, Trust trust) {
        store(settings, TRUST, trust);
    }

    private static NodeSettings store(NodeSettings settings, String table, Store store) {
        return settings.set(table, "file_name", KeyStoresOverlay.fileName(store))
                .set(table, "type", store.type().name())
                .set(table, "password", Escaped.forXml(store.password().reveal()));
    }
}
