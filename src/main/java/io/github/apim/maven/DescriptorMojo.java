package io.github.apim.maven;

import io.github.apim.descriptor.CredentialsLookup;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.descriptor.PropertyLookup;
import io.github.apim.descriptor.ReadResult;
import java.io.File;
import java.io.IOException;
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

    /** Reads the descriptor and tells of what may not be meant. */
    final ReadResult read(PropertyLookup properties, CredentialsLookup credentials, AssemblyLog log)
            throws IOException {
        ReadResult read = new DeploymentReader(properties, credentials, RuleIds.all()).read(descriptor.toPath());
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

    /** The plugin's version. */
    final String version() {
        return execution == null || execution.getVersion() == null ? "unknown" : execution.getVersion();
    }

    /** The build that the goal runs in. */
    final MavenSession session() {
        return session;
    }
}
