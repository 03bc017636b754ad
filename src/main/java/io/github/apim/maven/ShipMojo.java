package io.github.apim.maven;

import io.github.apim.deployment.DeploymentReader;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.ReadResult;
import io.github.apim.deployment.Shipping;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
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
public class ShipMojo extends AbstractMojo {

    /** The deployment descriptor; {@code shipping} in it says how machines are reached. */
    @Parameter(property = "apim.descriptor", defaultValue = "${project.basedir}/deployment.yaml")
    private File descriptor;

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

    /** Whether to do nothing. */
    @Parameter(property = "apim.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    private final SettingsDecrypter decrypter;

    @Inject
    public ShipMojo(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("apim.skip is set: nothing is shipped");
            return;
        }
        AssemblyLog log = new AssemblyLog(getLog());
        Failures.explained(log, () -> {
            ShippingParameters parameters = new ShippingParameters(
                    install, rollback, restart, dryRun, acceptNewHostKeys, machines, startTimeout);
            ReadResult read = new DeploymentReader(
                            new MavenProperties(session, execution), new SettingsCredentials(session, decrypter))
                    .read(descriptor.toPath());
            read.warnings().forEach(warning -> log.warning(warning.toString()));
            List<Node> nodes =
                    SelectionParameters.selection(session, role, node).from(read.deployment());
            Shipping shipping = read.deployment().shipping().orElse(Shipping.DEFAULT);
            Path output = outputDirectory.toPath();
            parameters.run(
                    shipping,
                    nodes,
                    output,
                    new ShippingLog(
                            getLog(),
                            ProgressBoard.ofTerminal(session.getRequest().isInteractiveMode(), System.getenv("TERM")),
                            nodes,
                            System::nanoTime),
                    Optional.ofNullable(System.getenv("SSH_AUTH_SOCK")));
        });
    }
}
