package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.Validation;
import io.github.apim.rules.StoredCertificate;
import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Checks a deployment as {@code assemble} would, and writes nothing: reads the descriptor and the packs, plans every node
 * with your own files and values, and holds all of it to the rules of the guide.
 *
 * @since 1.0.0
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
public class ValidateMojo extends DeploymentMojo {

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
        log.validated(summary, request.descriptor().warnings().size());
        for (StoredCertificate stored :
                StoredCertificate.of(request.descriptor().deployment())) {
            log.keyStore(stored);
        }
    }
}
