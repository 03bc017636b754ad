package io.github.apim.descriptor;

import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Databases.Schema;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.product.DatabaseKind;
import io.github.apim.product.Examples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the servers and users of a descriptor's schemas to each other: no single key tells whether they fit. */
final class DatabaseServers {

    private static final String SCHEMAS = "databases.schemas.";

    private final ReadResult descriptor;
    private final Databases databases;
    private final Map<String, Schema> schemas = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private DatabaseServers(ReadResult descriptor) {
        this.descriptor = descriptor;
        this.databases = descriptor.deployment().databases();
        schemas.put("api-manager", databases.schemas().apiManager());
        schemas.put("user-management", databases.schemas().userManagement());
        schemas.put("registry", databases.schemas().registry());
        schemas.put("shared", databases.schemas().shared());
        schemas.put("statistics", databases.schemas().statistics());
    }

    /** What does not fit. */
    static List<Problem> check(ReadResult descriptor) {
        DatabaseServers servers = new DatabaseServers(descriptor);
        servers.check();
        return List.copyOf(servers.problems);
    }

    private void check() {
        schemas.forEach(this::kind);
        List<String> keys = List.copyOf(schemas.keySet());
        for (int i = 0; i < keys.size(); i++) {
            for (int j = 0; j < i; j++) {
                users(keys.get(j), keys.get(i));
            }
        }
        if (databases.kind().filter(DatabaseKind.ORACLE::equals).isPresent()) {
            oracle();
        }
    }

    private void kind(String key, Schema schema) {
        Optional<DatabaseKind> kind = DatabaseKind.of(schema.url());
        if (kind.isPresent() && JdbcUrl.endpoints(schema.url()).isEmpty()) {
            problem(
                    schema.url().equals(databases.url()) ? "databases.url" : SCHEMAS + key + ".url",
                    "names no host, or no port that there could be; it has the form host:port");
        }
        if (!kind.equals(databases.kind())) {
            problem(
                    SCHEMAS + key + ".url",
                    "is the URL of another kind of server than databases.url, but all schemas are reached by the one"
                            + " driver of databases.driver, which takes no such URL; name a server of the same kind");
        }
    }

    private void users(String first, String second) {
        Schema one = schemas.get(first);
        Schema other = schemas.get(second);
        if (!one.isBeside(other)) {
            return;
        }
        boolean sameUser =
                one.credentials().username().equals(other.credentials().username());
        if (sameUser && !one.credentials().password().equals(other.credentials().password())) {
            problem(
                    SCHEMAS + second + ".credentials",
                    "has another password than schema " + first + ", but the user "
                            + other.credentials().username()
                            + " and the server are the same, and a user has one password; the nodes would be let into"
                            + " one of the two; name another user, or the same password");
        } else if (!sameUser && one.name().equals(other.name()) && !isOracle(other)) {
            problem(
                    SCHEMAS + second + ".credentials",
                    "has another user than schema " + first + ", but both are the one database " + one.name()
                            + "; what one user makes there the other may not touch; name one user for both, or another"
                            + " database");
        }
    }

    private static boolean isOracle(Schema schema) {
        return DatabaseKind.of(schema.url()).filter(DatabaseKind.ORACLE::equals).isPresent();
    }

    private void oracle() {
        if (!databases.parameters().isEmpty()) {
            problem(
                    "databases.parameters",
                    "Oracle's driver takes none in a URL of the form jdbc:oracle:thin:@host:1521/SERVICE; remove them,"
                            + " and set what they are for by edits of " + Examples.DATASOURCES
                            + " (connectionProperties)");
        }
        schemas.forEach((key, schema) -> {
            if (!schema.name().equalsIgnoreCase(schema.credentials().username())) {
                problem(
                        SCHEMAS + key + ".name",
                        "is " + schema.name() + ", but its user is "
                                + schema.credentials().username()
                                + ", and with Oracle a schema is a user; give both the same name");
            }
        });
    }

    private void problem(String path, String message) {
        String known = descriptor.locations().containsKey(path) ? path : path.substring(0, path.lastIndexOf('.'));
        Problem problem = new Problem(Severity.ERROR, descriptor.locationOf(known), known, message);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
