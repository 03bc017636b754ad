package io.github.apim.family.am2;

import io.github.apim.edit.XmlFile;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import java.io.IOException;

/**
 * The shipped database of the statistics lies beside the home, where nodes of one folder would share it: each gets it in
 * its own (am-2 §7, N30).
 */
final class LocalDatabasesOverlay implements Overlay {

    private static final String URL = "/datasources-configuration/datasources/datasource[name='WSO2AM_STATS_DB']"
            + "/definition[@type='RDBMS']/configuration/url";
    private static final String BESIDE_THE_HOME = "jdbc:h2:../tmpStatDB/";
    private static final String IN_THE_HOME = "jdbc:h2:repository/database/";

    @Override
    public String name() {
        return "local-databases";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        if (context.topology().sameMachine(context.node()).size() > 1) {
            files.xml(CarbonFiles.DATASOURCES, LocalDatabasesOverlay::moved);
        }
    }

    private static XmlFile moved(XmlFile datasources) {
        if (datasources.count(URL) != 1 || !datasources.text(URL).startsWith(BESIDE_THE_HOME)) {
            return datasources;
        }
        return datasources.setText(URL, IN_THE_HOME + datasources.text(URL).substring(BESIDE_THE_HOME.length()));
    }
}
