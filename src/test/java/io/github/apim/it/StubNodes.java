package io.github.apim.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.apim.testing.KeyStores;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Stand-ins for nodes, which say who they are and what they were told; their certificate is short, as the shipped one. */
final class StubNodes implements Closeable {

    private static final String PASSWORD = "wso2carbon";

    private final SSLContext tls;
    private final List<HttpServer> servers = new ArrayList<>();

    StubNodes(Path folder) throws IOException, GeneralSecurityException {
        Path file = KeyStores.server(folder.resolve("node.p12"), PASSWORD, "localhost", 1024);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
    }

    /** Opens a port for API calls or consoles over TLS. */
    HttpServer https(String node, String address, int port) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return start(node, server);
    }

    /** Opens a port for API calls in plain HTTP. */
    HttpServer http(String node, String address, int port) throws IOException {
        return start(node, HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0));
    }

    private HttpServer start(String node, HttpServer server) {
        server.createContext("/", exchange -> answer(node, exchange));
        server.start();
        servers.add(server);
        return server;
    }

    private static void answer(String node, HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        StringBuilder text = new StringBuilder(node + " " + exchange.getRequestURI() + "\n");
        for (String header : List.of("Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Port")) {
            text.append(header)
                    .append(": ")
                    .append(exchange.getRequestHeaders().getFirst(header))
                    .append('\n');
        }
        String protocol = exchange.getRequestHeaders().getFirst("Upgrade");
        if (protocol != null) {
            text.append("Upgrade: ").append(protocol).append('\n');
        }
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
    }
}
