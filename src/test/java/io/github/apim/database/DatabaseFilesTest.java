package io.github.apim.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.deployment.Deployment;
import io.github.apim.product.PackException;
import io.github.apim.testing.SmallPack;
import io.github.apim.topology.SharedSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the nodes need of the server, and the files that say so. */
class DatabaseFilesTest {

    private static final String WORKER = "host: gw-1.internal,   address: 127.0.0.11";

    @TempDir
    Path folder;

    private DatabaseFixture deployment;

    @BeforeEach
    void deployment() throws IOException {
        deployment = new DatabaseFixture(folder, SmallPack.zip(folder));
    }

    private static Map<String, List<String>> rights(DatabaseLayout layout) {
        return layout.clients().stream()
                .collect(Collectors.toMap(Client::host, client -> List.copyOf(client.databases())));
    }

    @Test
    void eachMachineGetsTheDatabasesOfItsNodes() throws IOException {
        DatabaseLayout layout = deployment.layout();

        assertThat(rights(layout))
                .containsOnly(
                        Map.entry("127.0.0.10", List.of("userdb", "regdb")),
                        Map.entry("127.0.0.11", List.of("userdb", "regdb")),
                        Map.entry("127.0.0.13", List.of("am_db", "userdb", "regdb")),
                        Map.entry("127.0.0.15", List.of("am_db", "userdb", "regdb", "statsdb")),
                        Map.entry("127.0.0.16", List.of("userdb", "regdb")),
                        Map.entry("127.0.0.17", List.of("statsdb")));
        assertThat(layout.databases())
                .extracting(Database::name)
                .containsExactly("am_db", "userdb", "regdb", "statsdb");
        // Two gateways and the identity server 2 each, the key manager 3, publisher and store 4 each, BAM 1.
        assertThat(layout.connections()).isEqualTo((3 * 2 + 3 + 2 * 4 + 1) * SharedSchema.POOL_SIZE);
    }

    @Test
    void withoutStatisticsThereIsNoDatabaseForThem() throws IOException {
        deployment
                .with("statistics: { bam: bam-1 }", "")
                .with(
                        "  bam-1:            { role: bam,             host: bam-1.internal,  address: 127.0.0.17, offset: 3 }\n",
                        "");

        assertThat(deployment.layout().databases()).extracting(Database::name).doesNotContain("statsdb");
        assertThat(deployment.files().get("databases/create.sql")).doesNotContain("statsdb");
    }

    @Test
    void gatewaysThatShareTheApiManagersDatabaseMayUseIt() throws IOException {
        deployment.with("single-sign-on:", "gateway: { api-manager-database: shared }\nsingle-sign-on:");

        assertThat(rights(deployment.layout())).containsEntry("127.0.0.11", List.of("am_db", "userdb", "regdb"));
    }

    /** As MySQL 5.5 to 8 and MariaDB write what getnameinfo tells them. */
    @ParameterizedTest
    @CsvSource({
        "FD00:0:0::11, fd00::11",
        "fd00:0:0:1:0:0:0:11, fd00:0:0:1::11",
        "0:0:0:0:0:0:0:5, ::5",
        "fe80:10:100:1000:0:0:0:0, fe80:10:100:1000::",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "10.0.0.11, 10.0.0.11"
    })
    void addressesAreWrittenAsServersWriteThem(String address, String host) throws IOException {
        deployment.with(WORKER, "host: gw-1.internal, address: \"" + address + "\"");

        assertThat(deployment.layout().clients().get(1).host()).isEqualTo(host);
    }

    @Test
    void aNodeWithoutAnAddressComesByItsName() throws IOException {
        deployment.with("host: km-1.internal,   address: 127.0.0.13", "host: km-1.internal");

        assertThat(deployment.files().get("databases/grants.sql")).contains("TO 'apimuser'@'km-1.internal';");
    }

    @ParameterizedTest
    @CsvSource({"localhost, 127.0.0.1", "127.0.0.1, 127.0.0.1", "[::1], ::1"})
    void nodesOnTheServersOwnMachineComeFromLoopback(String server, String host) throws IOException {
        deployment.with("10.0.0.20", server);

        assertThat(deployment.layout().clients()).extracting(Client::host).containsExactly(host);
    }

    @Test
    void theFilesComeInTheOrderOfTheirUse() throws IOException {
        assertThat(deployment.files().keySet())
                .containsExactly(
                        "databases/my.cnf",
                        "databases/create.sql",
                        "databases/grants.sql",
                        "databases/schemas/am_db.sql",
                        "databases/schemas/userdb.sql",
                        "databases/schemas/regdb.sql");
    }

    @Test
    void databasesAreCreatedAsTheScriptsNeedThem() throws IOException {
        assertThat(deployment.files().get("databases/create.sql").lines())
                .contains(
                        "CREATE DATABASE IF NOT EXISTS `am_db` CHARACTER SET latin1;",
                        "CREATE DATABASE IF NOT EXISTS `statsdb` CHARACTER SET latin1;");
    }

