package io.github.apim.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Pretends to be a MySQL on a port of loopback, and asks each client for what it should not give. */
public final class FalseMySql implements AutoCloseable {

    /** Of the key store with its certificate. */
    public static final String STORE_PASSWORD = "store-password";

    private static final String STORE = "evil.p12";

    /** What the protocol calls LONG_PASSWORD, LONG_FLAG, CONNECT_WITH_DB, LOCAL_FILES, PROTOCOL_41, TRANSACTIONS. */
    private static final int CAPABILITIES = 0x1 | 0x4 | 0x8 | 0x80 | 0x200 | 0x2000 | 0x8000 | 0x80000;

    private static final int TLS = 0x800;
    private static final int TLS_REQUEST_BYTES = 32;

    /** What the driver asks for before anything else. */
    private static final Pattern VARIABLE = Pattern.compile("@@[a-z_.]+ AS ([a-z_]+)");

    private static final Map<String, String> VALUES = Map.of(
            "max_allowed_packet", "16777216",
            "collation_server", "utf8_general_ci",
            "collation_connection", "utf8_general_ci",
            "sql_mode", "",
            "init_connect", "",
            "time_zone", "UTC",
            "system_time_zone", "UTC",
            "tx_isolation", "REPEATABLE-READ",
            "transaction_isolation", "REPEATABLE-READ");

    /** What it asks for. */
    public enum Wish {
        /** The password, by one of the ways to sign in. */
        PASSWORD,
        /** A file, as the answer to the first statement. */
        FILE
    }

    private final ServerSocket socket;
    private final SSLContext tls;
    private final Wish wish;
    private final String wanted;
    private final List<String> got = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private FalseMySql(ServerSocket socket, SSLContext tls, Wish wish, String wanted) {
        this.socket = socket;
        this.tls = tls;
        this.wish = wish;
        this.wanted = wanted;
        this.thread = new Thread(this::serve, "false-mysql");
    }

    /**
     * Starts one.
     *
     * @param wanted the way to sign in, or the file
     */
    public static FalseMySql start(Path folder, Wish wish, String wanted) throws IOException, GeneralSecurityException {
        Path store = KeyStores.server(folder.resolve(STORE), STORE_PASSWORD, "evil.example", 2048);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(store)) {
            keys.load(input, STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, STORE_PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        FalseMySql server =
                new FalseMySql(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), tls, wish, wanted);
        server.thread.start();
        return server;
    }

    public String url() {
        return "jdbc:mysql://127.0.0.1:" + socket.getLocalPort();
    }

    /** The PKCS12 with its certificate, for clients that know it. */
    public static Path store(Path folder) {
        return folder.resolve(STORE);
    }

    /** What clients gave: the names that they signed in with, and what they sent when they were asked for more. */
    public List<String> got() {
        return got;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setSoTimeout(5_000);
                new Session(client).run();
            } catch (IOException gone) {
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** One client. */
    private final class Session {

        private final Socket plain;
        private DataInputStream input;
        private OutputStream output;
        private int sequence;

        Session(Socket plain) throws IOException {
            this.plain = plain;
            this.input = new DataInputStream(plain.getInputStream());
            this.output = plain.getOutputStream();
        }

        void run() throws IOException {
            send(greeting());
            byte[] answer = receive();
            if (answer.length == TLS_REQUEST_BYTES) {
                SSLSocket secured =
                        (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
                secured.setUseClientMode(false);
                input = new DataInputStream(secured.getInputStream());
                output = secured.getOutputStream();
                answer = receive();
            }
            got.add("name " + text(answer, TLS_REQUEST_BYTES));
            if (wish == Wish.PASSWORD) {
                send(join(new byte[] {(byte) 0xFE}, (wanted + "\0").getBytes(StandardCharsets.US_ASCII), nonce()));
                got.add("answer " + new String(receive(), StandardCharsets.ISO_8859_1));
                send(new byte[] {1, 4});
                got.add("more " + new String(receive(), StandardCharsets.ISO_8859_1));
            } else {
                send(new byte[] {0, 0, 0, 2, 0, 0, 0});
                String statement = statement();
                while (VARIABLE.matcher(statement).find()) {
                    sendVariables(VARIABLE.matcher(statement)
                            .results()
                            .map(variable -> variable.group(1))
                            .toList());
                    statement = statement();
                }
                send(join(new byte[] {(byte) 0xFB}, wanted.getBytes(StandardCharsets.UTF_8)));
                got.add("file " + new String(receive(), StandardCharsets.ISO_8859_1));
            }
        }

        private String statement() throws IOException {
            sequence = 0;
            return new String(receive(), StandardCharsets.UTF_8);
        }

        private void sendVariables(List<String> names) throws IOException {
            byte[] end = {(byte) 0xFE, 0, 0, 2, 0};
            send(new byte[] {(byte) names.size()});
            for (String name : names) {
                send(join(sized("def"), sized(""), sized(""), sized(""), sized(name), sized(name), new byte[] {
                    12, 33, 0, 0, 1, 0, 0, (byte) 0xFD, 0, 0, 0, 0, 0
                }));
            }
            send(end);
            send(join(names.stream()
                    .map(name -> sized(VALUES.getOrDefault(name, name.startsWith("character_set") ? "utf8" : "1")))
                    .toArray(byte[][]::new)));
            send(end);
        }

        private byte[] sized(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            return join(new byte[] {(byte) bytes.length}, bytes);
        }

        private String text(byte[] packet, int from) {
            int end = from;
            while (end < packet.length && packet[end] != 0) {
                end++;
            }
            return new String(packet, from, end - from, StandardCharsets.UTF_8);
        }

        private byte[] nonce() {
            return "abcdefghijklmnopqrst\0".getBytes(StandardCharsets.US_ASCII);
        }

        private byte[] greeting() {
            int capabilities = CAPABILITIES | TLS;
            return join(
                    "\n8.0.20\0".getBytes(StandardCharsets.US_ASCII),
                    new byte[] {1, 0, 0, 0},
                    "abcdefgh\0".getBytes(StandardCharsets.US_ASCII),
                    new byte[] {
                        (byte) capabilities,
                        (byte) (capabilities >> 8),
                        33,
                        2,
                        0,
                        (byte) (capabilities >> 16),
                        (byte) (capabilities >> 24),
                        21
                    },
                    new byte[10],
                    "ijklmnopqrst\0mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
        }

        private byte[] join(byte[]... parts) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                whole.writeBytes(part);
            }
            return whole.toByteArray();
        }

        private void send(byte[] payload) throws IOException {
            int length = payload.length;
            output.write(join(
                    new byte[] {(byte) length, (byte) (length >> 8), (byte) (length >> 16), (byte) sequence++},
                    payload));
            output.flush();
        }

        private byte[] receive() throws IOException {
            int length = input.readUnsignedByte() | input.readUnsignedByte() << 8 | input.readUnsignedByte() << 16;
            sequence = input.readUnsignedByte() + 1;
            byte[] payload = new byte[length];
            input.readFully(payload);
            return payload;
        }
    }
}
