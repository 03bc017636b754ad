package io.github.apim.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.JdbcUrl;
import io.github.apim.product.DatabaseKind;
import io.github.apim.testing.DriverJars;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle and SQL Server: URLs that their own drivers take, and the scripts laid out for their administrators. */
class OtherServersTest {

    @TempDir
    Path folder;

    private DatabaseFixture deployment(String url, String parameters, String script) throws IOException {
        Path pack = SmallPack.changed()
                .file("dbscripts/" + script, "CREATE TABLE REG_LOG (A INT)\n/\n")
                .file("dbscripts/apimgt/" + script, "CREATE TABLE AM_API (A INT)\n/")
                .toZip(folder.resolve("changed"));
        return new DatabaseFixture(folder, pack)
                .with("jdbc:mysql://10.0.0.20:3306", url)
                .with("parameters: useSSL=false", "parameters: '" + parameters + "'");
    }

    /** A port of loopback on which nobody listens. */
    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A driver that does not understand a URL says so, or returns nothing, and does not try to connect. */
    @ParameterizedTest
    @CsvSource({
        "ORACLE, ORACLE, jdbc:oracle:thin:@127.0.0.1:PORT/APIM, '', 17002",
        "ORACLE, ORACLE, jdbc:oracle:thin:@//127.0.0.1:PORT/APIM, '', 17002",
        "SQL_SERVER, SQL_SERVER, jdbc:sqlserver://127.0.0.1:PORT, encrypt=true&loginTimeout=5, 0"
    })
    void theVendorsDriverTakesTheUrlOfADatasourceAndFailsAtTheClosedPortOnly(
            DriverJars driver, DatabaseKind kind, String server, String parameters, int code) throws Exception {
        String url = JdbcUrl.of(server.replace("PORT", Integer.toString(closedPort())), "regdb", parameters);
        assertThat(DatabaseKind.of(url)).contains(kind);

        SQLException refused = driver.use(loaded -> {
            assertThat(loaded.getClass().getName()).isEqualTo(kind.driverClass());
            assertThat(loaded.acceptsURL(url)).isTrue();
            Properties user = new Properties();
            user.setProperty("user", "regdb");
            user.setProperty("password", "x");
            try {
                return new SQLException("connected: " + loaded.connect(url, user), "none");
            } catch (SQLException problem) {
                return problem;
            }
        });

        assertThat(refused.getSQLState()).as("%s", refused).startsWith("08");
        assertThat(refused.getErrorCode()).isEqualTo(code);
        assertThat(String.valueOf(refused.getMessage()) + refused.getCause())
                .containsAnyOf("Connection refused", "refused the connection", "could not establish the connection");
    }

    @Test
    void sqlServersDriverFindsTheSchemaAndTheParametersInTheUrl() throws Exception {
        String url = JdbcUrl.of("jdbc:sqlserver://db.internal:1433", "regdb", "encrypt=true&loginTimeout=5");

        assertThat(url).isEqualTo("jdbc:sqlserver://db.internal:1433;databaseName=regdb;encrypt=true;loginTimeout=5");
        List<String> properties =
                DriverJars.SQL_SERVER.use(driver -> List.of(driver.getPropertyInfo(url, new Properties())).stream()
                        .map(property -> property.name + "=" + property.value)
                        .toList());
        assertThat(properties)
                .contains("databaseName=regdb", "loginTimeout=5", "serverName=db.internal", "portNumber=1433");
        assertThat(JdbcUrl.schema(url)).contains("regdb");
    }

    @Test
    void anOracleAdministratorGetsAUserForEachSchemaAndThePacksScriptsAsTheyAre() throws IOException {
        Map<String, String> files = deployment("jdbc:oracle:thin:@db.internal:1521/APIM", "", "oracle.sql")
                .files();

        assertThat(files.keySet())
                .containsExactly(
                        "databases/create.sql",
                        "databases/schemas/am_db.sql",
                        "databases/schemas/userdb.sql",
                        "databases/schemas/regdb.sql");
        assertThat(files.get("databases/create.sql"))
                .contains("CREATE USER regdb IDENTIFIED BY :password ")
                .contains("GRANT CREATE SESSION, CREATE TABLE, CREATE VIEW, CREATE SEQUENCE, CREATE TRIGGER, CREATE"
                        + " PROCEDURE TO statsdb;")
                .doesNotContain("secret");
        assertThat(files.get("databases/schemas/regdb.sql"))
                .contains("sqlplus regdb@//db.internal:1521/APIM @regdb.sql")
                .endsWith("-- wso2am-1.9.0/dbscripts/oracle.sql\nCREATE TABLE REG_LOG (A INT)\n/\n");
    }

    @Test
    void aSqlServerAdministratorGetsDatabasesWithTheirUser() throws IOException {
        Map<String, String> files = deployment("jdbc:sqlserver://db.internal:1433", "encrypt=true", "mssql.sql")
                .files();

        assertThat(files.get("databases/create.sql"))
                .containsOnlyOnce("CREATE LOGIN [apimuser] WITH PASSWORD = :password;\nGO\n")
                .contains("CREATE DATABASE [regdb];\nGO\nUSE [regdb];\nCREATE USER [apimuser] FOR LOGIN [apimuser];\n"
                        + "ALTER ROLE db_owner ADD MEMBER [apimuser];\nGO\n")
                .contains("CREATE DATABASE [statsdb]");
        assertThat(files.get("databases/schemas/am_db.sql"))
                .contains("sqlcmd -S db.internal,1433 -d am_db -i am_db.sql")
                .endsWith("CREATE TABLE AM_API (A INT)\n/\n");
    }

    @Test
    void theGoalSaysWhoDoesItThere() throws IOException {
        DatabaseFixture oracle = deployment("jdbc:oracle:thin:@db.internal:1521/APIM", "", "oracle.sql");

        assertThatThrownBy(() -> oracle.run(folder.resolve("ojdbc8.jar"), url -> null, true))
                .isInstanceOf(DatabaseException.class)
                .hasMessage(
                        "jdbc:oracle:thin:@db.internal:1521/APIM: apim:databases knows MySQL, MariaDB and PostgreSQL"
                                + " only; have the administrator of the Oracle server execute what the deployment's files have:"
                                + " databases/create.sql, then each of databases/schemas/");
    }
}
