package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.companion.database.DatabaseException;
import io.github.apim.companion.database.DatabaseFixture;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Secret;
import io.github.apim.testing.Command;
import io.github.apim.testing.MariaDb;
import io.github.apim.testing.Peers;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real MariaDB gets the databases, tables, users and rights of a deployment. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DatabasesIT {

    private static final String PASSWORD = "db<&>'\"$(secret)";
    private static final List<String> DATABASES = List.of("am_db", "userdb", "regdb", "statsdb");

    @TempDir
    static Path serverFolder;

    private static MariaDb server;

    @TempDir
    Path folder;

    private DatabaseFixture deployment;

    @BeforeAll
    static void start() throws Exception {
        server = MariaDb.start(serverFolder);
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void deployment() throws IOException {
        deployment = new DatabaseFixture(folder, SmallPack.zip(folder));
    }

    @AfterEach
    void clear() throws SQLException {
        for (String database : DATABASES) {
            server.execute("DROP DATABASE IF EXISTS " + database);
        }
        server.execute("DROP DATABASE IF EXISTS amXdb");
        for (String account : server.rows("SELECT QUOTE(User), QUOTE(Host) FROM mysql.user WHERE User = 'apimuser'")) {
            server.execute("DROP USER " + account.replace(' ', '@'));
        }
    }

    private void run(boolean apply) throws IOException {
        run(deployment, apply);
    }

    private static void run(DatabaseFixture deployment, boolean apply) throws IOException {
        deployment.run(
                MariaDb.driverJar(),
                server.url(),
                new Credentials(MariaDb.ADMINISTRATOR, new Secret(MariaDb.PASSWORD)),
                apply);
    }

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
    void a_second_run_changes_nothing_and_so_does_a_run_that_only_shows() throws Exception {
        run(false);
        assertThat(deployment.said())
                .contains(
                        "  to do: database am_db, character set latin1",
                        "  to do: tables of regdb: wso2am-1.9.0/dbscripts/mysql.sql, 8 statements, without 1 that would"
                                + " drop or leave",
                        "  to do: user 'apimuser'@'127.0.0.15' for publisher-1, store-1",
                        "  to do: all rights on statsdb for 'apimuser'@'127.0.0.17'")
                .last()
                .isEqualTo("27 to do, nothing done; add -Dapim.apply to do it");
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
    void databases_are_latin1_and_the_scripts_have_been_executed_to_their_end() throws Exception {
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
    void each_machine_gets_into_its_databases_and_nowhere_else() throws Exception {
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

    /** Whether a node on this machine could work with the database, BAM's making of tables included. */
    private static boolean works(String from, String database) {
        try (Connection connection = server.connect("apimuser", PASSWORD, from, database);
                Statement statement = connection.createStatement();
                ResultSet user = statement.executeQuery("SELECT CURRENT_USER()")) {
            user.next();
            assertThat(user.getString(1)).isEqualTo("apimuser@" + from);
            statement.execute("CREATE TABLE probe_of_a_node (x INT)");
            statement.execute("INSERT INTO probe_of_a_node VALUES (1)");
            statement.execute("DROP TABLE probe_of_a_node");
            return true;
        } catch (SQLException refused) {
            assertThat(refused.getErrorCode()).as("%s", refused).isIn(1044, 1045, 1130);
            return false;
        }
    }

    @Test
    void what_is_there_is_left_as_it_is_and_what_is_missing_is_added() throws Exception {
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
    void a_schema_that_was_made_by_hand_is_left_alone() throws Exception {
        run(true);
        server.execute("DROP TABLE regdb.APIM_SCHEMA_HISTORY");

        run(true);

        assertThat(deployment.said()).last().isEqualTo("Nothing to do");
        assertThat(server.rows("SHOW TABLES IN regdb")).doesNotContain("APIM_SCHEMA_HISTORY");
    }

    @Test
    void a_bad_statement_is_told_with_script_line_and_text_and_the_next_run_goes_on_there() throws Exception {
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
    void an_interruption_between_a_statement_and_its_record_is_got_over(int done) throws Exception {
        String script = SmallPack.text("dbscripts/mysql.sql");
        int position = deployment.endOf("regdb", done);
        DatabaseFixture broken = new DatabaseFixture(
                folder,
                SmallPack.changed()
                        .file("dbscripts/mysql.sql", script.substring(0, position) + ";NONSENSE;")
                        .toZip(folder.resolve("broken")));
        assertThatThrownBy(() -> run(broken, true)).hasMessageContaining("NONSENSE");
        server.execute("UPDATE userdb.APIM_SCHEMA_HISTORY SET STATEMENTS = " + (done - 1) + ", SHA256 = '"
                + deployment.sha256("userdb", done - 1) + "'");

        run(true);

        assertThat(server.rows("SELECT UM_NOTE FROM userdb.UM_DOMAIN")).containsExactly("a#b", "a#b");
        assertThat(server.rows("SELECT STATEMENTS, FINISHED FROM userdb.APIM_SCHEMA_HISTORY"))
                .containsExactly("8 1");
    }

    @Test
    void what_is_there_where_a_script_has_not_come_to_is_a_mistake() throws Exception {
        run(true);
        server.execute("UPDATE regdb.APIM_SCHEMA_HISTORY SET FINISHED = 0, STATEMENTS = 1, SHA256 = '"
                + deployment.sha256("regdb", 1) + "'");

        // The second statement may be there, the fourth not.
        assertThatThrownBy(() -> run(true))
                .hasMessageContaining("mysql.sql:24: statement 4 of 8 failed on database regdb")
                .hasMessageContaining("Duplicate key name");
    }

    @Test
    void nothing_at_all_is_done_if_one_database_is_half_filled_or_of_another_character_set() throws Exception {
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
    void a_wrong_password_and_a_user_without_rights_are_told_without_the_password() throws Exception {
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
    void a_password_that_the_server_refuses_is_not_told() throws Exception {
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
    void an_unreachable_server_is_told_with_what_to_look_at() {
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

    @Test
    void only_one_at_a_time_changes_a_server() throws Exception {
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
    void the_files_do_the_same_by_hand_twice_and_the_goal_has_nothing_to_add() throws Exception {
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
    void the_rights_without_a_password_are_refused() throws Exception {
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
                            Peers.require("mariadb").toString(),
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
    void nothing_that_is_said_holds_a_password() throws Exception {
        run(true);
        run(true);

        assertThat(String.join("\n", deployment.said()) + String.join("\n", deployment.warnings()))
                .doesNotContain("secret");
    }
}
