package io.github.apim.keys;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.Command;
import io.github.apim.testing.MadeKeys;
import io.github.apim.testing.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What tests of made keys have in common. */
abstract class KeysInFolder {

    static final String BALANCER = """
            load-balancer:
              virtual-hosts:
                gateway-worker: gw.example.com
                key-manager: { name: km.example.com, https: 443 }
            """;

    static final String NODES = """
            nodes:
              gw-1: { role: gateway-worker, host: gw-1.internal, address: 10.0.0.11 }
              gw-2: { role: gateway-worker, host: gw-2.internal, address: fd00::12, offset: 1 }
              km:   { role: key-manager, host: km.internal, address: 10.0.0.13 }
              pub:  { role: publisher, host: 10.0.0.14 }
            """;

    static final String DESCRIPTOR = """
            packs: { api-manager: wso2am-1.9.0.zip }
            databases: { url: "jdbc:mysql://db", driver: a.jar, credentials: db }
            key-stores:
              identity: { path: keys/apim.jks, alias: apim, credentials: store-hidden }
              trust: { path: keys/trust.jks, credentials: trust-hidden }
            """ + NODES;

    /** The folder of the descriptor. */
    abstract Path folder();

    final String problem(MadeKeys keys, String descriptor) {
        List<String> told = new ArrayList<>();
        assertThatThrownBy(() -> keys.run(descriptor))
                .isInstanceOfSatisfying(DeploymentException.class, failure -> told.add(failure.getMessage()));
        return told.get(0);
    }

    final List<String> files() throws IOException {
        Path keys = folder().resolve("keys");
        try (Stream<Path> files = Files.walk(keys)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> keys.relativize(file).toString())
                    .toList();
        }
    }

    final Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (String file : files()) {
            contents.put(file, Files.readAllBytes(folder().resolve("keys").resolve(file)));
        }
        return contents;
    }

    final String mode(String file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder().resolve("keys").resolve(file)));
    }

    final KeyStore open(String file, String password) throws Exception {
        return KeyStore.getInstance(folder().resolve("keys").resolve(file).toFile(), password.toCharArray());
    }

    final Path pem(String file, String password, String alias) throws Exception {
        KeyStore store = open(file, password);
        return Files.write(
                folder().resolve(alias + ".pem"),
                Pem.certificates(List.of((X509Certificate) store.getCertificate(alias))));
    }

    final String verify(Path certificate, String option, String name) throws Exception {
        return openssl(
                "verify",
                "-CAfile",
                folder().resolve("keys/ca.crt").toString(),
                "-purpose",
                "sslserver",
                option,
                name,
                certificate.toString());
    }

    final String openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Need.OPENSSL.path().toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    final String run(String... command) throws Exception {
        Command.Result result = new Command(folder(), Duration.ofSeconds(30)).run(List.of(command));
        return result.out() + result.err();
    }
}
