package io.github.apim.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A real PostgreSQL in a folder of its own, on a port of loopback alone; ended with what it wrote by {@link #close}. It
 * never runs as root, so under root it runs as the user that comes with Debian's package.
 */
public final class PostgreSqlServer implements AutoCloseable {

    /** Who may do everything, from 127.0.0.1. */
    public static final String ADMINISTRATOR = "dba";

    public static final String PASSWORD = "dba'secret\\1 ä";

    private static final String USER_OF_DEBIAN = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Whom it lets in: the administrators, and the goal's own account beside them. */
    private static final List<String> ACCESS = List.of(
            "host all dba 127.0.0.1/32 scram-sha-256",
            "host all creator 127.0.0.1/32 scram-sha-256",
            "host all \"apim-databases\" 127.0.0.1/32 scram-sha-256");

    private final Path folder;
    private final Process process;
    private final int port;
    private final Driver driver;
    private final URLClassLoader loader;

    private PostgreSqlServer(Path folder, Process process, int port, Driver driver, URLClassLoader loader) {
        this.folder = folder;
        this.process = process;
        this.port = port;
        this.driver = driver;
        this.loader = loader;
    }

    /** Makes and starts a server. */
    public static PostgreSqlServer start() throws Exception {
        // A folder of JUnit's is its user's alone.
        Path folder = Files.createTempDirectory("apim-postgresql");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        if (isRoot()) {
            var user = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER_OF_DEBIAN);
            Files.setOwner(folder, user);
            Files.setOwner(password, user);
        }
        run(
                folder,
                Need.INITDB.path().toString(),
                "--pgdata=" + folder.resolve("data"),
                "--username=" + ADMINISTRATOR,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync");
        run(
                folder,
                Need.OPENSSL.path().toString(),
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=127.0.0.1",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                folder.resolve("data/server.key").toString(),
                "-out",
                folder.resolve("data/server.crt").toString());
        int port = freePort();
        Process process = new ProcessBuilder(asUser(
                        Need.POSTGRES.path().toString(),
                        "-D",
                        folder.resolve("data").toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "ssl=on",
                        "-c",
                        "log_statement=all",
                        // What new servers and others may have by default, and scripts are not written for.
                        "-c",
                        "standard_conforming_strings=off",
                        // Nothing here outlives the test.
                        "-c",
                        "fsync=off"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        URLClassLoader loader = DriverJars.POSTGRESQL.loader();
        PostgreSqlServer server =
                new PostgreSqlServer(folder, process, port, DriverJars.POSTGRESQL.load(loader), loader);
        server.await();
        server.letIn("");
        return server;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> asUser(String... command) {
        Stream<String> prefix = isRoot()
                ? Stream.of(
                        Need.SETPRIV.path().toString(),
                        "--reuid=" + USER_OF_DEBIAN,
                        "--regid=" + USER_OF_DEBIAN,
                        "--clear-groups")
                : Stream.of();
        return Stream.concat(prefix, Stream.of(command)).toList();
    }

    private static void run(Path folder, String... command) throws Exception {
        Command.Result made = new Command(folder, PATIENCE).run(asUser(command));
        if (made.code() != 0) {
            throw new AssertionError(made.toString());
        }
    }

    private void await() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection administrator = connect(ADMINISTRATOR, PASSWORD, "127.0.0.1", "postgres")) {
                if (administrator.isValid(1)) {
                    return;
                }
            } catch (SQLException notYet) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    String log = log();
                    close();
                    throw new AssertionError(log, notYet);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Lets in whom these lines of a pg_hba.conf let in, beside the administrators. */
    public void letIn(String lines) throws IOException, SQLException {
        Files.writeString(folder.resolve("data/pg_hba.conf"), String.join("\n", ACCESS) + "\n" + lines + "\n");
        rows("SELECT pg_reload_conf()");
    }

    /** What it has written about itself and about each statement. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }

    /** The JDBC URL of the server without a schema. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port;
    }

    /** The certificate that it shows, for 127.0.0.1. */
    public Path certificate() {
        return folder.resolve("data/server.crt");
    }

    public int port() {
        return port;
    }

    /** Connects from an address of this machine to a database. */
    public Connection connect(String user, String password, String from, String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("localSocketAddress", from);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("connectTimeout", "5");
        return driver.connect(url() + "/" + database, properties);
    }

    /** Executes a statement as the administrator, in a database. */
    public void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(ADMINISTRATOR, PASSWORD, "127.0.0.1", database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query of the administrator in the database postgres, columns separated by blanks. */
    public List<String> rows(String sql) throws SQLException {
        return rows("postgres", sql);
    }

    /** The same in another database. */
    public List<String> rows(String database, String sql) throws SQLException {
        try (Connection connection = connect(ADMINISTRATOR, PASSWORD, "127.0.0.1", database)) {
            return SqlRows.of(connection, sql);
        }
    }

    @Override
    public void close() throws IOException {
        // Processes that it has started end with it.
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            process.destroyForcibly();
        }
        loader.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
