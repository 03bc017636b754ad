package io.github.apim.descriptor;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Databases.Schema;
import io.github.apim.product.DatabaseKind;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the record of the databases: what a schema does not say itself is what is said for all of them. */
final class DatabasesBuilder {

    private static final String SECTION = "databases";
    private static final String SCHEMAS = "schemas";

    private final ArtifactReferences references;
    private final Map<String, Credentials> credentials;

    /** @param credentials by the section or schema that has them */
    DatabasesBuilder(ArtifactReferences references, Map<String, Credentials> credentials) {
        this.references = references;
        this.credentials = credentials;
    }

    /** The schemas of a descriptor that have more to say than a name. */
    static Stream<Value.Fields> schemas(Value.Fields root) {
        return root.fields(SECTION).flatMap(section -> section.fields(SCHEMAS)).stream()
                .flatMap(schemas -> schemas.values().values().stream())
                .filter(Value.Fields.class::isInstance)
                .map(Value.Fields.class::cast);
    }

    Databases build(Value.Fields databases) {
        String url = databases.string("url");
        Value.Fields schemas = databases.fields(SCHEMAS).orElseThrow();
        return new Databases(
                url,
                databases.string("parameters"),
                references.of(databases.any("driver").orElseThrow(), "jar"),
                databases.optionalString("driver-class").orElseGet(() -> driverClass(url)),
                credentials.get(SECTION),
                new Databases.Schemas(
                        schema(url, schemas, "api-manager"),
                        schema(url, schemas, "user-management"),
                        schema(url, schemas, "registry"),
                        schema(url, schemas, "shared"),
                        schema(url, schemas, "statistics")),
                databases.optionalString("version"));
    }

    /** A server of an unknown kind has a driver of its own, whose class the user must say. */
    private static String driverClass(String url) {
        return DatabaseKind.of(url).map(DatabaseKind::driverClass).orElse(DatabaseKind.MYSQL.driverClass());
    }

    private Schema schema(String common, Value.Fields schemas, String key) {
        Optional<Value.Fields> full = schemas.fields(key);
        String name = full.isPresent()
                ? full.get().optionalString("name").orElse(DatabasesShape.SCHEMA_NAMES.get(key))
                : schemas.string(key);
        String url =
                full.flatMap(fields -> fields.text("url")).map(Value.Text::text).orElse(common);
        Optional<Credentials> own = full.map(fields -> credentials.get(fields.path()));
        return new Schema(name, url, own.orElseGet(() -> common(url, name)));
    }

    /** With Oracle a schema is a user, so the user of all lends its password alone. */
    private Credentials common(String url, String name) {
        Credentials all = credentials.get(SECTION);
        boolean schemaIsUser =
                DatabaseKind.of(url).filter(DatabaseKind.ORACLE::equals).isPresent();
        return schemaIsUser && all != null ? new Credentials(name, all.password()) : all;
    }
}
