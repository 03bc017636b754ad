package io.github.apim.database;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.JdbcUrl;
import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The deployment's own driver, in a class loader of its own: what the nodes will use is what connects here. */
final class JdbcDriver implements Closeable {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Longer than any one statement of a script takes; a server that has died is noticed in the end. */
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private final URLClassLoader loader;
    private final Driver driver;
    private final Dialect dialect;

    private JdbcDriver(URLClassLoader loader, Driver driver, Dialect dialect) {
        this.loader = loader;
        this.driver = driver;
        this.dialect = dialect;
    }

    /** @throws DatabaseException if the jar does not hold the class, or it does not load */
    static JdbcDriver open(Path jar, String driverClass, Dialect dialect) throws IOException {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        try {
            Object driver =
                    loader.loadClass(driverClass).getDeclaredConstructor().newInstance();
            return new JdbcDriver(loader, (Driver) driver, dialect);
        } catch (ReflectiveOperationException | LinkageError | ClassCastException problem) {
            loader.close();
            throw new DatabaseException(jar + ": the driver " + driverClass + " cannot be loaded (" + problem
                    + "); see databases.driver and databases.driver-class of the descriptor");
        }
    }

    /**
     * What the driver says of itself.
     *
     * @param server the URL without a schema
     */
    KnownDriver known(String server) throws DatabaseException {
        Map<String, String> defaults = new HashMap<>();
        try {
            if (!driver.acceptsURL(server + "/")) {
                throw otherUrl(server);
            }
            for (DriverPropertyInfo property : driver.getPropertyInfo(server + "/", new Properties())) {
                defaults.put(property.name, String.valueOf(property.value));
            }
            return new KnownDriver(driver.getClass().getName(), Map.copyOf(defaults));
        } catch (SQLException problem) {
            throw new DatabaseException("the driver " + driver.getClass().getName() + " does not tell its parameters: "
                    + DatabaseException.said(problem));
        }
    }

    private DatabaseException otherUrl(String server) {
        return new DatabaseException("the driver " + driver.getClass().getName() + " takes no URL such as " + server
                + "; see databases.driver and databases.driver-class of the descriptor");
    }

    /**
     * Connects to a database of the server, or to none.
     *
     * @param server   the URL without a schema
     * @param database its name; empty for none, where the server has such connections
     * @param advice   what to do about an account that is not let in
     */
    Connection connect(
            String server, String database, ConnectionSettings settings, Credentials credentials, String advice)
            throws DatabaseException {
        Properties properties = new Properties();
        properties.setProperty("user", credentials.username());
        properties.setProperty("password", credentials.password().reveal());
        dialect.driverDefaults(CONNECT, ANSWER).forEach(properties::setProperty);
        settings.fixed().forEach(properties::setProperty);
        String who = credentials.username();
        try {
            Connection connection = driver.connect(JdbcUrl.of(server, database, settings.url()), properties);
            if (connection == null) {
                throw otherUrl(server);
            }
            return connection;
        } catch (SQLException problem) {
            if (!dialect.isRefused(problem)) {
                throw new DatabaseException("the database server " + server + " cannot be reached: "
                        + DatabaseException.said(problem)
                        + "; is it up, does it listen there (" + dialect.listening() + "), and does a firewall let this"
                        + " machine through? If this machine reaches it under another address, give it by"
                        + " -Dapim.databaseUrl=jdbc:…://…");
            }
            throw new DatabaseException("the database server " + server + " does not let " + who + " in: "
                    + DatabaseException.said(problem)
                    + "; " + advice);
        }
    }

    @Override
    public void close() throws IOException {
        dialect.driverCleaners().forEach((type, method) -> {
            try {
                Class.forName(type, false, loader).getMethod(method).invoke(null);
            } catch (ReflectiveOperationException otherDriver) {
                return;
            }
        });
        loader.close();
    }
}
