package io.github.apim.maven;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.KeyStores;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.SecureVault;
import io.github.apim.deployment.Shipping;
import io.github.apim.family.carbon.LauncherOverlay;
import io.github.apim.shipping.BuiltManifests;
import io.github.apim.shipping.PasswordFile;
import io.github.apim.shipping.Shipment;
import io.github.apim.shipping.SshConnector;
import io.github.apim.topology.Topology;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Where the tarballs lie: a folder with {@code <node>.tar.gz} and {@code <node>.tar.gz.sha256}.
     *
     * <p>Example: {@code -Dapim.outputDirectory=/srv/releases/7}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputDirectory", defaultValue = "${project.build.directory}/apim")
    private File outputDirectory;

    /**
     * Whether tarballs are also installed: unpacked beside the running home as {@code <node>/releases/<sha256>}, and made
     * what {@code <node>/current} points at. Servers that run are left alone. With {@code secure-vault} the password of the
     * node's key store is put into {@code /etc/apim/<node>.password.<sha256>}, too. {@code true} or {@code false}; {@code true}
     * does not go with {@code rollback}.
     *
     * <p>Example: {@code -Dapim.install}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.install", defaultValue = "false")
    private boolean install;

    /**
     * Whether nodes go back to the release that the last installation replaced. Nothing is sent. {@code true},
     * {@code false}, or the first digits, four at least, of the SHA-256 of an older release.
     *
     * <p>Example: {@code -Dapim.rollback=3f00c4}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.rollback", defaultValue = "false")
    private String rollback;

    /**
     * Whether nodes are stopped before the installation or the rollback, and started after it, one after the other in the
     * start order, each when the one before listens to its ports. {@code true} or {@code false}; {@code true} only with
     * {@code install} or {@code rollback}.
     *
     * <p>Example: {@code -Dapim.install -Dapim.restart}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.restart", defaultValue = "false")
    private boolean restart;

    /**
     * How many seconds a started node may take until it listens to its ports: a number, not negative.
     *
     * <p>Example: {@code -Dapim.startTimeout=600}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.startTimeout", defaultValue = "300")
    private int startTimeout;

    /**
     * Whether only to show what would be done: {@code true} or {@code false}; {@code true} if the word stands alone.
     * Without this and {@code apply}, its opposite, the goal acts. The machines are asked in
     * any case.
     *
     * <p>Example: {@code -Dapim.dryRun}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.dryRun")
    private Boolean dryRun;

    /**
     * Whether to do what is to do: {@code true} or {@code false}. The opposite of {@code dryRun}; both must not be
     * {@code true}, nor both {@code false}.
     *
     * <p>Example: {@code -Dapim.apply=false}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.apply")
    private Boolean apply;

    /**
     * Whether host keys of machines that were never seen are accepted, and written to the file of known hosts: {@code true}
     * or {@code false}.
     *
     * <p>Example: {@code -Dapim.acceptNewHostKeys}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.acceptNewHostKeys", defaultValue = "false")
    private boolean acceptNewHostKeys;

    /**
     * How many machines are served at a time: a number, 1 at least.
     *
     * <p>Example: {@code -Dapim.machines=2}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.machines", defaultValue = "8")
    private int machines;

    @Inject
    public ShipMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    void execute(AssemblyLog log) throws IOException {
        ShippingParameters parameters = new ShippingParameters(
                install, rollback, restart, DryRun.isAskedFor(dryRun, apply), machines, startTimeout);
        Deployment deployment =
                read(environment(), properties(), servers(), log).deployment();
        List<Node> nodes = SelectionParameters.selection(session(), role, node).from(deployment);
        ShippingLog listener = new ShippingLog(
                getLog(),
                ProgressBoard.ofTerminal(session().getRequest().isInteractiveMode(), System.getenv("TERM")),
                nodes,
                System::nanoTime);
        Shipping shipping = deployment.shipping().orElse(Shipping.DEFAULT);
        SshConnector connector = SshConnector.ofUser(shipping, acceptNewHostKeys, listener);
        new Shipment(
                        parameters.request(
                                shipping,
                                topology(deployment, nodes),
                                nodes,
                                passwords(deployment, nodes),
                                outputFolder(outputDirectory)),
                        connector,
                        listener)
                .run();
    }

    /** Those of key stores that the descriptor names; that of a pack's key store everybody has to put there himself. */
    private static Map<Node, PasswordFile> passwords(Deployment deployment, List<Node> nodes) {
        Map<Node, PasswordFile> passwords = new LinkedHashMap<>();
        if (deployment.secureVault().isPresent()) {
            for (Node each : nodes) {
                deployment
                        .secureVault()
                        .flatMap(SecureVault::key)
                        .or(() -> deployment.keyStores().identity(each.role()).map(KeyStores.Identity::password))
                        .ifPresent(password ->
                                passwords.put(each, new PasswordFile(LauncherOverlay.passwordFile(each), password)));
            }
        }
        return passwords;
    }

    private Topology topology(Deployment deployment, List<Node> nodes) throws IOException {
        return new Topology(new BuiltManifests(outputFolder(outputDirectory)).versioned(deployment, nodes));
    }
}
