package io.github.apim.testing;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.keys.KeyOptions;
import io.github.apim.keys.KeySetup;
import io.github.apim.keys.KeysListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys that are made for a descriptor in a folder, as the goal makes them. */
public final class MadeKeys implements KeysListener {

    private final Path folder;
    private final Map<String, String> passwords = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean renew;
    private boolean publicAuthorities;
    private boolean dryRun;
    private Duration valid = Duration.ofDays(400);

    private MadeKeys(Path folder) {
        this.folder = folder;
    }

    public static MadeKeys in(Path folder) {
        return new MadeKeys(folder);
    }

    /** The same with the password of a server of settings.xml; those that are not said are their ids. */
    public MadeKeys password(String server, String password) {
        passwords.put(server, password);
        return this;
    }

    public MadeKeys renewing() {
        renew = true;
        return this;
    }

    public MadeKeys dry() {
        dryRun = true;
        return this;
    }

    public MadeKeys trustingPublicAuthorities() {
        publicAuthorities = true;
        return this;
    }

    public MadeKeys valid(Duration time) {
        valid = time;
        return this;
    }

    public ReadResult run(String descriptor) throws IOException {
        ReadResult read = new DeploymentReader(
                        name -> Optional.empty(),
                        id -> Optional.of(new Credentials("user", new Secret(passwords.getOrDefault(id, id)))))
                .read(Files.writeString(folder.resolve("deployment.yaml"), descriptor));
        KeyOptions options = new KeyOptions(
                folder.resolve("keys"), Instant.now().plus(valid), renew, publicAuthorities, dryRun);
        new KeySetup(read, options, this).run();
        return read;
    }

    /** What was told, line by line. */
    public List<String> told() {
        return List.copyOf(told);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void told(String message) {
        told.add(message);
    }

    @Override
    public void warned(String message) {
        warnings.add(message);
    }
}
