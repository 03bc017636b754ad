package io.github.apim.maven;

import io.github.apim.assembly.NodeSelection;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** A goal that is about nodes, all of a deployment or some. */
abstract class DeploymentMojo extends PlanningMojo {

    /**
     * The role whose nodes are meant, or several, separated by commas: gateway-manager, gateway-worker and so on. On the
     * command line {@code -Dapim.role=…}, {@code -Drole=…} and {@code -P role=…} mean the same and go before the POM.
     * Without a role or a node, all nodes are meant.
     */
    @Parameter(property = "apim.role")
    private String role;

    /** The node that is meant, or several, separated by commas. */
    @Parameter(property = "apim.node")
    private String node;

    DeploymentMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    final NodeSelection selection() {
        return SelectionParameters.selection(session(), role, node);
    }
}
