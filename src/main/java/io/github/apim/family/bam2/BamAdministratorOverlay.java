package io.github.apim.family.bam2;

import io.github.apim.deployment.Credentials;
import io.github.apim.edit.XmlFile;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * BAM's administrator, in its user store and wherever BAM logs in to its own Cassandra, which asks the user store
 * (matrix §12). Hosts and ports of Cassandra stay: BAM adds its offset to them by itself (matrix M36).
 */
public final class BamAdministratorOverlay implements Overlay {

    private static final String ADMIN = "/UserManager/Realm/Configuration/AdminUser";
    private static final String DATASOURCE = "/datasources-configuration/datasources/datasource";

    /** Prefixes of Hive's properties that hold the administrator, each with the name for the user. */
    private static final List<List<String>> HIVE = List.of(
            List.of("hive.incremental.processing.intermediate.results.cassandra.", "userName"),
            List.of("notification.task.receiver.", "username"));

    @Override
    public String name() {
        return "bam-administrator";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<Credentials> changed = BamAdministrator.changed(context);
        if (changed.isEmpty()) {
            return;
        }
        String username = changed.get().username();
        String password = changed.get().password().reveal();
        files.xml(
                CarbonFiles.USER_MANAGEMENT,
                users -> users.setText(ADMIN + "/UserName", username).setText(ADMIN + "/Password", password));
        files.xml(CarbonFiles.BAM_DATASOURCES, datasources -> datasources(datasources, username, password));
        files.xml(CarbonFiles.HIVE, hive -> hive(hive, username, password));
        files.secret(CarbonFiles.USER_MANAGEMENT);
        files.secret(CarbonFiles.BAM_DATASOURCES);
        files.secret(CarbonFiles.HIVE);
    }

    /** The H2 datasource among them has a user of its own. */
    private static XmlFile datasources(XmlFile shipped, String username, String password) {
        XmlFile xml = shipped;
        int count = shipped.count(DATASOURCE);
        for (int i = 1; i <= count; i++) {
            String configuration = DATASOURCE + "[" + i + "]/definition[@type='CASSANDRA']/configuration";
            if (xml.has(configuration) && xml.text(configuration + "/username").equals(BamAdministrator.SHIPPED)) {
                xml = xml.setText(configuration + "/username", username).setText(configuration + "/password", password);
            }
        }
        return xml;
    }

    private static XmlFile hive(XmlFile shipped, String username, String password) {
        XmlFile xml = shipped;
        for (List<String> names : HIVE) {
            xml = xml.setText(value(names.get(0) + names.get(1)), username)
                    .setText(value(names.get(0) + "password"), password);
        }
        return xml;
    }

    private static String value(String property) {
        return "/configuration/property[name='" + property + "']/value";
    }
}
