package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.Assembly;
import io.github.apim.assembly.AssemblyRequest;
import io.github.apim.assembly.PlanRequest;
import java.io.File;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Builds one tarball per node of the deployment: the product's pack with exactly this node's configuration, ready to be
 * copied to its machine, untarred and started with {@code bin/start-node.sh}. At its end it writes what surrounds the
 * nodes, as {@code companions} does alone.
 *
 * @since 1.0.0
 */
@Mojo(name = "assemble", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class AssembleMojo extends DeploymentMojo {

    /**
     * Where the tarballs go: {@code <node>.tar.gz} and {@code <node>.tar.gz.sha256}. What surrounds the nodes goes to the
     * folder {@code deployment} in it.
     */
    @Parameter(property = "apim.outputDirectory", defaultValue = "${project.build.directory}/apim")
    private File outputDirectory;

    /**
     * The time of all entries of the tarballs: ISO 8601 or seconds since 1970. Without it the environment variable
     * {@code SOURCE_DATE_EPOCH} counts, and without that the pack's entries keep their own times. Either way the same
     * input gives the same bytes.
     */
    @Parameter(property = "apim.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private String outputTimestamp;

    /** Whether to write the tarballs alone, without what surrounds the nodes. */
    @Parameter(property = "apim.skipCompanions", defaultValue = "false")
    private boolean skipCompanions;

    @Inject
    public AssembleMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        Surroundings surroundings = new Surroundings(request, outputDirectory.toPath(), log);
        AssemblyRequest assembly = new AssemblyRequest(
                skipCompanions ? request : surroundings.request(),
                outputDirectory.toPath(),
                BuildTimestamp.of(outputTimestamp, System.getenv("SOURCE_DATE_EPOCH")));
        new Assembly(assembly, resolver, log).run((plan, nodes) -> {
            if (!skipCompanions) {
                surroundings.write(plan);
            }
        });
    }
}
