package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.Command;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.KnownValues;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SshServer;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where secrets go and where they do not, with real builds that tell all they can. */
class SecretsIT {

    private static final String PLACE = "statistics: { bam: bam-1 }";
    private static final String PASSPHRASE = "open-sesame-42";
    private static final String USER = System.getProperty("user.name");

    @TempDir
    Path folder;

    @Test
    void noGoalShowsASecretInItsLogOrInAFileThatOthersMayRead() throws Exception {
        List<String> secrets = new ArrayList<>(TestDeployment.passwords());
        secrets.addAll(List.of("hiddenInParameters1", "hiddenInParameters2", "hiddenInAnEdit", "hiddenInAnOption"));
        deployment()
                .with(
                        "autoReconnect=true&relaxAutoCommit=true",
                        "trustCertificateKeyStorePassword=hiddenInParameters1&user=x&password=${env.PARAMETER}")
                .with("jvm: { heap: 2g }", "jvm: { options: [ \"-Djavax.net.ssl.keyStorePassword=${env.OPTION}\" ] }")
                .with(PLACE, """
                        statistics: { bam: bam-1 }
                        edits:
                          gateway-worker:
                            repository/conf/axis2/axis2.xml:
                              "/axisconfig/parameter[@name='hotdeployment']": "${env.EDIT}\"""")
                .write();
        List<String> said = new ArrayList<>();

        for (String[] goal : new String[][] {
            {"apim:validate", "apim:plan", "apim:assemble", "apim:companions", "apim:verify"},
            {"apim:plan", "-Dapim.format=diff"},
            {"apim:plan", "-Dapim.format=json"},
            {"apim:plan", "-Dapim.against=target/apim"}
        }) {
            said.add(run(goal).succeeded().log());
        }

        assertThat(said.stream().flatMap(String::lines).count()).isGreaterThan(10_000);
        List<String> shared = new ArrayList<>();
        Map<String, String> modes = modes(folder.resolve("target/apim"));
        for (String file : modes.keySet()) {
            if (!modes.get(file).endsWith("------")) {
                shared.add(Files.readString(folder.resolve("target/apim").resolve(file)));
            }
        }
        assertThat(shared).hasSizeGreaterThan(30);
        assertNothingIsShown(secrets, said);
        assertNothingIsShown(secrets, shared);
    }

