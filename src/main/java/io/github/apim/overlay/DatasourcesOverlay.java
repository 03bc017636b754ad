package io.github.apim.overlay;

import io.github.apim.deployment.Databases;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlElement;
import io.github.apim.edit.XmlFile;
import java.io.IOException;

/**
 * The shared schemas as datasources (matrix §1.2). The shipped H2 datasources stay: each node needs a local registry of
 * its own, and {@code WSO2AM_DB} is looked up in every profile, used or not (matrix §1.1, M19).
 */
final class DatasourcesOverlay implements Overlay {

    static final String USER_MANAGEMENT_JNDI = "jdbc/WSO2UM_DB";
    static final String REGISTRY_JNDI = "jdbc/WSO2REG_DB";

    private static final String DATASOURCES = "/datasources-configuration/datasources";

    @Override
    public String name() {
        return "datasources";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Databases databases = context.deployment().databases();
        Databases.Schemas schemas = databases.schemas();
        files.xml(CarbonFiles.DATASOURCES, xml -> {
            XmlFile result = put(
                    xml,
                    databases,
                    "WSO2UM_DB",
                    "Users and permissions, shared by all nodes",
                    USER_MANAGEMENT_JNDI,
                    schemas.userManagement());
            result = put(
                    result,
                    databases,
                    "WSO2REG_DB",
                    "Governance and configuration registry, shared by all nodes",
                    REGISTRY_JNDI,
                    schemas.registry());
            return context.deployment().gateway().sharedApiManagerDatabase()
                    ? repointed(result, databases, "WSO2AM_DB", schemas.apiManager())
                    : result;
        });
        files.secret(CarbonFiles.DATASOURCES);
    }

    private static XmlFile put(
            XmlFile xml, Databases databases, String name, String description, String jndiName, String schema) {
        XmlElement configuration = XmlElement.of("configuration")
                .child("url", databases.urlOf(schema))
                .child("username", databases.credentials().username())
                .child("password", databases.credentials().password().reveal())
                .child("driverClassName", databases.driverClass())
                .child("maxActive", "50")
                .child("maxWait", "60000")
                .child("testOnBorrow", "true")
                .child("validationQuery", "SELECT 1")
                .child("validationInterval", "30000");
        XmlElement datasource = XmlElement.of("datasource")
                .child("name", name)
                .child("description", description)
                .child(XmlElement.of("jndiConfig").child("name", jndiName))
                .child(XmlElement.of("definition").attribute("type", "RDBMS").child(configuration));
        return xml.put(DATASOURCES + "/datasource[name='" + name + "']", datasource, Placement.after("datasource"));
    }

    /** A shipped datasource keeps its name and pool and gets another database. */
    private static XmlFile repointed(XmlFile xml, Databases databases, String name, String schema) {
        String configuration = DATASOURCES + "/datasource[name='" + name + "']/definition[@type='RDBMS']/configuration";
        return xml.setText(configuration + "/url", databases.urlOf(schema))
                .setText(configuration + "/username", databases.credentials().username())
                .setText(
                        configuration + "/password",
                        databases.credentials().password().reveal())
                .setText(configuration + "/driverClassName", databases.driverClass());
    }
}
