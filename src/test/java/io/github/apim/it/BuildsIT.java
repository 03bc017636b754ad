package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users' builds look like, each a folder under src/it. */
class BuildsIT {

    @TempDir
    Path folder;

    static Stream<String> everyMaven() {
        return Mavens.installed();
    }

    @ParameterizedTest
    @MethodSource("everyMaven")
    void anEncryptedPasswordOfSettingsIsDecryptedAndNeverShown(String version) throws IOException {
        Path project = MavenRun.copy("encrypted-settings", folder);

        Outcome outcome = MavenRun.of(version, project)
                .with("-o", "-X", "-Drole=gateway-worker")
                .with("-Dsettings.security="
                        + project.resolve("settings-security.xml").toAbsolutePath())
                .assemble()
                .succeeded();

        NodeHome worker = NodeHome.read(project.resolve("target/apim/gateway-worker-1.tar.gz"));
        String datasources = "repository/conf/datasources/master-datasources.xml";
        assertThat(worker.value(datasources, "//datasource[name='WSO2UM_DB']//password"))
                .isEqualTo("database-secret-42");
        assertThat(worker.mode(datasources)).isEqualTo(0600);
        assertThat(outcome.log()).doesNotContain("database-secret-42");
    }

    @Test
    void aPasswordThatCannotBeDecryptedStopsTheBuild() throws IOException {
        Path project = MavenRun.copy("encrypted-settings", folder);
        Path otherMaster = project.resolve("no-master.xml");
        Files.writeString(otherMaster, "<settingsSecurity/>");

        Outcome outcome = MavenRun.of(Mavens.usual(), project)
                .with("-o", "-Drole=gateway-worker", "-Dsettings.security=" + otherMaster.toAbsolutePath())
                .assemble()
                .failed();

        assertThat(outcome.log())
                .contains("deployment.yaml:7:")
                .contains("apim-db")
                .contains("decrypt");
        assertThat(project.resolve("target/apim")).doesNotExist();
    }

    @Test
    void aValidationSaysWhatItHasCheckedAndWritesNothing() throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        Outcome sound = MavenRun.of(Mavens.usual(), project)
                .with("-o")
                .run("apim:validate")
                .succeeded();

        assertThat(sound.log()).containsPattern("[0-9]+ nodes checked against [0-9]+ rules, [0-9]+ warnings?");
        assertThat(project.resolve("target/apim")).doesNotExist();

        Path descriptor = project.resolve("deployment.yaml");
        Files.writeString(descriptor, Files.readString(descriptor) + """

                edits:
                  gateway-worker:
                    repository/conf/api-manager.xml:
                      /APIManager/APIKeyValidator/ServerURL: https://km.example.com/services/
                """);
        Outcome broken = MavenRun.of(Mavens.usual(), project)
                .with("-o")
                .run("apim:validate")
                .failed();

