package io.github.apim.maven;

import io.github.apim.assembly.NodeSelection;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** A goal that is about nodes, all of a deployment or some. */
abstract class DeploymentMojo extends PlanningMojo {

    /**
     * The role whose nodes are meant, or several, separated by commas: {@code gateway-manager}, {@code gateway-worker},
     * {@code gateway}, {@code control-plane}, {@code traffic-manager}, {@code key-manager}, {@code publisher}, {@code store}, {@code all-in-one},
     * {@code identity-server}, {@code identity-server-key-manager}, {@code bam}, {@code message-broker}. On the command line
     * {@code -Dapim.role=…}, {@code -Drole=…} and {@code -P role=…} mean the same and go before the POM. Without a role or a
     * node, all nodes are meant.
     *
     * <p>Example: {@code -Dapim.role=gateway-manager,gateway-worker}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.role")
    private String role;

    /**
     * The node that is meant, by its name in the descriptor, or several, separated by commas. With a role as well, a node
     * must fit both.
     *
     * <p>Example: {@code -Dapim.node=gateway-worker-2}
     *
     * @since 1.0.0
     */
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
