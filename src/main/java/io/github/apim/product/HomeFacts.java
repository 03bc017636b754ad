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

    /** Carbon 4.2 keeps its OSGi state below its components, and lays patches over its plugins. */
    static final HomeFacts CARBON_4_2 = HomeFactsBuilder.of(
                    "/bin/",
                    "/repository/conf/",
                    "/repository/deployment/",
                    "/repository/components/dropins/",
                    "/repository/components/lib/")
            .leftFiles("wso2carbon\\.pid|(.*/)?velocity\\.log|(repository/logs|tmp)/(?!README).+")
            .leftPaths("repository/components/(patches/(\\.metadata|patch0000)"
                    + "|[^/]+/configuration/org\\.eclipse\\.(osgi|core\\.runtime))(/.*)?")
            .written("wso2carbon\\.pid|(.*/)?velocity\\.log"
                    + "|(repository/logs|repository/database|repository/data|repository/tenants|tmp|work|data)(/.*)?"
                    + "|repository/components/patches/(\\.metadata|patch0000)(/.*)?"
                    + "|repository/components/[^/]+/configuration(/.*)?"
                    + "|(.*/)?\\.svn(/.*)?")
            .published("repository/deployment/server/synapse-configs(\\.own)?(/.*)?")
            .vital("(bin|lib|conf|webapps|repository/(conf|lib|components|resources/security))/.*")
            .deployed("repository/deployment/.*")
            .build();

    /**
     * Carbon 4.4 moves Tomcat's work below lib, unpacks the indexer's cores beside its own configuration and their index
     * into the home, and notes what it has deployed; a traffic manager writes policies beside the shipped ones
     * (am-2 §9, M48).
     */
    static final HomeFacts CARBON_4_4 = HomeFactsBuilder.of(CARBON_4_2)
            .leftFiles("(solr|lib/tomcat/work)/.+|repository/conf/solr/[^/]+/.+"
                    + "|repository/deployment/server/artifactMetafiles/.+")
            .written("(solr|lib/tomcat/work|repository/conf/solr|repository/deployment/server/artifactMetafiles)(/.*)?")
            .published("repository/deployment/server/executionplans(/.*)?")
            .build();

    /**
     * Carbon 4.5 and later render files from templates, keep what they replace in backup, and remember by what they did so
     * (am-4 R18, R27). Which files is said by the templates of each pack: see {@link RuntimeFiles}. The templates and key
     * stores differ from role to role.
     */
    static final HomeFacts CARBON_4_6 = HomeFactsBuilder.of(CARBON_4_4)
            .configuration("/repository/resources/conf/", "/repository/resources/security/")
            .leftFiles("repository/resources/security/client-truststore-temp\\.jks")
            .leftPaths("(backup|repository/resources/conf/\\.metadata)(/.*)?")
            .written("(backup|repository/resources/conf/\\.metadata)(/.*)?|(password|encryption-key)-tmp"
                    + "|repository/resources/security/client-truststore-temp\\.jks")
            .vital("repository/resources/conf/.*")
            .build();

    /** ActiveMQ keeps messages, logs and process numbers under data, where only an empty log is shipped. */
    static final HomeFacts ACTIVEMQ_5 = HomeFactsBuilder.of("/bin/", "/conf/")
            .leftFiles("(.*/)?velocity\\.log|tmp/(?!README).+|data/.*")
            .shippedEmpty("data/activemq.log")
            .written("(.*/)?velocity\\.log|(tmp|work|data)(/.*)?|(.*/)?\\.svn(/.*)?")
            .vital("(bin|lib|conf|webapps)/.*")
            .build();

    /** The folders among whose files nodes differ, of all families, without slashes at their ends. */
    public static List<String> configurationFolders() {
        return Stream.of(CARBON_4_2, CARBON_4_4, CARBON_4_6, ACTIVEMQ_5)
                .flatMap(home -> home.configuration().stream())
                .map(folder -> folder.substring(1, folder.length() - 1))
                .distinct()
                .toList();
    }
}
