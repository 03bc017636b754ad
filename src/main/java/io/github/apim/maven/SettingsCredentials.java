package io.github.apim.maven;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.CredentialsException;
import io.github.apim.descriptor.CredentialsLookup;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Gives the user name and the decrypted password, or passphrase, of a {@code <server>} of settings.xml. */
final class SettingsCredentials implements CredentialsLookup {

    private final MavenSession session;
    private final SettingsDecrypter decrypter;

    SettingsCredentials(MavenSession session, SettingsDecrypter decrypter) {
        this.session = session;
        this.decrypter = decrypter;
    }

    /** The passwords and passphrases of all servers, as far as they can be decrypted; they must not show. */
    Set<Secret> all() {
        Set<Secret> secrets = new LinkedHashSet<>();
        for (Server server : session.getSettings().getServers()) {
            Server decrypted = decrypter
                    .decrypt(new DefaultSettingsDecryptionRequest(server))
                    .getServer();
            Stream.of(decrypted.getPassword(), decrypted.getPassphrase())
                    .filter(secret -> secret != null && !secret.isBlank())
                    .map(Secret::new)
                    .forEach(secrets::add);
        }
        return secrets;
    }

    @Override
    public Optional<Credentials> lookup(String id) {
        Optional<Server> decrypted = decrypted(id);
        if (decrypted.isEmpty()) {
            return Optional.empty();
        }
        Optional<Secret> secret = secret(decrypted.get());
        if (decrypted.get().getUsername() == null || secret.isEmpty()) {
            throw new CredentialsException("<server> " + id
                    + " in settings.xml needs both <username> and <password>, or <passphrase> if it opens a key");
        }
        return Optional.of(new Credentials(decrypted.get().getUsername(), secret.get()));
    }

    @Override
    public Optional<Secret> password(String id) {
        return decrypted(id)
                .map(server -> secret(server)
                        .orElseThrow(() -> new CredentialsException(
                                "<server> " + id + " in settings.xml needs a <password>, or a <passphrase>")));
    }

    private static Optional<Secret> secret(Server server) {
        return Optional.ofNullable(server.getPassword() == null ? server.getPassphrase() : server.getPassword())
                .map(Secret::new);
    }

    private Optional<Server> decrypted(String id) {
        Server server = session.getSettings().getServer(id);
        if (server == null) {
            return Optional.empty();
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        for (SettingsProblem problem : result.getProblems()) {
            // A password that cannot be decrypted comes back as it was, encrypted: only the problem tells.
            if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
                throw new CredentialsException("the password of <server> " + id
                        + " in settings.xml cannot be decrypted; is settings-security.xml there, and was the password"
                        + " encrypted with its master password?");
            }
        }
        return Optional.of(result.getServer());
    }
}
