package io.github.apim.testing;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Driver;

/** JDBC drivers of other people, from the local repository of the build, each in a class loader of its own. */
public enum DriverJars {
    /** The guide's: for Java 7, as the products of that time need it. */
    POSTGRESQL_FOR_JAVA_7(
            "org/postgresql/postgresql/42.2.28.jre7/postgresql-42.2.28.jre7.jar", "org.postgresql.Driver"),
    POSTGRESQL("org/postgresql/postgresql/42.7.13/postgresql-42.7.13.jar", "org.postgresql.Driver"),
    ORACLE("com/oracle/database/jdbc/ojdbc8/21.9.0.0/ojdbc8-21.9.0.0.jar", "oracle.jdbc.OracleDriver"),
    SQL_SERVER(
            "com/microsoft/sqlserver/mssql-jdbc/12.8.1.jre8/mssql-jdbc-12.8.1.jre8.jar",
            "com.microsoft.sqlserver.jdbc.SQLServerDriver");

    private final String path;
    private final String type;

    DriverJars(String path, String type) {
        this.path = path;
        this.type = type;
    }

    /** Where it lies. */
    public Path jar() {
        return Path.of(System.getProperty(
                        "apim.it.outerRepository",
                        Path.of(System.getProperty("user.home"), ".m2/repository")
                                .toString()))
                .resolve(path);
    }

    /** What is done with a driver. */
    @FunctionalInterface
    public interface Use<T> {
        T with(Driver driver) throws Exception;
    }

    /** Loads it, lets it be used, and forgets it. */
    public <T> T use(Use<T> use) throws Exception {
        try (URLClassLoader loader = loader()) {
            return use.with(load(loader));
        }
    }

    URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {jar().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    Driver load(URLClassLoader loader) throws ReflectiveOperationException {
        return (Driver) loader.loadClass(type).getDeclaredConstructor().newInstance();
    }
}
