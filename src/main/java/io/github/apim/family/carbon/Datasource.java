package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.ConfigurationFiles.DATASOURCES;

import io.github.apim.deployment.JdbcUrl;
import io.github.apim.product.DatabaseKind;
import io.github.apim.rules.PlannedNode;
import java.util.List;
import java.util.Optional;

/**
 * A datasource of a planned node, without its password.
 *
 * @param jndiName the name under which the product looks it up
 */
record Datasource(String name, String jndiName, String url, String user, String driverClass) {

    private static final String PLACE = "/datasources-configuration/datasources/datasource";

    /** The datasources of a node, in the file's order. */
    static List<Datasource> of(PlannedNode planned) {
        return planned.elements(DATASOURCES, PLACE).stream()
                .map(element -> new Datasource(
                        element.value("name").orElse(""),
                        element.value("jndiConfig/name").orElse(""),
                        element.value("definition/configuration/url").orElse(""),
                        element.value("definition/configuration/username").orElse(""),
                        element.value("definition/configuration/driverClassName")
                                .orElse("")))
                .toList();
    }

    static Optional<Datasource> named(PlannedNode planned, String name) {
        return of(planned).stream()
                .filter(datasource -> datasource.name.equals(name))
                .findFirst();
    }

    static Optional<Datasource> lookedUp(PlannedNode planned, String jndiName) {
        return of(planned).stream()
                .filter(datasource -> datasource.jndiName.equals(jndiName))
                .findFirst();
    }

    /** Where it stands in the file. */
    String place() {
        return placeOf(name);
    }

    static String placeOf(String name) {
        return PLACE + "[name='" + name + "']";
    }

    /** The schema that it leads to; with Oracle that is the user (matrix §1.7). */
    Optional<String> schema() {
        boolean schemaIsUser =
                DatabaseKind.of(url).filter(DatabaseKind.ORACLE::equals).isPresent();
        return schemaIsUser ? Optional.of(user) : JdbcUrl.schema(url);
    }

    /** H2 keeps a database in a file of the node. */
    boolean isLocal() {
        return url.startsWith("jdbc:h2:");
    }
}
