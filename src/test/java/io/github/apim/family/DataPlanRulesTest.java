package io.github.apim.family;

import static io.github.apim.family.Homes.CARBON;
import static io.github.apim.family.Homes.DATASOURCES;
import static io.github.apim.family.Homes.REGISTRY;
import static io.github.apim.family.Homes.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.family.carbon.ConfigurationFiles;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.UserStoreFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules about databases, registries, users, keys and secrets. */
class DataPlanRulesTest {

    private static final String REGISTRY_URL = "jdbc:mysql://10.0.0.20:3306/regdb";
    private static final String USERS_URL = "jdbc:mysql://10.0.0.20:3306/userdb";
    private static final String KEY_STORE = "repository/resources/security/wso2carbon.jks";
    private static final List<String> REGISTRY_NODES =
            List.of("manager", "worker-1", "worker-2", "km", "publisher", "store", "is");

    @TempDir
    Path folder;

    private Homes homes;

    @BeforeEach
    void makeHomes() throws IOException {
        homes = Homes.sound(folder);
    }

    @Test
    void m13ANodeWithoutTheDriver() throws IOException {
        homes.remove("bam", ConfigurationFiles.LIBRARIES + "/mysql");

        assertThat(homes.said("M13").lines())
                .singleElement()
                .asString()
                .contains("nodes.bam: repository/components/lib: com.mysql.jdbc.Driver: ")
                .contains("which datasource WSO2AM_STATS_DB names");
    }

    @Test
    void m13ADriverOfAnotherNameStaysSilent() throws IOException {
        homes.remove("bam", ConfigurationFiles.LIBRARIES + "/mysql");
        homes.put("bam", ConfigurationFiles.LIBRARIES + "/db.jar", "PK..com/mysql/jdbc/Driver.class..");

        assertThat(homes.said("M13")).isEmpty();
    }

    @Test
    void m16ADatasourceThatLeadsToAnotherSchema() throws IOException {
        homes.replace("store", DATASOURCES, USERS_URL, "jdbc:mysql://10.0.0.20:3306/apimgtdb");

        assertThat(homes.said("M16"))
                .contains("nodes.store")
                .contains("leads to schema apimgtdb, which is that of WSO2AM_DB");
    }

    @Test
    void m13ADriverOfAnotherKindOfServerIsMissedAsWell() throws IOException {
        homes.replace("store", DATASOURCES, USERS_URL, "jdbc:postgresql://10.0.0.20/userdb");
        homes.replace("store", DATASOURCES, "com.mysql.jdbc.Driver", "org.postgresql.Driver");

        assertThat(homes.said("M13")).contains("nodes.store").contains("org.postgresql.Driver: ");
    }

    @Test
    void m16ASchemaThatTheDescriptorDoesNotNameStaysSilent() throws IOException {
        homes.replace("store", DATASOURCES, USERS_URL, "jdbc:mysql://10.0.0.20:3306/mine");

        assertThat(homes.said("M16")).isEmpty();
    }

    @Test
    void m17ADatabaseOnLocalhost() throws IOException {
        homes.replace("worker-1", DATASOURCES, REGISTRY_URL, "jdbc:mysql://localhost:3306/regdb");

        assertThat(homes.said("M17"))
                .contains("nodes.worker-1")
                .contains("localhost is another server on each of the 7");
    }

    @Test
    void m17ADatabaseByNameStaysSilent() throws IOException {
        homes.replace("worker-1", DATASOURCES, REGISTRY_URL, "jdbc:mysql://db.internal:3306/regdb");

        assertThat(homes.said("M17")).isEmpty();
    }

    @Test
    void m19TheShippedDatasourcesAreGone() throws IOException {
        homes.replace("manager", DATASOURCES, "<name>jdbc/WSO2AM_DB</name>", "<name>jdbc/MINE</name>");

        assertThat(homes.said("M19"))
                .contains("nodes.manager")
                .contains("Error while looking up the data source: jdbc/WSO2AM_DB");
    }

    @Test
    void m19TwoNodesWithOneLocalRegistry() throws IOException {
        String local = "jdbc:h2:repository/database/WSO2CARBON_DB;DB_CLOSE_ON_EXIT=FALSE";
        homes.replace("worker-1", DATASOURCES, local, "jdbc:mysql://10.0.0.20:3306/local");
        homes.replace("worker-2", DATASOURCES, local, "jdbc:mysql://10.0.0.20:3306/local");

        assertThat(homes.said("M19")).contains("nodes.worker-2").contains("node worker-1 (line 23) has the same");
    }

    @Test
    void m19ALocalRegistryThatWasRepointed() throws IOException {
        homes.replace("km", REGISTRY, "<currentDBConfig>wso2registry<", "<currentDBConfig>govregistry<");

        assertThat(homes.said("M19")).contains("nodes.km").contains("is no longer the local registry");
    }

