package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.database.DatabaseException;
import io.github.apim.database.DatabaseFixture;
import io.github.apim.database.ServerAccess;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import io.github.apim.testing.Command;
import io.github.apim.testing.DriverJars;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.PostgreSqlServer;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real PostgreSQL gets the databases, tables, users and rights of a deployment, and no more than that. */
@Needs({Need.INITDB, Need.POSTGRES, Need.SETPRIV, Need.OPENSSL})
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PostgreSqlIT {

    private static final String NODES_PASSWORD = "db<&>'\"$(secret)";
    private static final String SCRIPT = "dbscripts/apimgt/postgresql.sql";
    private static final List<String> DATABASES = List.of("am_db", "userdb", "regdb", "statsdb");
    private static final Credentials ADMINISTRATOR =
            new Credentials(PostgreSqlServer.ADMINISTRATOR, new Secret(PostgreSqlServer.PASSWORD));

    static PostgreSqlServer server;

    @TempDir
    Path folder;

    DatabaseFixture deployment;

    @BeforeAll
    static void start() throws Exception {
        server = PostgreSqlServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void deployment() throws IOException {
        deployment = postgreSql(new DatabaseFixture(folder, SmallPack.zip(folder)));
    }

    @AfterEach
    void clear() throws Exception {
        server.letIn("");
        for (String database : DATABASES) {
            server.execute("postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
        }
        server.execute("postgres", "DROP ROLE IF EXISTS apimuser, reguser, creator, clear, \"apim-databases\"");
    }

    private static DatabaseFixture postgreSql(DatabaseFixture deployment) {
        return deployment
                .with("jdbc:mysql://10.0.0.20:3306", "jdbc:postgresql://10.0.0.20:5432")
                .with("useSSL=false", "ApplicationName=nodes");
    }

    private DatabaseFixture withScript(String path, String text) throws IOException {
        return postgreSql(
                new DatabaseFixture(folder, SmallPack.changed().file(path, text).toZip(folder.resolve("changed"))));
    }

    private static void run(DatabaseFixture deployment, Credentials administrator, boolean apply) throws IOException {
        deployment.run(DriverJars.POSTGRESQL.jar(), server.url(), administrator, apply);
    }

    private void run(boolean apply) throws IOException {
        run(deployment, ADMINISTRATOR, apply);
    }

    /** Whether a node on this machine could work with the database, BAM's making of tables included. */
    private static boolean works(String from, String database) {
        try (Connection connection = server.connect("apimuser", NODES_PASSWORD, from, database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE probe_of_a_node (x INT)");
            statement.execute("INSERT INTO probe_of_a_node VALUES (1)");
            statement.execute("DROP TABLE probe_of_a_node");
            return true;
        } catch (SQLException refused) {
            assertThat(refused.getSQLState()).as("%s", refused).isEqualTo("28000");
            return false;
        }
    }

    /** Definitions, owners, rights and rows. */
    private static List<List<String>> everything() throws SQLException {
        return List.of(
                server.rows("SELECT datname, datdba, encoding, datacl FROM pg_database ORDER BY 1"),
                server.rows("SELECT rolname, rolpassword FROM pg_authid ORDER BY 1"),
                server.rows("SELECT roleid, member FROM pg_auth_members ORDER BY 1, 2"),
                server.rows("am_db", "SELECT relname, relowner, relacl, xmin FROM pg_class ORDER BY 1"),
                server.rows("am_db", "SELECT * FROM apim_schema_history"),
                server.rows("regdb", "SELECT relname, relowner, relacl, xmin FROM pg_class ORDER BY 1"),
                server.rows("regdb", "SELECT * FROM um_domain"));
    }

    @Test
    void aSecondRunChangesNothingAndSoDoesARunThatOnlyShows() throws Exception {
        run(false);
        assertThat(deployment.said())
                .contains(
                        "  to do: database am_db, character set UTF8",
                        "  to do: tables of regdb: wso2am-1.9.0/dbscripts/postgresql.sql, 9 statements, without 3 that"
                                + " would drop or leave",
                        "  to do: all rights on statsdb for \"apimuser\"")
                .last()
                .isEqualTo("12 to do, nothing done: this was a dry run");
        assertThat(server.rows("SELECT datname FROM pg_database")).doesNotContainAnyElementsOf(DATABASES);
        assertThat(server.rows("SELECT rolname FROM pg_roles")).doesNotContain("apimuser");

        run(true);
        assertThat(deployment.said()).last().isEqualTo("12 done");
        List<List<String>> before = everything();

        run(true);
        assertThat(deployment.said()).last().isEqualTo("Nothing to do");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void scriptsAreExecutedToTheirEndAndWhatTheyMakeBelongsToTheNodesUser() throws Exception {
        run(true);

        assertThat(server.rows("regdb", "SELECT um_domain_name, um_note FROM um_domain ORDER BY um_domain_id"))
                .containsExactly("it's {one}; -- no comment a#b", "two 'quoted'; \\ a#b", "a\\ a#b");
        assertThat(server.rows("am_db", "SELECT * FROM idn_base_table")).containsExactly("small; test pack");
        assertThat(server.rows("am_db", "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
                .containsExactly("am_application_touch");
        assertThat(server.rows(
                        "am_db",
                        "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class"
                                + " WHERE relnamespace = 'public'::regnamespace UNION SELECT pg_get_userbyid(proowner)"
                                + " FROM pg_proc WHERE pronamespace = 'public'::regnamespace"))
                .containsExactly("apimuser");
        assertThat(server.rows("statsdb", "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .isEmpty();
        assertThat(server.rows("SELECT rolname FROM pg_roles")).doesNotContain("apim-databases");
        assertThat(deployment.warnings())
                .anyMatch(warning -> warning.contains("takes 100 connections")
                        && warning.contains("the deployment's postgresql.conf"));
    }

    @Test
    void withTheDeploymentsPgHbaEachMachineGetsIntoItsDatabasesAndNowhereElse() throws Exception {
        run(true);
        server.letIn(deployment.files().get("databases/pg_hba.conf"));
        Map<String, Set<String>> expected = Map.of(
                "127.0.0.11", Set.of("userdb", "regdb"),
                "127.0.0.13", Set.of("am_db", "userdb", "regdb"),
                "127.0.0.15", Set.of("am_db", "userdb", "regdb", "statsdb"),
                "127.0.0.17", Set.of("statsdb"),
                "127.0.0.18", Set.of(),
                "127.0.0.99", Set.of());

        for (Map.Entry<String, Set<String>> machine : expected.entrySet()) {
            Set<String> open = new TreeSet<>();
            for (String database : List.of("am_db", "userdb", "regdb", "statsdb", "postgres")) {
                if (works(machine.getKey(), database)) {
                    open.add(database);
                }
            }
            assertThat(open).as(machine.getKey()).isEqualTo(new TreeSet<>(machine.getValue()));
        }
    }

    @Test
    void noOtherUserOfTheServerGetsIntoTheDatabases() throws Exception {
        server.execute("postgres", "CREATE ROLE creator LOGIN PASSWORD 'x'");
        run(true);

        assertThatThrownBy(() -> server.connect("creator", "x", "127.0.0.1", "am_db"))
                .hasMessageContaining("permission denied for database \"am_db\"");
        assertThat(server.rows("SELECT has_database_privilege('apimuser', 'am_db', 'CREATE')"))
                .containsExactly("f");
    }

    @Test
    void theServersLogHoldsNoPassword() throws Exception {
        run(true);

        assertThat(server.log())
                .contains("CREATE ROLE \"apimuser\" LOGIN PASSWORD 'SCRAM-SHA-256$4096:")
                .contains("CREATE ROLE \"apim-databases\" LOGIN PASSWORD 'SCRAM-SHA-256$4096:")
                .doesNotContain(NODES_PASSWORD)
                .doesNotContain("$(secret)")
                .doesNotContain(PostgreSqlServer.PASSWORD);
    }

    @Test
    void aUserSignsInWithWhateverIsInThePassword() throws Exception {
        for (String password :
                List.of("plain", "p\u00E4\u00DF\u20AC", "a\u00A0b \u00ADc", "\uFB01\u2168", "\uD83D\uDE00")) {
            DatabaseFixture own = postgreSql(new DatabaseFixture(folder, SmallPack.zip(folder)))
                    .knowing("apim-db", password);
            run(own, ADMINISTRATOR, true);
            server.letIn("host all all 127.0.0.13/32 scram-sha-256");
            try (Connection node = server.connect("apimuser", password, "127.0.0.13", "am_db")) {
                assertThat(node.isValid(5)).as(password).isTrue();
            }
            clear();
        }
    }

    @Test
    void anAdministratorNeedsNoMoreThanToCreateDatabasesAndRoles() throws Exception {
        server.execute("postgres", "CREATE ROLE creator LOGIN CREATEDB CREATEROLE PASSWORD 'creating'");
        Credentials creator = new Credentials("creator", new Secret("creating"));

        run(deployment, creator, true);
        assertThat(deployment.said()).last().isEqualTo("12 done");
        run(deployment, creator, true);

        assertThat(deployment.said()).last().isEqualTo("Nothing to do");
    }

    @Test
    void oneWhoMayNotIsToldWhatToDo() throws Exception {
        server.execute("postgres", "CREATE ROLE creator LOGIN PASSWORD 'creating'");

        assertThatThrownBy(() -> run(deployment, new Credentials("creator", new Secret("creating")), true))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("permission denied to create database")
                .hasMessageContaining("-Dapim.databaseAdministrator=");
    }

    @Test
    void aHostileScriptStopsEverythingAndNothingIsDone() throws Exception {
        DatabaseFixture hostile = withScript(
                SCRIPT,
                SmallPack.text(SCRIPT)
                        + "ALTER ROLE dba PASSWORD 'x';\n"
                        + "DO $$ BEGIN EXECUTE 'DROP DATABASE precious'; END $$;\n"
                        + "COPY am_application TO PROGRAM 'touch /tmp/x';\n");

        assertThatThrownBy(() -> run(hostile, ADMINISTRATOR, true))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(SCRIPT + ":53: ALTER ROLE dba")
                .hasMessageContaining(SCRIPT + ":54: DO $$ BEGIN")
                .hasMessageContaining(SCRIPT + ":55: COPY am_application");

        assertThat(server.rows("SELECT datname FROM pg_database")).doesNotContainAnyElementsOf(DATABASES);
    }

    @Test
    void aFunctionOfAScriptHasTheNodesRightsAndNoOthersEvenWhileItIsMade() throws Exception {
        DatabaseFixture sly = withScript(SCRIPT, SmallPack.text(SCRIPT).replace("commit;", """
                CREATE FUNCTION AM_GRAB() RETURNS TRIGGER AS $$
                BEGIN
                    RESET ROLE;
                    ALTER ROLE apimuser SUPERUSER;
                    RETURN NEW;
                END $$ LANGUAGE plpgsql;
                CREATE TRIGGER AM_GRAB BEFORE INSERT ON IDN_BASE_TABLE FOR EACH ROW EXECUTE PROCEDURE AM_GRAB();
                INSERT INTO IDN_BASE_TABLE VALUES ('grab');
                """));

        assertThatThrownBy(() -> run(sly, ADMINISTRATOR, true))
                .hasMessageContaining("statement 13 of 13 failed on database am_db: INSERT INTO IDN_BASE_TABLE")
                .hasMessageContaining("must be superuser");

        assertThat(server.rows("SELECT rolsuper FROM pg_roles WHERE rolname = 'apimuser'"))
                .containsExactly("f");
        assertThat(server.rows("SELECT rolname FROM pg_roles")).doesNotContain("apim-databases");
    }

    @Test
    void whatWasInterruptedGoesOnAndNoStatementIsExecutedTwice() throws Exception {
        server.execute("postgres", "CREATE ROLE \"apim-databases\" LOGIN PASSWORD 'of a killed run'");
        String text = SmallPack.text(SCRIPT);
        DatabaseFixture broken = withScript(
                SCRIPT,
                text.replace(
                        "CREATE INDEX IDX_AA_NAME ON AM_APPLICATION (NAME)",
                        "CREATE INDEX IDX_AA_NAME ON NO_TABLE (NAME)"));

        assertThatThrownBy(() -> run(broken, ADMINISTRATOR, true))
                .hasMessageContaining(SCRIPT + ":50: statement 10 of 10 failed on database am_db: CREATE INDEX")
                .hasMessageContaining("relation \"no_table\" does not exist (error 42P01)")
                .hasMessageContaining("the 9 before it stay as they are");
        run(true);

        assertThat(deployment.said())
                .contains("  to do: tables of am_db: wso2am-1.9.0/" + SCRIPT
                        + ", 10 statements, goes on with statement 10 in line 50, without 3 that would drop or leave");
        assertThat(server.rows("am_db", "SELECT * FROM idn_base_table")).hasSize(1);
        assertThat(server.rows("am_db", "SELECT statements, finished FROM apim_schema_history"))
                .containsExactly("10 t");
    }

    @Test
    void twoRunsAtATimeDoNotGetIntoEachOthersWay() throws Exception {
        try (Connection other = server.connect("dba", PostgreSqlServer.PASSWORD, "127.0.0.1", "postgres");
                Statement lock = other.createStatement()) {
            lock.execute("SELECT pg_advisory_lock(" + 0x6170696d_64617461L + ")");
            Thread release = new Thread(() -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(1500);
                    lock.execute("SELECT pg_advisory_unlock_all()");
                } catch (InterruptedException | SQLException problem) {
                    throw new IllegalStateException(problem);
                }
            });
            long start = System.nanoTime();
            release.start();
            run(true);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
            release.join();
        }
        assertThat(deployment.said()).last().isEqualTo("12 done");
    }

    @Test
    void aServerThatAsksForThePasswordItselfDoesNotGetIt() throws Exception {
        server.execute("postgres", "CREATE ROLE clear SUPERUSER LOGIN PASSWORD 'never sent'");
        server.letIn("host all clear 127.0.0.1/32 password");

        assertThatThrownBy(() -> run(deployment, new Credentials("clear", new Secret("never sent")), true))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("does not let clear in")
                .hasMessageContaining("sslmode=verify-full");
    }

    @Test
    void theDriverForJava7WhichGivesItIsUsedWhereTheNetworkIsTrustedOnly() throws Exception {
        Path driver = DriverJars.POSTGRESQL_FOR_JAVA_7.jar();

        assertThatThrownBy(() -> deployment.run(driver, new ServerAccess(server.url(), "", ADMINISTRATOR, false), true))
                .hasMessageContaining("this driver sends it in clear text if it is asked to")
                .hasMessageContaining("-Dapim.trustDatabaseNetwork");
        deployment.run(driver, new ServerAccess(server.url(), "", ADMINISTRATOR, true), true);

        assertThat(deployment.said()).last().isEqualTo("12 done");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "POSTGRESQL_FOR_JAVA_7"})
    void aServerThatShowsTheRightCertificateNeedsNoTrust(DriverJars driver) throws Exception {
        String parameters = "sslmode=verify-full&sslrootcert=" + server.certificate();

        deployment.run(driver.jar(), new ServerAccess(server.url(), parameters, ADMINISTRATOR, false), false);

        assertThat(deployment.said()).last().isEqualTo("12 to do, nothing done: this was a dry run");
    }

    @Test
    void aServerThatShowsAnotherCertificateIsNotTalkedTo() throws Exception {
        Path other = folder.resolve("other.pem");
        Command.Result made = new Command(folder, Duration.ofSeconds(60))
                .run(List.of(
                        Need.OPENSSL.path().toString(),
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-subj",
                        "/CN=127.0.0.1",
                        "-keyout",
                        folder.resolve("other.key").toString(),
                        "-out",
                        other.toString()));
        assertThat(made.code()).as("%s", made).isZero();

        assertThatThrownBy(() -> deployment.run(
                        DriverJars.POSTGRESQL.jar(),
                        new ServerAccess(server.url(), "sslmode=verify-full&sslrootcert=" + other, ADMINISTRATOR, true),
                        true))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot be reached: SSL error");
        assertThat(server.rows("SELECT datname FROM pg_database")).doesNotContainAnyElementsOf(DATABASES);
    }

    @Test
    void eachSchemaMayHaveAUserOfItsOwn() throws Exception {
        deployment
                .with("registry: regdb", "registry: { credentials: apim-reg }")
                .knowing("apim-reg", "reguser", "of the registry");

        run(true);

        assertThat(server.rows("regdb", "SELECT tableowner FROM pg_tables WHERE tablename = 'reg_log'"))
                .containsExactly("reguser");
        assertThat(server.rows("SELECT has_database_privilege('apimuser', 'regdb', 'CONNECT'),"
                        + " has_database_privilege('reguser', 'userdb', 'CONNECT'),"
                        + " has_database_privilege('apimuser', 'userdb', 'CONNECT')"))
                .containsExactly("f f t");
    }

    @Test
    void eachSchemaMayHaveAServerOfItsOwn() throws Exception {
        try (PostgreSqlServer second = PostgreSqlServer.start()) {
            deployment.with("registry: regdb", "registry: { name: regdb, url: jdbc:postgresql://10.0.0.21 }");

            deployment.run(
                    DriverJars.POSTGRESQL.jar(),
                    url -> new ServerAccess(
                            url.contains("10.0.0.21") ? second.url() : server.url(), "", ADMINISTRATOR, false),
                    true);

            assertThat(second.rows("SELECT datname FROM pg_database"))
                    .contains("regdb")
                    .doesNotContain("userdb", "am_db", "statsdb");
            assertThat(server.rows("SELECT datname FROM pg_database"))
                    .contains("userdb", "am_db", "statsdb")
                    .doesNotContain("regdb");
            assertThat(deployment.said()).contains("9 done", "4 done");
        }
    }

    @Test
    @Needs(Need.PSQL)
    void theFilesDoByHandWhatTheGoalDoes() throws Exception {
        Map<String, String> files = deployment.files();
        assertThat(files.keySet())
                .containsExactly(
                        "databases/postgresql.conf",
                        "databases/pg_hba.conf",
                        "databases/create.sql",
                        "databases/grants.sql",
                        "databases/schemas/am_db.sql",
                        "databases/schemas/userdb.sql",
                        "databases/schemas/regdb.sql");
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().endsWith(".sql")) {
                psql(Files.writeString(folder.resolve("by-hand.sql"), file.getValue()));
                if (!file.getKey().contains("/schemas/")) {
                    // What is there already stays as it is.
                    psql(folder.resolve("by-hand.sql"));
                }
            }
        }

        run(true);

        assertThat(deployment.said()).last().isEqualTo("Nothing to do");
        assertThat(server.rows("am_db", "SELECT tableowner FROM pg_tables WHERE tablename = 'am_application'"))
                .containsExactly("apimuser");
        assertThat(server.rows("regdb", "SELECT um_domain_name FROM um_domain ORDER BY um_domain_id"))
                .containsExactly("it's {one}; -- no comment", "two 'quoted'; \\", "a\\");
        assertThat(server.rows("SELECT rolpassword IS NULL FROM pg_authid WHERE rolname = 'apimuser'"))
                .containsExactly("t");
    }

    private void psql(Path file) throws Exception {
        Command.Result result = new Command(folder, Duration.ofSeconds(60))
                .with("PGPASSWORD", PostgreSqlServer.PASSWORD)
                .run(List.of(
                        Need.PSQL.path().toString(),
                        "--no-psqlrc",
                        "--host=127.0.0.1",
                        "--port=" + server.port(),
                        "--username=" + PostgreSqlServer.ADMINISTRATOR,
                        "--dbname=postgres",
                        "--file=" + file));
        assertThat(result.code()).as("%s", result).isZero();
        assertThat(result.err()).doesNotContain("ERROR");
    }
}
