package io.github.apim.image.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.registry.credentials.DockerConfigCredentialRetriever;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the login for a registry: the one that is given, else what docker or podman has stored on this machine, with the
 * helpers that they name; else none.
 */
public final class Logins {

    private final Optional<Login> given;
    private final Optional<String> registry;
    private final Map<String, String> environment;
    private final Path home;

    /**
     * @param given       the login that goes before all others
     * @param registry    the one that it is for: no other one ever sees it
     * @param environment variables that say where docker and podman keep theirs
     * @param home        the user's home
     */
    public Logins(Optional<Login> given, Optional<String> registry, Map<String, String> environment, Path home) {
        this.given = given;
        this.registry = registry;
        this.environment = Map.copyOf(environment);
        this.home = home;
    }

    /** The login for the registry of an image; empty for an anonymous one. */
    Optional<Login> of(ImageReference image) {
        if (given.isPresent() && registry.filter(image.getRegistry()::equals).isPresent()) {
            return given;
        }
        for (Path file : files()) {
            if (Files.isRegularFile(file)) {
                Optional<Login> found = stored(image, file);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Login> stored(ImageReference image, Path file) {
        try {
            // not by jib's factory, which names Google's logins, too: their many POMs would slow the start of every
            // goal
            return DockerConfigCredentialRetriever.create(image.getRegistry(), file)
                    .retrieve(event -> {})
                    .map(found -> login(found, file));
        } catch (IOException problem) {
            throw new RegistryRefusal(
                    "the login for " + image.getRegistry() + " that " + file + " speaks of cannot be had: "
                            + message(problem)
                            + "; log in anew by docker login, or name a <server> of settings.xml under"
                            + " images.credentials",
                    problem);
        }
    }

    private static String message(IOException problem) {
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }

    private static Login login(Credential credential, Path file) {
        return new Login(credential.getUsername(), credential.getPassword(), file.toString());
    }

    /** Docker's file first, then those of podman (containers-auth.json). */
    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        Optional<String> docker = variable("DOCKER_CONFIG");
        files.add(docker.map(Path::of).orElse(home.resolve(".docker")).resolve("config.json"));
        variable("REGISTRY_AUTH_FILE").map(Path::of).ifPresent(files::add);
        variable("XDG_RUNTIME_DIR").map(Path::of).ifPresent(run -> files.add(run.resolve("containers/auth.json")));
        files.add(variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElse(home.resolve(".config"))
                .resolve("containers/auth.json"));
        return files;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
    }
}
