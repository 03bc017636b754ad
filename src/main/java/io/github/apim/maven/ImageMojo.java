package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.images.ImageAssembly;
import io.github.apim.assembly.images.ImageRequest;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Builds one container image per node, without a container engine: the untouched pack as a layer that all nodes, releases
 * and environments share, and above it what is the node's own. No image holds a secret. The images go to an OCI layout and
 * to the list {@code images.json}, and with {@code push} to the registry. An image of which nothing has changed is neither
 * built nor pushed.
 *
 * @since 1.0.0
 */
@Mojo(name = "image", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class ImageMojo extends DeploymentMojo {

    /**
     * Where the images go: the OCI layout to the folder {@code images} in it, the files with secrets that containers want
     * mounted to {@code secrets}, and what there is to {@code images.json}. A folder, which is made if it is missing.
     *
     * <p>Example: {@code -Dapim.outputDirectory=/srv/releases/7}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputDirectory", defaultValue = "${project.build.directory}/apim")
    private File outputDirectory;

    /**
     * When the images were made, as they say it themselves: ISO 8601 or seconds since 1970. Without it the environment
     * variable {@code SOURCE_DATE_EPOCH} counts, and without that the time of the pack's newest entry. Layers do not depend
     * on it.
     *
     * <p>Example: {@code <outputTimestamp>2026-11-23T00:00:00Z</outputTimestamp>}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private String outputTimestamp;

    /**
     * Whether the images are pushed to the registry that the descriptor names: {@code true} or {@code false}. What is there
     * already does not travel. On the command line {@code -Dapim.image.push}.
     *
     * <p>Example: {@code <push>true</push>}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.image.push", defaultValue = "false")
    private boolean push;

    /**
     * A file that {@code docker load} and {@code podman load} read, with the images that are built. Without it none is
     * written. On the command line {@code -Dapim.image.tar=…}.
     *
     * <p>Example: {@code <tar>target/images.tar</tar>}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.image.tar")
    private File tar;

    /**
     * The tag of the images: a text of letters, digits and {@code _ . -}. It goes before {@code images.tag} of the
     * descriptor, and without both the project's version counts. On the command line {@code -Dapim.image.tag=…}.
     *
     * <p>Example: {@code <tag>7.0.1</tag>}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.image.tag")
    private String tag;

    /**
     * Whether only to show which layers would be built: {@code true} or {@code false}; {@code true} if the word stands
     * alone. Without this and {@code apply}, its opposite, the goal acts. No registry is asked.
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

    @Inject
    public ImageMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        boolean show = DryRun.isAskedFor(dryRun, apply);
        ImageRequest images = new ImageRequest(
                request,
                outputFolder(outputDirectory),
                BuildTimestamp.of(outputTimestamp, System.getenv("SOURCE_DATE_EPOCH")),
                version(),
                Optional.ofNullable(tag),
                project().getVersion(),
                push,
                Optional.ofNullable(tar).map(File::toPath));
        ImageAssembly assembly = new ImageAssembly(
                images,
                resolver,
                log,
                new ImageLog(getLog(), request.descriptor().deployment()),
                Registries.of(request.descriptor().deployment(), System.getenv(), System.getProperty("user.home")));
        if (show) {
            assembly.show();
        } else {
            assembly.run();
        }
    }
}
