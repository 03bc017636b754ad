package io.github.apim.family.carbon;

import io.github.apim.deployment.Databases;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlElement;
import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.DatabaseKind;
import io.github.apim.topology.SharedSchema;
import java.io.IOException;
import java.util.List;

/**
 * The shared schemas as datasources (matrix §1.2). The shipped H2 datasources stay: each node needs a local registry of
 * its own, and {@code WSO2AM_DB} is looked up in every profile, used or not (matrix §1.1, M19).
 */
public final class DatasourcesOverlay implements Overlay {

    private static final String DATASOURCES = "/datasources-configuration/datasources";

    @Override
    public String name() {
        return "datasources";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        List<SharedSchema> schemas =
                SharedSchema.of(context.deployment(), context.node().role());
        if (schemas.isEmpty()) {
            return;
        }
        Databases databases = context.deployment().databases();
        files.xml(CarbonFiles.DATASOURCES, shipped -> {
            XmlFile xml = shipped;
            for (SharedSchema schema : schemas) {
                xml = xml.has(place(schema)) ? repointed(xml, databases, schema) : put(xml, databases, schema);
            }
            return xml;
        });
        files.secret(CarbonFiles.DATASOURCES);
    }

    private static String place(SharedSchema schema) {
        return DATASOURCES + "/datasource[name='" + schema.datasource() + "']";
    }

    private static XmlFile put(XmlFile xml, Databases databases, SharedSchema schema) {
        Databases.Schema database = schema.in(databases);
        XmlElement configuration = XmlElement.of("configuration")
                .child("url", databases.urlOf(database))
                .child("username", database.credentials().username())
                .child("password", database.credentials().password().reveal());
        if (schema == SharedSchema.API_MANAGER) {
            // As shipped: the API Manager's code commits by itself.
            configuration = configuration.child("defaultAutoCommit", "false");
        }
        configuration = configuration
                .child("driverClassName", databases.driverClass())
                .child("maxActive", Integer.toString(SharedSchema.POOL_SIZE))
                .child("maxWait", "60000")
                .child("testOnBorrow", "true")
                .child("validationQuery", validationQuery(databases))
                .child("validationInterval", "30000");
        XmlElement datasource = XmlElement.of("datasource")
                .child("name", schema.datasource())
                .child("description", schema.description())
                .child(XmlElement.of("jndiConfig").child("name", schema.jndiName()))
                .child(XmlElement.of("definition").attribute("type", "RDBMS").child(configuration));
        return xml.put(place(schema), datasource, Placement.after("datasource"));
    }

    /** A shipped datasource keeps its name and pool and gets another database. */
    private static XmlFile repointed(XmlFile xml, Databases databases, SharedSchema schema) {
        String configuration = place(schema) + "/definition[@type='RDBMS']/configuration";
        Databases.Schema database = schema.in(databases);
        XmlFile repointed = xml.setText(configuration + "/url", databases.urlOf(database))
                .setText(configuration + "/username", database.credentials().username())
                .setText(
                        configuration + "/password",
                        database.credentials().password().reveal())
                .setText(configuration + "/driverClassName", databases.driverClass());
        String query = configuration + "/validationQuery";
        return repointed.has(query) ? repointed.setText(query, validationQuery(databases)) : repointed;
    }

    /** What each kind of server answers without a table; an unknown kind is asked as it was shipped (matrix §1.7). */
    private static String validationQuery(Databases databases) {
        return databases.kind().orElse(DatabaseKind.MYSQL).validationQuery();
    }
}
