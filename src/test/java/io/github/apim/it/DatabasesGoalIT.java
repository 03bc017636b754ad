package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.MariaDb;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The goal in a user's build: show, do, do again, and what a user may get wrong. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DatabasesGoalIT {

    private static final String SETTINGS = """
            <settings><!-- mirror -->
              <servers>
                <server><id>apim-db</id><username>apimuser</username><password>node-secret</password></server>
                <server><id>dba</id><username>%s</username><password>%s</password></server>
              </servers>
            </settings>
            """.formatted(MariaDb.ADMINISTRATOR, MariaDb.PASSWORD);

    @TempDir
    Path folder;

    private Path project() throws IOException {
        Path project = MavenRun.copy("quickstart", folder);
        Path descriptor = project.resolve("deployment.yaml");
        Files.writeString(
                descriptor,
                Files.readString(descriptor)
                        .replaceFirst("credentials: \\{ username.*", "credentials: apim-db")
                        .replace("autoReconnect=true", "useSSL=false&clientCertificateKeyStorePassword=hidden-1"));
        Files.writeString(project.resolve("settings.xml"), SETTINGS);
        return project;
    }

    /** A run that tells all it can, which never is a secret, whatever goes wrong. */
    private static Outcome run(Path project, String... arguments) throws IOException {
        Outcome outcome = MavenRun.of(Mavens.usual(), project)
                .with("-o", "-X", "-e")
                .with(arguments)
                .run("apim:databases");
        assertThat(outcome.log().lines().count()).isGreaterThan(200);
        assertThat(outcome.log()).doesNotContain("node-secret", MariaDb.PASSWORD, "hidden-1", "wrong-one");
        return outcome;
    }

    @Test
    @Needs({Need.MARIADBD, Need.MARIADB_INSTALL_DB})
    void aServerIsLookedAtThenBroughtToWhatIsNeededThenLeftAlone() throws Exception {
        Path project = project();
        Path serverFolder = Files.createDirectory(folder.resolve("server"));
        try (MariaDb server = MariaDb.start(serverFolder)) {
            String[] administrator = {"-Dapim.databaseUrl=" + server.url(), "-Dapim.databaseAdministrator=dba"};

            Outcome shown = run(project, with("-Dapim.dryRun", administrator)).succeeded();
            assertThat(shown.log())
                    .contains("to do: database apimgtdb, character set latin1")
                    .contains("nothing done: this was a dry run");
            assertThat(server.rows("SHOW DATABASES")).doesNotContain("apimgtdb");

            Outcome worker =
                    run(project, with("-Drole=gateway-worker", administrator)).succeeded();
            assertThat(worker.log()).contains("done: user 'apimuser'@'10.0.0.11' for gateway-worker-1");
            assertThat(server.rows("SELECT Host FROM mysql.user WHERE User = 'apimuser' ORDER BY Host"))
                    .containsExactly("10.0.0.11", "10.0.0.12");
            assertThat(server.rows("SHOW DATABASES"))
                    .contains("userdb", "regdb")
                    .doesNotContain("apimgtdb");

            run(project, with("-Dapim.apply", administrator)).succeeded();
            assertThat(server.rows("SHOW TABLES IN apimgtdb")).contains("AM_SUBSCRIBER");
            assertThat(run(project, administrator).succeeded().log()).contains("Nothing to do");

            Path settings = project.resolve("settings.xml");
            Files.writeString(settings, SETTINGS.replace(MariaDb.PASSWORD, "wrong-one"));
            run(project, administrator).failed();
        }
        assertThat(project.resolve("target")).doesNotExist();
    }

    private static String[] with(String word, String... others) {
        return Stream.concat(Stream.of(word), Stream.of(others)).toArray(String[]::new);
    }

    @Test
    void mistakesAreToldWithTheirParameter() throws IOException {
        Path project = project();

        assertThat(run(project, "-Dapim.databaseUrl=jdbc:mysql://127.0.0.1:1")
                        .failed()
                        .log())
                .contains("jdbc:mysql://127.0.0.1:1 cannot be reached")
                .contains("Connection refused");
        assertThat(run(project, "-Dapim.databaseAdministrator=nobody").failed().log())
                .contains("apim.databaseAdministrator: settings.xml has no <server> with the id 'nobody'");
        assertThat(run(project, "-Dapim.dryRun", "-Dapim.apply").failed().log())
                .contains("apim.dryRun and apim.apply are opposites, and both are true; leave one of them out");
        assertThat(run(project, "-Dapim.databaseUrl=jdbc:mysql://u:hidden@db/x")
                        .failed()
                        .log())
                .contains("apim.databaseUrl must have the form jdbc:mysql://host:3306");
        assertThat(run(project, "-Dapim.databaseParameters=useSSL=true hidden")
                        .failed()
                        .log())
                .contains("apim.databaseParameters must have the form name=value&name=value");
        assertThat(run(project).failed().log())
                .contains("is asked for no certificate that is verified", "-Dapim.trustDatabaseNetwork");
        assertThat(MavenRun.of(Mavens.usual(), project)
                        .with("-o", "-Ddetail", "-Dgoal=databases")
                        .run("apim:help")
                        .succeeded()
                        .log())
                .contains(
                        "apim.apply",
                        "apim.dryRun",
                        "apim.databaseAdministrator",
                        "apim.databaseUrl",
                        "never drops",
                        "apim.databaseParameters",
                        "apim.trustDatabaseNetwork");
    }
}
