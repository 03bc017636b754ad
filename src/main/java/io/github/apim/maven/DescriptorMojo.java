package io.github.apim.maven;

import io.github.apim.deployment.Environment;
import io.github.apim.descriptor.CredentialsLookup;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.descriptor.Environments;
import io.github.apim.descriptor.PropertyLookup;
import io.github.apim.descriptor.ReadResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/** A goal that reads the deployment descriptor: the parameters that all of them have, and the reading. */
abstract class DescriptorMojo extends AbstractMojo {

    /**
     * The deployment descriptor: a YAML file.
     *
     * <p>Example: {@code <descriptor>production.yaml</descriptor>}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.descriptor", defaultValue = "${basedir}/deployment.yaml")
    private File descriptor;

    /**
     * The environment, such as staging or production, whose {@code environments/<name>.yaml} beside the descriptor is laid
     * over it: its name, or several, separated by commas, of which the last wins. {@code all} means each of them in turn
     * and is for {@code validate} alone. The output goes to a folder of that name. On the command line
     * {@code -Dapim.environment=…} and {@code -P environment=…} mean the same and go before the POM. Without it the
     * descriptor counts as it stands.
     *
     * <p>Example: {@code -Dapim.environment=production}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.environment")
    private String environment;

    /**
     * Whether to do nothing: {@code true} or {@code false}.
     *
     * <p>Example: {@code -Dapim.skip}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    private final SettingsDecrypter decrypter;

    DescriptorMojo(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("apim.skip is set: nothing is done");
            return;
        }
        AssemblyLog log = new AssemblyLog(getLog());
        Failures.explained(log, () -> execute(log));
    }

    /** Does what the goal is for. */
    abstract void execute(AssemblyLog log) throws IOException;

    /** Reads the descriptor with an environment over it, and tells of what may not be meant. */
    final ReadResult read(Environment layers, PropertyLookup properties, CredentialsLookup credentials, AssemblyLog log)
            throws IOException {
        ReadResult read = new DeploymentReader(properties, credentials, RuleIds::all).read(descriptor.toPath(), layers);
        read.warnings().forEach(warning -> log.warning(warning.toString()));
        log.begin(read.deployment());
        return read;
    }

    /** The properties of Maven, of the system and of the environment. */
    final PropertyLookup properties() {
        return new MavenProperties(session, execution);
    }

    /** The servers of settings.xml. */
    final SettingsCredentials servers() {
        return new SettingsCredentials(session, decrypter);
    }

    final File descriptor() {
        return descriptor;
    }

    /** The environments that lie beside the descriptor. */
    final Environments environments() {
        return new Environments(descriptor.toPath());
    }

    /** The names of the layers that the user asks for. */
    final List<String> environmentNames() {
        return EnvironmentParameter.names(session, environment);
    }

    /** The environment that the user asks for. */
    final Environment environment() {
        return EnvironmentParameter.of(environmentNames(), "apim.environment");
    }

    /** The folder of what is built for the environment: no two environments ever share a file. */
    final Path outputFolder(File outputDirectory) {
        Path folder = outputDirectory.toPath();
        return environment().name().map(folder::resolve).orElse(folder);
    }

    /** The plugin's version. */
    final String version() {
        return execution == null || execution.getVersion() == null ? "unknown" : execution.getVersion();
    }

    /** The build that the goal runs in. */
    final MavenSession session() {
        return session;
    }
}
