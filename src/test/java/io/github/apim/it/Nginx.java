package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Command;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.Need;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Real nginx servers that listen on the loopback address, with a certificate for each name, and curl to ask them. */
final class Nginx {

    private static final String PASSWORD = "changeit";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final List<String> names;
    private final Command command;
    private final List<Process> servers = new ArrayList<>();

    /**
     * Makes the certificates; see {@link #certificates()}.
     *
     * @param names those that are served; certificates of others are not checked
     */
    Nginx(Path folder, List<String> names) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.names = names;
        this.command = new Command(folder, PATIENCE);
        // nginx that is started by root keeps large requests as nobody
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(certificates());
        for (String name : names) {
            makeCertificate(name);
        }
    }

    /** The folder of the certificates and keys. */
    Path certificates() {
        return folder.resolve("certificates");
    }

    /**
     * Starts a server with the generated files, once they have passed its own test.
     *
     * @param etc  the folder that holds them
     * @param port that it listens on when it is ready
     */
    void start(Path etc, int port) throws IOException, InterruptedException {
        // A test opens no port to other machines.
        try (Stream<Path> files = Files.walk(etc.resolve("apim"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, Files.readString(file).replace("    listen ", "    listen 127.0.0.1:"));
            }
        }
        Path state = Files.createTempDirectory(folder, "nginx");
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path configuration = Files.writeString(etc.resolve("nginx.conf"), """
                daemon off;
                worker_processes 1;
                pid FOLDER/nginx.pid;
                events {}
                http {
                    access_log off;
                    client_body_temp_path FOLDER/body;
                    proxy_temp_path FOLDER/proxy;
                    fastcgi_temp_path FOLDER/fastcgi;
                    uwsgi_temp_path FOLDER/uwsgi;
                    scgi_temp_path FOLDER/scgi;
                    include conf.d/*.conf;
                }
                """.replace("FOLDER", state.toString()));
        List<String> nginx = List.of(
                Need.NGINX.path().toString(), "-p", state.toString(), "-c", configuration.toString(), "-e", "stderr");
        List<String> check = new ArrayList<>(nginx);
        check.add("-t");
        Command.Result test = command.run(check);
        assertThat(test.code()).as("%s", test).isZero();
        assertThat(test.err()).contains("test is successful").doesNotContain("[warn]", "[emerg]");
        Path log = state.resolve("nginx.log");
        Process server = new ProcessBuilder(nginx)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        servers.add(server);
        await(server, port, log);
    }

    /**
     * Asks a server. Certificates are checked unless a test says otherwise.
     *
     * @param name stands for the loopback address, at this port
     * @param more of curl's options
     */
    Command.Result get(String url, String name, int port, String... more) throws IOException, InterruptedException {
        List<String> call = new ArrayList<>(List.of(
                Need.CURL.path().toString(),
                "--disable",
                "--silent",
                "--show-error",
                "--noproxy",
                "*",
                "--max-time",
                "20",
                "--resolve",
                name + ":" + port + ":127.0.0.1"));
        if (names.contains(name)) {
            call.addAll(
                    List.of("--cacert", certificates().resolve(name + ".crt").toString()));
        }
        call.addAll(List.of(more));
        call.add(url);
        return command.run(call);
    }

    void close() throws InterruptedException {
        for (Process server : servers) {
            server.destroy();
            if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private void makeCertificate(String name) throws IOException, GeneralSecurityException {
        Path file = KeyStores.server(folder.resolve(name + ".p12"), PASSWORD, name, 2048);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] certificate = store.getCertificate("server").getEncoded();
        byte[] key = store.getKey("server", PASSWORD.toCharArray()).getEncoded();
        pem(certificates().resolve(name + ".crt"), "CERTIFICATE", certificate);
        pem(certificates().resolve(name + ".key"), "PRIVATE KEY", key);
    }

    private static void pem(Path file, String type, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }

    private static void await(Process server, int port, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException refused) {
                if (System.nanoTime() > end || !server.isAlive()) {
                    throw new AssertionError("nginx said " + Files.readString(log));
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }
}
