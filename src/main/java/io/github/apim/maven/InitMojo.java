package io.github.apim.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes a commented deployment descriptor to start with, and the JSON schema that lets editors complete and check it,
 * and shows what goes into the POM. Overwrites nothing. Needs no project.
 *
 * @since 1.0.0
 */
@Mojo(name = "init", requiresProject = false, threadSafe = true)
public class InitMojo extends AbstractMojo {

    /**
     * What the deployment looks like: {@code all-in-one}, one node that does everything; {@code gateway-separate}, the
     * gateways on machines of their own and the rest on one; {@code distributed}, every role on its own.
     *
     * <p>Example: {@code -Dapim.pattern=all-in-one}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.pattern", defaultValue = "distributed")
    private String pattern;

    /**
     * The descriptor that is written, a file that must not exist; the schema goes beside it.
     *
     * <p>Example: {@code -Dapim.descriptor=staging/deployment.yaml}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.descriptor", defaultValue = "${basedir}/deployment.yaml")
    private File descriptor;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        AssemblyLog log = new AssemblyLog(getLog());
        Failures.explained(log, () -> {
            List<String> written = Starter.of(pattern).write(descriptor.toPath());
            written.forEach(file -> log.info("Written: " + file));
            log.info("The POM beside it needs:");
            Starter.pom(execution.getVersion()).lines().forEach(log::info);
            log.info("Then: put the packs and jars where the descriptor says, the passwords into settings.xml, and run"
                    + " mvn apim:validate");
        });
    }
}
