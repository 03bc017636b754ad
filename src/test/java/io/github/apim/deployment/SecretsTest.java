package io.github.apim.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.descriptor.Descriptors;
import io.github.apim.descriptor.ReadResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void start() {
        descriptors = new Descriptors(folder);
    }

    @Test
    void aPasswordWithAnErrorIsNotShown() {
        for (String password : List.of("4711", "47.11", "[ 4711 ]", "{ a: 4711 }", "\"4711\\u0001\"", "!x 4711")) {
            assertThat(withPassword(password)).as(password).hasSize(1).noneMatch(problem -> problem.contains("11"));
        }
        assertThat(withPassword("4711"))
                .containsExactly("6:42: databases.credentials.password: expected a text, found a whole number;"
                        + " put it in quotes to make it a text");
    }

    @Test
    void aPasswordUnderAMistypedKeyIsNotShown() {
        assertThat(descriptors.problems(
                        Descriptors.SHORTEST.replace("apim-db", "{ username: apim, passwort: hunter2 }")))
                .containsExactly(
                        "6:34: databases.credentials.passwort: unknown key 'passwort'; did you mean 'password'?");
    }

    @Test
    void aPasswordInAUrlOrItsParametersIsNotShown() {
        String yaml = Descriptors.SHORTEST
                        .replace("jdbc:mysql://db.internal:3306", "jdbc:mysql://me:a/hunter2@db")
                        .replace("  driver:", "  parameters: user=me&password=hunter2 x\n  driver:")
                + "deployment-synchronizer: { url: 'http://me:hunter2@svn/r' }\n";

        assertThat(descriptors.problems(yaml)).hasSize(3).noneMatch(problem -> problem.contains("hunter2"));
    }

    @Test
    void whatAPlaceholderStandsForIsNotShown() {
        descriptors.property("env.TOKEN", "hunter2 ");

        assertThat(descriptors.problems(Descriptors.SHORTEST
                        .replace("db.internal:3306", "${env.TOKEN}")
                        .replace("gw-1.internal", "\"${env.TOKEN}\"")
                        .replace("gateway-worker", "\"${env.TOKEN}\"")))
                .hasSize(3)
                .noneMatch(problem -> problem.contains("hunter2"));
    }

    @Test
    void credentialsThatCannotBeUsedAreNotShown() {
        descriptors.server("apim-db", "apim", "hunter2\u0007");

        assertThat(descriptors.problems(Descriptors.SHORTEST))
                .containsExactly("6:16: databases.credentials: the password of <server> 'apim-db' is empty"
                        + " or has control characters");
    }

    @Test
    void aDeploymentDoesNotShowItsPasswords() {
        ReadResult result =
                descriptors.read(Descriptors.SHORTEST.replace("apim-db", "{ username: apim, password: hunter2 }"));

        assertThat(result.toString()).contains("apim").doesNotContain("hunter2");
    }

    @Test
    void aMessageStaysOnItsLine() {
        String host = "\"a\\nERROR \\e[31m\\u202e%s\"".formatted("x".repeat(200));

        assertThat(descriptors.problems(Descriptors.SHORTEST.replace("gw-1.internal", host)))
                .containsExactly("8:39: nodes.gw-1.host: 'a\\nERROR \\u001b[31m\\u202e" + "x".repeat(46) + "…'"
                        + " is not a host name or an IP address: a host name has no blanks, quotes or '$'");
        assertThat(descriptors.problems(Descriptors.SHORTEST + "\"a\\nb'\": c\n"))
                .singleElement()
                .asString()
                .startsWith("9:1: ['a\\nb\\'']: unknown key 'a\\nb\\''");
    }

    @Test
    void theExceptionListsEveryProblemAndNoSecret() {
        Path file = descriptors.write(
                Descriptors.SHORTEST.replace("apim-db", "{ username: apim, password: hunter2 }") + "a: b\n");

        assertThatThrownBy(() -> descriptors.read(file))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(file + ":6:44: databases.credentials.password: ")
                .hasMessageContaining(file + ":9:1: a: unknown key 'a'")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void everyPasswordOfADeploymentIsKnown() {
        Deployment deployment = descriptors
                .server("bam-admin", "bam", "bam-secret")
                .server("registry", "robot", "registry-secret")
                // Of a version that has none.
                .read(Descriptors.resource("every-key.yaml").replaceAll("(?m)^encryption:\n.*\n", ""))
                .deployment();

        assertThat(Secrets.of(deployment))
                .extracting(Secret::reveal)
                .containsExactlyInAnyOrder(
                        "secret",
                        "admin-secret",
                        "svn-secret",
                        "bam-secret",
                        "aws-secret",
                        "registry-secret",
                        "ad-secret",
                        "store-secret",
                        "key-secret",
                        "trust-secret",
                        "4f".repeat(32));
    }

    @Test
    void secretsAreEqualByWhatTheyHideAndShowNoneOfIt() {
        Secret secret = new Secret("hunter2");

        assertThat(secret).isEqualTo(new Secret("hunter2")).hasSameHashCodeAs(new Secret("hunter2"));
        assertThat(secret).isNotEqualTo(new Secret("hunter3")).isNotEqualTo("hunter2");
        assertThat(secret).hasToString("********");
    }

    private List<String> withPassword(String password) {
        return descriptors.problems(
                Descriptors.SHORTEST.replace("apim-db", "{ username: me, password: " + password + " }"));
    }
}
