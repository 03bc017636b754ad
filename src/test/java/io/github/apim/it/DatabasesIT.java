package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.database.DatabaseFixture;
import io.github.apim.testing.Command;
import io.github.apim.testing.MariaDb;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A real MariaDB gets the databases, tables, users and rights of a deployment. */
@Needs({Need.MARIADBD, Need.MARIADB_INSTALL_DB})
class DatabasesIT extends OnMariaDb {

    /** All that could have changed: definitions, rows, accounts, rights, and how often anything was changed at all. */
    private static List<List<String>> everything() throws SQLException {
        return List.of(
                server.rows("SELECT * FROM information_schema.SCHEMATA ORDER BY SCHEMA_NAME"),
                server.rows("SELECT TABLE_SCHEMA, TABLE_NAME, ENGINE, TABLE_COLLATION, CREATE_TIME, UPDATE_TIME"
                        + " FROM information_schema.TABLES WHERE TABLE_SCHEMA IN ('am_db', 'userdb', 'regdb', 'statsdb')"
                        + " ORDER BY 1, 2"),
                server.rows("CHECKSUM TABLE userdb.UM_DOMAIN, regdb.UM_DOMAIN, am_db.IDN_BASE_TABLE,"
                        + " am_db.APIM_SCHEMA_HISTORY, userdb.APIM_SCHEMA_HISTORY"),
                server.rows("SELECT Host, User, Priv FROM mysql.global_priv ORDER BY 1, 2"),
                server.rows("SELECT * FROM mysql.db ORDER BY Host, Db, User"),
                server.rows("SELECT * FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME IN ('COM_CREATE_DB',"
                        + " 'COM_CREATE_TABLE', 'COM_CREATE_USER', 'COM_GRANT', 'COM_INSERT', 'COM_REPLACE',"
                        + " 'COM_ALTER_TABLE', 'COM_CREATE_INDEX', 'COM_DROP_TABLE', 'COM_DROP_DB', 'COM_REVOKE')"));
    }

