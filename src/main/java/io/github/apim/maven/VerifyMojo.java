package io.github.apim.maven;

import io.github.apim.assembly.Answers;
import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.PlannedManifests;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Tells whether nodes still are what was built: holds a home, the tarballs of the last build, or what is installed on the
 * machines, to the manifest in it, file by file, and to what the descriptor would give today. What running servers write
 * is known and passed over. Needs no project for a home.
 *
 * @since 1.0.0
 */
@Mojo(name = "verify", requiresProject = false, threadSafe = true)
public class VerifyMojo extends DeploymentMojo {

    /**
     * The unpacked home of a node, or a tarball somewhere. Without it the tarballs of the nodes that are meant.
     *
     * <p>Example: {@code -Dapim.home=/opt/wso2am-1.9.0}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.home")
    private File home;

    /**
     * Whether what {@code current} points at on the nodes' machines is verified instead of the tarballs here: over SSH, as
     * {@code ship} logs in. Names and checksums come over, the files stay where they are. {@code true} or {@code false};
     * {@code true} does not go with {@code home}.
     *
     * <p>Example: {@code -Dapim.shipped}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.shipped", defaultValue = "false")
    private boolean shipped;

    /**
     * How many machines are asked at a time, with {@code shipped}: a number, 1 at least.
     *
     * <p>Example: {@code -Dapim.machines=2}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.machines", defaultValue = "8")
    private int machines;

    /**
     * Whether host keys of machines that were never seen are accepted, and written to the file of known hosts, with
     * {@code shipped}: {@code true} or {@code false}.
     *
     * <p>Example: {@code -Dapim.acceptNewHostKeys}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.acceptNewHostKeys", defaultValue = "false")
    private boolean acceptNewHostKeys;

    /**
     * Where the tarballs are: a folder.
     *
     * <p>Example: {@code -Dapim.outputDirectory=/srv/releases/7}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputDirectory", defaultValue = "${project.build.directory}/apim")
    private File outputDirectory;

    /**
     * The time that the tarballs' entries were built with, see {@code assemble}: ISO 8601 or seconds since 1970.
     *
     * <p>Example: {@code -Dapim.outputTimestamp=2026-11-23T00:00:00Z}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private String outputTimestamp;

    /**
     * From what on the build fails: {@code error} for what matters to how a node works, {@code warning} also for what
     * might and for nodes that the descriptor would build differently today, {@code never}.
     *
     * <p>Example: {@code -Dapim.failOn=warning}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.failOn", defaultValue = "error")
    private String failOn;

    @Inject
    public VerifyMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    /** A home can be verified where there is no descriptor; a machine need not know the deployment. */
    @Override
    boolean isDone(Answers answers, AssemblyLog log) throws IOException {
        VerificationRun verification = verification();
        if (home == null || descriptor().exists()) {
            return false;
        }
        verification.withoutDescriptor(log);
        return true;
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        verification()
                .run(
                        request,
                        some -> PlannedManifests.of(
                                some,
                                resolver,
                                log,
                                version(),
                                BuildTimestamp.of(outputTimestamp, System.getenv("SOURCE_DATE_EPOCH"))),
                        log);
    }

    private VerificationRun verification() {
        return new VerificationRun(
                Optional.ofNullable(home).map(File::toPath),
                shipped,
                machines,
                acceptNewHostKeys,
                outputFolder(outputDirectory),
                FailOn.of(failOn),
                getLog());
    }
}
