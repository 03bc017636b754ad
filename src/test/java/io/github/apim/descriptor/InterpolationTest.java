package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.edit.Operation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpolationTest {

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void start() {
        descriptors = new Descriptors(folder);
    }

    @Test
    void propertiesAndEnvironmentVariablesArePutIn() {
        descriptors.property("site", "eu").property("env.DOMAIN", "example.com");

        assertThat(host("gw-${site}.${env.DOMAIN}")).isEqualTo("gw-eu.example.com");
    }

    @Test
    void twoDollarsStandForALiteralPlaceholder() {
        assertThat(edited("$${carbon.home}/x")).isEqualTo("${carbon.home}/x");
        assertThat(edited("$$ ${a} $$${b}")).isEqualTo("$$ A $${b}");
        assertThat(edited("costs $5 {a} $")).isEqualTo("costs $5 {a} $");
    }

    @Test
    void whatAPropertyHoldsIsNotReplacedAgain() {
        descriptors.property("outer", "${inner}").property("inner", "x");

        assertThat(edited("${outer}")).isEqualTo("${inner}");
    }

    @Test
    void theTextDecidesTheTypeQuotedOrNot() {
        descriptors.property("offset", "7").property("clean", "true");

        ReadResult result = descriptors.read(
                Descriptors.SHORTEST.replace("packs/wso2am-1.9.0.zip", "{ path: a, clean: \"${clean}\" }")
                        + "  gw-2: { role: gateway-worker, host: gw-2, offset: \"${offset}\" }\n"
                        + "  gw-3:\n    role: gateway-worker\n    host: gw-3\n    offset: 1${offset}\n");

        assertThat(result.deployment().nodes()).extracting(Node::offset).containsExactly(0, 7, 17);
        assertThat(result.deployment().packs().values())
                .allSatisfy(pack -> assertThat(pack.clean()).isTrue());
    }

    @Test
    void aNumberMayStandWhereATextIsExpected() {
        descriptors.property("server", "4711").server("4711", "apim", "p");

        String yaml = Descriptors.SHORTEST.replace("apim-db", "${server}");

        assertThat(descriptors.read(yaml).deployment().databases().credentials().username())
                .isEqualTo("apim");
    }

    @Test
    void aMissingPropertyIsShownWithTheWayToGiveIt() {
        assertThat(descriptors.problems(Descriptors.SHORTEST.replace("apim-db", "${db.server}")))
                .containsExactly("6:16: databases.credentials: property 'db.server' is not set;"
                        + " give it with -Ddb.server=… or under <properties> in the POM");
        assertThat(descriptors.problems(Descriptors.SHORTEST.replace("apim-db", "${env.A}${env.B}")))
                .containsExactly(
                        "6:16: databases.credentials: environment variable 'A' is not set",
                        "6:16: databases.credentials: environment variable 'B' is not set");
    }

    @Test
    void anUnclosedOrEmptyPlaceholderIsAProblem() {
        for (String value : List.of("${", "a${b", "${}", "${a b}", "${a${b}}")) {
            assertThat(descriptors.problems(Descriptors.SHORTEST.replace("apim-db", "'" + value + "'")))
                    .as(value)
                    .containsExactly("6:16: databases.credentials: '${' needs a name and a '}';"
                            + " write '$${' for '${' itself");
        }
    }

    @Test
    void whatIsPutInMustHaveTheRightFormatAndIsNotShown() {
        descriptors.property("host", "gw;reboot").property("offset", "lots").property("empty", "");

        assertThat(descriptors.problems(Descriptors.SHORTEST
                        + "  gw-2: { role: gateway-worker, host: \"${host}\" }\n"
                        + "  gw-3: { role: gateway-worker, host: gw-3, offset: \"${offset}\" }\n"
                        + "  gw-4: { role: gateway-worker, host: \"${empty}\" }\n"))
                .containsExactly(
                        "9:39: nodes.gw-2.host: '${host}' (with its value) is not a host name or an IP address:"
                                + " a host name has letters, digits, '-' and '.' only, and no scheme or port",
                        "10:53: nodes.gw-3.offset: expected a whole number from 0 to 50000,"
                                + " found '${offset}' (with its value)",
                        "11:39: nodes.gw-4.host: '${empty}' (with its value) is not a host name or an IP address:"
                                + " it is empty");
    }

    @Test
    void keysAreTakenAsTheyStand() {
        descriptors.property("a", "gw-2");

        assertThat(descriptors.problems(Descriptors.SHORTEST + "  ${a}: { role: gateway-worker, host: gw-2 }\n"))
                .singleElement()
                .asString()
                .startsWith("9:3: nodes['${a}']: '${a}' is not the name of a node");
    }

    @Test
    void aPasswordFromOutsideIsNoWarning() {
        descriptors.property("env.DB_PASSWORD", "hunter2");

        assertThat(warnings("${env.DB_PASSWORD}")).isEmpty();
        assertThat(warnings("${env.DB_PASSWORD}!")).hasSize(1);
        assertThat(warnings("$${x}")).hasSize(1);
    }

    private List<Problem> warnings(String password) {
        return descriptors
                .read(Descriptors.SHORTEST.replace("apim-db", "{ username: a, password: '" + password + "' }"))
                .warnings();
    }

    private String host(String text) {
        ReadResult result = descriptors.read(Descriptors.SHORTEST.replace("gw-1.internal", "'" + text + "'"));
        return result.deployment().nodes().get(0).host();
    }

    private String edited(String text) {
        descriptors.property("a", "A");
        ReadResult result = descriptors.read(
                Descriptors.SHORTEST + "edits: { all: { bin/wso2server.sh: { X: '" + text + "' } } }\n");
        return ((Operation.Set) result.deployment().edits().get(0).operation()).value();
    }
}
