package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.Validation;
import io.github.apim.assembly.images.ImageChecks;
import io.github.apim.rules.StoredCertificate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Checks a deployment as {@code assemble} would, and writes nothing: reads the descriptor and the packs, plans every node
 * with your own files and values, and holds all of it to the rules of the guide. What the descriptor says of images is
 * checked, too.
 *
 * @since 1.0.0
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
public class ValidateMojo extends DeploymentMojo {

    /**
     * The tag that {@code apim:image} is to give images: a text of letters, digits and {@code _ . -}. It goes before
     * {@code images.tag} of the descriptor, and without both the project's version counts. On the command line
     * {@code -Dapim.image.tag=…}.
     *
     * <p>Example: {@code <tag>7.0.1</tag>}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.image.tag")
    private String tag;

    @Inject
    public ValidateMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    void execute(AssemblyLog log) throws IOException {
        if (environmentNames().equals(List.of(EnvironmentParameter.ALL))) {
            new EveryEnvironment(environments(), getLog()).run(this::execute);
        } else {
            super.execute(log);
        }
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        Validation.Summary summary = new Validation(request, resolver, log).run();
        ImageChecks.check(
                request.descriptor().deployment(),
                Optional.ofNullable(tag),
                project().getVersion());
        log.validated(summary, request.descriptor().warnings().size());
        for (StoredCertificate stored :
                StoredCertificate.of(request.descriptor().deployment())) {
            log.keyStore(stored);
        }
    }
}
