package io.github.apim.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes key stores with the JDK's keytool. */
public final class KeyStores {

    private KeyStores() {}

    /** A JKS with a new key under the alias wso2carbon, whose certificate is for this name. */
    public static byte[] selfSigned(Path file, String name) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "wso2carbon",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "1024",
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "JKS",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "wso2carbon",
                        "-keypass",
                        "wso2carbon")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return Files.readAllBytes(file);
    }
}
