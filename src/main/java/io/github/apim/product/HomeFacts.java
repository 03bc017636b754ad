package io.github.apim.product;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is what in the homes of a family of versions, by paths below them.
 *
 * @param configuration folders among whose files nodes differ, with a slash before and behind
 * @param leftFiles     files that only a start leaves: a pack that holds one has been started (matrix M48). The H2 files
 *                      under repository/database are shipped and prove nothing
 * @param leftPaths     files and folders of which the same holds
 * @param shippedEmpty  a file of {@code leftFiles} that proves nothing as long as it is empty; empty if there is none
 * @param written       what a running server changes or deletes of its own accord
 * @param published     what arrives while a server runs, from others
 * @param vital         where a file that nobody built changes what the server does
 * @param deployed      where a file that nobody built may well have been deployed by somebody
 */
public record HomeFacts(
        List<String> configuration,
        Pattern leftFiles,
        Pattern leftPaths,
        String shippedEmpty,
        Pattern written,
        Pattern published,
        Pattern vital,
        Pattern deployed) {

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    /** Carbon 4.2 keeps its OSGi state below its components, and lays patches over its plugins. */
    static final HomeFacts CARBON_4_2 = new HomeFacts(
            List.of(
                    "/bin/",
                    "/repository/conf/",
                    "/repository/deployment/",
                    "/repository/components/dropins/",
                    "/repository/components/lib/"),
            all("wso2carbon\\.pid|(.*/)?velocity\\.log|(repository/logs|tmp)/(?!README).+"),
            all("repository/components/(patches/(\\.metadata|patch0000)"
                    + "|[^/]+/configuration/org\\.eclipse\\.(osgi|core\\.runtime))(/.*)?"),
            "",
            all("wso2carbon\\.pid|(.*/)?velocity\\.log"
                    + "|(repository/logs|repository/database|repository/data|repository/tenants|tmp|work|data)(/.*)?"
                    + "|repository/components/patches/(\\.metadata|patch0000)(/.*)?"
                    + "|repository/components/[^/]+/configuration(/.*)?"
                    + "|(.*/)?\\.svn(/.*)?"),
            all("repository/deployment/server/synapse-configs(\\.own)?(/.*)?"),
            all("(bin|lib|conf|webapps|repository/(conf|lib|components|resources/security))/.*"),
            all("repository/deployment/.*"));

    /**
     * Carbon 4.4 moves Tomcat's work below lib, unpacks the indexer's cores beside its own configuration and their index
     * into the home, and notes what it has deployed; a traffic manager writes policies beside the shipped ones
     * (am-2 §9, M48).
     */
    static final HomeFacts CARBON_4_4 = new HomeFacts(
            CARBON_4_2.configuration(),
            all("wso2carbon\\.pid|(.*/)?velocity\\.log|(repository/logs|tmp)/(?!README).+"
                    + "|(solr|lib/tomcat/work)/.+|repository/conf/solr/[^/]+/.+"
                    + "|repository/deployment/server/artifactMetafiles/.+"),
            CARBON_4_2.leftPaths(),
            CARBON_4_2.shippedEmpty(),
            all(
                    CARBON_4_2.written().pattern()
                            + "|(solr|lib/tomcat/work|repository/conf/solr|repository/deployment/server/artifactMetafiles)(/.*)?"),
            all("repository/deployment/server/(synapse-configs(\\.own)?|executionplans)(/.*)?"),
            CARBON_4_2.vital(),
            CARBON_4_2.deployed());

    /** ActiveMQ keeps messages, logs and process numbers under data, where only an empty log is shipped. */
    static final HomeFacts ACTIVEMQ_5 = new HomeFacts(
            List.of("/bin/", "/conf/"),
            all("(.*/)?velocity\\.log|tmp/(?!README).+|data/.*"),
            NOTHING,
            "data/activemq.log",
            all("(.*/)?velocity\\.log|(tmp|work|data)(/.*)?|(.*/)?\\.svn(/.*)?"),
            NOTHING,
            all("(bin|lib|conf|webapps)/.*"),
            NOTHING);

    /** The folders among whose files nodes differ, of all families, without slashes at their ends. */
    public static List<String> configurationFolders() {
        return Stream.of(CARBON_4_2, CARBON_4_4, ACTIVEMQ_5)
                .flatMap(home -> home.configuration().stream())
                .map(folder -> folder.substring(1, folder.length() - 1))
                .distinct()
                .toList();
    }

    private static Pattern all(String paths) {
        return Pattern.compile(paths, Pattern.DOTALL);
    }
}
