package io.github.apim.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.ImageReference;
import com.sun.net.httpserver.HttpServer;
import io.github.apim.image.BaseImage;
import io.github.apim.image.Digest;
import io.github.apim.image.Image;
import io.github.apim.image.Layer;
import io.github.apim.image.OciLayout;
import io.github.apim.testing.ChildClassPath;
import io.github.apim.testing.FreePorts;
import io.github.apim.testing.LocalRegistry;
import io.github.apim.testing.NamedPipes;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images to and from a real registry that asks for a password. */
@Needs({Need.DOCKER_REGISTRY, Need.HTPASSWD})
class RegistryTest {

    private static final String AUTH = Base64.getEncoder()
            .encodeToString((LocalRegistry.USER + ":" + LocalRegistry.PASSWORD).getBytes(StandardCharsets.UTF_8));

    @TempDir
    static Path shared;

    private static LocalRegistry server;

    @TempDir
    Path folder;

    private String repository;

    @BeforeAll
    static void start() throws Exception {
        server = LocalRegistry.start(shared.resolve("registry"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** Each test has a repository of its own. */
    @BeforeEach
    void name(TestInfo test) {
        repository = server.host() + "/"
                + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    }

    private static Registry registry(String password) {
        return new Registry(
                new Logins(
                        Optional.of(new Login(LocalRegistry.USER, password, "images.credentials")),
                        Optional.of(server.host()),
                        Map.of(),
                        shared),
                true);
    }

    private static Registry registry() {
        return registry(LocalRegistry.PASSWORD);
    }

    private OciLayout layout(String name) throws IOException {
        return OciLayout.hold(folder.resolve(name), () -> {});
    }

    @Test
    void whatIsPushedIsPulledUnderTheSameDigest() throws Exception {
        try (OciLayout layout = layout("one");
                OciLayout other = layout("other")) {
            Image image = StubImage.in(layout, "a" + repository.hashCode(), "b" + repository.hashCode());
            int before = server.now();

            Registry.Pushed pushed = registry().push(layout, image, repository, "7", Map.of());
            BaseImage pulled = registry().pull(repository + ":7@" + image.digest(), StubImage.PLATFORM, other);

            assertThat(pushed.blobs()).isEqualTo(3);
            assertThat(pushed.bytes()).isEqualTo(server.uploadedBytes(before));
            assertThat(pulled.digest()).contains(image.digest());
            assertThat(pulled.layers()).isEqualTo(image.layers());
            assertThat(pulled.environment()).containsEntry("JAVA_HOME", "/opt/java");
            assertThat(other.blob(image.layers().get(1).digest()))
                    .hasSameBinaryContentAs(layout.blob(image.layers().get(1).digest()));
        }
    }

    @Test
    void anImageThatIsThereDoesNotTravel() throws Exception {
        try (OciLayout layout = layout("one")) {
            Image image = StubImage.in(layout, "same");
            registry().push(layout, image, repository, "7", Map.of());
            int before = server.now();

            assertThat(registry().push(layout, image, repository, "7", Map.of()))
                    .isEqualTo(new Registry.Pushed(0, 0, true));
            assertThat(server.uploads(before)).isEmpty();
            assertThat(server.requests(before)).noneMatch(request -> request.startsWith("\"PUT"));
        }
    }

    @Test
    void aLayerOfAnotherRepositoryIsTakenFromThere() throws Exception {
        try (OciLayout layout = layout("one")) {
            String common = "common" + repository.hashCode();
            Image first = StubImage.in(layout, common, "first");
            registry().push(layout, first, repository + "-1", "7", Map.of());
            Image second = StubImage.in(layout, common, "second");
            int before = server.now();
            Digest shared = first.layers().get(0).digest();

            Registry.Pushed pushed =
                    registry().push(layout, second, repository + "-2", "7", Map.of(repository + "-1", Set.of(shared)));

            assertThat(server.mounts(before)).containsExactly(shared.hex());
            assertThat(server.uploads(before))
                    .containsExactlyInAnyOrder(
                            second.layers().get(1).digest().hex(),
                            second.configDigest().hex());
            assertThat(pushed.blobs()).isEqualTo(2);
        }
    }

    /** A token of a registry is for one other repository; Docker's own registry with a password would give both. */
    @Test
    void layersAreTakenFromOneOtherRepositoryOnlyThatWithTheMostBytes() throws Exception {
        try (OciLayout layout = layout("one")) {
            String number = String.valueOf(repository.hashCode());
            Image first = StubImage.in(layout, "a" + number);
            registry().push(layout, first, repository + "-1", "7", Map.of());
            Image second = StubImage.in(layout, "b" + number, "c" + number);
            registry().push(layout, second, repository + "-2", "7", Map.of());
            Image third = StubImage.in(layout, "a" + number, "b" + number, "c" + number);
            Digest inFirst = first.layers().get(0).digest();
            Digest[] inSecond = second.layers().stream().map(Layer::digest).toArray(Digest[]::new);
            Map<String, Set<Digest>> there = new LinkedHashMap<>();
            there.put(repository + "-1", Set.of(inFirst));
            there.put(repository + "-2", Set.of(inSecond));
            int before = server.now();

            registry().push(layout, third, repository + "-3", "7", there);

            assertThat(server.mounts(before)).containsExactlyInAnyOrder(inSecond[0].hex(), inSecond[1].hex());
            assertThat(server.uploads(before))
                    .containsExactlyInAnyOrder(
                            inFirst.hex(), third.configDigest().hex());
        }
    }

    @Test
    void aWrongPasswordIsTheUsersToMendAndShowsNowhere() throws Exception {
        try (OciLayout layout = layout("one")) {
            Image image = StubImage.in(layout, "wrong");

            assertThatThrownBy(() -> registry("wrong&secret").push(layout, image, repository, "7", Map.of()))
                    .isInstanceOf(RegistryRefusal.class)
                    .hasMessageContainingAll(
                            server.host() + " refuses " + repository,
                            "user name or password of images.credentials are wrong there")
                    .satisfies(problem -> {
                        for (Throwable each = problem; each != null; each = each.getCause()) {
                            assertThat(each.toString()).doesNotContain("wrong&secret");
                        }
                    });
        }
    }

    @Test
    void withoutALoginTheUserIsToldWhereToPutOne() throws Exception {
        Registry anonymous = new Registry(new Logins(Optional.empty(), Optional.empty(), Map.of(), folder), true);
        try (OciLayout layout = layout("one")) {
            Image image = StubImage.in(layout, "anonymous");

            assertThatThrownBy(() -> anonymous.push(layout, image, repository, "7", Map.of()))
                    .isInstanceOf(RegistryRefusal.class)
                    .hasMessageContaining("run docker login " + server.host());
        }
    }

    @Test
    void theLoginOfOneRegistryIsNotShownToAnother() throws Exception {
        Registry other = new Registry(
                new Logins(
                        Optional.of(new Login(LocalRegistry.USER, LocalRegistry.PASSWORD, "images.credentials")),
                        Optional.of("registry.example.com"),
                        Map.of(),
                        folder),
                true);
        try (OciLayout layout = layout("one")) {
            Image image = StubImage.in(layout, "other");

            assertThatThrownBy(() -> other.push(layout, image, repository, "7", Map.of()))
                    .hasMessageContaining("there is none");
        }
    }

    @Test
    void aRegistryThatIsNotThereIsTheWorldsFault() throws Exception {
        String nobody = "127.0.0.1:" + FreePorts.next();
        try (OciLayout layout = layout("one")) {
            Image image = StubImage.in(layout, "nobody");

            assertThatThrownBy(() -> registry().push(layout, image, nobody + "/a", "7", Map.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the registry " + nobody + " cannot be reached");
        }
    }

    private Digest pushedLayer(OciLayout layout) throws IOException {
        Image image = StubImage.in(layout, "own" + repository.hashCode());
        registry().push(layout, image, repository, "7", Map.of());
        return image.layers().get(0).digest();
    }

    private void cannotBePulled(Class<? extends Exception> kind, String... why) throws IOException {
        try (OciLayout other = layout("other")) {
            assertThatThrownBy(() -> registry().pull(repository + ":7", StubImage.PLATFORM, other))
                    .isInstanceOf(kind)
                    .hasMessageContainingAll(why)
                    .hasMessageNotContaining("cannot be reached");
        }
    }

    @Test
    void aBlobWithOtherBytesThanItsDigestSaysIsNotTheNetworksFault() throws Exception {
        try (OciLayout layout = layout("one")) {
            Path blob = server.blob(pushedLayer(layout).hex());
            byte[] bytes = Files.readAllBytes(blob);
            bytes[bytes.length - 9] ^= 1;
            Files.write(blob, bytes);

            cannotBePulled(
                    RegistryRefusal.class, "a blob of " + repository, "other bytes than its digest says", "try again");
        }
    }

    @Test
    void whatTheRegistrySaysWhileABlobIsOnItsWayIsTold() throws Exception {
        try (OciLayout layout = layout("one")) {
            Files.delete(server.blob(pushedLayer(layout).hex()));

            cannotBePulled(RegistryRefusal.class, server.host() + " refuses " + repository);
        }
    }

    @Test
    void aBlobThatIsMissingHereIsNotTheNetworksFault() throws Exception {
        try (OciLayout layout = layout("one")) {
            Image image = StubImage.in(layout, "missing" + repository.hashCode());
            Path blob = layout.blob(image.layers().get(0).digest());
            Files.delete(blob);

            assertThatThrownBy(() -> registry().push(layout, image, repository, "7", Map.of()))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessage(blob.toString());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsNotTheNetworksFault() throws Exception {
        try (OciLayout layout = layout("one");
                OciLayout other = layout("other")) {
            Path blob = other.blob(pushedLayer(layout));
            Files.createDirectories(blob.resolve("in the way"));

            assertThatThrownBy(() -> registry().pull(repository + ":7", StubImage.PLATFORM, other))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining(blob.toString());
        }
    }

    /** A console's page, or that of a proxy that wants a login. */
    @Test
    void whatIsNoRegistryIsSaidToBeNone() throws Exception {
        HttpServer page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<html>Welcome</html>".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        page.start();
        String host = "127.0.0.1:" + page.getAddress().getPort();
        try (OciLayout layout = layout("one")) {
            assertThatThrownBy(() -> registry().pull(host + "/a:7", StubImage.PLATFORM, layout))
                    .isInstanceOf(RegistryRefusal.class)
                    .hasMessageContaining(host + " answers about " + host + "/a:7 as no registry does");
        } finally {
            page.stop(0);
        }
    }

    /** The process that pushes waits for a layer that never comes, and is killed. */
    @Test
    @Needs(Need.MKFIFO)
    void aPushThatWasCutOffGoesOnFromThere() throws Exception {
        try (OciLayout layout = layout("one")) {
            Image image = StubImage.in(layout, "cut" + repository.hashCode(), "off" + repository.hashCode());
            Digest first = image.layers().get(0).digest();
            Digest second = image.layers().get(1).digest();
            Files.move(layout.blob(second), folder.resolve("away"));
            NamedPipes.make(layout.blob(second));
            int before = server.now();
            Process pushing = child(Map.of(), "push", layout.folder().toString(), repository);
            while (pushing.isAlive() && server.uploads(before).isEmpty()) {
                Thread.sleep(20);
            }
            pushing.destroyForcibly().waitFor();
            assertThat(server.uploads(before)).containsExactly(first.hex());
            Files.move(folder.resolve("away"), layout.blob(second), StandardCopyOption.REPLACE_EXISTING);
            int then = server.now();

            registry().push(layout, image, repository, "7", Map.of());

            assertThat(server.uploads(then)).contains(second.hex()).doesNotContain(first.hex());
        }
    }

    private Process child(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                ChildClassPath.get(),
                RegistryMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.equals("DOCKER_CONFIG"));
        builder.environment().put("APIM_USER", LocalRegistry.USER);
        builder.environment().put("APIM_PASSWORD", LocalRegistry.PASSWORD);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private enum Shape {
        /** Logged in, password in the file. */
        AUTHS("{\"auths\":{\"HOST\":{\"auth\":\"AUTH\"}}}", 0),
        /** A helper for this registry, and nothing else. */
        HELPER("{\"credHelpers\":{\"HOST\":\"apimtest\"}}", 0),
        /** A helper for all, and nothing else. */
        STORE("{\"credsStore\":\"apimtest\"}", 0),
        /** As docker login leaves it where there is a store: an empty entry. */
        EMPTY_ENTRY("{\"auths\":{\"HOST\":{}},\"credsStore\":\"apimtest\"}", 0),
        /** Nobody has logged in. */
        NOTHING("{}", 1),
        /** Somebody has, elsewhere. */
        ELSEWHERE("{\"auths\":{\"registry.example.com\":{\"auth\":\"AUTH\"}}}", 1);

        private final String json;
        private final int code;

        Shape(String json, int code) {
            this.json = json;
            this.code = code;
        }
    }

    /** A helper is a program on the path, so another process looks for the login. */
    @ParameterizedTest
    @EnumSource(Shape.class)
    void theLoginIsFoundInEveryShapeOfDockersConfiguration(Shape shape) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path helper = Files.writeString(bin.resolve("docker-credential-apimtest"), """
                #!/bin/sh
                read -r server
                printf '{"ServerURL":"%s","Username":"%s","Secret":"%s"}' "$server" "$APIM_USER" "$APIM_PASSWORD"
                """);
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
        Path home = folder.resolve("home");
        Files.writeString(
                Files.createDirectories(home.resolve(".docker")).resolve("config.json"),
                shape.json.replace("HOST", server.host()).replace("AUTH", AUTH));

        Process looking =
                child(Map.of("PATH", bin + ":" + System.getenv("PATH")), "login", server.host(), home.toString());

        assertThat(looking.waitFor())
                .as(Files.readString(folder.resolve("child.log")))
                .isEqualTo(shape.code);
    }

    @Test
    void podmansFilesAndDockersOwnFolderAreKnown() throws Exception {
        String json = "{\"auths\":{\"HOST\":{\"auth\":\"AUTH\"}}}"
                .replace("HOST", server.host())
                .replace("AUTH", AUTH);
        Path file = Files.writeString(
                Files.createDirectories(folder.resolve("run/containers")).resolve("auth.json"), json);
        Path docker = Files.createDirectories(folder.resolve("docker"));
        Files.writeString(docker.resolve("config.json"), json);

        for (Map<String, String> environment : List.of(
                Map.of("XDG_RUNTIME_DIR", folder.resolve("run").toString()),
                Map.of("XDG_CONFIG_HOME", folder.resolve("run").toString()),
                Map.of("REGISTRY_AUTH_FILE", file.toString()),
                Map.of("DOCKER_CONFIG", docker.toString()))) {
            assertThat(new Logins(Optional.empty(), Optional.empty(), environment, folder)
                            .of(ImageReference.of(server.host(), "a", "1"))
                            .map(Login::password))
                    .as(environment.toString())
                    .contains(LocalRegistry.PASSWORD);
        }
    }

    @Test
    void aHelperThatIsMissingCountsAsNoLogin() throws Exception {
        Path home = folder.resolve("home");
        Files.writeString(
                Files.createDirectories(home.resolve(".docker")).resolve("config.json"),
                "{\"credHelpers\":{\"" + server.host() + "\":\"no-such\"}}");
        Logins logins = new Logins(Optional.empty(), Optional.empty(), Map.of(), home);

        assertThat(logins.of(ImageReference.of(server.host(), "a", "1"))).isEmpty();
    }
}
