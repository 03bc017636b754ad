package io.github.apim.family.am3;

import io.github.apim.deployment.DeploymentSynchronizer;
import io.github.apim.family.toml.EnvironmentSettings;
import io.github.apim.family.toml.NodeSettings;
import io.github.apim.family.toml.Settings;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.Role;
import java.util.List;

/** How gateways of 3.2 fetch what is published from the database, unless files are shared or copied (am-3 §8.3). */
final class ArtifactSettings implements Settings {

    private static final String ARTIFACTS = "apim.sync_runtime_artifacts";

    private final EnvironmentSettings environments;

    ArtifactSettings(EnvironmentSettings environments) {
        this.environments = environments;
    }

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        boolean fetch = context.facts().gatewaysFetch()
                && context.deployment()
                        .deploymentSynchronizer()
                        .map(DeploymentSynchronizer::type)
                        .filter(type -> type != DeploymentSynchronizer.Type.DATABASE)
                        .isEmpty();
        if (fetch && context.node().role() == Role.PUBLISHER) {
            settings.set(ARTIFACTS + ".publisher", "artifact_saver", "DBSaver")
                    .set(ARTIFACTS + ".publisher", "publish_directly_to_gateway", false);
        }
        if (fetch && context.node().role() == Role.GATEWAY) {
            String table = ARTIFACTS + ".gateway";
            context.topology()
                    .wiring()
                    .environment(context.node())
                    .ifPresent(environment ->
                            settings.set(table, "gateway_labels", List.of(environments.name(environment))));
            // Without the third one a gateway stops while it reads the second (am-3 §8.3).
            settings.set(table, "artifact_retriever", "DBRetriever")
                    .set(table, "deployment_retry_duration", 15000)
                    .set(table, "data_retrieval_mode", "sync")
                    .set(table, "event_waiting_time", 5000);
        }
    }
}
