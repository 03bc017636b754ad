package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users, passwords and schemas of names that SQL would read as something else. */
@Needs({Need.MARIADBD, Need.MARIADB_INSTALL_DB})
class OddAccountsIT extends OnMariaDb {

    private static final String ODD = "o'd\"d\\`x;--{%_/*! *\u00a0\u20ac";
    private static final String SCHEMA = "$am__db$";

    @AfterEach
    void drop() throws SQLException {
        server.execute("DROP DATABASE IF EXISTS `" + SCHEMA + "`");
        for (String account : server.rows("SELECT QUOTE(User), QUOTE(Host) FROM mysql.user WHERE User LIKE 'o''d%'")) {
            server.execute("DROP USER " + account.replace("' '", "'@'"));
        }
    }

    @Test
    void whatSqlWouldReadAsSomethingElseIsOnlyANameAndASecondRunFindsIt() throws Exception {
        String quoted = "\"" + ODD.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        deployment
                .with("credentials: apim-db", "credentials: { username: " + quoted + ", password: " + quoted + " }")
                .with("am_db", SCHEMA);

        run(true);

        assertThat(server.rows("SELECT DISTINCT User FROM mysql.user WHERE User LIKE 'o''d%'"))
                .containsExactly(ODD);
        try (Connection connection = server.connect(ODD, ODD, "127.0.0.13", SCHEMA)) {
            assertThat(connection.isValid(10)).isTrue();
        }
        assertThat(server.rows("SHOW TABLES IN `" + SCHEMA + "`")).contains("AM_SUBSCRIBER");

        run(true);
        assertThat(deployment.said()).last().asString().startsWith("Nothing to do");
    }
}
