package io.github.apim.family.am4;

import io.github.apim.family.toml.NodeSettings;
import io.github.apim.family.toml.Settings;
import io.github.apim.overlay.NodeContext;

/**
 * What nodes encrypt with what they keep in the databases: without it each start script would make up a key of its own, and
 * write it into the file (am-4 §11.3, R25).
 */
final class EncryptionSettings implements Settings {

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        context.deployment().encryption().ifPresent(key -> settings.set("encryption", "key", key.reveal()));
    }
}
