package io.github.apim.deployment;

import io.github.apim.deployment.DeploymentSynchronizer.Rsync;
import java.util.Optional;

/**
 * How one machine copies files to others over SSH, again and again.
 *
 * @param user     login on the others; without one, the user's own
 * @param key      the private key's file on the machine that copies; without one, what OpenSSH finds there
 * @param port     SSH port of the others
 * @param interval seconds between two runs
 */
public record SshCopies(Optional<String> user, Optional<String> key, int port, int interval) {

    /** Policies change rarely, and once a minute is what the product's makers do (am-2 §12). */
    private static final int STANDARD_INTERVAL = 60;

    static SshCopies of(Rsync rsync, Optional<Shipping> shipping) {
        return new SshCopies(
                rsync.user().or(() -> shipping.flatMap(Shipping::user)), rsync.key(), rsync.port(), rsync.interval());
    }

    /** By the login that tarballs are shipped with. */
    static SshCopies of(Shipping shipping) {
        return new SshCopies(shipping.user(), Optional.empty(), shipping.port(), STANDARD_INTERVAL);
    }
}
