package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.MariaDb;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The goals that act elsewhere do it for the environment that is named, and for no other. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EnvironmentGoalsIT {

    private static final String SETTINGS = """
            <settings><!-- mirror -->
              <servers>
                <server><id>apim-db</id><username>apimuser</username><password>node-secret</password></server>
                <server><id>staging-db</id><username>staginguser</username><password>staging-secret</password></server>
                <server><id>dba</id><username>%s</username><password>%s</password></server>
              </servers>
            </settings>
            """.formatted(MariaDb.ADMINISTRATOR, MariaDb.PASSWORD);

    private static final String STAGING = "-Dapim.environment=staging";

    @TempDir
    Path folder;

    private Path project(String staging) throws IOException {
        Path project = MavenRun.copy("quickstart", folder);
        Path descriptor = project.resolve("deployment.yaml");
        Files.writeString(
                descriptor,
                Files.readString(descriptor).replaceFirst("credentials: \\{ username.*", "credentials: apim-db"));
        Files.writeString(project.resolve("settings.xml"), SETTINGS);
        Files.writeString(
                Files.createDirectories(project.resolve("environments")).resolve("staging.yaml"), staging);
        return project;
    }

    private static Outcome run(Path project, String goal, String... arguments) throws IOException {
        return MavenRun.of(Mavens.usual(), project)
                .with("-o", STAGING)
                .with(arguments)
                .run(goal)
                .succeeded();
    }

    @Test
    @Needs({Need.MARIADBD, Need.MARIADB_INSTALL_DB})
    void theDatabasesOfTheEnvironmentAreMadeForItsUser() throws Exception {
        Path project = project("""
                databases:
                  credentials: staging-db
                  schemas: { api-manager: staging_am, user-management: staging_um, registry: staging_reg }
                """);
        try (MariaDb server = MariaDb.start(Files.createDirectory(folder.resolve("server")))) {
            Outcome outcome = run(
                    project,
                    "apim:databases",
                    "-Dapim.databaseUrl=" + server.url(),
                    "-Dapim.databaseAdministrator=dba");

            assertThat(outcome.log())
                    .contains("Environment: staging")
                    .doesNotContain("node-secret", "staging-secret", MariaDb.PASSWORD);
            assertThat(server.rows("SHOW DATABASES"))
                    .contains("staging_am", "staging_um", "staging_reg")
                    .doesNotContain("apimgtdb", "userdb", "regdb");
            assertThat(server.rows("SELECT DISTINCT User FROM mysql.user"))
                    .contains("staginguser")
                    .doesNotContain("apimuser");
        }
    }

    @Test
    @Needs({Need.SSHD, Need.SSH_KEYGEN})
    void theTarballsOfTheEnvironmentAreShippedToItsMachines() throws IOException {
        Path key = SshServer.newKey(folder.resolve("key"), "ed25519", "");
        Path far = Files.createDirectories(folder.resolve("far"));
        try (SshServer machine = SshServer.start(folder.resolve("sshd"), "127.0.0.1", Path.of(key + ".pub"))) {
            Path project = project("""
                    shipping:
                      user: %s
                      key: %s
                      known-hosts: %s
                      port: %d
                      nodes:
                        key-manager: { host: 127.0.0.1, directory: %s }
                    nodes:
                      key-manager: { offset: 7 }
                    """.formatted(
                            System.getProperty("user.name"), key, folder.resolve("known_hosts"), machine.port(), far));
            run(project, "apim:assemble", "-Dapim.skipCompanions", "-Dapim.node=key-manager");

            Outcome shipped = run(project, "apim:ship", "-Dapim.node=key-manager", "-Dapim.acceptNewHostKeys");

            assertThat(shipped.log()).contains("Environment: staging");
            assertThat(far.resolve("key-manager.tar.gz"))
                    .hasSameBinaryContentAs(project.resolve("target/apim/staging/key-manager.tar.gz"));
            assertThat(project.resolve("target/apim/key-manager.tar.gz")).doesNotExist();
        }
    }
}
