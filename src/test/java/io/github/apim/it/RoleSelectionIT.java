package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.NodeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The role and node in every spelling, on real Mavens; all runs are offline. */
class RoleSelectionIT {

    private static final List<String> WORKERS = List.of("gateway-worker-1", "gateway-worker-2");

    @TempDir
    Path folder;

    static Stream<String> everyMaven() {
        return Mavens.installed();
    }

    static Stream<String> mavenThree() {
        return Mavens.installed().filter(version -> version.startsWith("3."));
    }

    static Stream<String> mavenFour() {
        return Mavens.installed().filter(version -> version.startsWith("4."));
    }

    /** As users start it, so that warnings of the JVM would show. */
    @ParameterizedTest
    @MethodSource("everyMaven")
    void aPropertyNamesTheRole(String version) throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        Outcome outcome = MavenRun.of(version, project)
                .process()
                .with("-o", "-Dapim.role=gateway-worker")
                .assemble()
                .succeeded();

        assertThat(tarballs(project)).isEqualTo(WORKERS);
        assertThat(outcome.log())
                .contains("gateway-worker-1  gateway-worker, ")
                .contains("scp ")
                .contains("gateway-worker-1.tar.gz 10.0.0.11:")
                .doesNotContain("WARN");
    }

    @ParameterizedTest
    @MethodSource("everyMaven")
    void theShortPropertyNamesTheRole(String version) throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        MavenRun.of(version, project)
                .with("-o", "-Drole=gateway-worker")
                .assemble()
                .succeeded();

        assertThat(tarballs(project)).isEqualTo(WORKERS);
    }

    @ParameterizedTest
    @MethodSource("everyMaven")
    void aRequestedProfileNamesTheRoleWithoutAWarning(String version) throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        Outcome outcome = MavenRun.of(version, project)
                .with("-o", "-P", "role=gateway-worker")
                .assemble()
                .succeeded();

        assertThat(tarballs(project)).isEqualTo(WORKERS);
        assertThat(outcome.log()).doesNotContain("WARN");
    }

    @ParameterizedTest
    @MethodSource("mavenThree")
    void onMavenThreeTheProfileMayBeGluedToItsOption(String version) throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        Outcome outcome = MavenRun.of(version, project)
                .with("-o", "-Prole=gateway-worker")
                .assemble()
                .succeeded();

        assertThat(tarballs(project)).isEqualTo(WORKERS);
        assertThat(outcome.log()).doesNotContain("WARN");
    }

    @ParameterizedTest
    @MethodSource("mavenFour")
    void onMavenFourTheGluedFormIsRefusedByMavenItself(String version) throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        Outcome outcome = MavenRun.of(version, project)
                .with("-o", "-Prole=gateway-worker")
                .assemble()
                .failed();

        assertThat(outcome.log()).contains("Unrecognized option: -Prole=gateway-worker");
    }

    @ParameterizedTest
    @MethodSource("mavenThree")
    void withoutExtensionsMavenThreeWarnsOfTheProfileAndTheRoleCounts(String version) throws IOException {
        Path project = MavenRun.copy("without-extensions", folder);

        Outcome outcome = MavenRun.of(version, project)
                .with("-o", "-Prole=gateway-worker")
                .assemble()
                .succeeded();

        assertThat(tarballs(project)).isEqualTo(WORKERS);
        assertThat(outcome.log()).contains("role=gateway-worker").contains("WARN");
    }

    @ParameterizedTest
    @MethodSource("everyMaven")
    void aDeclaredProfileOfThatNameKeepsItsMeaning(String version) throws IOException {
        Path project = MavenRun.copy("declared-profile", folder);

        MavenRun.of(version, project)
                .with("-o", "-P", "role=gateway-worker")
                .assemble()
                .succeeded();

        assertThat(tarballs(project)).isEqualTo(WORKERS);
        NodeHome worker = NodeHome.read(project.resolve("target/apim/gateway-worker-1.tar.gz"));
        assertThat(worker.text("bin/start-node.sh")).contains("NODE_JAVA_OPTS=-Xmx3g");
    }

    @ParameterizedTest
    @MethodSource("mavenFour")
    void aMisspeltProfileBesideTheRoleStillStopsMavenFour(String version) throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        Outcome outcome = MavenRun.of(version, project)
                .with("-o", "-P", "role=gateway-worker,no-such-profile")
                .assemble()
                .failed();

        assertThat(outcome.log()).contains("no-such-profile");
        assertThat(project.resolve("target")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("everyMaven")
    void aNodeIsBuiltAlone(String version) throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        MavenRun.of(version, project)
                .with("-o", "-Dapim.node=gateway-worker-2")
                .assemble()
                .succeeded();

        assertThat(tarballs(project)).containsExactly("gateway-worker-2");
    }

    @ParameterizedTest
    @MethodSource("everyMaven")
    void theCommandLineGoesBeforeThePomsRole(String version) throws IOException {
        Path project = MavenRun.copy("pom-role", folder);

        MavenRun.of(version, project).with("-o").run("package").succeeded();
        assertThat(tarballs(project)).containsExactly("gateway-manager");

        MavenRun.of(version, project)
                .with("-o", "-Drole=gateway-worker")
                .run("package")
                .succeeded();
        assertThat(tarballs(project)).containsExactly("gateway-manager", "gateway-worker-1", "gateway-worker-2");
    }

    @ParameterizedTest
    @MethodSource("everyMaven")
    void anUnknownRoleListsTheValidOnesAndTheNearest(String version) throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        Outcome outcome = MavenRun.of(version, project)
                .with("-o", "-P", "role=gateway-wroker")
                .assemble()
                .failed();

        assertThat(outcome.log())
                .contains("unknown role 'gateway-wroker'; did you mean 'gateway-worker'?")
                .contains("valid are gateway-manager, gateway-worker, gateway, control-plane, traffic-manager, ");
        assertThat(project.resolve("target/apim")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("everyMaven")
    void twoSpellingsThatDisagreeAreAnError(String version) throws IOException {
        Path project = MavenRun.copy("quickstart", folder);

        Outcome outcome = MavenRun.of(version, project)
                .with("-o", "-Dapim.role=gateway-manager", "-Drole=gateway-worker")
                .assemble()
                .failed();
        assertThat(outcome.log())
                .contains("the command line asks for two things: -Dapim.role says gateway-manager, -Drole says"
                        + " gateway-worker");

        Outcome profile = MavenRun.of(version, project)
                .with("-o", "-Dapim.role=gateway-manager", "-P", "role=gateway-worker")
                .assemble()
                .failed();
        assertThat(profile.log()).contains("the command line asks for two things");
    }

    private static List<String> tarballs(Path project) throws IOException {
        try (Stream<Path> files = Files.list(project.resolve("target/apim"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tar.gz"))
                    .map(name -> name.substring(0, name.length() - ".tar.gz".length()))
                    .sorted()
                    .toList();
        }
    }
}
