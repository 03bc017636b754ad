package io.github.apim.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.apim.image.Digest;
import io.github.apim.image.Image;
import io.github.apim.image.OciLayout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push to a registry that gives tokens, each for the repositories that it was asked for, as those of the cloud do. */
class TokenRegistryTest {

    @TempDir
    Path folder;

    private final List<String> mounted = Collections.synchronizedList(new ArrayList<>());
    private final List<String> uploaded = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> answer(exchange, 200, token(exchange)));
        server.createContext("/v2/", this::registry);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The token is what was asked for. */
    private static String token(HttpExchange exchange) {
        String asked = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
        return "{\"token\":\"" + Base64.getUrlEncoder().encodeToString(asked.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    private static boolean isFor(HttpExchange exchange, String repository) {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return header.startsWith("Bearer ")
                && new String(Base64.getUrlDecoder().decode(header.substring(7)), StandardCharsets.UTF_8)
                        .contains("repository:" + repository + ":pull");
    }

    private void registry(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String method = exchange.getRequestMethod();
        String repository = path.replaceAll("/v2/|/(blobs|manifests)/.*", "");
        String source = query.contains("from=") ? query.replaceAll(".*from=([^&]*).*", "$1") : repository;
        if (!isFor(exchange, repository) || !isFor(exchange, source)) {
            exchange.getResponseHeaders()
                    .set("WWW-Authenticate", "Bearer realm=\"http://" + host() + "/token\",service=\"tests\"");
            answer(exchange, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"no\"}]}");
        } else if (method.equals("HEAD")) {
            answer(exchange, 404, "");
        } else if (method.equals("GET")) {
            answer(exchange, 404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"none\"}]}");
        } else if (method.equals("POST") && !source.equals(repository)) {
            mounted.add(source + " " + query.replaceAll(".*mount=sha256:([0-9a-f]*).*", "$1"));
            answer(exchange, 201, "");
        } else {
            exchange.getResponseHeaders()
                    .set("Location", "http://" + host() + "/v2/" + repository + "/blobs/uploads/1");
            if (method.equals("PUT") && query.contains("digest=")) {
                uploaded.add(query.replaceAll(".*digest=sha256:([0-9a-f]*).*", "$1"));
            }
            answer(exchange, method.equals("PUT") ? 201 : 202, "");
        }
    }

    private static void answer(HttpExchange exchange, int code, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void whatTwoOtherRepositoriesHaveIsTakenFromOneOfThem() throws IOException {
        try (OciLayout layout = OciLayout.hold(folder.resolve("images"), () -> {})) {
            Image image = StubImage.in(layout, "a", "b", "c");
            List<Digest> layers =
                    image.layers().stream().map(layer -> layer.digest()).toList();
            Map<String, Set<Digest>> there = new LinkedHashMap<>();
            there.put(host() + "/one", Set.of(layers.get(0)));
            there.put(host() + "/two", Set.of(layers.get(1), layers.get(2)));
            there.put("registry.example.com/three", Set.copyOf(layers));

            Registry.Pushed pushed = new Registry(
                            new Logins(Optional.empty(), Optional.empty(), Map.of(), folder), true)
                    .push(layout, image, host() + "/own", "7", there);

            assertThat(mounted)
                    .containsExactlyInAnyOrder(
                            "two " + layers.get(1).hex(), "two " + layers.get(2).hex());
            assertThat(uploaded)
                    .containsExactlyInAnyOrder(
                            layers.get(0).hex(), image.configDigest().hex());
            assertThat(pushed.blobs()).isEqualTo(2);
        }
    }
}