    @Test
    void m19ALocalRegistryForEachNodeStaysSilent() throws IOException {
        String local = "jdbc:h2:repository/database/WSO2CARBON_DB;DB_CLOSE_ON_EXIT=FALSE";
        homes.replace("worker-1", DATASOURCES, local, "jdbc:mysql://10.0.0.20:3306/local1");
        homes.replace("worker-2", DATASOURCES, local, "jdbc:mysql://10.0.0.20:3306/local2");

        assertThat(homes.said("M19")).isEmpty();
    }

    @Test
    void m20NamesThatAreDefinedNowhere() throws IOException {
        homes.replace("manager", REGISTRY, "<dataSource>jdbc/WSO2REG_DB<", "<dataSource>jdbc/REG<");
        homes.replace("km", REGISTRY, "<id>gov<", "<id>other<");
        homes.replace("store", REGISTRY, "<dbConfig>govregistry<", "<dbConfig>shared<");

        assertThat(homes.said("M20"))
                .contains("\"jdbc/REG\" is defined nowhere")
                .contains("\"gov\" is defined nowhere; there is other")
                .contains("\"shared\" is defined nowhere; there is wso2registry, govregistry");
    }

    @Test
    void m20MountsThatClash() throws IOException {
        homes.replace("manager", REGISTRY, "path=\"/_system/config\"", "path=\"/_system/governance\"");
        homes.replace("km", REGISTRY, " overwrite=\"virtual\"", "");
        homes.replace("is", REGISTRY, "/_system/config/is", "/_system/config");

        assertThat(homes.said("M20"))
                .contains("/_system/governance is mounted twice")
                .contains("is neither true nor virtual for /_system/config")
                .contains("each product would overwrite the other's settings");
    }

    @Test
    void m20AWorkerThatMayWrite() throws IOException {
        homes.edit(
                "worker-1",
                REGISTRY,
                text -> text.replaceAll("(?s)(<dbConfig>govregistry</dbConfig>\\s*<readOnly>)true", "$1false"));

        assertThat(homes.said("M20")).contains("nodes.worker-1").contains("is not true on a worker");
    }

    @Test
    void m20MountsThatReplaceTheLocalCollectionStaysSilent() throws IOException {
        homes.replace("km", REGISTRY, " overwrite=\"virtual\"", " overwrite=\"true\"");

        assertThat(homes.said("M20")).isEmpty();
    }

    @Test
    void m21ARegistrysUrlWithAnotherSpelling() throws IOException {
        homes.replace("worker-2", DATASOURCES, REGISTRY_URL, REGISTRY_URL + "?autoReconnect=true&amp;password=secret");

        assertThat(homes.said("M21"))
                .contains("nodes.worker-2")
                .contains("/url: is not, character by character, what node manager (line 22) has")
                .doesNotContain("secret");
    }

    @Test
    void m21TheSameOtherSpellingForAllStaysSilent() throws IOException {
        for (String node : REGISTRY_NODES) {
            homes.replace(node, DATASOURCES, REGISTRY_URL, REGISTRY_URL + "?autoReconnect=true");
        }

        assertThat(homes.said("M21")).isEmpty();
    }

    @Test
    void m22UsersInAnotherDatabase() throws IOException {
        homes.replace("manager", USERS, "jdbc/WSO2UM_DB", "jdbc/WSO2CarbonDB");
        homes.replace("store", DATASOURCES, USERS_URL, "jdbc:mysql://10.0.0.99:3306/userdb");

        assertThat(homes.said("M22"))
                .contains("nodes.manager: ")
                .contains("is this node's own H2 database")
                .contains("leads to another database than on node worker-1");
    }

    @Test
    void m22AnotherAdministrator() throws IOException {
        homes.replace("worker-1", USERS, "admin&amp;secret", "other-secret");

        assertThat(homes.said("M22"))
                .contains("AdminUser/Password: is not what node manager (line 22) has")
                .doesNotContain("other-secret");
    }

    @Test
    void m22AnIdentityServerOnItsLdap() throws IOException {
        homes.edit(
                "is",
                USERS,
                text -> text.replace(
                        "<UserStoreManager class=\"org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager\"",
                        "<UserStoreManager class=\"org.wso2.carbon.user.core.ldap.ReadWriteLDAPUserStoreManager\""));

        assertThat(homes.said("M22")).contains("nodes.is").contains("ReadWriteLDAPUserStoreManager; single sign-on");
    }

