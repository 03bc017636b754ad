package io.github.apim.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes the jars that a descriptor names: small, and with just what the plugin looks at. */
public final class TestJars {

    private TestJars() {}

    /** A jar that holds a MySQL driver class of this class file version: 49 is Java 5, 51 Java 7, 52 Java 8. */
    public static Path mysqlDriver(Path file, int classFileVersion) throws IOException {
        return jar(file, "com/mysql/jdbc/Driver.class", head(classFileVersion));
    }

    /** A jar that holds MySQL's driver class under its newer name, too. */
    public static Path newerMysqlDriver(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : new String[] {"com/mysql/jdbc/Driver.class", "com/mysql/cj/jdbc/Driver.class"}) {
                ZipEntry header = new ZipEntry(name);
                header.setTime(0);
                zip.putNextEntry(header);
                zip.write(head(52));
            }
        }
        return file;
    }

    /** A jar that holds MySQL's driver class under its newer name alone. */
    public static Path newestMysqlDriver(Path file) throws IOException {
        return jar(file, "com/mysql/cj/jdbc/Driver.class", head(52));
    }

    /** A jar that holds a PostgreSQL driver class for Java 7. */
    public static Path postgreSqlDriver(Path file) throws IOException {
        return jar(file, "org/postgresql/Driver.class", head(51));
    }

    /** The content of a jar that holds ActiveMQ's entry class for this Java. */
    public static byte[] brokerClient(int java) {
        return jar("org/apache/activemq/jndi/ActiveMQInitialContextFactory.class", head(java + 44));
    }

    /** A jar with one entry. */
    public static Path jar(Path file, String entry, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, jar(entry, content));
    }

    /** The content of a jar with one entry. */
    public static byte[] jar(String entry, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry header = new ZipEntry(entry);
            header.setTime(0);
            zip.putNextEntry(header);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] head(int classFileVersion) {
        return new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) classFileVersion};
    }
}
