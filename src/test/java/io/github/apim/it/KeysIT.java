package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a descriptor without a key to tarballs with certificates of the nodes' names, in a real Maven. */
class KeysIT {

    private static final String KEY_STORES = """
            key-stores:
              identity: { path: keys/apim.jks, alias: apim, credentials: apim-keys }
              trust: { path: keys/trust.jks, credentials: apim-keys }
            nodes:
            """;

    private static final String PASSWORD = "hiddenInSettings1";

    @TempDir
    Path folder;

    @Test
    @Needs(Need.OPENSSL)
    void aNodesCertificateIsForEveryNameByWhichOthersCallIt() throws Exception {
        TestDeployment deployment = WholeDeployment.in(folder);
        deployment.with("nodes:\n", KEY_STORES).write();

        assertThat(run("apim:keys").failed().log())
                .contains("key-stores.identity.credentials: settings.xml has no <server> with the id 'apim-keys'");

        Files.writeString(
                folder.resolve("settings.xml"),
                TestDeployment.settings()
                        .replace(
                                "<servers>",
                                "<servers><server><id>apim-keys</id><password>" + PASSWORD + "</password></server>"));

        Outcome shown = run("apim:keys", "-Dapim.dryRun").succeeded();
        assertThat(shown.log()).contains("apim.jks' would be made: key apim, valid until 2");
        assertThat(folder.resolve("keys/apim.jks")).doesNotExist();
        assertThat(run("apim:validate").failed().log())
                .contains("key-stores.identity.path: there is no file '", "mvn apim:keys makes it");

        Outcome made = run("apim:keys").succeeded();
        Outcome checked = run("apim:validate").succeeded();
        Outcome built = run("apim:assemble").succeeded();

        assertThat(checked.log()).contains("apim.jks: apim is valid until 2").doesNotContain("[WARNING]");
        for (Outcome outcome : List.of(shown, made, checked, built)) {
            assertThat(outcome.log()).doesNotContain(PASSWORD);
        }
        NodeHome home = NodeHome.read(folder.resolve("target/apim/key-manager-1.tar.gz"));
        Path store = Files.write(
                folder.resolve("of-the-node.jks"), home.bytes("repository/resources/security/wso2carbon.jks"));
        Path certificate = Files.writeString(
                folder.resolve("node.pem"),
                keytool("-exportcert", "-rfc", "-alias", "apim", "-keystore", store, "-storepass", PASSWORD));
        for (String name : List.of("km-1.internal", "km.example.com", "localhost")) {
            assertThat(openssl(
                            "verify", "-CAfile", folder.resolve("keys/ca.crt"), "-verify_hostname", name, certificate))
                    .as(name)
                    .contains(": OK");
        }
        assertThat(openssl(
                        "verify", "-CAfile", folder.resolve("keys/ca.crt"), "-verify_ip", "10.0.0.13", certificate))
                .contains(": OK");
    }

    private String openssl(Object... arguments) throws Exception {
        return command(Need.OPENSSL.path(), arguments);
    }

    private String keytool(Object... arguments) throws Exception {
        return command(Path.of(System.getProperty("java.home"), "bin", "keytool"), arguments);
    }

    private String command(Path program, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Command.Result result = new Command(folder, Duration.ofSeconds(60)).run(command);
        return result.out() + result.err();
    }

    private Outcome run(String... arguments) throws Exception {
        return MavenRun.of(Mavens.usual(), folder).with("-o", "-X", "-e").run(arguments);
    }
}