    /** With a secure vault no tarball does either, but for what the build tells of. */
    @Test
    void withASecureVaultNothingHoldsASecretButWhatIsTold() throws Exception {
        List<String> secrets = List.of("db<&>'\"$(secret)", "admin&secret", "svn]]>secret");
        KeyStores.rsa(folder.resolve("keys/apim.jks"), "JKS", "svn]]>secret", "apim", 2048);
        deployment()
                .with("single-sign-on:", """
                        key-stores: { identity: { path: keys/apim.jks, alias: apim, credentials: apim-svn } }
                        secure-vault: { strict: true }
                        accept:
                          - { rule: M54, because: "single sign-on needs it" }
                        single-sign-on:""")
                .write();

        String checked = run("apim:validate").succeeded().log();
        String built = run("apim:plan", "apim:assemble").succeeded().log();
        String again = run("apim:assemble", "-Dapim.force").succeeded().log();

        assertThat(built).contains("secrets.lock had no ciphertext for ", "commit the file");
        assertThat(again).doesNotContain("secrets.lock had no ciphertext");
        assertNothingIsShown(secrets, List.of(checked, built, again));
        assertThat(KnownValues.in(folder.resolve("secrets.lock"), secrets)).isEmpty();
        assertThat(KnownValues.in(folder.resolve("target/apim"), secrets)).allSatisfy(line -> {
            MatchResult found = Pattern.compile(".*/([\\w-]+)\\.tar\\.gz!\\w+-[\\d.]+/([^ !]+)[ !].*")
                    .matcher(line)
                    .results()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(line));
            assertThat(checked).contains("nodes." + found.group(1) + ": " + found.group(2) + ": ");
        });
    }

    @Test
    @Needs({Need.SSHD, Need.SSH_KEYGEN})
    void shippingShowsNoSecretWhetherThePassphraseOpensTheKeyOrNot() throws Exception {
        List<String> secrets = new ArrayList<>(TestDeployment.passwords());
        secrets.addAll(List.of(PASSPHRASE, "wrong-" + PASSPHRASE.substring(1), "hiddenInParameters1"));
        Path key = SshServer.newKey(folder.resolve("key"), "ed25519", PASSPHRASE);
        Path far = Files.createDirectory(folder.resolve("far"));
        List<String> said = new ArrayList<>();

        try (SshServer machine = SshServer.start(folder.resolve("sshd"), "127.0.0.1", Path.of(key + ".pub"))) {
            deployment()
                    .with(
                            "autoReconnect=true&relaxAutoCommit=true",
                            "trustCertificateKeyStorePassword=hiddenInParameters1")
                    .with("single-sign-on:", """
                            shipping:
                              key: %s
                              credentials: apim-ssh
                              known-hosts: %s
                              port: %d
                              nodes: { key-manager-1: { host: 127.0.0.1, directory: %s } }
                            single-sign-on:""".formatted(key, folder.resolve("known_hosts"), machine.port(), far))
                    .write();
            passphrase(PASSPHRASE);
            for (String[] goal : new String[][] {
                {"apim:assemble", "-Dapim.skipCompanions", "apim:ship", "-Dapim.dryRun", "-Dapim.acceptNewHostKeys"},
                {"apim:ship", "-Dapim.install", "-Dapim.acceptNewHostKeys"},
                {"apim:ship", "-Dapim.install"},
                {"apim:verify", "-Dapim.shipped"}
            }) {
                said.add(runOn("key-manager-1", goal).succeeded().log());
            }
            assertThat(far.resolve("key-manager-1/current")).isSymbolicLink();

            passphrase("wrong-" + PASSPHRASE.substring(1));
            for (String goal : List.of("apim:ship", "apim:verify")) {
                said.add(runOn("key-manager-1", goal, "-Dapim.shipped").failed().log());
            }
            assertThat(said).last().asString().contains("does not open the private key");
        }

        assertThat(said.stream().flatMap(String::lines).count()).isGreaterThan(3_000);
        assertNothingIsShown(secrets, said);
    }

    /** As settings.xml has it. */
    private void passphrase(String words) throws IOException {
        Files.writeString(
                folder.resolve("settings.xml"),
                TestDeployment.settings()
                        .replace(
                                "<servers>",
                                "<servers><server><id>apim-ssh</id><username>" + USER + "</username><passphrase>"
                                        + words + "</passphrase></server>"));
    }

    private Outcome runOn(String node, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("-Dapim.node=" + node);
        return MavenRun.of(Mavens.usual(), folder).with("-o", "-X", "-e").run(all.toArray(String[]::new));
    }

    private static void assertNothingIsShown(List<String> secrets, List<String> texts) {
        for (String secret : secrets) {
            String xml = secret.replace("&", "&amp;").replace("<", "&lt;");
            for (String spelling : List.of(secret, xml, xml.replace(">", "&gt;"))) {
                assertThat(texts)
                        .allSatisfy(text -> assertThat(text.contains(spelling)).isFalse());
            }
        }
    }

    @Test
    void aBuildWithoutAUmaskLetsNobodyReadASecretOrWriteAnything() throws Exception {
        deployment().write();

        MavenRun.of(Mavens.usual(), folder).with("-o").umask("000").assemble().succeeded();

        Path output = folder.resolve("target/apim");
        Map<String, String> modes = modes(output);
        assertThat(modes.keySet().stream().filter(name -> !name.contains("/"))).hasSize(30);
        modes.forEach((name, mode) -> assertThat(mode)
                .as(name)
                .isEqualTo(
                        name.startsWith("deployment/")
                                ? (isScript(output, name) ? "rwxr-xr-x" : "rw-r--r--")
                                : "rw-------"));
        try (Stream<Path> tree = Files.walk(output)) {
            for (Path path : tree.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().equals(".state"))
                    .toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo("rwxr-xr-x");
            }
        }
        assertThat(unpacked("gateway-worker-1").get("repository/conf/datasources/master-datasources.xml"))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "settings.servers[0].password",
                "session.settings.servers[0].password",
                "session.request.servers[0].password",
                "localRepository",
                "project.remoteArtifactRepositories[0].authentication.password",
                "project.projectBuildingRequest.userProperties",
                "mojoExecution.mojoDescriptor"
            })
    void noPlaceholderLeadsToMavensOwnObjects(String name) throws Exception {
        deployment().with("host: gw-1.internal", "host: \"${" + name + "}\"").write();

        Outcome outcome = run("apim:validate").failed();

        assertThat(outcome.log())
                .contains("nodes.gateway-worker-1.host: property '" + name.substring(0, Math.min(name.length(), 60)));
    }

    @Test
    void fieldsOfTheProjectAndPropertiesOfThatNameArePlaceholdersAsBefore() throws Exception {
        deployment()
                .with(
                        "name: gw.example.com",
                        "name: \"${project.artifactId}.${plugin.version}.${settings.site}.example.com\"")
                .write();

        Outcome outcome =
                run("apim:plan", "-Dsettings.site=eu", "-Dplugin.version=p1").succeeded();

        assertThat(outcome.log()).contains("<HostName>whole.p1.eu.example.com</HostName>");
    }

    private static boolean isScript(Path output, String name) {
        try {
            return Files.readString(output.resolve(name), StandardCharsets.UTF_8)
                    .startsWith("#!");
        } catch (IOException unreadable) {
            return false;
        }
    }

    private TestDeployment deployment() throws IOException {
        return WholeDeployment.in(folder);
    }

    private Outcome run(String... arguments) throws IOException {
        return MavenRun.of(Mavens.usual(), folder)
                .with("-o", "-X", "-e")
                .environment("PARAMETER", "hiddenInParameters2")
                .environment("OPTION", "hiddenInAnOption")
                .environment("EDIT", "hiddenInAnEdit")
                .run(arguments);
    }

    private Map<String, String> unpacked(String node) throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Command.Result result = new Command(home, Duration.ofMinutes(1))
                .run(List.of(
                        "tar",
                        "xpzf",
                        folder.resolve("target/apim/" + node + ".tar.gz").toString(),
                        "--strip-components=1"));
        assertThat(result.code()).isZero();
        return modes(home);
    }

    /** Of all files below a folder, but for what is remembered between builds. */
    private static Map<String, String> modes(Path below) throws IOException {
        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(below)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                modes.put(
                        below.relativize(file).toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return modes;
    }
}
