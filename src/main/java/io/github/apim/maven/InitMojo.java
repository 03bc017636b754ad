package io.github.apim.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes a commented deployment descriptor to start with, the JSON schema that lets editors complete and check it and,
 * where there is none, a POM, and on request files of environments; shows what goes into an existing POM and into settings.xml. Overwrites nothing. Needs no
 * project.
 *
 * @since 1.0.0
 */
@Mojo(name = "init", requiresProject = false, threadSafe = true)
public class InitMojo extends AbstractMojo {

    /**
     * What the deployment looks like: {@code all-in-one}, one node that does everything; {@code all-in-one-balanced}, two
     * of them; {@code gateway-separate}, the gateways on machines of their own and the rest on one; {@code distributed},
     * every role on its own, and so {@code shared-directory}, {@code rsync}, {@code active-active}, {@code stand-by},
     * {@code gateway-environments}, {@code load-balancers}, {@code paths}, {@code postgresql}, {@code statistics},
     * {@code aws}; of API Manager 2.6.0 {@code traffic-managers}, of 3.2.0 {@code api-manager-3}, of 4.5.0
     * {@code api-manager-4} and of 4.4.0 {@code all-in-one-4}. {@code list} writes nothing and says what each of them is.
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

    /**
     * Environments whose files are written, too, {@code environments/<name>.yaml} beside the descriptor: a name, or several,
     * separated by commas; any but {@code all}. Where the descriptor is there already, they alone are written. Without it
     * none is written.
     *
     * <p>Example: {@code -Dapim.environment=staging,production}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.environment")
    private String environment;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        AssemblyLog log = new AssemblyLog(getLog());
        if (pattern.equals(Starter.LIST)) {
            Starter.list().forEach(log::info);
            return;
        }
        Failures.explained(log, () -> {
            Starter starter = Starter.of(pattern);
            Path file = descriptor.toPath();
            EnvironmentStarter environments = EnvironmentStarter.of(file, environment);
            if (environments.isWanted() && Files.exists(file)) {
                environments.write().forEach(each -> log.info("Written: " + each));
                return;
            }
            String version = execution.getVersion();
            List<Path> written = new ArrayList<>(starter.write(file, version));
            written.addAll(environments.write());
            written.forEach(each -> log.info("Written: " + each));
            if (!written.contains(Starter.pom(file))) {
                log.info("The POM beside it needs:");
                Starter.build(file, version).lines().forEach(log::info);
            }
            log.info("settings.xml needs:");
            starter.servers().lines().forEach(log::info);
            log.info("Then: put the packs and jars where the descriptor says, the passwords into settings.xml, and run"
                    + " mvn apim:validate");
        });
    }
}