    @Test
    void rightsAreForTheNamedDatabasesAloneAndNoPasswordIsTold() throws IOException {
        String grants = deployment.files().get("databases/grants.sql");

        assertThat(grants.lines().filter(line -> !line.isEmpty()))
                .contains(
                        "-- publisher-1, store-1",
                        "CREATE USER /*!50706 IF NOT EXISTS */ /*M!100103 IF NOT EXISTS */ 'apimuser'@'127.0.0.15'"
                                + " IDENTIFIED BY :password;",
                        // An underscore would stand for any character.
                        "GRANT ALL PRIVILEGES ON `am\\_db`.* TO 'apimuser'@'127.0.0.15';",
                        "GRANT ALL PRIVILEGES ON `statsdb`.* TO 'apimuser'@'127.0.0.17';")
                .doesNotHaveDuplicates();
        assertThat(String.join("", deployment.files().values())).doesNotContain("secret");
    }

    @Test
    void theServersSettingsFitThePoolsAndTheScripts() throws IOException {
        assertThat(deployment.files().get("databases/my.cnf").lines())
                .contains(
                        "bind-address = 10.0.0.20",
                        "sql_mode = NO_ENGINE_SUBSTITUTION",
                        "max_connections = " + (18 * SharedSchema.POOL_SIZE + 20));
        assertThat(deployment.with("10.0.0.20", "db.internal").files().get("databases/my.cnf"))
                .contains("\nbind-address = 0.0.0.0\n");
    }

    @Test
    void scriptsNameTheirDatabaseAndDropNothing() throws IOException {
        String sql = deployment.files().get("databases/schemas/userdb.sql");

        assertThat(sql)
                .contains("USE `userdb`;\n", "\nDO 0 -- left out: DROP TABLE IF EXISTS REG_LOG\n;\n")
                .contains(SmallPack.text("dbscripts/mysql.sql").substring(200));
        assertThat(MySqlScanner.scan("userdb.sql", sql))
                .filteredOn(SqlStatement::isLeftOut)
                .extracting(SqlStatement::bare)
                .containsExactly("USE `userdb`");
    }

    /** Whoever executes the file is an administrator, and what the pack defines must not act as one. */
    @Test
    void routinesBelongToTheNodesUser() throws IOException {
        assertThat(deployment.files().get("databases/schemas/am_db.sql"))
                .contains("\nCREATE DEFINER = 'apimuser'@'127.0.0.13' PROCEDURE AM_COUNT ()\n");
    }

    @Test
    void aScriptThatIsACommandForTheClientMakesNoFile() throws IOException {
        Path zip = SmallPack.changed()
                .file("dbscripts/mysql.sql", "CREATE TABLE a (b INT);\n\\! touch x\n;\nsystem touch x\n;\nsource x\n")
                .toZip(folder.resolve("other"));

        assertThatThrownBy(() -> new DatabaseFixture(folder, zip).files())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("mysql.sql:2: \\! touch x: outside of texts, a backslash begins a command")
                .hasMessageContaining("mysql.sql:4: system touch x: ")
                .hasMessageContaining("mysql.sql:6: source x: ");
    }

    @Test
    void aLeftOutStatementTakesNoNeighbourWithIt() throws IOException {
        Path zip = SmallPack.changed()
                .file(
                        "dbscripts/mysql.sql",
                        "DROP\nTABLE a /* x */; CREATE TABLE a (b INT); USE c;CREATE TABLE d (e INT)")
                .toZip(folder.resolve("other"));
        String sql = new DatabaseFixture(folder, zip).files().get("databases/schemas/regdb.sql");

        assertThat(MySqlScanner.scan("regdb.sql", sql))
                .extracting(SqlStatement::bare)
                .endsWith("DO 0", "CREATE TABLE a (b INT)", "DO 0", "CREATE TABLE d (e INT)");
    }

    @Test
    void aBrokenScriptIsToldWithItsLine() throws IOException {
        Path zip = SmallPack.changed()
                .file("dbscripts/apimgt/mysql.sql", "A;\nINSERT INTO x VALUES ('a);\n")
                .toZip(folder.resolve("other"));

        assertThatThrownBy(() -> new DatabaseFixture(folder, zip).files())
                .isInstanceOf(DatabaseException.class)
                .hasMessage("wso2am-1.9.0/dbscripts/apimgt/mysql.sql:2: the text that begins here with ' does not end");
    }

    @Test
    void withoutApiManagerTheIdentityServersScriptsAreTaken() throws IOException {
        SmallPack.identityServer().toZip(folder);
        String pack = "  api-manager: \"" + SmallPack.zip(folder).toAbsolutePath() + "\"\n";
        deployment
                .with(pack, "")
                .with(DatabaseFixture.DESCRIPTOR.substring(DatabaseFixture.DESCRIPTOR.indexOf("single-sign-on")), """
                nodes:
                  is-1: { role: identity-server, host: is-1.internal, address: 127.0.0.16 }
                """);

        assertThat(deployment.files().get("databases/schemas/userdb.sql"))
                .contains("-- wso2is-5.0.0/dbscripts/mysql.sql")
                .contains("CREATE TABLE UM_TENANT");
    }

    @Test
    void withoutAnyPackOfScriptsTheMissingOneIsNamed() throws IOException {
        Deployment read = deployment.read().deployment();

        assertThatThrownBy(() -> DatabaseFiles.of(read, Map.of()))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("packs.api-manager");
    }

    @Test
    void anotherKindOfServerGetsNoFiles() throws IOException {
        deployment.with("jdbc:mysql://10.0.0.20:3306", "jdbc:db2://10.0.0.20:50000");

        assertThat(deployment.files()).isEmpty();
    }
}
