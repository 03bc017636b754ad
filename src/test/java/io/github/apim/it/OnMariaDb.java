package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.database.DatabaseFixture;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import io.github.apim.testing.MariaDb;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A test on a real MariaDB, which runs once for all of its methods and is emptied after each. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
abstract class OnMariaDb {

    static final String PASSWORD = "db<&>'\"$(secret)";
    static final List<String> DATABASES = List.of("am_db", "userdb", "regdb", "statsdb");

    @TempDir
    static Path serverFolder;

    static MariaDb server;

    @TempDir
    Path folder;

    DatabaseFixture deployment;

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

    final void run(boolean apply) throws IOException {
        run(deployment, apply);
    }

    static void run(DatabaseFixture deployment, boolean apply) throws IOException {
        deployment.run(
                MariaDb.driverJar(),
                server.url(),
                new Credentials(MariaDb.ADMINISTRATOR, new Secret(MariaDb.PASSWORD)),
                apply);
    }

    /** Whether a node on this machine could work with the database, BAM's making of tables included. */
    static boolean works(String from, String database) {
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
}
