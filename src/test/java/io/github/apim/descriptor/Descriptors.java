package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.Secret;
import io.github.apim.testing.UserStoreFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes descriptors and reads them, with the properties and servers that a test gives. */
public final class Descriptors {

    /** The shortest descriptor without errors; what a test adds starts in line 9. */
    public static final String SHORTEST = """
            packs:
              api-manager: packs/wso2am-1.9.0.zip
            databases:
              url: jdbc:mysql://db.internal:3306
              driver: libs/mysql.jar
              credentials: apim-db
            nodes:
              gw-1: { role: gateway-worker, host: gw-1.internal }
            """;

    private final Path folder;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, Credentials> servers = new HashMap<>();
    private List<String> rules = List.of();

    public Descriptors(Path folder) {
        this.folder = folder;
        server("apim-db", "apim", "db-secret");
        server("apim-admin", "admin", "admin-secret");
        server("apim-svn", "svn", "svn-secret");
        server("apim-ad", "cn=apim", "ad-secret");
        server("apim-aws", "access-key", "aws-secret");
        server("key-store", "", "store-secret");
    }

    public Descriptors property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** Says which rules there are. */
    public Descriptors rules(String... ids) {
        rules = List.of(ids);
        return this;
    }

    public Descriptors server(String id, String username, String password) {
        servers.put(id, new Credentials(username, new Secret(password)));
        return this;
    }

    public Path write(String yaml) {
        return write(yaml.getBytes(StandardCharsets.UTF_8));
    }

    public Path write(byte[] yaml) {
        try {
            if (Files.notExists(folder.resolve(UserStoreFile.NAME))) {
                UserStoreFile.in(folder);
            }
            return Files.write(Files.createDirectories(folder).resolve("deployment.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ReadResult read(String yaml) {
        return read(write(yaml));
    }

    public ReadResult read(Path file) {
        return read(file, Environment.NONE);
    }

    /** The descriptor with the layers of an environment, which the test has written beside it. */
    public ReadResult read(Path file, Environment environment) {
        PropertyLookup lookup = name -> Optional.ofNullable(properties.get(name));
        CredentialsLookup credentials = id -> {
            if (id.equals("undecryptable")) {
                throw new CredentialsException("the password of <server> 'undecryptable' cannot be decrypted");
            }
            return Optional.ofNullable(servers.get(id));
        };
        try {
            return new DeploymentReader(lookup, credentials, () -> rules).read(file, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The problems of a descriptor as {@code line:column: path: message}. */
    public List<String> problems(String yaml) {
        return problems(write(yaml));
    }

    public List<String> problems(Path file) {
        DeploymentException thrown = catchThrowableOfType(DeploymentException.class, () -> read(file));
        if (thrown == null) {
            return List.of();
        }
        int prefix = file.toString().length() + 1;
        return thrown.problems().stream()
                .map(problem -> problem.toString().substring(prefix))
                .toList();
    }

    public static String resource(String name) {
        try (InputStream in = Descriptors.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
