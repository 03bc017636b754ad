package io.github.apim.database;

import io.github.apim.deployment.Credentials;
import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** The deployment's own driver, in a class loader of its own: what the nodes will use is what connects here. */
final class JdbcDriver implements Closeable {

    private static final int CONNECT_MILLISECONDS = 10_000;

    /** Longer than any one statement of a script takes; a server that has died is noticed in the end. */
    private static final int ANSWER_MILLISECONDS = 600_000;

    /** MySQL's drivers start a thread with their class, which would keep the class loader for as long as Maven runs. */
    private static final List<String> CLEANERS = List.of(
            "com.mysql.jdbc.AbandonedConnectionCleanupThread", "com.mysql.cj.jdbc.AbandonedConnectionCleanupThread");

    private final URLClassLoader loader;
    private final Driver driver;

    private JdbcDriver(URLClassLoader loader, Driver driver) {
        this.loader = loader;
        this.driver = driver;
    }

    /** @throws DatabaseException if the jar does not hold the class, or it does not load */
    static JdbcDriver open(Path jar, String driverClass) throws IOException {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        try {
            Object driver =
                    loader.loadClass(driverClass).getDeclaredConstructor().newInstance();
            return new JdbcDriver(loader, (Driver) driver);
        } catch (ReflectiveOperationException | LinkageError | ClassCastException problem) {
            loader.close();
            throw new DatabaseException(jar + ": the driver " + driverClass + " cannot be loaded (" + problem
                    + "); see databases.driver and databases.driver-class of the descriptor");
        }
    }

    /**
     * Connects to the server itself, to no schema.
     *
     * @param server     the URL without a schema
     * @param parameters those of the nodes' URLs
     */
    Connection connect(String server, String parameters, Credentials credentials) throws DatabaseException {
        Properties properties = new Properties();
        properties.setProperty("user", credentials.username());
        properties.setProperty("password", credentials.password().reveal());
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_MILLISECONDS));
        properties.setProperty("socketTimeout", Integer.toString(ANSWER_MILLISECONDS));
        String who = credentials.username();
        try {
            Connection connection =
                    driver.connect(server + "/" + (parameters.isEmpty() ? "" : "?" + parameters), properties);
            if (connection == null) {
                throw new DatabaseException("the driver " + driver.getClass().getName() + " takes no URL such as "
                        + server + "; see databases.driver and databases.driver-class of the descriptor");
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
                    + "; " + DatabaseException.ADMINISTRATOR);
        }
    }

    @Override
    public void close() throws IOException {
        for (String cleaner : CLEANERS) {
            try {
                Class<?> thread = Class.forName(cleaner, false, loader);
                thread.getMethod("checkedShutdown").invoke(null);
            } catch (ReflectiveOperationException otherDriver) {
                continue;
            }
        }
        loader.close();
    }
}
