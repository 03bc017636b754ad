package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.database.DatabaseException;
import io.github.apim.database.DatabaseFixture;
import io.github.apim.database.ServerAccess;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import io.github.apim.testing.FalseMySql;
import io.github.apim.testing.FalseMySql.Wish;
import io.github.apim.testing.MariaDb;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else answers where the database server should. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FalseDatabaseServerIT {

    private static final Credentials ADMINISTRATOR = new Credentials("dba", new Secret("summer2015"));

    @TempDir
    Path folder;

    private DatabaseFixture deployment;

    @BeforeEach
    void deployment() throws IOException {
        deployment = new DatabaseFixture(folder, SmallPack.zip(folder));
    }

    private void refused(String url) {
        assertThatThrownBy(() -> deployment.run(MariaDb.driverJar(), url, ADMINISTRATOR, false))
                .isInstanceOf(DatabaseException.class)
                .hasMessageNotContaining("summer2015");
    }

    /** By themselves, they are content with any certificate and send the password through it. */
    @ParameterizedTest
    @ValueSource(strings = {"mysql_clear_password", "sha256_password", "caching_sha2_password", "mysql_old_password"})
    void itDoesNotGetThePassword(String plugin) throws Exception {
        deployment.with("useSSL=false", "connectTimeout=5000");
        try (FalseMySql server = FalseMySql.start(folder, Wish.PASSWORD, plugin)) {
            refused(server.url());

            assertThat(server.got()).isNotEmpty().allMatch(given -> given.equals("name dba"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"useSSL=false", "allowLoadLocalInfile=true", "allowLoadLocalInfile=true&useSSL=false"})
    void itDoesNotGetFiles(String parameters) throws Exception {
        deployment.with("useSSL=false", parameters);
        Path settings = Files.writeString(folder.resolve("settings.xml"), "<settings><servers>…");
        try (FalseMySql server = FalseMySql.start(folder, Wish.FILE, settings.toString())) {
            refused(server.url());

            assertThat(server.got()).contains("name dba").noneMatch(given -> given.contains("<settings>"));
        }
    }

    /** 192.0.2.0/24 is nobody's; the refusal comes before any connection. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://192.0.2.1:3306",
                "jdbc:mysql://db.internal",
                "jdbc:mysql://127.0.0.1:1,192.0.2.1:3306",
                "jdbc:mysql:loadbalance://127.0.0.1,192.0.2.1"
            })
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void aServerElsewhereMustShowACertificate(String url) {
        assertThatThrownBy(() -> deployment.run(MariaDb.driverJar(), url, ADMINISTRATOR, false))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("the database server " + url + " is asked for no certificate")
                .hasMessageContaining("useSSL=true&requireSSL=true&verifyServerCertificate=true")
                .hasMessageContaining("-Dapim.databaseParameters")
                .hasMessageContaining("-Dapim.trustDatabaseNetwork");
    }

    @Test
    void aCertificateThatNobodyTrustsEndsTheConnection() throws Exception {
        deployment.with("useSSL=false", "useSSL=true&requireSSL=true&verifyServerCertificate=true");
        try (FalseMySql server = FalseMySql.start(folder, Wish.PASSWORD, "mysql_clear_password")) {
            refused(server.url());

            assertThat(server.got()).isEmpty();
        }
    }

    /** It is the right one then, and an administrator may have to sign in by the password itself. */
    @Test
    void aServerWhoseCertificateIsVerifiedMayAskForThePassword() throws Exception {
        try (FalseMySql server = FalseMySql.start(folder, Wish.PASSWORD, "mysql_clear_password")) {
            ServerAccess access = new ServerAccess(
                    server.url(),
                    "useSSL=true&requireSSL=true&verifyServerCertificate=true&trustCertificateKeyStoreType=PKCS12"
                            + "&trustCertificateKeyStoreUrl="
                            + FalseMySql.store(folder).toUri()
                            + "&trustCertificateKeyStorePassword=" + FalseMySql.STORE_PASSWORD,
                    ADMINISTRATOR,
                    false);
            assertThatThrownBy(() -> deployment.run(MariaDb.driverJar(), access, false))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageNotContaining("summer2015");

            assertThat(server.got()).contains("answer summer2015\0");
        }
    }

    /** A word of the user's stands in for the certificate; what a server may ask for stays as little. */
    @Test
    void aTrustedNetworkIsAReasonToConnectAndNotToGiveMore() throws Exception {
        ServerAccess access = new ServerAccess("jdbc:mysql://127.0.0.1.invalid:1", "", ADMINISTRATOR, true);
        assertThatThrownBy(() -> deployment.run(MariaDb.driverJar(), access, false))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot be reached");

        deployment.with("useSSL=false", "connectTimeout=5000");
        try (FalseMySql server = FalseMySql.start(folder, Wish.PASSWORD, "mysql_clear_password")) {
            ServerAccess trusted = new ServerAccess(server.url(), "", ADMINISTRATOR, true);
            assertThatThrownBy(() -> deployment.run(MariaDb.driverJar(), trusted, false))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("used with a verified certificate only");

            assertThat(server.got()).isNotEmpty().allMatch(given -> given.equals("name dba"));
        }
    }
}
