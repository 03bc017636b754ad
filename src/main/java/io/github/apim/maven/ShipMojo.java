package io.github.apim.maven;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Shipping;
import io.github.apim.shipping.BuiltManifests;
import io.github.apim.shipping.Shipment;
import io.github.apim.shipping.SshConnector;
import io.github.apim.topology.Topology;
import java.io.File;
import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Brings the nodes' tarballs, as {@code apim:assemble} has built them, to their machines over SSH, and on request installs
 * them there and restarts the nodes. What is there already is not sent again; what was interrupted goes on.
 *
 * @since 1.0.0
 */
@Mojo(name = "ship", threadSafe = true)
public class ShipMojo extends DescriptorMojo {

    /**
     * The role whose nodes are shipped, or several, separated by commas. On the command line {@code -Dapim.role=…},
     * {@code -Drole=…} and {@code -P role=…} mean the same and go before the POM. Without a role or a node, all nodes are
     * shipped.
     */
    @Parameter(property = "apim.role")
    private String role;

    /** The node that is shipped, or several, separated by commas. */
    @Parameter(property = "apim.node")
    private String node;

    /** Where the tarballs lie: {@code <node>.tar.gz} and {@code <node>.tar.gz.sha256}. */
    @Parameter(property = "apim.outputDirectory", defaultValue = "${project.build.directory}/apim")
    private File outputDirectory;

    /**
     * Whether tarballs are also installed: unpacked beside the running home as {@code <node>/releases/<sha256>}, and made
     * what {@code <node>/current} points at. Servers that run are left alone.
     */
    @Parameter(property = "apim.install", defaultValue = "false")
    private boolean install;

    /**
     * Whether nodes go back to the release that the last installation replaced. Nothing is sent. Instead of {@code true},
     * the first digits of the SHA-256 of an older release.
     */
    @Parameter(property = "apim.rollback", defaultValue = "false")
    private String rollback;

    /**
     * Whether nodes are stopped before the installation or the rollback, and started after it, one after the other in the
     * start order, each when the one before listens to its ports.
     */
    @Parameter(property = "apim.restart", defaultValue = "false")
    private boolean restart;

    /** How many seconds a started node may take until it listens to its ports. */
    @Parameter(property = "apim.startTimeout", defaultValue = "300")
    private int startTimeout;

    /** Whether only to tell what would be done. The machines are asked, and nothing on them is changed. */
    @Parameter(property = "apim.dryRun", defaultValue = "false")
    private boolean dryRun;

    /** Whether host keys of machines that were never seen are accepted, and written to the file of known hosts. */
    @Parameter(property = "apim.acceptNewHostKeys", defaultValue = "false")
    private boolean acceptNewHostKeys;

    /** How many machines are served at a time. */
    @Parameter(property = "apim.machines", defaultValue = "8")
    private int machines;

    @Inject
    public ShipMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    void execute(AssemblyLog log) throws IOException {
        ShippingParameters parameters =
                new ShippingParameters(install, rollback, restart, dryRun, machines, startTimeout);
        Deployment deployment = read(properties(), servers(), log).deployment();
        List<Node> nodes = SelectionParameters.selection(session(), role, node).from(deployment);
        ShippingLog listener = new ShippingLog(
                getLog(),
                ProgressBoard.ofTerminal(session().getRequest().isInteractiveMode(), System.getenv("TERM")),
                nodes,
                System::nanoTime);
        Shipping shipping = deployment.shipping().orElse(Shipping.DEFAULT);
        SshConnector connector = SshConnector.ofUser(shipping, acceptNewHostKeys, listener);
        new Shipment(
                        parameters.request(shipping, topology(deployment, nodes), nodes, outputDirectory.toPath()),
                        connector,
                        listener)
                .run();
    }

    private Topology topology(Deployment deployment, List<Node> nodes) throws IOException {
        return new Topology(new BuiltManifests(outputDirectory.toPath()).versioned(deployment, nodes));
    }
}
