package io.github.apim.adoption;

import io.github.apim.deployment.JdbcUrl;
import io.github.apim.family.spi.Sign;
import io.github.apim.product.DatabaseKind;
import io.github.apim.product.Role;
import io.github.apim.rules.HomeReader.Seen;
import io.github.apim.topology.SharedSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The database server that nodes share: by their datasources, of which the most frequent values count. */
final class SharedDatabases {

    private static final Pattern USUAL =
            Pattern.compile("(?<server>jdbc:[a-z0-9:]+://[^/?;]*)/(?<schema>[^?;]*)(?:\\?(?<more>.*))?");
    private static final Pattern SQL_SERVER =
            Pattern.compile("(?i)(?<server>jdbc:sqlserver://[^;]*);databaseName=(?<schema>[^;]*)(?:;(?<more>.*))?");

    private final Guess guess;

    private SharedDatabases(Guess guess) {
        this.guess = guess;
    }

    /** A datasource that leads to a server. */
    private record Database(String server, String schema, String more, String user, String password, String why) {

        /** A user of a server has one password, so one that only the servers' vault has may be known from elsewhere. */
        Database knowing(Collection<Database> others) {
            return Vault.isAlias(password)
                    ? others.stream()
                            .filter(other -> other.server.equals(server) && other.user.equals(user))
                            .min(Comparator.comparing(other -> Vault.isAlias(other.password)))
                            .map(other -> new Database(server, schema, more, user, other.password, why))
                            .orElse(this)
                    : this;
        }
    }

    /**
     * Adds what was found.
     *
     * @throws AdoptionException if no home leads to a database server
     */
    static void find(Guess guess) throws IOException {
        new SharedDatabases(guess).find();
    }

    private void find() throws IOException {
        Map<SharedSchema, Database> found = new LinkedHashMap<>();
        for (SharedSchema schema : SharedSchema.values()) {
            most(node -> database(node, schema)).ifPresent(database -> found.put(schema, database));
        }
        if (found.isEmpty()) {
            String unreadable = guess.unreadable.isEmpty()
                    ? ""
                    : String.join("; ", guess.unreadable) + "; mend that first. As far as files could be read, ";
            throw new AdoptionException(unreadable + "no home has a datasource of the name "
                    + SharedSchema.API_MANAGER.datasource() + ", " + SharedSchema.USER_MANAGEMENT.datasource() + " or "
                    + SharedSchema.REGISTRY.datasource() + " that leads to a database server, and a descriptor names"
                    + " one; nodes that share no database are no deployment that the plugin can build");
        }
        List<Database> all = List.copyOf(found.values());
        found.replaceAll((schema, database) -> database.knowing(all));
        Database main = found.containsKey(SharedSchema.USER_MANAGEMENT)
                ? found.get(SharedSchema.USER_MANAGEMENT)
                : found.values().iterator().next();
        guess.put("databases.url", main.server(), main.why());
        if (!main.more().isEmpty()) {
            guess.put("databases.parameters", main.more(), main.why());
        }
        String users = guess.vault.server("apim-db", main.user(), main.password(), main.why());
        driver(main.server());
        guess.put("databases.credentials", users, main.why());
        found.forEach((schema, database) -> add(schema, database, main));
    }

    private void add(SharedSchema schema, Database database, Database main) {
        String key = "databases.schemas." + schema.key();
        boolean sameUser =
                database.user().equals(main.user()) && database.password().equals(main.password());
        if (sameUser && database.server().equals(main.server())) {
            guess.put(key, database.schema(), database.why());
            return;
        }
        guess.put(key + ".name", database.schema(), database.why());
        if (!database.server().equals(main.server())) {
            guess.put(key + ".url", database.server(), database.why());
        }
        if (!sameUser) {
            guess.put(
                    key + ".credentials",
                    guess.vault.server("apim-db-" + schema.key(), database.user(), database.password(), database.why()),
                    database.why());
        }
    }

    private static Optional<Database> database(AdoptedNode node, SharedSchema schema) {
        String name = schema.datasource();
        Optional<Seen> url = node.signs().find(Sign.DATABASE_URL, name);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        String text = url.get().value();
        boolean sqlServer =
                DatabaseKind.of(text).filter(DatabaseKind.SQL_SERVER::equals).isPresent();
        Matcher parts = (sqlServer ? SQL_SERVER : USUAL).matcher(text);
        String user = node.signs().text(Sign.DATABASE_USER, name);
        String password = node.signs().text(Sign.DATABASE_PASSWORD, name);
        if (!parts.matches()) {
            return Optional.of(
                    new Database(text, JdbcUrl.schema(text).orElse(user), "", user, password, node.at(url.get())));
        }
        String more = Optional.ofNullable(parts.group("more")).orElse("");
        return Optional.of(new Database(
                parts.group("server"),
                parts.group("schema"),
                sqlServer ? more.replace(';', '&') : more,
                user,
                password,
                node.at(url.get())));
    }

    /** The value that most nodes have, and of those the first, whatever stands where. */
    private Optional<Database> most(Function<AdoptedNode, Optional<Database>> value) {
        Map<List<String>, Integer> counts = new LinkedHashMap<>();
        Map<List<String>, Database> first = new LinkedHashMap<>();
        for (AdoptedNode node : guess.nodes) {
            value.apply(node).ifPresent(database -> {
                List<String> key = List.of(
                        database.server(), database.schema(), database.more(), database.user(), database.password());
                counts.merge(key, 1, Integer::sum);
                first.putIfAbsent(key, database);
            });
        }
        return counts.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .map(most -> first.get(most.getKey()));
    }

    private void driver(String server) throws IOException {
        Optional<Seen> named = guess.nodes.stream()
                .flatMap(node -> node.signs().having(Sign.DATABASE_DRIVER).stream()
                        .flatMap(name -> node.signs().find(Sign.DATABASE_DRIVER, name).stream()))
                .findFirst();
        String usual = DatabaseKind.of(server).map(DatabaseKind::driverClass).orElse("");
        String driverClass =
                named.map(Seen::value).filter(text -> !text.isEmpty()).orElse(usual);
        Optional<Jar> jar = jar(driverClass);
        if (jar.isEmpty()) {
            throw new AdoptionException("no home holds a jar with " + driverClass
                    + ", the class that the datasources name; put the driver into one of them and adopt again");
        }
        guess.files.put(jar.get().place(), jar.get().bytes());
        guess.put("databases.driver", jar.get().place(), jar.get().why());
        if (!driverClass.equals(usual)) {
            guess.put("databases.driver-class", driverClass, jar.get().why());
        }
    }

    private record Jar(String place, byte[] bytes, String why) {}

    /** A jar of a home that holds the driver. */
    private Optional<Jar> jar(String driverClass) throws IOException {
        String entry = driverClass.replace('.', '/') + ".class";
        for (AdoptedNode node : guess.nodes) {
            if (node.role() == Role.MESSAGE_BROKER) {
                continue;
            }
            for (String path : guess.added(node)) {
                if (path.endsWith(".jar")) {
                    byte[] bytes = node.home().tree().read(path);
                    if (holds(bytes, entry)) {
                        String name = path.substring(path.lastIndexOf('/') + 1);
                        return Optional.of(
                                new Jar("jars/" + name, bytes, node.home().name() + "/" + path));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(byte[] jar, String wanted) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(wanted)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | IllegalArgumentException noJar) {
            return false;
        }
    }
}
