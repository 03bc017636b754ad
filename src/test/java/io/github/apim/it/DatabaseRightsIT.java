package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.database.DatabaseException;
import io.github.apim.database.DatabaseFixture;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a script may do on a real MariaDB, as whom it runs, and what the server's own log gets to see. */
@Needs({Need.MARIADBD, Need.MARIADB_INSTALL_DB})
class DatabaseRightsIT extends OnMariaDb {

    private static final String SCRIPT = "dbscripts/apimgt/mysql.sql";

    @BeforeEach
    void log() throws SQLException {
        server.execute("SET GLOBAL log_output = 'TABLE'");
        server.execute("TRUNCATE mysql.general_log");
        server.execute("SET GLOBAL general_log = ON");
    }

    @AfterEach
    void clearLog() throws SQLException {
        server.execute("SET GLOBAL general_log = OFF");
        server.execute("DROP DATABASE IF EXISTS precious");
        server.execute("DROP USER IF EXISTS 'evil'@'127.0.0.1', 'apim-databases'@'127.0.0.1'");
    }

    private DatabaseFixture withScript(String path, String text) throws IOException {
        return new DatabaseFixture(folder, SmallPack.changed().file(path, text).toZip(folder.resolve("changed")));
    }

    private List<String> logged(String column, String where) throws SQLException {
        return server.rows("SELECT DISTINCT " + column + " FROM mysql.general_log"
                + " WHERE argument NOT LIKE '%general_log%' AND (" + where + ")");
    }

    @Test
    void aHostileScriptStopsEverythingAndNothingIsLost() throws Exception {
        server.execute("CREATE DATABASE precious");
        server.execute("CREATE TABLE precious.t (a INT)");
        server.execute("INSERT INTO precious.t VALUES (1)");
        DatabaseFixture hostile = withScript(
                SCRIPT,
                SmallPack.text(SCRIPT)
                        + ";\nDELETE FROM precious.t WHERE a=1;\n"
                        + "GRANT ALL ON *.* TO 'evil'@'127.0.0.1' IDENTIFIED BY 'evilpw' WITH GRANT OPTION;\n"
                        + "/*!99999 x */ DROP DATABASE precious;\n");

        assertThatThrownBy(() -> run(hostile, true))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(SCRIPT + ":49: DELETE FROM precious.t WHERE a=1")
                .hasMessageContaining(SCRIPT + ":50: GRANT ALL ON *.*")
                .hasMessageContaining(SCRIPT + ":51: /*!99999 x */ DROP DATABASE precious: ");

        assertThat(server.rows("SELECT a FROM precious.t")).containsExactly("1");
        assertThat(server.rows("SELECT User FROM mysql.user WHERE User = 'evil'"))
                .isEmpty();
        assertThat(server.rows("SHOW DATABASES")).doesNotContainAnyElementsOf(DATABASES);
    }

    @Test
    void scriptsRunWithTheRightsOnTheirDatabaseAloneAndTheAccountIsGoneThen() throws Exception {
        run(true);

        assertThat(logged(
                        "SUBSTRING_INDEX(user_host, '[', 1)",
                        "argument LIKE 'CREATE TABLE IF NOT EXISTS REG_%'"
                                + " OR argument LIKE 'INSERT INTO UM_%' OR argument LIKE '%APIM_SCHEMA_HISTORY (%'"))
                .containsExactly("apim-databases");
        assertThat(logged("argument", "argument LIKE 'GRANT ALL%apim-databases%'"))
                .hasSize(3)
                .allMatch(grant ->
                        grant.matches("GRANT ALL PRIVILEGES ON `[a-z\\\\_]+`\\.\\* TO 'apim-databases'@'127.0.0.1'"));
        assertThat(server.rows("SELECT User FROM mysql.user WHERE User = 'apim-databases'"))
                .isEmpty();
    }

    @Test
    void aRoutineBelongsToTheNodesUserAndWorksForTheNodes() throws Exception {
        run(true);

        assertThat(server.rows("SELECT DEFINER FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = 'am_db'"))
                .containsExactly("apimuser@127.0.0.13");
        try (var node = server.connect("apimuser", PASSWORD, "127.0.0.15", "am_db");
                var call = node.createStatement()) {
            assertThat(call.execute("CALL AM_COUNT()")).isTrue();
        }
    }

    @Test
    void aScriptThatFailsOrARunThatWasKilledLeavesNoAccount() throws Exception {
        server.execute("CREATE USER 'apim-databases'@'127.0.0.1' IDENTIFIED BY 'of a killed run'");
        server.execute("GRANT ALL ON *.* TO 'apim-databases'@'127.0.0.1'");
        String script = SmallPack.text("dbscripts/mysql.sql");
        DatabaseFixture broken =
                withScript("dbscripts/mysql.sql", script.replace("ALTER TABLE UM_DOMAIN", "ALTER TABLE NO_TABLE"));

        assertThatThrownBy(() -> run(broken, true)).hasMessageContaining("NO_TABLE");

        assertThat(server.rows("SELECT User FROM mysql.user WHERE User = 'apim-databases'"))
                .isEmpty();
    }

    @Test
    void theServersLogHoldsNoPassword() throws Exception {
        run(true);
        run(true);

        assertThat(logged("argument", "argument LIKE 'CREATE USER%'"))
                .hasSizeGreaterThan(6)
                .allMatch(user ->
                        user.matches("CREATE USER '[a-z-]+'@'[0-9.]+' IDENTIFIED BY PASSWORD '\\*[0-9A-F]{40}'"));
        assertThat(logged("argument", "INSTR(argument, 'secret') > 0")).isEmpty();
        assertThat(works("127.0.0.15", "am_db")).isTrue();
    }

    @Test
    void whatTheDriverTellsOfItselfIsTurnedOff() throws Exception {
        deployment.with("parameters: useSSL=false", "parameters: useSSL=false&profileSQL=true&traceProtocol=true");
        run(true);

        assertThat(deployment.said())
                .contains("Parameters that this connection does without: profileSQL, traceProtocol");
    }

    @Test
    void thePlanShowsWhatOfAScriptIsLeftOut() throws Exception {
        run(false);

        assertThat(deployment.said())
                .contains("    left out: wso2am-1.9.0/dbscripts/mysql.sql:4: DROP TABLE IF EXISTS REG_LOG");
    }
}
