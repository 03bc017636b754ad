package io.github.apim.assembly.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.archive.Content;
import io.github.apim.assembly.Plan;
import io.github.apim.assembly.Planning;
import io.github.apim.deployment.Secret;
import io.github.apim.manifest.Json;
import io.github.apim.overlay.Change;
import io.github.apim.overlay.Change.Written;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.TestDeployment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing in a plan, no number and no line, depends on what a password is: who reads a plan can try none out on it. */
class PasswordsInPlansTest {

    private static final List<String> SERVERS =
            List.of("apim-db", "apim-admin", "apim-svn", "bam-admin", "apim-ad", "apim-aws");

    /** The last is a word of the product's own files, which a mask in them would spell out. */
    private static final List<String> PASSWORDS = List.of("summer2015", "a much longer <one> & \"quoted\"", "carbon");

    @TempDir
    Path folder;

    @Test
    void deploymentsThatDifferInTheirPasswordsAloneHaveEqualPlansInEveryFormat() throws IOException {
        List<Map<String, String>> plans = new ArrayList<>();
        for (String password : PASSWORDS) {
            plans.add(plans(deployment(password), Optional.empty()));
        }

        assertThat(plans.get(0).keySet()).containsExactlyInAnyOrder("text", "diff", "json");
        assertThat(plans.get(0).values())
                .allSatisfy(plan -> assertThat(plan.lines())
                        .hasSizeGreaterThan(500)
                        .anySatisfy(line -> assertThat(line).contains("<password>********</password>")));
        assertThat(plans.get(1)).isEqualTo(plans.get(0));
        assertThat(plans.get(2)).isEqualTo(plans.get(0));
    }

    @Test
    void soHaveTheyAgainstAnEarlierBuildThatDiffersFromThemInSomethingElse() throws IOException {
        List<Map<String, String>> plans = new ArrayList<>();
        for (String password : PASSWORDS) {
            TestDeployment deployment = deployment(password);
            deployment.forced().assemble();
            deployment.with("parameters: autoReconnect=true&", "parameters: autoReconnect=false&");
            plans.add(plans(deployment, Optional.of(deployment.output())));
            deleteTarballs(deployment);
            plans.add(plans(deployment, Optional.of(deployment.output())));
        }

        assertThat(plans.get(0).get("text")).contains("?autoReconnect=false");
        assertThat(plans.get(2)).isEqualTo(plans.get(0));
        assertThat(plans.get(4)).isEqualTo(plans.get(0));
        assertThat(plans.get(1).get("text")).contains("size and hash hidden").doesNotContain("@@");
        assertThat(plans.get(3)).isEqualTo(plans.get(1));
        assertThat(plans.get(5)).isEqualTo(plans.get(1));
    }

    /** By planning with and without secrets: where the outcomes differ, there one stands. */
    @Test
    void everyFileInWhichASecretStandsIsForItsOwnerOnlyOnTheNode() throws IOException {
        TestDeployment open = deployment("summer2015");
        TestDeployment shown = deployment(Secret.MASK).with("StorePassword=........", "StorePassword=" + Secret.MASK);
        Map<String, Change> masked = changes(shown);
        int secrets = 0;

        for (Map.Entry<String, Change> change : changes(open).entrySet()) {
            if (change.getValue() instanceof Written written && written.content() instanceof Content.Bytes bytes) {
                Content.Bytes same = (Content.Bytes) ((Written) masked.get(change.getKey())).content();
                if (!Arrays.equals(same.bytes(), bytes.bytes())) {
                    secrets++;
                    assertThat(written.mode() & 077).as(change.getKey()).isZero();
                }
            }
        }

        assertThat(secrets).isEqualTo(39);
    }

    private static Map<String, Change> changes(TestDeployment deployment) throws IOException {
        Map<String, Change> changes = new TreeMap<>();
        try (Plan plan =
                new Planning(deployment.planRequest(), TestDeployment::unresolved, deployment.listener()).run()) {
            plan.nodes()
                    .forEach(node -> node.changes()
                            .forEach(change -> changes.put(node.node().name() + "/" + change.path(), change)));
        }
        return changes;
    }

    @Test
    void theProductsOwnTextDoesNotSpellOutAPasswordThatIsAWordOfIt() throws IOException {
        String text = plans(deployment("carbon"), Optional.empty()).get("text");

        assertThat(text).contains("${carbon.local.ip}", "wso2carbon").doesNotContain("${********", "wso2********");
    }

    @Test
    void aValueFromTheEnvironmentIsHiddenWhereverAnEditPutsIt() throws IOException {
        String text = plans(deployment("summer2015"), Optional.empty()).get("text");

        assertThat(text)
                .contains("+    <parameter name=\"hotdeployment\" locked=\"false\">********<")
                .doesNotContain("summer2015");
    }

