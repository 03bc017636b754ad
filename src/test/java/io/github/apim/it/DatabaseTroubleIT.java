package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.database.DatabaseException;
import io.github.apim.database.DatabaseFixture;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Secret;
import io.github.apim.testing.MariaDb;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SmallPack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real MariaDB refuses, what is found half done there, and how both are told. */
@Needs({Need.MARIADBD, Need.MARIADB_INSTALL_DB})
class DatabaseTroubleIT extends OnMariaDb {

    @Test
    void aBadStatementIsToldWithScriptLineAndTextAndTheNextRunGoesOnThere() throws Exception {
        String script = SmallPack.text("dbscripts/mysql.sql");
        String bad = "INSERT INTO UM_DOMAIN (UM_NO_SUCH_COLUMN) VALUES ('x');\n\nALTER TABLE UM_DOMAIN";
        DatabaseFixture broken = new DatabaseFixture(
                folder,
                SmallPack.changed()
                        .file("dbscripts/mysql.sql", script.replace("ALTER TABLE UM_DOMAIN", bad))
                        .toZip(folder.resolve("broken")));

        assertThatThrownBy(() -> run(broken, true))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(
                        "wso2am-1.9.0/dbscripts/mysql.sql:45: statement 8 of 9 failed on database userdb: "
                                + "INSERT INTO UM_DOMAIN (UM_NO_SUCH_COLUMN) VALUES ('x'): ")
                .hasMessageContaining("Unknown column")
                .hasMessageContaining("the 7 before it stay as they are");
        assertThat(server.rows("SELECT COUNT(*) FROM userdb.UM_DOMAIN")).containsExactly("2");

        run(true);

        assertThat(deployment.said())
                .contains("  to do: tables of userdb: wso2am-1.9.0/dbscripts/mysql.sql, 8 statements, goes on with"
                        + " statement 8 in line 45, without 1 that would drop or leave");
        assertThat(server.rows("SELECT UM_NOTE FROM userdb.UM_DOMAIN")).containsExactly("a#b", "a#b");
        run(true);
        assertThat(deployment.said()).last().isEqualTo("Nothing to do");
    }

    /** The server had done it, but what was to be remembered got lost: an index, a table, a column. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 8})
    void anInterruptionBetweenAStatementAndItsRecordIsGotOver(int done) throws Exception {
        String script = SmallPack.text("dbscripts/mysql.sql");
        int position = deployment.endOf("regdb", done);
        DatabaseFixture broken = new DatabaseFixture(
                folder,
                SmallPack.changed()
                        .file(
                                "dbscripts/mysql.sql",
                                script.substring(0, position) + ";INSERT INTO NO_TABLE VALUES (1);")
                        .toZip(folder.resolve("broken")));
        assertThatThrownBy(() -> run(broken, true)).hasMessageContaining("NO_TABLE");
        server.execute("UPDATE userdb.APIM_SCHEMA_HISTORY SET STATEMENTS = " + (done - 1) + ", SHA256 = '"
                + deployment.sha256("userdb", done - 1) + "'");

        run(true);

        assertThat(server.rows("SELECT UM_NOTE FROM userdb.UM_DOMAIN")).containsExactly("a#b", "a#b");
        assertThat(server.rows("SELECT STATEMENTS, FINISHED FROM userdb.APIM_SCHEMA_HISTORY"))
                .containsExactly("8 1");
    }

    @Test
    void whatIsThereWhereAScriptHasNotComeToIsAMistake() throws Exception {
        run(true);
        server.execute("UPDATE regdb.APIM_SCHEMA_HISTORY SET FINISHED = 0, STATEMENTS = 1, SHA256 = '"
                + deployment.sha256("regdb", 1) + "'");

        // The second statement may be there, the fourth not.
        assertThatThrownBy(() -> run(true))
                .hasMessageContaining("mysql.sql:24: statement 4 of 8 failed on database regdb")
                .hasMessageContaining("Duplicate key name");
    }

    @Test
    void nothingAtAllIsDoneIfOneDatabaseIsHalfFilledOrOfAnotherCharacterSet() throws Exception {
        server.execute("CREATE DATABASE userdb CHARACTER SET latin1");
        server.execute("CREATE TABLE userdb.REG_LOG (x INT)");
        server.execute("CREATE DATABASE statsdb CHARACTER SET utf8mb4");

        assertThatThrownBy(() -> run(true))
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        problem -> assertThat(problem.getMessage())
                                .contains(
                                        "databases.schemas.user-management: wso2am-1.9.0/dbscripts/mysql.sql on database userdb:"
                                                + " somebody has applied a part of it: 1 of its 4 tables are there")
                                .contains(
                                        "databases.schemas.statistics: the database statsdb is there with character set utf8mb4")
                                .contains("[M15]"));

        assertThat(server.rows("SHOW DATABASES")).doesNotContain("am_db", "regdb");
        assertThat(server.rows("SHOW TABLES IN userdb")).containsExactly("REG_LOG");
        assertThat(server.rows("SELECT Host FROM mysql.user WHERE User = 'apimuser'"))
                .isEmpty();
    }

    @Test
    void aWrongPasswordAndAUserWithoutRightsAreToldWithoutThePassword() throws Exception {
        assertThatThrownBy(() -> deployment.run(
                        MariaDb.driverJar(),
                        server.url(),
                        new Credentials(MariaDb.ADMINISTRATOR, new Secret("wrong-secret")),
                        true))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("does not let dba in: Access denied for user 'dba'@'127.0.0.1'")
                .hasMessageContaining("-Dapim.databaseAdministrator")
                .hasMessageNotContaining("wrong-secret")
                .hasNoCause();

        server.execute("CREATE USER apimuser@'127.0.0.1' IDENTIFIED BY 'a-secret'");
        assertThatThrownBy(() -> deployment.run(
                        MariaDb.driverJar(), server.url(), new Credentials("apimuser", new Secret("a-secret")), true))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("denied")
                .hasMessageContaining("-Dapim.databaseAdministrator")
                .hasMessageNotContaining("a-secret");
    }

    @Test
    void aPasswordThatTheServerRefusesIsNotTold() throws Exception {
        server.execute("INSTALL SONAME 'simple_password_check'");
        try {
            deployment.with("credentials: apim-db", "credentials: { username: apimuser, password: shortsecret }");
            assertThatThrownBy(() -> run(true))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("creating the user 'apimuser'@'127.0.0.10': ")
                    .hasMessageNotContaining("shortsecret")
                    .hasNoCause();
        } finally {
            server.execute("UNINSTALL SONAME 'simple_password_check'");
        }
    }

    @Test
    void anUnreachableServerIsToldWithWhatToLookAt() {
        assertThatThrownBy(() -> deployment.run(
                        MariaDb.driverJar(),
                        "jdbc:mysql://127.0.0.1:1",
                        new Credentials("dba", new Secret("secret")),
                        false))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("the database server jdbc:mysql://127.0.0.1:1 cannot be reached")
                .hasMessageContaining("Connection refused")
                .hasMessageContaining("bind-address")
                .hasMessageNotContaining("secret");
    }
}
