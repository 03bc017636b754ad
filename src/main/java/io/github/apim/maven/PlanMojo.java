package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.diff.PlanReview;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Shows what {@code assemble} would change on each node, and writes nothing: files that are added and removed by name,
 * files that are changed line by line, each with the overlay or edit that does it. Passwords are hidden.
 *
 * @since 1.0.0
 */
@Mojo(name = "plan", threadSafe = true)
public class PlanMojo extends DeploymentMojo {

    /**
     * An earlier build to compare with, instead of the pack: a node's tarball, or its manifest, which tells the files but
     * not their lines, or a folder that holds those of all nodes.
     */
    @Parameter(property = "apim.against")
    private File against;

    /**
     * {@code text} for a person; {@code diff} for {@code patch -p1} in the unpacked pack, with the added and removed files
     * in full; {@code json} for programs. In all of them passwords are hidden.
     */
    @Parameter(property = "apim.format", defaultValue = "text")
    private String format;

    /** A file for the plan. Without it the plan goes to the log; with it only a line for each node does. */
    @Parameter(property = "apim.planFile")
    private File planFile;

    @Inject
    public PlanMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        PlanFormat chosen = PlanFormat.of(format);
        PlanReview review = new PlanReview(
                request,
                resolver,
                log,
                Optional.ofNullable(against).map(File::toPath),
                servers().all());
        PlanOutput output = chosen.output(
                review.masking(),
                getLog(),
                Optional.ofNullable(planFile).map(File::toPath),
                Colours.wanted(
                        session().getUserProperties(), session().getRequest().isInteractiveMode()));
        review.run(output::add);
        output.finish();
    }
}
