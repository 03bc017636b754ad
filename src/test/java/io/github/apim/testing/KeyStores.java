package io.github.apim.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes key stores with a key and its own certificate, as keytool does. */
public final class KeyStores {

    private static final String SHIPPED_PASSWORD = "wso2carbon";

    private KeyStores() {}

    /** A new key store of this type with one entry, whose certificate is for localhost. */
    public static Path create(Path file, String type, String password, String alias) throws IOException {
        return generate(file, type, password, alias, "localhost");
    }

    /** A new PKCS12 with an RSA key of this size, whose certificate is for this name, also as a name of TLS. */
    public static Path server(Path file, String password, String name, int bits) throws IOException {
        return generate(
                file,
                "PKCS12",
                password,
                "server",
                name,
                List.of("-keyalg", "RSA", "-keysize", Integer.toString(bits), "-ext", "san=dns:" + name));
    }

    /** A JKS as the packs ship it, with a new key under the alias wso2carbon, whose certificate is for this name. */
    public static byte[] selfSigned(Path file, String name) throws IOException {
        return Files.readAllBytes(generate(file, "JKS", SHIPPED_PASSWORD, "wso2carbon", name));
    }

    /** A JKS as the packs ship it, whose certificate has expired the day before yesterday. */
    public static byte[] expired(Path file) throws IOException {
        return Files.readAllBytes(generate(
                file,
                "JKS",
                SHIPPED_PASSWORD,
                "wso2carbon",
                "localhost",
                List.of("-keyalg", "EC", "-startdate", "-3d")));
    }

    private static Path generate(Path file, String type, String password, String alias, String name)
            throws IOException {
        return generate(file, type, password, alias, name, List.of("-keyalg", "EC"));
    }

    private static Path generate(Path file, String type, String password, String alias, String name, List<String> kind)
            throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path said = Files.createTempFile("keytool", ".txt");
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-dname",
                    "CN=" + name,
                    "-validity",
                    "1",
                    "-storetype",
                    type,
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    password,
                    "-keypass",
                    password,
                    "-alias",
                    alias));
            command.addAll(kind);
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                keytool.destroyForcibly();
                throw new IOException(
                        "keytool made no " + file + ": " + Files.readString(said, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new IOException(problem);
        } finally {
            Files.delete(said);
        }
        return file;
    }
}
