package io.github.apim.assembly.rules;

import static io.github.apim.assembly.rules.ConfigurationFiles.DATASOURCES;

import java.util.ArrayList;
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
        List<Datasource> datasources = new ArrayList<>();
        int count = planned.values(DATASOURCES, PLACE).size();
        for (int i = 1; i <= count; i++) {
            String place = PLACE + "[" + i + "]/";
            String configuration = place + "definition/configuration/";
            datasources.add(new Datasource(
                    planned.value(DATASOURCES, place + "name").orElse(""),
                    planned.value(DATASOURCES, place + "jndiConfig/name").orElse(""),
                    planned.value(DATASOURCES, configuration + "url").orElse(""),
                    planned.value(DATASOURCES, configuration + "username").orElse(""),
                    planned.value(DATASOURCES, configuration + "driverClassName")
                            .orElse("")));
        }
        return datasources;
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

    /** H2 keeps a database in a file of the node. */
    boolean isLocal() {
        return url.startsWith("jdbc:h2:");
    }
}
