package io.github.apim.family.toml;

import io.github.apim.deployment.Databases;
import io.github.apim.family.carbon.DatabaseDriverOverlay;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.DatabaseKind;
import io.github.apim.topology.SharedSchema;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The schemas that the node shares with others; what it does not share stays the H2 file of the pack (am-3 §5, am-4 §6). */
public final class DatabaseSettings implements Settings {

    private static final String SHARED = "database.shared_db";

    private final Function<NodeContext, String> apiManager;

    /** Of API Manager's own nodes. */
    public DatabaseSettings() {
        this(context -> "database.apim_db");
    }

    /** @param apiManager the table of the API Manager's schema in the file of a node */
    public DatabaseSettings(Function<NodeContext, String> apiManager) {
        this.apiManager = apiManager;
    }

    @Override
    public void add(NodeContext context, NodeSettings settings) throws IOException {
        List<SharedSchema> used =
                SharedSchema.of(context.deployment(), context.node().role());
        for (SharedSchema schema : List.of(SharedSchema.API_MANAGER, SharedSchema.SHARED)) {
            String table = schema == SharedSchema.API_MANAGER ? apiManager.apply(context) : SHARED;
            if (used.contains(schema)) {
                shared(table, schema, context, settings);
            } else {
                settings.without(table);
            }
        }
    }

    private static void shared(String table, SharedSchema schema, NodeContext context, NodeSettings settings)
            throws IOException {
        Databases databases = context.deployment().databases();
        Databases.Schema own = schema.in(databases);
        DatabaseKind kind = databases.kind().orElse(DatabaseKind.MYSQL);
        settings.without(table)
                .set(table, "type", type(kind))
                .set(table, "url", Escaped.forXml(databases.urlOf(own)))
                .set(table, "username", Escaped.forXml(own.credentials().username()))
                .set(
                        table,
                        "password",
                        Escaped.forXml(own.credentials().password().reveal()))
                .set(table, "driver", DatabaseDriverOverlay.driverClass(context))
                .set(table, "validationQuery", kind == DatabaseKind.ORACLE ? "SELECT 1 FROM DUAL" : "SELECT 1");
    }

    /** What the mapper calls it. All that it would infer from that is said beside it. */
    private static String type(DatabaseKind kind) {
        return switch (kind) {
            case MYSQL, MARIADB -> "mysql";
            case POSTGRESQL -> "postgre";
            case ORACLE -> "oracle";
            case SQL_SERVER -> "mssql";
        };
    }
}
