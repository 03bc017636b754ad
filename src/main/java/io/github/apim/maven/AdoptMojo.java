package io.github.apim.maven;

import io.github.apim.adoption.Adoption;
import io.github.apim.adoption.AdoptionReport;
import io.github.apim.adoption.Homes;
import io.github.apim.archive.Limits;
import io.github.apim.archive.SourceOptions;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Shipping;
import io.github.apim.descriptor.ShippingReader;
import io.github.apim.shipping.RemoteHomes;
import io.github.apim.shipping.SshConnector;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Adopts a deployment that was made by hand: reads the homes of its nodes, here or on their machines, and writes a
 * descriptor, edits, own files and a fragment of settings.xml that give them back. Nothing is changed in the homes, and no
 * file is overwritten. Needs no project.
 *
 * @since 1.0.0
 */
@Mojo(name = "adopt", requiresProject = false, threadSafe = true)
public class AdoptMojo extends AbstractMojo {

    /**
     * The homes: a folder that holds a folder, {@code .tar.gz} or {@code .zip} of each node, named after it; or a file in YAML
     * whose {@code shipping:} says how machines are reached, with {@code host} and {@code directory} of each home under
     * {@code nodes}.
     *
     * <p>Example: {@code -Dapim.homes=/srv/homes}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.homes")
    private File homes;

    /**
     * The packs that the homes were made of, to compare with: files, unpacked packs, or folders that hold such, separated
     * by commas. Without the pack of a product nothing is compared, and what can only be guessed is told.
     *
     * <p>Example: {@code -Dapim.packs=/srv/packs}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.packs")
    private String packs;

    /**
     * The descriptor that is written, a file that must not exist; the other files go beside it.
     *
     * <p>Example: {@code -Dapim.descriptor=adopted/deployment.yaml}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.descriptor", defaultValue = "${basedir}/deployment.yaml")
    private File descriptor;

    /**
     * Whether host keys of machines that were never seen are accepted, and written to the file of known hosts, with homes
     * on machines: {@code true} or {@code false}.
     *
     * <p>Example: {@code -Dapim.acceptNewHostKeys}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.acceptNewHostKeys", defaultValue = "false")
    private boolean acceptNewHostKeys;

    /**
     * Where the plugin remembers that it has checked a pack, so that an unchanged one is not checked again. A folder, which
     * is made if it is missing.
     *
     * <p>Example: {@code -Dapim.cacheDirectory=/var/cache/apim}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.cacheDirectory", defaultValue = "${settings.localRepository}/.cache/apim-maven-plugin")
    private File cacheDirectory;

    /**
     * How many threads read packs: a number; 0 and less mean one for each processor.
     *
     * <p>Example: {@code -Dapim.threads=2}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.threads", defaultValue = "0")
    private int threads;

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

    @Inject
    public AdoptMojo(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("apim.skip is set: nothing is done");
            return;
        }
        AssemblyLog log = new AssemblyLog(getLog());
        Failures.explained(log, () -> adopt(log));
    }

    private void adopt(AssemblyLog log) throws IOException {
        if (homes == null) {
            throw new IllegalParameterException("apim.homes is missing: the folder that holds the homes, or a file that"
                    + " says on which machines they are");
        }
        if (Files.isRegularFile(homes.toPath())) {
            Shipping shipping = new ShippingReader(
                            new MavenProperties(session, execution),
                            new SettingsCredentials(session, decrypter),
                            problem -> log.warning(problem.toString()))
                    .read(homes.toPath());
            SshConnector connector = SshConnector.ofUser(
                    shipping,
                    acceptNewHostKeys,
                    new ShippingLog(getLog(), Optional.empty(), List.of(), System::nanoTime));
            try (RemoteHomes machines = RemoteHomes.open(shipping, connector);
                    Homes all = Homes.on(machines)) {
                adopt(all, log);
            }
        } else {
            try (Homes all = Homes.in(homes.toPath(), options())) {
                adopt(all, log);
            }
        }
    }

    private void adopt(Homes all, AssemblyLog log) throws IOException {
        List<Path> places = Spellings.names(packs).stream().map(Path::of).toList();
        AdoptionReport report = new Adoption(descriptor.toPath(), options(), log).run(all, places);
        report.summary().forEach(log::info);
        report.warnings().forEach(log::warning);
        report.problems().stream().map(Problem::toString).distinct().forEach(log::warning);
        log.info("Written: " + descriptor + ", and beside it what it names, the passwords in adopted-settings.xml, and"
                + " adoption.txt, which tells of each file");
    }

    private SourceOptions options() {
        return new SourceOptions(
                Limits.DEFAULT,
                cacheDirectory.toPath(),
                threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    }
}
