package io.github.apim.family.toml;

import io.github.apim.edit.TomlFile;
import io.github.apim.edit.TomlTables;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Facts;
import java.io.IOException;
import java.util.List;

/**
 * The node's deployment.toml: what is live in the pack's, without what is another role's, and with what the deployment
 * says. It is written anew, in the order of {@link #ORDER}; a file of the user's gets the values where it has them.
 */
public final class DeploymentTomlOverlay implements Overlay {

    /** Parents before children, and what belongs together side by side (am-4 §3). */
    private static final List<String> ORDER = List.of(
            "server",
            "super_admin",
            "user_store",
            "database.local",
            "database.apim_db",
            "database.identity_db",
            "database.shared_db",
            "config_data",
            "keystore",
            "truststore",
            "transport",
            "apim.gateway",
            "apim.devportal",
            "apim.sync_runtime_artifacts",
            "apim.key_manager",
            "apim.event_hub",
            "apim.throttling",
            "apim",
            "event_listener",
            "event_handler",
            "service_provider",
            "resource",
            "tenant_context",
            "oauth",
            "encryption");

    private final List<Settings> parts;

    /** @param parts in the order in which they are asked; a later one wins */
    public DeploymentTomlOverlay(Settings... parts) {
        this.parts = List.of(parts);
    }

    @Override
    public String name() {
        return "deployment-toml";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        NodeSettings settings = new NodeSettings();
        for (Settings part : parts) {
            part.add(context, settings);
        }
        String path = Facts.DEPLOYMENT_TOML;
        if (!files.isOwn(path)) {
            TomlFile shipped = TomlFile.parse(path, files.read(path));
            byte[] written = settings.over(TomlTables.of(shipped)).bytes(path, title(context), ORDER);
            files.write(path, written);
        }
        if (files.isShared(path)) {
            files.toml(path, settings::in);
        }
        files.secret(path);
    }

    private static List<String> title(NodeContext context) {
        return List.of(
                context.node().name() + ", " + context.node().role() + " of "
                        + context.facts().version(),
                "Built by apim-maven-plugin from the deployment descriptor and the pack's deployment.toml, whose comments"
                        + " are there.");
    }
}
