package io.github.apim.maven;

import io.github.apim.assembly.Assembly;
import io.github.apim.assembly.AssemblyRequest;
import io.github.apim.deployment.DeploymentReader;
import io.github.apim.deployment.ReadResult;
import java.io.File;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Builds one tarball per node of the deployment: the product's pack with exactly this node's configuration, ready to be
 * copied to its machine, untarred and started with {@code bin/start-node.sh}.
 *
 * @since 1.0.0
 */
@Mojo(name = "assemble", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class AssembleMojo extends AbstractMojo {

    /** The deployment descriptor. */
    @Parameter(property = "apim.descriptor", defaultValue = "${project.basedir}/deployment.yaml")
    private File descriptor;

    /**
     * The role whose nodes are built, or several, separated by commas: gateway-manager, gateway-worker and so on. On the
     * command line {@code -Dapim.role=…}, {@code -Drole=…} and {@code -P role=…} mean the same and go before the POM.
     * Without a role or a node, all nodes are built.
     */
    @Parameter(property = "apim.role")
    private String role;

    /** The node that is built, or several, separated by commas. */
    @Parameter(property = "apim.node")
    private String node;

    /** Where the tarballs go: {@code <node>.tar.gz} and {@code <node>.tar.gz.sha256}. */
    @Parameter(property = "apim.outputDirectory", defaultValue = "${project.build.directory}/apim")
    private File outputDirectory;

    /**
     * Your own files, laid over the pack after everything else: {@code all/}, then {@code <role>/}, then {@code <node>/},
     * each with paths below the product's home. The default is {@code overlays} beside the descriptor.
     */
    @Parameter(property = "apim.overlaysDirectory")
    private File overlaysDirectory;

    /** Where the plugin remembers that it has checked a pack, so that an unchanged one is not checked again. */
    @Parameter(property = "apim.cacheDirectory", defaultValue = "${settings.localRepository}/.cache/apim-maven-plugin")
    private File cacheDirectory;

    /**
     * The time of all entries of the tarballs: ISO 8601 or seconds since 1970. Without it the environment variable
     * {@code SOURCE_DATE_EPOCH} counts, and without that the pack's entries keep their own times. Either way the same
     * input gives the same bytes.
     */
    @Parameter(property = "apim.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private String outputTimestamp;

    /** How many threads write tarballs; 0 means one for each processor. */
    @Parameter(property = "apim.threads", defaultValue = "0")
    private int threads;

    /** Whether to do nothing. */
    @Parameter(property = "apim.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    private final RepositorySystem repositories;
    private final SettingsDecrypter decrypter;

    @Inject
    public AssembleMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        this.repositories = repositories;
        this.decrypter = decrypter;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("apim.skip is set: no tarballs are built");
            return;
        }
        AssemblyLog log = new AssemblyLog(getLog());
        Failures.explained(log, () -> {
            ReadResult read = new DeploymentReader(
                            new MavenProperties(session, execution), new SettingsCredentials(session, decrypter))
                    .read(descriptor.toPath());
            read.warnings().forEach(warning -> log.warning(warning.toString()));
            log.begin(read.deployment());
            new Assembly(request(read), new RepositoryArtifacts(repositories, session, project), log).run();
        });
    }

    private AssemblyRequest request(ReadResult read) throws IOException {
        return new AssemblyRequest(
                read,
                SelectionParameters.selection(session, role, node),
                overlaysDirectory == null
                        ? descriptor.toPath().toAbsolutePath().resolveSibling("overlays")
                        : overlaysDirectory.toPath(),
                outputDirectory.toPath(),
                cacheDirectory.toPath(),
                BuildTimestamp.of(outputTimestamp, System.getenv("SOURCE_DATE_EPOCH")),
                threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    }
}
