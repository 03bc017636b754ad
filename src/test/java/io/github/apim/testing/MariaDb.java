package io.github.apim.testing;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real MariaDB in a folder of its own, on a port of loopback alone; ended with what it wrote by {@link #close}. */
public final class MariaDb implements AutoCloseable {

    /** Who may do everything, from 127.0.0.1. */
    public static final String ADMINISTRATOR = "dba";

    public static final String PASSWORD = "dba'secret\\1";

    /** What MySQL 5.7 has by default and the shipped scripts do not survive. */
    private static final String NEW_SERVERS_MODE =
            "STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final Driver driver;
    private final URLClassLoader loader;

    private MariaDb(Process process, int port, Driver driver, URLClassLoader loader) {
        this.process = process;
        this.port = port;
        this.driver = driver;
        this.loader = loader;
    }

    /** The driver of the guide, from the local repository of the build. */
    public static Path driverJar() {
        Path repository = Path.of(System.getProperty(
                "apim.it.outerRepository",
                Path.of(System.getProperty("user.home"), ".m2/repository").toString()));
        return repository.resolve("mysql/mysql-connector-java/5.1.49/mysql-connector-java-5.1.49.jar");
    }

    /** Makes and starts a server; skips the test where MariaDB is not installed. */
    public static MariaDb start(Path folder) throws Exception {
        Path data = folder.resolve("data");
        String user = "--user=" + System.getProperty("user.name");
        Command.Result made = new Command(folder, PATIENCE)
                .run(List.of(
                        Need.MARIADB_INSTALL_DB.path().toString(),
                        "--no-defaults",
                        user,
                        "--datadir=" + data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"));
        if (made.code() != 0) {
            throw new AssertionError(made.toString());
        }
        int port = FreePorts.next();
        Process process = new ProcessBuilder(
                        Need.MARIADBD.path().toString(),
                        "--no-defaults",
                        user,
                        "--datadir=" + data,
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        // A socket's path must be short, and a temporary folder's need not be.
                        "--socket=" + data.resolve("s"),
                        "--pid-file=" + folder.resolve("pid"),
                        "--sql-mode=" + NEW_SERVERS_MODE,
                        "--character-set-server=utf8mb4",
                        "--skip-name-resolve",
                        // Nothing here outlives the test.
                        "--innodb-flush-log-at-trx-commit=0",
                        "--innodb-doublewrite=0",
                        "--innodb-flush-method=nosync")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        URLClassLoader loader =
                new URLClassLoader(new URL[] {driverJar().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        Driver driver = (Driver) loader.loadClass("com.mysql.jdbc.Driver")
                .getDeclaredConstructor()
                .newInstance();
        MariaDb server = new MariaDb(process, port, driver, loader);
        server.awaitRoot(folder);
        return server;
    }

    private void awaitRoot(Path folder) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection root = connect("root", "", "127.0.0.1", "");
                    Statement statement = root.createStatement()) {
                String account = ADMINISTRATOR + "@'127.0.0.1'";
                statement.execute("CREATE USER " + account + " IDENTIFIED BY 'dba''secret\\\\1'");
                statement.execute("GRANT ALL ON *.* TO " + account + " WITH GRANT OPTION");
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    close();
                    throw new AssertionError(Files.readString(folder.resolve("server.log")), notYet);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** The JDBC URL of the server without a schema. */
    public String url() {
        return "jdbc:mysql://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Connects from an address of this machine, to a schema or, with an empty name, to none. */
    public Connection connect(String user, String password, String from, String schema) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("localSocketAddress", from);
        properties.setProperty("useSSL", "false");
        properties.setProperty("connectTimeout", "5000");
        return driver.connect(url() + "/" + schema, properties);
    }

    /** Executes a statement as the administrator. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = connect(ADMINISTRATOR, PASSWORD, "127.0.0.1", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query of the administrator, columns separated by blanks. */
    public List<String> rows(String sql) throws SQLException {
        try (Connection connection = connect(ADMINISTRATOR, PASSWORD, "127.0.0.1", "")) {
            return SqlRows.of(connection, sql);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            process.destroyForcibly();
        }
        loader.close();
    }
}
