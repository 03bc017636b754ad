package io.github.apim.maven;

import io.github.apim.descriptor.ReadResult;
import io.github.apim.keys.KeyOptions;
import io.github.apim.keys.KeySetup;
import io.github.apim.keys.KeysListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Makes the key stores that the descriptor names under {@code key-stores}: an authority that signs, keys with certificates
 * for every name by which the nodes are called, trust stores, and certificates for the load balancer. The passwords are
 * those of settings.xml that the descriptor names; none is made up or shown. What is there stays as it is. Reads no pack.
 *
 * @since 1.0.0
 */
@Mojo(name = "keys", threadSafe = true)
public class KeysMojo extends DescriptorMojo {

    private static final int LONGEST_DAYS = 3650;

    /**
     * Where the authority and the load balancer's certificates go; key stores go where the descriptor names them. A folder,
     * which is made for its owner alone if it is missing; the default is {@code keys} beside the descriptor.
     *
     * <p>Example: {@code -Dapim.keysDirectory=/srv/keys/production}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.keysDirectory")
    private File keysDirectory;

    /**
     * For how many days new certificates of servers are valid: a number from 1 to 3650.
     *
     * <p>Example: {@code -Dapim.keysDays=365}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.keysDays", defaultValue = "825")
    private int keysDays;

    /**
     * Whether certificates that this goal has made are made anew, for the names that nodes have now and for the keys that
     * they had, so that what was encrypted stays readable: {@code true} or {@code false}.
     *
     * <p>Example: {@code -Dapim.renewKeys}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.renewKeys", defaultValue = "false")
    private boolean renewKeys;

    /**
     * Whether a new trust store also gets the public authorities that this Java trusts, so that gateways can call public
     * backends: {@code true} or {@code false}.
     *
     * <p>Example: {@code -Dapim.publicAuthorities=false}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.publicAuthorities", defaultValue = "true")
    private boolean publicAuthorities;

    /**
     * Whether to do what is to do: {@code true} or {@code false}. The opposite of {@code dryRun}; both must not be
     * {@code true}, nor both {@code false}.
     *
     * <p>Example: {@code -Dapim.apply=false}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.apply")
    private Boolean apply;

    /**
     * Whether only to show what would be made: {@code true} or {@code false}; {@code true} if the word stands alone.
     * Without this and {@code apply}, its opposite, the goal acts.
     *
     * <p>Example: {@code -Dapim.dryRun}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.dryRun")
    private Boolean dryRun;

    @Inject
    public KeysMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    void execute(AssemblyLog log) throws IOException {
        boolean shown = DryRun.isAskedFor(dryRun, apply);
        if (keysDays < 1 || keysDays > LONGEST_DAYS) {
            throw new IllegalParameterException(
                    "apim.keysDays must be a number from 1 to " + LONGEST_DAYS + "; it is " + keysDays);
        }
        ReadResult read = read(environment(), properties(), servers(), log);
        Path folder = keysDirectory == null
                ? descriptor().toPath().toAbsolutePath().resolveSibling("keys")
                : keysDirectory.toPath().toAbsolutePath();
        KeyOptions options = new KeyOptions(
                folder.normalize(), Instant.now().plus(Duration.ofDays(keysDays)), renewKeys, publicAuthorities, shown);
        new KeySetup(read, options, new KeysListener() {
                    @Override
                    public void told(String message) {
                        log.info(message);
                    }

                    @Override
                    public void warned(String message) {
                        log.warning(message);
                    }
                })
                .run();
    }
}
