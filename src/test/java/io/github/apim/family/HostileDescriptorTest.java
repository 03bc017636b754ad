package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.SelectionException;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Puts what a shell, an XML parser or a path would act on in every value of a descriptor, and runs what comes out: it is
 * refused at its line, or it is in the output as the text that it is.
 */
@Timeout(120)
@Needs(Need.SH)
class HostileDescriptorTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              bam: wso2bam-2.5.0.zip
            databases:
              url: "jdbc:mysql://10.0.0.20:3306"
              parameters: "autoReconnect=true"
              driver: "mysql-connector-java-5.1.49.jar"
              driver-class: "com.mysql.jdbc.Driver"
              credentials: "apim-db"
              schemas: { api-manager: "apimgtdb" }
            admin: { credentials: { username: "root", password: "a secret" } }
            deployment-synchronizer:
              url: "http://10.0.0.21/repos/gateway"
              client: [ "svnkit-1.3.9.wso2v2.jar", trilead-ssh2-1.0.0-build215.jar ]
            load-balancer:
              virtual-hosts: { gateway-manager: "mgt.example.com" }
            statistics: { bam: bam, credentials: { username: "analyst", password: "another secret" } }
            nodes:
              "gw-1":
                role: gateway-manager
                host: "gw-1.internal"
                address: "10.0.0.10"
                overlay: "eu"
                jvm: { home: "/opt/jdk", heap: "2g", options: [ "-Dx=y" ] }
              key-manager: { role: key-manager, host: km.internal, address: 10.0.0.11 }
              bam: { role: bam, host: bam.internal, address: 10.0.0.12 }
            edits:
              "gw-1":
                "repository/conf/carbon.xml": { "/Server/Version": "1" }
                bin/wso2server.sh: { CMD: "shell value" }
                repository/conf/jndi.properties: { "key": "property value" }
            """;

    /** The values, all that stands in quotes. */
    static List<String> values() {
        return Pattern.compile("\"[^\"]+\"")
                .matcher(DESCRIPTOR)
                .results()
                .map(MatchResult::group)
                .filter(value -> !value.equals("\"PACK\""))
                .distinct()
                .toList();
    }

    private static final List<String> HOSTILE = List.of(
            "$(touch PWNED)",
            "`touch PWNED`",
            "'; touch PWNED; '",
            "\\\"; touch PWNED; \\\"",
            "x\\ntouch PWNED\\n",
            "-Dx=$(touch PWNED)",
            "-Dx=y;touch PWNED",
            "-Dx=`touch${IFS}PWNED`",
            "| touch PWNED",
            "../../PWNED",
            "/tmp/../PWNED",
            "a/../../../PWNED",
            "..\\\\PWNED",
            "%n%s%1$s",
            "<x/>]]><!--",
            "\\\"/><PWNED a='",
            "&PWNED;",
            "\\u0000",
            "\\u001b[2J",
            "\\u2028",
            "-rf *",
            "\\\\",
            "${PWNED}",
            "\\U0001F600 \\u00fc");

    /** By its role, because its name is one of the values. */
    private static final NodeSelection GATEWAY = new NodeSelection(List.of("gateway-manager"), List.of());

    @TempDir
    Path outer;

    private Path folder;
    private Path pack;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectories(outer.resolve("inner/deployment"));
        Files.createDirectories(folder.resolve("eu"));
        pack = SmallPack.changed()
                .file("bin/wso2server.sh", "#!/bin/sh\nCMD=1\nprintf '%s\\n' \"$CMD\"\n")
                .toZip(folder.resolve("packs"));
    }

    @AfterEach
    void nothingIsRunOrWrittenOutside() throws IOException {
        assertThat(outer.toFile().list()).containsExactly("inner");
        assertThat(outer.resolve("inner").toFile().list()).containsExactly("deployment");
        try (Stream<Path> all = Files.walk(outer)) {
            assertThat(all.filter(path -> path.getFileName().toString().equals("PWNED")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueIsRefusedOrTakenLiterally(String value) throws Exception {
        for (String hostile : HOSTILE) {
            TestDeployment deployment =
                    TestDeployment.in(folder, pack, DESCRIPTOR).with(value, "\"" + hostile + "\"");
            try {
                for (AssembledNode node : deployment.run(GATEWAY, 2)) {
                    assertHarmless(node);
                }
            } catch (DeploymentException | SelectionException refused) {
                assertThat(refused.getMessage())
                        .contains("deployment.yaml:")
                        .doesNotContain("secret)", "\u001b", "\u0000", "\u2028");
            }
        }
    }

    @Test
    void aShellEditIsThatTextInTheShell() throws Exception {
        TestDeployment deployment = TestDeployment.in(folder, pack, DESCRIPTOR)
                .with("\"shell value\"", "\"$(touch PWNED) `touch PWNED` '\\\" \\\\ $HOME ; #\\nline\"");
        deployment.run(GATEWAY, 2);
        Path home = unpack(deployment.output().resolve("gw-1.tar.gz"));
        Command.Result said =
                command().run(List.of("sh", home.resolve("bin/wso2server.sh").toString()));
        assertThat(said.out()).isEqualTo("$(touch PWNED) `touch PWNED` '\" \\ $HOME ; #\nline\n");
    }

    private void assertHarmless(AssembledNode node) throws Exception {
        NodeHome read = NodeHome.read(node.tarball());
        for (String path : read.paths()) {
            if (path.endsWith(".xml")) {
                assertThat(read.values(path, "//PWNED")).as(path).isEmpty();
            }
        }
        Path home = unpack(node.tarball());
        for (String script : List.of("bin/start-node.sh", "bin/configure-analytics.sh", "bin/wso2server.sh")) {
            Path file = home.resolve(script);
            if (Files.exists(file)) {
                assertThat(command().run(List.of("sh", "-n", file.toString())).code())
                        .as("%s of %s", script, node.tarball())
                        .isZero();
                command().run(List.of("sh", file.toString(), "status"));
            }
        }
    }

    private Path unpack(Path tarball) throws Exception {
        Path home = Files.createDirectories(folder.resolve("unpacked"));
        List<String> tar = List.of("tar", "xzf", tarball.toString(), "--strip-components=1", "-C", home.toString());
        assertThat(command().run(tar).code()).isZero();
        return home;
    }

    private Command command() {
        return new Command(folder, Duration.ofSeconds(20));
    }
}
