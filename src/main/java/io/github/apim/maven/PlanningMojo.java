package io.github.apim.maven;

import io.github.apim.assembly.Answers;
import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.AssemblyListener.Stage;
import io.github.apim.assembly.Laps;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.deployment.Environment;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.overlay.UserFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** A goal that plans nodes of a deployment: what it plans them with. */
abstract class PlanningMojo extends DescriptorMojo {

    /**
     * Your own files, laid over the pack: {@code all/}, then {@code <role>/}, then {@code <node>/}, each with paths below
     * the product's home. The plugin sets its values in them as in the pack's. A folder, which need not exist; the default
     * is {@code overlays} beside the descriptor. Those of an environment, {@code environments/<name>/overlays}, are laid
     * over them.
     *
     * <p>Example: {@code <overlaysDirectory>src/homes</overlaysDirectory>}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.overlaysDirectory")
    private File overlaysDirectory;

    /**
     * Where the plugin remembers that it has checked a pack, so that an unchanged one is not checked again. A folder, which
     * is made if it is missing.
     *
     * <p>Example: {@code -Dapim.cacheDirectory=/var/cache/apim}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.cacheDirectory", defaultValue = "${settings.localRepository}/.cache/apim-maven-plugin")
    private File cacheDirectory;

    /**
     * How many threads read packs and write tarballs: a number; 0 and less mean one for each processor.
     *
     * <p>Example: {@code -Dapim.threads=2}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.threads", defaultValue = "0")
    private int threads;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    private final RepositorySystem repositories;

    PlanningMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(decrypter);
        this.repositories = repositories;
    }

    @Override
    void execute(AssemblyLog log) throws IOException {
        execute(environment(), log);
    }

    /** Does what the goal is for, for one environment. */
    final void execute(Environment environment, AssemblyLog log) throws IOException {
        Answers answers =
                new Answers(properties(), servers(), new RepositoryArtifacts(repositories, session(), project));
        if (isDone(answers, log)) {
            ended(log);
            return;
        }
        Laps laps = new Laps(log);
        answers.watch(descriptor().toPath());
        for (String layer : environment.layers()) {
            answers.watch(environments().file(layer));
        }
        for (UserFolder folder : overlays(environment)) {
            answers.watch(folder.path());
        }
        ReadResult read = read(environment, answers.properties(), answers.credentials(), log);
        answers.watch(read.deployment());
        laps.ended(Stage.READ);
        run(request(read), answers.artifacts(), log);
        done(answers, read, log);
        ended(log);
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

    /** What is planned of a deployment that has been read. */
    final PlanRequest request(ReadResult read) {
        return new PlanRequest(
                read,
                selection(),
                overlays(read.deployment().environment()),
                cacheDirectory.toPath(),
                threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    }

    private List<UserFolder> overlays(Environment environment) {
        return UserFolder.all(overlays(), environments(), environment);
    }

    /** Where the user's own files for all environments are. */
    private Path overlays() {
        return overlaysDirectory == null
                ? descriptor().toPath().toAbsolutePath().resolveSibling("overlays")
                : overlaysDirectory.toPath();
    }

    /** The project that the goal runs in. */
    final MavenProject project() {
        return project;
    }

    /** The parameters that decide what a goal makes of a deployment. */
    final List<String> parameters() {
        NodeSelection selection = selection();
        return List.of(
                version(),
                descriptor().getAbsolutePath(),
                overlays().toString(),
                environment().toString(),
                String.join(",", selection.roles()),
                String.join(",", selection.nodes()));
    }
}