    @Test
    void whatAFileOfTheUsersSaysOfAKnownPasswordIsHiddenWithItsSize() throws IOException {
        TestDeployment deployment = deployment("summer2015");
        write(deployment, "overlays/all/samples/notes.txt", "call summer2015 for more");
        write(deployment, "overlays/all/samples/harmless.txt", "no secret");

        Map<String, String> plans = plans(deployment, Optional.empty());

        assertThat(plans.get("text"))
                .contains("samples/notes.txt, mode 0600, size and hash hidden")
                .contains("samples/harmless.txt, mode 0644, 9 bytes, sha256 ");
        assertThat(plans.get("diff")).contains("+call ******** for more");
        assertThat(plans.values()).allSatisfy(plan -> assertThat(plan).doesNotContain("summer2015"));
    }

    @Test
    void aPasswordOfAServerThatTheDescriptorDoesNotNameIsHiddenToo() throws IOException {
        TestDeployment deployment = deployment("summer2015");
        write(deployment, "overlays/all/samples/notes.txt", "call Other-Server for more");

        Map<String, String> plans = plans(deployment, Optional.empty(), new Secret("Other-Server"));

        assertThat(plans.get("diff")).contains("+call ******** for more");
        assertThat(plans.values()).allSatisfy(plan -> assertThat(plan).doesNotContain("Other-Server"));
    }

    @Test
    void charactersThatDoNotShowAreEscapedOrToldInEveryFormat() throws IOException {
        TestDeployment deployment = deployment("summer2015");
        String disguised = "admin\u202Etxt\u200B\u001B[2J";
        write(deployment, "overlays/gateway-worker/repository/conf/jndi.properties", "# " + disguised + "\n");
        write(deployment, "overlays/all/samples/a\u202Eb.bin", "\0");

        Map<String, String> plans = plans(deployment, Optional.empty());

        assertThat(plans.get("text")).contains("admin\\u202etxt\\u200b\\u001b[2J", "samples/a\\u202eb.bin");
        assertThat(plans.get("json")).contains("admin\\\\u202etxt", "samples/a\\u202eb.bin");
        assertThat(plans.get("diff"))
                .contains("Beware: in what follows are characters that do not show: U+001B, U+200B, U+202E\n"
                        + "diff --git a/repository/conf/jndi.properties");
        assertThat(plans.get("text") + plans.get("json")).doesNotContain("\u202E", "\u200B", "\u001B");
    }

    /** All passwords and what comes from the environment are the same text, so that each is found anywhere. */
    private TestDeployment deployment(String password) throws IOException {
        TestDeployment deployment = ExampleDeployment.in(Files.createTempDirectory(folder, "deployment"));
        SERVERS.forEach(server -> deployment.knowing(server, password));
        return deployment
                .property("env.SECRET", password)
                .with("statistics: { bam: bam-1 }", "statistics: { bam: bam-1, credentials: bam-admin }")
                .with(
                        "parameters: autoReconnect=true&relaxAutoCommit=true",
                        "parameters: autoReconnect=true&trustCertificateKeyStorePassword="
                                + password.replaceAll("\\W", "."))
                .with("single-sign-on:", """
                        user-store: { file: user-stores/ad.xml, credentials: apim-ad }
                        clustering: { scheme: aws, credentials: apim-aws }
                        edits:
                          gateway-worker:
                            repository/conf/axis2/axis2.xml:
                              "/axisconfig/parameter[@name='hotdeployment']": "${env.SECRET}"
                        single-sign-on:""");
    }

    private Map<String, String> plans(TestDeployment deployment, Optional<Path> against, Secret... others)
            throws IOException {
        PlanReview review = new PlanReview(
                deployment.planRequest(), TestDeployment::unresolved, deployment.listener(), against, List.of(others));
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream patch = new ByteArrayOutputStream();
        List<Object> json = new ArrayList<>();
        review.run(diff -> {
            new PlanText(review.masking())
                    .of(diff)
                    .forEach(line -> text.append(line.text()).append('\n'));
            patch.writeBytes(new PlanPatch(review.masking()).of(diff));
            json.add(new PlanJson(review.masking()).of(diff));
        });
        return Map.of("text", text.toString(), "diff", patch.toString(StandardCharsets.UTF_8), "json", Json.of(json));
    }

    private static void deleteTarballs(TestDeployment deployment) throws IOException {
        try (Stream<Path> files = Files.list(deployment.output())) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".tar.gz")).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void write(TestDeployment deployment, String path, String content) throws IOException {
        Path file = deployment.folder().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
