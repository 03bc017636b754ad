package io.github.apim.maven;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Images;
import io.github.apim.image.registry.Login;
import io.github.apim.image.registry.Logins;
import io.github.apim.image.registry.Registry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The way to registries that a deployment and the user's own files describe. */
final class Registries {

    private Registries() {}

    /**
     * @param environment the variables of the process
     * @param home        of the user
     */
    static Registry of(Deployment deployment, Map<String, String> environment, String home) {
        Optional<Images> images = deployment.images();
        Optional<Login> login = images.flatMap(Images::credentials)
                .map(known -> new Login(known.username(), known.password().reveal(), "images.credentials"));
        Optional<String> host =
                images.flatMap(Images::registry).map(registry -> registry.split("/", 2)[0]);
        return new Registry(
                new Logins(login, host, environment, Path.of(home)),
                images.filter(Images::insecure).isPresent());
    }
}
