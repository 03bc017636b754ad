package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.Plan;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.Planning;
import java.io.File;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Writes what surrounds the nodes, once for the whole deployment: the load balancer's configuration, hosts files, scripts
 * that prepare the machines, the SVN repository, and the order in which to start. {@code assemble} does the same at its
 * end.
 *
 * @since 1.0.0
 */
@Mojo(name = "companions", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class CompanionsMojo extends PlanningMojo {

    /**
     * The files go to the folder {@code deployment} in it. A folder, which is made if it is missing.
     *
     * <p>Example: {@code -Dapim.outputDirectory=/srv/releases/7}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputDirectory", defaultValue = "${project.build.directory}/apim")
    private File outputDirectory;

    @Inject
    public CompanionsMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        Surroundings surroundings = new Surroundings(request, outputFolder(outputDirectory), log);
        try (Plan plan = new Planning(surroundings.request(), resolver, log).withoutNodes()) {
            surroundings.write(plan);
        }
    }
}