    @Test
    void aSecondRunChangesNothingAndSoDoesARunThatOnlyShows() throws Exception {
        run(false);
        assertThat(deployment.said())
                .contains(
                        "  to do: database am_db, character set latin1",
                        "  to do: tables of regdb: wso2am-1.9.0/dbscripts/mysql.sql, 8 statements, without 1 that would"
                                + " drop or leave",
                        "  to do: user 'apimuser'@'127.0.0.15' for publisher-1, store-1",
                        "  to do: all rights on statsdb for 'apimuser'@'127.0.0.17'")
                .last()
                .isEqualTo("27 to do, nothing done: this was a dry run");
        assertThat(server.rows("SHOW DATABASES")).doesNotContainAnyElementsOf(DATABASES);
        assertThat(server.rows("SELECT Host FROM mysql.user WHERE User = 'apimuser'"))
                .isEmpty();

        run(true);
        assertThat(deployment.said()).last().isEqualTo("27 done");
        List<List<String>> before = everything();

        run(true);
        assertThat(deployment.said()).last().isEqualTo("Nothing to do");
        assertThat(deployment.said()).noneMatch(line -> line.contains("to do:") || line.contains("done:"));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void databasesAreLatin1AndTheScriptsHaveBeenExecutedToTheirEnd() throws Exception {
        run(true);

        assertThat(server.rows("SELECT DISTINCT DEFAULT_CHARACTER_SET_NAME FROM information_schema.SCHEMATA WHERE"
                        + " SCHEMA_NAME IN ('am_db', 'userdb', 'regdb', 'statsdb')"))
                .containsExactly("latin1");
        assertThat(server.rows("SELECT UM_DOMAIN_NAME, UM_NOTE FROM userdb.UM_DOMAIN"))
                .containsExactly("it's {one}; -- no comment a#b", "two \"quoted\"; a#b");
        assertThat(server.rows("SELECT * FROM am_db.IDN_BASE_TABLE")).containsExactly("small; test pack");
        assertThat(server.rows("SHOW INDEX FROM am_db.AM_APPLICATION WHERE Key_name = 'IDX_AA_NAME'"))
                .hasSize(1);
        assertThat(server.rows("SHOW PROCEDURE STATUS WHERE Db = 'am_db'")).hasSize(1);
        assertThat(server.rows("SHOW TABLES IN statsdb")).isEmpty();
        assertThat(server.rows("SELECT DISTINCT ENGINE FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'regdb'"))
                .containsExactly("InnoDB");
        // The mode of MySQL 5.7 did not stop them, but it is told.
        assertThat(deployment.warnings()).anyMatch(warning -> warning.endsWith("[M18]"));
        assertThat(deployment.warnings()).anyMatch(warning -> warning.contains("takes 151 connections"));
    }

    @Test
    void eachMachineGetsIntoItsDatabasesAndNowhereElse() throws Exception {
        run(true);
        // What `am_db` as a pattern would open.
        server.execute("CREATE DATABASE amXdb");
        Map<String, Set<String>> expected = Map.of(
                "127.0.0.10", Set.of("userdb", "regdb"),
                "127.0.0.11", Set.of("userdb", "regdb"),
                "127.0.0.13", Set.of("am_db", "userdb", "regdb"),
                "127.0.0.15", Set.of("am_db", "userdb", "regdb", "statsdb"),
                "127.0.0.16", Set.of("userdb", "regdb"),
                "127.0.0.17", Set.of("statsdb"),
                "127.0.0.18", Set.of(),
                "127.0.0.1", Set.of(),
                "127.0.0.99", Set.of());

        for (Map.Entry<String, Set<String>> machine : expected.entrySet()) {
            Set<String> open = new TreeSet<>();
            for (String database : List.of("am_db", "amXdb", "userdb", "regdb", "statsdb", "mysql")) {
                if (works(machine.getKey(), database)) {
                    open.add(database);
                }
            }
            assertThat(open).as(machine.getKey()).isEqualTo(new TreeSet<>(machine.getValue()));
        }
    }

    @Test
    void whatIsThereIsLeftAsItIsAndWhatIsMissingIsAdded() throws Exception {
        server.execute("CREATE DATABASE userdb CHARACTER SET latin1");
        server.execute("CREATE TABLE userdb.SOMEBODYS (x INT)");
        server.execute("CREATE USER apimuser@'127.0.0.11' IDENTIFIED BY 'another password'");
        server.execute("CREATE USER apimuser@'10.9.9.9' IDENTIFIED BY 'another password'");

        run(true);

        assertThat(deployment.said())
                .contains(
                        "  is there: database userdb, character set latin1",
                        "  is there: user 'apimuser'@'127.0.0.11' for gateway-worker-1, password unseen",
                        "  to do: all rights on userdb for 'apimuser'@'127.0.0.11'");
        assertThat(deployment.warnings())
                .anyMatch(warning -> warning.contains("may sign in from elsewhere, too: 'apimuser'@'10.9.9.9'"));
        assertThat(server.rows("SHOW TABLES IN userdb")).contains("SOMEBODYS", "UM_DOMAIN");
        try (Connection worker = server.connect("apimuser", "another password", "127.0.0.11", "regdb")) {
            assertThat(worker.isValid(1)).isTrue();
        }
    }

    @Test
    void aSchemaThatWasMadeByHandIsLeftAlone() throws Exception {
        run(true);
        server.execute("DROP TABLE regdb.APIM_SCHEMA_HISTORY");

        run(true);

        assertThat(deployment.said()).last().isEqualTo("Nothing to do");
        assertThat(server.rows("SHOW TABLES IN regdb")).doesNotContain("APIM_SCHEMA_HISTORY");
    }

    @Test
    void onlyOneAtATimeChangesAServer() throws Exception {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        DatabaseFixture other = new DatabaseFixture(folder.resolve("other"), SmallPack.zip(folder.resolve("other")));
        Thread thread = new Thread(() -> {
            try {
                run(other, true);
            } catch (IOException | RuntimeException problem) {
                failures.add(problem);
            }
        });
        thread.start();
        run(true);
        thread.join();

        assertThat(failures).isEmpty();
        assertThat(Set.of(
                        deployment.said().get(deployment.said().size() - 1),
                        other.said().get(other.said().size() - 1)))
                .containsExactlyInAnyOrder("27 done", "Nothing to do");
    }

    @Test
    @Needs(Need.MARIADB)
    void theFilesDoTheSameByHandTwiceAndTheGoalHasNothingToAdd() throws Exception {
        Command client = new Command(folder, Duration.ofSeconds(60)).with("MYSQL_PWD", MariaDb.PASSWORD);
        Map<String, String> files = deployment.files();
        files.forEach((path, sql) -> {
            if (path.endsWith(".sql")) {
                assertThat(byHand(client, sql.replace(":password", "'db<&>''\"$(secret)'")))
                        .as(path)
                        .isEmpty();
            }
        });

        run(true);
        assertThat(deployment.said()).last().isEqualTo("Nothing to do");
        assertThat(works("127.0.0.17", "statsdb")).isTrue();
        assertThat(works("127.0.0.17", "regdb")).isFalse();
        for (String path : List.of("databases/create.sql", "databases/grants.sql")) {
            assertThat(byHand(client, files.get(path).replace(":password", "'another'")))
                    .isEmpty();
        }
        assertThat(works("127.0.0.17", "statsdb")).isTrue();
    }

    @Test
    @Needs(Need.MARIADB)
    void theRightsWithoutAPasswordAreRefused() throws Exception {
        Command client = new Command(folder, Duration.ofSeconds(60)).with("MYSQL_PWD", MariaDb.PASSWORD);

        assertThat(byHand(client, deployment.files().get("databases/grants.sql")))
                .contains("ERROR 1064")
                .contains(":password");
        assertThat(server.rows("SELECT Host FROM mysql.user WHERE User = 'apimuser'"))
                .isEmpty();
    }

    /** What the server's own client says to a file. */
    private String byHand(Command client, String sql) {
        try {
            Path file = Files.writeString(Files.createTempFile(folder, "by-hand", ".sql"), sql);
            return client.run(List.of(
                            Need.MARIADB.path().toString(),
                            "--no-defaults",
                            "--protocol=tcp",
                            "--host=127.0.0.1",
                            "--port=" + server.port(),
                            "--user=" + MariaDb.ADMINISTRATOR,
                            "--batch",
                            "--execute=source " + file))
                    .err();
        } catch (IOException | InterruptedException problem) {
            throw new IllegalStateException(problem);
        }
    }

    @Test
    void nothingThatIsSaidHoldsAPassword() throws Exception {
        run(true);
        run(true);

        assertThat(String.join("\n", deployment.said()) + String.join("\n", deployment.warnings()))
                .doesNotContain("secret");
    }
}