    @Test
    void m22ANodeOnAnotherUserStoreThanTheDescriptors() throws IOException {
        UserStoreFile.in(folder);
        homes.describe("admin: {", "user-store: { file: user-stores/ad.xml, credentials: apim-ad }\nadmin: {");
        for (String node : new String[] {"manager", "worker-1", "worker-2", "km", "publisher", "store", "is"}) {
            if (!node.equals("worker-2")) {
                homes.edit(
                        node,
                        USERS,
                        text -> text.replace(
                                "<UserStoreManager class=\"org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager\"",
                                "<UserStoreManager class=\"" + UserStoreFile.CLASS + "\""));
            }
        }

        assertThat(homes.said("M22").lines())
                .singleElement()
                .asString()
                .contains("nodes.worker-2: ", "this node would know other users", "set " + UserStoreFile.CLASS);
    }

    @Test
    void m22AnotherNameForTheSameDatabaseStaysSilent() throws IOException {
        homes.replace("is", USERS, "jdbc/WSO2UM_DB", "jdbc/WSO2UMDB");
        homes.replace("is", DATASOURCES, "<name>jdbc/WSO2UM_DB</name>", "<name>jdbc/WSO2UMDB</name>");

        assertThat(homes.said("M22")).isEmpty();
    }

    @Test
    void m28AnotherKeyOnOneNode() throws Exception {
        byte[] shared = KeyStores.selfSigned(folder.resolve("a.jks"), "localhost");
        byte[] own = KeyStores.selfSigned(folder.resolve("b.jks"), "localhost");
        for (String node : REGISTRY_NODES) {
            homes.put(node, KEY_STORE, node.equals("worker-2") ? own : shared);
        }

        assertThat(homes.said("M28").lines())
                .singleElement()
                .asString()
                .contains("nodes.worker-2")
                .contains("holds another key than on node manager (line 22)");
    }

    @Test
    void m28TheSameKeyInAnotherFileStaysSilent() throws Exception {
        byte[] shared = KeyStores.selfSigned(folder.resolve("a.jks"), "localhost");
        for (String node : REGISTRY_NODES) {
            homes.put(node, KEY_STORE, shared);
        }
        homes.put("worker-2", KEY_STORE, "gone");
        homes.put("worker-2", "repository/resources/security/mine.jks", shared);
        homes.replace("worker-2", CARBON, KEY_STORE, "repository/resources/security/mine.jks");

        assertThat(homes.said("M28")).isEmpty();
    }

    @Test
    void m35AStatisticsDatasourceOfAnotherName() throws IOException {
        homes.replace("publisher", DATASOURCES, "jdbc/WSO2AM_STATS_DB", "jdbc/STATS");
        homes.replace("bam", DATASOURCES, "10.0.0.20:3306/statsdb", "10.0.0.21:3306/statsdb");

        assertThat(homes.said("M35"))
                .contains("nodes.publisher")
                .contains("is not there under the JNDI name jdbc/WSO2AM_STATS_DB")
                .contains("nodes.bam")
                .contains("is not what node store (line 27) has");
    }

    @Test
    void m35WithoutStatisticsTheirDatasourceStaysSilent() throws IOException {
        homes.describe("statistics: { bam: bam }\n", "");
        homes.replace("publisher", DATASOURCES, "jdbc/WSO2AM_STATS_DB", "jdbc/STATS");

        assertThat(homes.said("M35")).isEmpty();
    }

    private Homes secureVault(String location, String cipherText) {
        homes.put("km", ConfigurationFiles.SECRETS, "keystore.identity.location=" + location + "\nkeystore.type=JKS\n");
        return homes.put("km", ConfigurationFiles.CIPHER_TEXTS, cipherText);
    }

    @Test
    void m39ASecretThatIsStillPlain() throws IOException {
        secureVault("/home/me/wso2carbon.jks", "#a=[x]\nAuthManager.Password=[hidden]\nb=QUJD\n");

        assertThat(homes.said("M39"))
                .contains("keystore.identity.location: is an absolute path")
                .contains("AuthManager.Password: is still plain text")
                .doesNotContain("hidden");
    }

    @Test
    void m39EncryptedSecretsAndARelativeKeyStoreStaysSilent() throws IOException {
        secureVault(KEY_STORE, "#a=[x]\nAuthManager.Password=QUJD\n");

        assertThat(homes.said("M39")).isEmpty();
    }

    @Test
    void m40AnAmpersandThatIsNotEscaped() throws IOException {
        homes.replace("worker-1", DATASOURCES, REGISTRY_URL, REGISTRY_URL + "?a=b&secret=d");

        assertThat(homes.said("M40"))
                .contains("nodes.worker-1")
                .contains("is not well-formed XML from line ")
                .doesNotContain("secret");
    }

    @Test
    void m40AnEscapedAmpersandStaysSilent() throws IOException {
        homes.replace("worker-1", DATASOURCES, REGISTRY_URL, REGISTRY_URL + "?a=b&amp;c=d");

        assertThat(homes.said("M40")).isEmpty();
    }
}
