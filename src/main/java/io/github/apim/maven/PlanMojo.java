package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.LayerView;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.diff.EnvironmentReview;
import io.github.apim.assembly.diff.PlanReview;
import io.github.apim.assembly.diff.Review;
import io.github.apim.deployment.Environment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Shows what {@code assemble} would change on each node, and writes nothing: files that are added and removed by name,
 * files that are changed line by line, each with the overlay or edit that does it. Passwords are hidden. Of images, and of
 * tarballs in layers, it shows which layers would have to be written, and which images {@code image} would build and push.
 *
 * @since 1.0.0
 */
@Mojo(name = "plan", threadSafe = true)
public class PlanMojo extends DeploymentMojo {

    /**
     * What to compare with, instead of the pack. An earlier build: a node's tarball, or its manifest, which tells the files
     * but not their lines, or a folder that holds those of all nodes. Or {@code environment:<name>}, what is planned for
     * the same nodes in another environment.
     *
     * <p>Example: {@code -Dapim.environment=production -Dapim.against=environment:staging}
     *
     * <p>Example: {@code -Dapim.against=../release-7/apim}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.against")
    private String against;

    /**
     * {@code text} for a person; {@code diff} for {@code patch -p1} in the unpacked pack, with the added and removed files
     * in full; {@code json} for programs. In all of them passwords are hidden.
     *
     * <p>Example: {@code -Dapim.format=json}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.format", defaultValue = "text")
    private String format;

    /**
     * A file for the plan. Without it the plan goes to the log; with it only a line for each node does.
     *
     * <p>Example: {@code -Dapim.planFile=target/plan.json}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.planFile")
    private File planFile;

    /**
     * Whether the goal fails, after it has shown the plan, if anything changes on a node: {@code true} or {@code false}. For
     * pipelines, together with {@code against}: compared with its pack every node changes.
     *
     * <p>Example: {@code -Dapim.failOnChanges -Dapim.against=../release-7/apim}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.failOnChanges", defaultValue = "false")
    private boolean failOnChanges;

    /**
     * The folder where earlier tarballs and images are, for what is told of layers: {@code images.json} and the layout
     * {@code images}, and the tarballs of {@code layered}. Nothing is written there.
     *
     * <p>Example: {@code -Dapim.outputDirectory=/srv/releases/7}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputDirectory", defaultValue = "${project.build.directory}/apim")
    private File outputDirectory;

    /**
     * When tarballs and images are made, as they say it themselves: ISO 8601 or seconds since 1970. Another time makes other
     * ones, so it must be that of the build for what is told of layers.
     *
     * <p>Example: {@code <outputTimestamp>2026-11-23T00:00:00Z</outputTimestamp>}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private String outputTimestamp;

    /**
     * How the nodes are to lie in the output folder, {@code single} or {@code layered}: with the latter the plan tells which
     * layers would have to be written.
     *
     * <p>Example: {@code -Dapim.layout=layered}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.layout", defaultValue = "single")
    private String layout;

    /**
     * The tag that images are to have, as {@code image} takes it: a text of letters, digits and {@code _ . -}. On the command
     * line {@code -Dapim.image.tag=…}.
     *
     * <p>Example: {@code <tag>7.0.1</tag>}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.image.tag")
    private String tag;

    @Inject
    public PlanMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    /** Relative paths are the project's, as those of all goals. */
    private Path folder() {
        return Optional.ofNullable(project().getBasedir()).map(File::toPath).orElse(Path.of(""));
    }

    private Review review(Against compared, PlanRequest request, ArtifactResolver resolver, AssemblyLog log)
            throws IOException {
        if (compared.environment().isEmpty()) {
            return new PlanReview(
                            request, resolver, log, compared.build(), servers().all())
                    .with(layers(request));
        }
        Environment other = compared.environment().get();
        AssemblyLog named = new AssemblyLog(new NamedLog(getLog(), other.toString()));
        return new EnvironmentReview(
                        new EnvironmentReview.Side(request, log),
                        new EnvironmentReview.Side(request(read(other, properties(), servers(), named)), named),
                        resolver,
                        servers().all())
                .with(layers(request));
    }

    private List<LayerView> layers(PlanRequest request) throws IOException {
        return new PlannedLayers(
                        outputFolder(outputDirectory),
                        BuildTimestamp.of(outputTimestamp, System.getenv("SOURCE_DATE_EPOCH")),
                        version(),
                        Optional.ofNullable(tag),
                        project().getVersion(),
                        LayoutParameter.of(layout))
                .of(request);
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        PlanFormat chosen = PlanFormat.of(format);
        Against compared = Against.of(against, folder());
        Review review = review(compared, request, resolver, log);
        PlanOutput output = chosen.output(
                review.masking(),
                getLog(),
                Optional.ofNullable(planFile).map(File::toPath),
                Colours.wanted(
                        session().getUserProperties(), session().getRequest().isInteractiveMode()));
        ChangedNodes changed = new ChangedNodes(output);
        review.run(changed);
        output.finish();
        if (failOnChanges && !changed.names().isEmpty()) {
            throw new PlannedChangesException(changed.names(), compared.isPack());
        }
    }
}
