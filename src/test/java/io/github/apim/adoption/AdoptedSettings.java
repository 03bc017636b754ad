package io.github.apim.adoption;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;

/** The secrets that an adoption has written, as Maven and a shell read them. */
final class AdoptedSettings {

    private final Settings settings;
    private final Map<String, String> environment;

    private AdoptedSettings(Settings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    static AdoptedSettings in(Path folder) throws IOException {
        Path script = folder.resolve(AdoptedFiles.ENVIRONMENT);
        return of(folder.resolve(AdoptedFiles.SETTINGS), Files.exists(script) ? Files.readString(script) : "");
    }

    /** @param script what sets the environment */
    static AdoptedSettings of(Path settings, String script) throws IOException {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setUserSettingsFile(settings.toFile());
        Properties system = new Properties();
        system.putAll(System.getProperties());
        request.setSystemProperties(system);
        try {
            return new AdoptedSettings(
                    new DefaultSettingsBuilderFactory()
                            .newInstance()
                            .build(request)
                            .getEffectiveSettings(),
                    sourced(script));
        } catch (SettingsBuildingException problem) {
            throw new IOException(problem);
        }
    }

    private static Map<String, String> sourced(String script) throws IOException {
        Map<String, String> environment = new HashMap<>();
        if (!script.isEmpty()) {
            Process shell = new ProcessBuilder("sh", "-c", script + "env -0").start();
            String all = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            for (String variable : all.split("\0")) {
                environment.put(
                        "env." + variable.substring(0, variable.indexOf('=')),
                        variable.substring(variable.indexOf('=') + 1));
            }
        }
        return environment;
    }

    Optional<String> property(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> settings.getProfiles().stream()
                        .filter(profile -> settings.getActiveProfiles().contains(profile.getId()))
                        .map(Profile::getProperties)
                        .flatMap(properties -> Optional.ofNullable(properties.getProperty(name)).stream())
                        .findFirst());
    }

    Optional<Credentials> credentials(String id) {
        return Optional.ofNullable(settings.getServer(id)).map(AdoptedSettings::read);
    }

    private static Credentials read(Server server) {
        if (new DefaultPlexusCipher().isEncryptedString(server.getPassword())) {
            throw new IllegalStateException("Maven would decrypt the password of " + server.getId());
        }
        return new Credentials(server.getUsername(), new Secret(server.getPassword()));
    }
}
