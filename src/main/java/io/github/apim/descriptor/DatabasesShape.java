package io.github.apim.descriptor;

import static io.github.apim.descriptor.DescriptorShape.credentials;
import static io.github.apim.descriptor.DescriptorShape.file;
import static io.github.apim.descriptor.DescriptorShape.optional;
import static io.github.apim.descriptor.DescriptorShape.required;
import static io.github.apim.descriptor.DescriptorShape.standard;
import static io.github.apim.descriptor.DescriptorShape.struct;
import static io.github.apim.descriptor.DescriptorShape.text;

import io.github.apim.descriptor.Shape.Either;
import io.github.apim.descriptor.Shape.Key;
import io.github.apim.descriptor.Shape.Struct;
import java.util.Map;

/** The shape of {@code databases}. */
final class DatabasesShape {

    /** What the schemas are called unless the descriptor says otherwise. */
    static final Map<String, String> SCHEMA_NAMES = Map.of(
            "api-manager", "apimgtdb",
            "user-management", "userdb",
            "registry", "regdb",
            "shared", "shareddb",
            "statistics", "statsdb");

    private DatabasesShape() {}

    static Struct section() {
        Struct schemas = struct(
                schema("api-manager", "APIs, applications and tokens"),
                schema("user-management", "users and roles"),
                schema("registry", "the shared registry"),
                schema("shared", "users, roles and the shared registry, from API Manager 3.0 on"),
                schema("statistics", "summaries of the APIs' use"));
        return struct(
                required("url", text(Formats.JDBC_URL), "JDBC URL of the server, without a schema."),
                optional(
                        "version",
                        text(Formats.DATABASE_VERSION),
                        "The server's version, in quotes, where the packs have scripts for several of them."),
                standard(
                        "parameters",
                        text(Formats.JDBC_PARAMETERS),
                        "",
                        "What each JDBC URL says behind the schema, without the '?' or ';' before it."),
                required("driver", file(), "The JDBC driver's jar."),
                optional(
                        "driver-class",
                        text(Formats.JAVA_CLASS),
                        "The driver class that the datasources name; without it, the usual one of the URL's kind of"
                                + " server."),
                required("credentials", credentials(), "User name and password of the database user."),
                standard(
                        "schemas", schemas, "", "The schemas, each by its name or with a server and user of its own."));
    }

    private static Map.Entry<String, Key> schema(String key, String content) {
        Struct full = struct(
                optional("name", text(Formats.SCHEMA_NAME), "The schema's name; without it, the usual one."),
                optional(
                        "url",
                        text(Formats.JDBC_URL),
                        "JDBC URL of its own server, without a schema; without it, the one of all."),
                optional("credentials", credentials(), "Its own database user; without it, the one of all."));
        return standard(
                key,
                new Either(text(Formats.SCHEMA_NAME), full),
                SCHEMA_NAMES.get(key),
                "The schema of " + content + ".");
    }
}