        assertThat(broken.log()).contains("-1/oauth2/token").contains("[M2]").contains("nothing was written");
    }

    @Test
    void aPackComesFromTheRepositoriesOfflineTooAndMayBePinned() throws IOException {
        Path project = MavenRun.copy("quickstart", folder);
        Path repository = Path.of(System.getProperty("apim.it.repository"), "com/example/am/1.9.0");
        Files.createDirectories(repository);
        Path zip = SmallPack.zip(folder);
        Files.copy(zip, repository.resolve("am-1.9.0.zip"), StandardCopyOption.REPLACE_EXISTING);
        String pack = "{ artifact: com.example:am:zip:1.9.0, sha256: " + sha256(zip) + " }";
        pack(project, pack);

        MavenRun.of(Mavens.usual(), project)
                .with("-o", "-Drole=gateway-worker")
                .assemble()
                .succeeded();
        assertThat(project.resolve("target/apim/gateway-worker-1.tar.gz")).exists();

        pack(project, pack.replaceFirst("sha256: .{64}", "sha256: " + "f".repeat(64)));
        Outcome other =
                MavenRun.of(Mavens.usual(), project).with("-o").assemble().failed();
        assertThat(other.log())
                .contains("the sha256 of")
                .contains(sha256(zip))
                .contains("but the descriptor expects " + "f".repeat(64));
    }

    @Test
    void aPackThatNoRepositoryHasIsAProblemAtItsLine() throws IOException {
        Path project = MavenRun.copy("quickstart", folder);
        pack(project, "org.wso2.am:wso2am:zip:1.9.0");

        Outcome outcome =
                MavenRun.of(Mavens.usual(), project).with("-o").assemble().failed();

        assertThat(outcome.log())
                .contains("deployment.yaml:5:16: packs.api-manager: org.wso2.am:wso2am:zip:1.9.0 cannot be resolved"
                        + " offline")
                .contains("deploy it to your repository manager, or name a file instead");
    }

    @Test
    void aTarGzIsAPackToo() throws IOException {
        Path project = MavenRun.copy("quickstart", folder);
        SmallPack.tarGz(project);
        pack(project, "wso2am-1.9.0.tar.gz");

        MavenRun.of(Mavens.usual(), project)
                .with("-o", "-Drole=gateway-worker")
                .assemble()
                .succeeded();

        NodeHome worker = NodeHome.read(project.resolve("target/apim/gateway-worker-1.tar.gz"));
        assertThat(worker.value("repository/conf/carbon.xml", "/Server/HostName"))
                .isEqualTo("gw.example.com");
        assertThat(worker.mode("bin/wso2server.sh")).isEqualTo(0755);
        assertThat(worker.has("repository/logs")).isTrue();
    }

    private static void pack(Path project, String reference) throws IOException {
        Path descriptor = project.resolve("deployment.yaml");
        Files.writeString(
                descriptor, Files.readString(descriptor).replaceFirst("api-manager: .*", "api-manager: " + reference));
    }

    private static String sha256(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("everyMaven")
    void modulesAreBuiltAtTheSameTime(String version) throws IOException {
        Path project = MavenRun.copy("modules", folder);

        Outcome outcome = MavenRun.of(version, project)
                .with("-o", "-T", "4", "-Drole=gateway-worker")
                .run("package")
                .succeeded();

        for (String module : new String[] {"east", "west"}) {
            assertThat(project.resolve(module + "/target/apim/gateway-worker-1.tar.gz"))
                    .exists();
            assertThat(project.resolve(module + "/target/apim/gateway-worker-2.tar.gz.sha256"))
                    .exists();
        }
        assertThat(outcome.log()).doesNotContain("not marked as thread-safe").doesNotContain("@threadSafe");
    }

    @ParameterizedTest
    @MethodSource("everyMaven")
    void theHelpGoalDescribesTheParameters(String version) throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        Outcome outcome = MavenRun.of(version, project)
                .with("-o", "-Ddetail", "-Dgoal=assemble")
                .run("apim:help")
                .succeeded();

        assertThat(outcome.log())
                .contains("apim.role")
                .contains("apim.descriptor")
                .contains("apim.outputDirectory");
    }

    @Test
    void aBuildInAFolderWithBlanksAndForeignLettersWorks() throws IOException {
        Path project = MavenRun.copy("quickstart", folder.resolve("my übung 例"));

        Outcome outcome = MavenRun.of(Mavens.usual(), project)
                .environment("LC_ALL", "C.UTF-8")
                .with("-o", "-Drole=gateway-worker")
                .assemble()
                .succeeded();

        assertThat(project.resolve("target/apim/gateway-worker-1.tar.gz")).exists();
        assertThat(outcome.log()).contains("10.0.0.11:");
    }

    @Test
    void quietAndSkippedBuildsSayNothingAndDoNothing() throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        Outcome skipped = MavenRun.of(Mavens.usual(), project)
                .with("-o", "-Dapim.skip")
                .assemble()
                .succeeded();
        assertThat(skipped.log()).contains("apim.skip");
        assertThat(project.resolve("target")).doesNotExist();

        Outcome quiet = MavenRun.of(Mavens.usual(), project)
                .with("-o", "-q", "-Drole=gateway-worker")
                .assemble()
                .succeeded();
        assertThat(quiet.log()).isBlank();
        assertThat(project.resolve("target/apim/gateway-worker-1.tar.gz")).exists();
    }

    @Test
    void allProblemsOfADescriptorAreToldAtOnceWithTheirPlaces() throws IOException {
        Path project = MavenRun.copy("quickstart", folder);
        Path descriptor = project.resolve("deployment.yaml");
        Files.writeString(
                descriptor,
                Files.readString(descriptor)
                        .replace("role: gateway-manager,", "role: gateway-manger,")
                        .replace("  driver:", "  drivr:"));

        Outcome outcome =
                MavenRun.of(Mavens.usual(), project).with("-o").assemble().failed();

        assertThat(outcome.log())
                .contains("did you mean 'driver'?")
                .contains("did you mean 'gateway-manager'?")
                .contains("deployment.yaml has 2 errors; nothing was written")
                .containsOnlyOnce("did you mean 'driver'?");
        assertThat(project.resolve("target/apim")).doesNotExist();
    }
}
