package io.github.apim.family.istoml;

import io.github.apim.family.toml.NodeSettings;
import io.github.apim.family.toml.Settings;
import io.github.apim.overlay.NodeContext;

/** What an identity server has otherwise for sharing users, registry and keys with the API Manager (am-3 §11, am-4 §4.8). */
final class SharingSettings implements Settings {

    private static final String USERS = "user_store";

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        // Plain packs keep their users in a directory of their own, which has more keys than the type.
        settings.without(USERS, "database.config")
                .set(USERS, "type", context.facts().version().isSince("5.10.0") ? "database_unique_id" : "database")
                .set("config_data", "path", "/_system/is_as_km/config");
        if (context.facts().version().isSince("6.0.0")) {
            settings.set("authorization_manager.properties", "GroupAndRoleSeparationEnabled", false)
                    .set("keystore", "userstore_password_encryption", "InternalKeyStore")
                    .set(
                            "encryption",
                            "internal_crypto_provider",
                            "org.wso2.carbon.crypto.provider.KeyStoreBasedInternalCryptoProvider")
                    .set("system.parameter", "org.wso2.CipherTransformation", "RSA/ECB/OAEPwithSHA1andMGF1Padding");
        }
    }
}
