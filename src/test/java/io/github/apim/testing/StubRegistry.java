package io.github.apim.testing;

import io.github.apim.image.BaseImage;
import io.github.apim.image.Image;
import io.github.apim.image.OciLayout;
import io.github.apim.image.Platform;
import io.github.apim.image.RunSettings;
import io.github.apim.image.registry.Login;
import io.github.apim.image.registry.Logins;
import io.github.apim.image.registry.Registry;
import io.github.apim.testing.StubBase.Stub;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A registry that holds a base image with a shell and a stand-in for Java. */
public final class StubRegistry implements Closeable {

    private final LocalRegistry server;
    private final String base;

    private StubRegistry(LocalRegistry server, String base) {
        this.server = server;
        this.base = base;
    }

    /** Starts one, with its files below a folder. */
    public static StubRegistry start(Path folder) throws IOException, InterruptedException {
        LocalRegistry server = LocalRegistry.start(folder.resolve("registry"));
        try {
            return new StubRegistry(server, pushBase(server, folder));
        } catch (IOException | RuntimeException problem) {
            server.close();
            throw problem;
        }
    }

    private static String pushBase(LocalRegistry server, Path folder) throws IOException {
        try (OciLayout layout = OciLayout.hold(folder.resolve("base"), () -> {})) {
            Stub stub = StubBase.base();
            Path part = layout.part("base");
            Files.write(part, stub.bytes());
            layout.adopt(part, stub.layer().digest());
            Image image = Image.of(
                    BaseImage.scratch(Platform.parse("linux/amd64")),
                    List.of(stub.layer()),
                    new RunSettings(
                            "0:0",
                            "/",
                            List.of("/bin/sh"),
                            "SIGTERM",
                            Map.of("JAVA_HOME", StubBase.JAVA_HOME, "PATH", "/bin"),
                            new TreeSet<>(),
                            Map.of()),
                    Instant.EPOCH);
            layout.publish(Map.of("base", image));
            String repository = server.host() + "/base/java";
            Optional<Login> login = Optional.of(new Login(LocalRegistry.USER, LocalRegistry.PASSWORD, "a test"));
            new Registry(new Logins(login, Optional.of(server.host()), Map.of(), folder), true)
                    .push(layout, image, repository, "7", Map.of());
            return repository + ":7@" + image.digest();
        }
    }

    /** The registry itself. */
    public LocalRegistry server() {
        return server;
    }

    /** What a descriptor says of images that stand on the base and go to this registry. */
    public String images() {
        return "images: { registry: '" + server.host() + "/team', base: '" + base
                + "', credentials: registry, insecure: true }\n";
    }

    /** Lets an engine in. */
    public void login(Podman podman) throws IOException, InterruptedException {
        podman.must(
                "login",
                "--tls-verify=false",
                "--username",
                LocalRegistry.USER,
                "--password",
                LocalRegistry.PASSWORD,
                server.host());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
