package io.github.apim.database;

import io.github.apim.deployment.Credentials;
import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The deployment's own driver, in a class loader of its own: what the nodes will use is what connects here. */
final class JdbcDriver implements Closeable {

    private static final int CONNECT_MILLISECONDS = 10_000;

    /** Longer than any one statement of a script takes; a server that has died is noticed in the end. */
    private static final int ANSWER_MILLISECONDS = 600_000;

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
     * Connects to the server itself, to no schema.
     *
     * @param server the URL without a schema
     * @param advice what to do about an account that is not let in
     */
    Connection connect(String server, ConnectionSettings settings, Credentials credentials, String advice)
            throws DatabaseException {
        Properties properties = new Properties();
        properties.setProperty("user", credentials.username());
        properties.setProperty("password", credentials.password().reveal());
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_MILLISECONDS));
        properties.setProperty("socketTimeout", Integer.toString(ANSWER_MILLISECONDS));
        settings.fixed().forEach(properties::setProperty);
        String parameters = settings.url();
        String who = credentials.username();
        try {
            Connection connection =
                    driver.connect(server + "/" + (parameters.isEmpty() ? "" : "?" + parameters), properties);
            if (connection == null) {
                throw otherUrl(server);
            }
            return connection;
        } catch (SQLException problem) {
            if (DatabaseException.isConnection(problem)) {
                throw new DatabaseException("the database server " + server + " cannot be reached: "
                        + DatabaseException.said(problem)
                        + "; is it up, does it listen there (bind-address), and does a firewall let this machine"
                        + " through? If this machine reaches it under another address, give it by"
                        + " -Dapim.databaseUrl=jdbc:mysql://…");
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
