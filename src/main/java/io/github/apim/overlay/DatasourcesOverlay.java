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
            XmlFile result = xml.put(
                            DATASOURCES,
                            datasource(
                                    databases,
                                    "WSO2UM_DB",
                                    "Users and permissions, shared by all nodes",
                                    USER_MANAGEMENT_JNDI,
                                    schemas.userManagement()),
                            "name",
                            Placement.after("datasource"))
                    .put(
                            DATASOURCES,
                            datasource(
                                    databases,
                                    "WSO2REG_DB",
                                    "Governance and configuration registry, shared by all nodes",
                                    REGISTRY_JNDI,
                                    schemas.registry()),
                            "name",
                            Placement.after("datasource"));
            return context.deployment().gateway().sharedApiManagerDatabase()
                    ? repointed(result, databases, "WSO2AM_DB", schemas.apiManager())
                    : result;
        });
        files.secret(CarbonFiles.DATASOURCES);
    }

    private static XmlElement datasource(
            Databases databases, String name, String description, String jndiName, String schema) {
        XmlElement configuration = XmlElement.of("configuration")
                .child(XmlElement.of("url").text(databases.urlOf(schema)))
                .child(XmlElement.of("username").text(databases.credentials().username()))
                .child(XmlElement.of("password")
                        .text(databases.credentials().password().reveal()))
                .child(XmlElement.of("driverClassName").text(databases.driverClass()))
                .child(XmlElement.of("maxActive").text("50"))
                .child(XmlElement.of("maxWait").text("60000"))
                .child(XmlElement.of("testOnBorrow").text("true"))
                .child(XmlElement.of("validationQuery").text("SELECT 1"))
                .child(XmlElement.of("validationInterval").text("30000"));
        return XmlElement.of("datasource")
                .child(XmlElement.of("name").text(name))
                .child(XmlElement.of("description").text(description))
                .child(XmlElement.of("jndiConfig").child(XmlElement.of("name").text(jndiName)))
                .child(XmlElement.of("definition").attribute("type", "RDBMS").child(configuration));
    }

    /** A shipped datasource keeps its name and pool and gets another database. */
    private static XmlFile repointed(XmlFile xml, Databases databases, String name, String schema) {
        String configuration =
                DATASOURCES + "/datasource[name='" + name + "']/definition[@type='RDBMS']/configuration";
        return xml.setText(configuration + "/url", databases.urlOf(schema))
                .setText(configuration + "/username", databases.credentials().username())
                .setText(
                        configuration + "/password",
                        databases.credentials().password().reveal())
                .setText(configuration + "/driverClassName", databases.driverClass());
    }
}
