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
    void a_password_with_an_error_is_not_shown() {
        for (String password : List.of("4711", "47.11", "[ 4711 ]", "{ a: 4711 }", "\"4711\\u0001\"", "!x 4711")) {
            assertThat(withPassword(password)).as(password).hasSize(1).noneMatch(problem -> problem.contains("11"));
        }
        assertThat(withPassword("4711"))
                .containsExactly("6:42: databases.credentials.password: expected a text, found a whole number;"
                        + " put it in quotes to make it a text");
    }

    @Test
    void a_password_under_a_mistyped_key_is_not_shown() {
        assertThat(descriptors.problems(
                        Descriptors.SHORTEST.replace("apim-db", "{ username: apim, passwort: hunter2 }")))
                .containsExactly(
                        "6:34: databases.credentials.passwort: unknown key 'passwort'; did you mean 'password'?");
    }

    @Test
    void a_password_in_a_url_or_its_parameters_is_not_shown() {
        String yaml = Descriptors.SHORTEST
                        .replace("jdbc:mysql://db.internal:3306", "jdbc:mysql://me:a/hunter2@db")
                        .replace("  driver:", "  parameters: user=me&password=hunter2 x\n  driver:")
                + "deployment-synchronizer: { url: 'http://me:hunter2@svn/r' }\n";

        assertThat(descriptors.problems(yaml)).hasSize(3).noneMatch(problem -> problem.contains("hunter2"));
    }

    @Test
    void what_a_placeholder_stands_for_is_not_shown() {
        descriptors.property("env.TOKEN", "hunter2 ");

        assertThat(descriptors.problems(Descriptors.SHORTEST
                        .replace("db.internal:3306", "${env.TOKEN}")
                        .replace("gw-1.internal", "\"${env.TOKEN}\"")
                        .replace("gateway-worker", "\"${env.TOKEN}\"")))
                .hasSize(3)
                .noneMatch(problem -> problem.contains("hunter2"));
    }

    @Test
    void credentials_that_cannot_be_used_are_not_shown() {
        descriptors.server("apim-db", "apim", "hunter2\u0007");

        assertThat(descriptors.problems(Descriptors.SHORTEST))
                .containsExactly("6:16: databases.credentials: the password of <server> 'apim-db' is empty"
                        + " or has control characters");
    }

    @Test
    void a_deployment_does_not_show_its_passwords() {
        ReadResult result =
                descriptors.read(Descriptors.SHORTEST.replace("apim-db", "{ username: apim, password: hunter2 }"));

        assertThat(result.toString()).contains("apim").doesNotContain("hunter2");
    }

    @Test
    void a_message_stays_on_its_line() {
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
    void the_exception_lists_every_problem_and_no_secret() {
        Path file = descriptors.write(
                Descriptors.SHORTEST.replace("apim-db", "{ username: apim, password: hunter2 }") + "a: b\n");

        assertThatThrownBy(() -> descriptors.read(file))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(file + ":6:44: databases.credentials.password: ")
                .hasMessageContaining(file + ":9:1: a: unknown key 'a'")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void every_password_of_a_deployment_is_known() {
        Deployment deployment = descriptors
                .server("bam-admin", "bam", "bam-secret")
                .read(Descriptors.resource("every-key.yaml"))
                .deployment();

        assertThat(Secrets.of(deployment))
                .extracting(Secret::reveal)
                .containsExactlyInAnyOrder(
                        "secret", "admin-secret", "svn-secret", "bam-secret", "aws-secret", "ad-secret");
    }

    @Test
    void secrets_are_equal_by_what_they_hide_and_show_none_of_it() {
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
