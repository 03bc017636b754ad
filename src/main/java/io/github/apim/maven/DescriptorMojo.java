package io.github.apim.maven;

import io.github.apim.assembly.Answers;
import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.AssemblyListener.Stage;
import io.github.apim.assembly.Laps;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.deployment.CredentialsLookup;
import io.github.apim.deployment.DeploymentReader;
import io.github.apim.deployment.ReadResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
    @Parameter(property = "apim.descriptor", defaultValue = "${basedir}/deployment.yaml")
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
            Answers answers = new Answers(
                    new MavenProperties(session, execution),
                    servers(),
                    new RepositoryArtifacts(repositories, session, project));
            if (isDone(answers, log)) {
                ended(log);
                return;
            }
            Laps laps = new Laps(log);
            answers.watch(descriptor.toPath());
            answers.watch(overlays());
            ReadResult read =
                    new DeploymentReader(answers.properties(), answers.credentials()).read(descriptor.toPath());
            answers.watch(read.deployment());
            read.warnings().forEach(warning -> log.warning(warning.toString()));
            log.begin(read.deployment());
            laps.ended(Stage.READ);
            run(request(read), answers.artifacts(), log);
            done(answers, read, log);
            ended(log);
        });
    }

    /** Whether the goal can tell, before anything is read, that there is nothing to do. */
    boolean isDone(Answers answers, AssemblyLog log) throws IOException {
        return false;
    }

    /** Is told that the goal has succeeded. */
    void done(Answers answers, ReadResult read, AssemblyLog log) throws IOException {}

    /** Is called last, whether there was something to do or not. */
    void ended(AssemblyLog log) throws IOException {}

    /** Does what the goal is for. */
    abstract void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException;

    /** The nodes that the user means. */
    NodeSelection selection() {
        return NodeSelection.ALL;
    }

    private PlanRequest request(ReadResult read) {
        return new PlanRequest(
                read,
                selection(),
                overlays(),
                cacheDirectory.toPath(),
                threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    }

    /** Where the user's own files are. */
    private Path overlays() {
        return overlaysDirectory == null
                ? descriptor.toPath().toAbsolutePath().resolveSibling("overlays")
                : overlaysDirectory.toPath();
    }

    /** The servers of settings.xml. */
    final CredentialsLookup servers() {
        return new SettingsCredentials(session, decrypter);
    }

    /** Whether there is a deployment descriptor. */
    final boolean hasDescriptor() {
        return descriptor.exists();
    }

    /** The plugin's version. */
    final String version() {
        return execution == null || execution.getVersion() == null ? "unknown" : execution.getVersion();
    }

    /** The project that the goal runs in. */
    final MavenProject project() {
        return project;
    }

    /** The build that the goal runs in. */
    final MavenSession session() {
        return session;
    }

    /** The parameters that decide what a goal makes of a deployment. */
    final List<String> parameters() {
        NodeSelection selection = selection();
        return List.of(
                version(),
                descriptor.getAbsolutePath(),
                overlays().toString(),
                String.join(",", selection.roles()),
                String.join(",", selection.nodes()));
    }
}
