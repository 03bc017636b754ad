package io.github.apim.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Servers on loopback addresses that say one thing, or nothing; each gives the port that it has been given. */
public final class StubServers implements AutoCloseable {

    private static final String PASSWORD = "stub-server";

    /** What a server does with one who has connected. */
    private interface Talk {
        void with(Socket client) throws IOException;
    }

    private final Path folder;
    private final List<Closeable> open = Collections.synchronizedList(new ArrayList<>());

    /** @param folder for key stores */
    public StubServers(Path folder) {
        this.folder = folder;
    }

    /** Takes connections and says nothing. */
    public int silent(String address) throws IOException {
        return serve(new ServerSocket(0, 50, InetAddress.getByName(address)), client -> {});
    }

    /** Says something, one byte for each character, and waits. */
    public int greeting(String address, String words) throws IOException {
        return serve(new ServerSocket(0, 50, InetAddress.getByName(address)), client -> say(client, words));
    }

    /** Says something and hangs up. */
    public int refusing(String address, String words) throws IOException {
        return serve(new ServerSocket(0, 50, InetAddress.getByName(address)), client -> {
            say(client, words);
            client.close();
        });
    }

    /** Says something when it has got so many bytes. */
    public int answering(String address, int bytes, String words) throws IOException {
        return serve(new ServerSocket(0, 50, InetAddress.getByName(address)), client -> {
            InputStream in = client.getInputStream();
            if (in.readNBytes(bytes).length == bytes) {
                say(client, words);
            }
        });
    }

    /** Speaks TLS, with a certificate for this name. */
    public int tls(String address, String name) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(name + ".p12");
        if (Files.notExists(file)) {
            KeyStores.server(file, PASSWORD, name, 2048);
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return serve(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName(address)),
                client -> client.getInputStream().read());
    }

    /** Leaves those who connect without any answer, as a firewall does: its queue is full. */
    public int deaf(String address) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(address));
        open.add(server);
        for (int i = 0; i < 8; i++) {
            SocketChannel client = SocketChannel.open();
            open.add(client);
            client.configureBlocking(false);
            client.connect(new InetSocketAddress(address, server.getLocalPort()));
        }
        return server.getLocalPort();
    }

    /** A port at which nobody listens, nor will: it is taken. */
    public int closed(String address) throws IOException {
        SocketChannel taken = SocketChannel.open();
        open.add(taken);
        taken.bind(new InetSocketAddress(address, 0));
        return taken.socket().getLocalPort();
    }

    private int serve(ServerSocket server, Talk talk) {
        open.add(server);
        start(() -> {
            while (!server.isClosed()) {
                Socket client = server.accept();
                open.add(client);
                start(() -> talk.with(client));
            }
        });
        return server.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Whoever hangs up, or the end of the test, ends it. */
    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException over) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void say(Socket client, String words) throws IOException {
        client.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : List.copyOf(open)) {
            each.close();
        }
    }
}
