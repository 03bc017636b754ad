package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.deployment.CredentialsLookup;
import io.github.apim.deployment.DeploymentReader;
import io.github.apim.deployment.ReadResult;
import java.io.File;
import java.io.IOException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** A goal that reads the deployment descriptor: the parameters that all of them have, and the reading. */
abstract class DescriptorMojo extends AbstractMojo {

    /** The deployment descriptor. */
    @Parameter(property = "apim.descriptor", defaultValue = "${project.basedir}/deployment.yaml")
    private File descriptor;

    /**
     * Your own files, laid over the pack after everything else: {@code all/}, then {@code <role>/}, then {@code <node>/},
     * each with paths below the product's home. The default is {@code overlays} beside the descriptor.
     */
    @Parameter(property = "apim.overlaysDirectory")
    private File overlaysDirectory;

    /** Where the plugin remembers that it has checked a pack, so that an unchanged one is not checked again. */
    @Parameter(property = "apim.cacheDirectory", defaultValue = "${settings.localRepository}/.cache/apim-maven-plugin")
    private File cacheDirectory;

    /** How many threads read packs and write tarballs; 0 means one for each processor. */
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

    DescriptorMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        this.repositories = repositories;
        this.decrypter = decrypter;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("apim.skip is set: nothing is done");
            return;
        }
        AssemblyLog log = new AssemblyLog(getLog());
        Failures.explained(log, () -> {
            ReadResult read =
                    new DeploymentReader(new MavenProperties(session, execution), servers()).read(descriptor.toPath());
            read.warnings().forEach(warning -> log.warning(warning.toString()));
            log.begin(read.deployment());
            run(request(read), new RepositoryArtifacts(repositories, session, project), log);
        });
    }

    /** The servers of settings.xml. */
    final CredentialsLookup servers() {
        return new SettingsCredentials(session, decrypter);
    }

    /** Does what the goal is for. */
    abstract void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException;

    /** The nodes that the user means. */
    NodeSelection selection(MavenSession session) {
        return NodeSelection.ALL;
    }

    private PlanRequest request(ReadResult read) {
        return new PlanRequest(
                read,
                selection(session),
                overlaysDirectory == null
                        ? descriptor.toPath().toAbsolutePath().resolveSibling("overlays")
                        : overlaysDirectory.toPath(),
                cacheDirectory.toPath(),
                threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    }
}
