package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.Command;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The goals that show, build and prove, one after the other as a release engineer calls them. */
class PlanAndVerifyIT {

    @TempDir
    Path folder;

    @Test
    void whatIsPlannedIsBuiltOnceAndVerifiedAndNoPasswordShowsAnywhere() throws Exception {
        TestDeployment deployment = WholeDeployment.in(folder);
        List<String> said = new ArrayList<>();

        Outcome plan = run(said, "apim:plan").succeeded();
        assertThat(plan.log())
                .contains("gateway-worker-2  gateway-worker: ")
                .contains("<HostName>gw.example.com</HostName>")
                .contains("<Password>********</Password>")
                .doesNotContain("\u001b[3");
        assertThat(folder.resolve("target")).doesNotExist();
        run(said, "apim:plan", "-Dapim.format=diff", "-Dapim.planFile=plans/plan.patch")
                .succeeded();
        run(said, "apim:plan", "-Dapim.format=json", "-Dapim.planFile=plans/plan.json")
                .succeeded();
        assertThat(folder.resolve("target")).doesNotExist();
        run(said, "apim:validate").succeeded();

        String timings = "-Dapim.timings=" + folder.resolve("timings/assemble.json");
        Outcome first = run(said, "apim:assemble", timings).succeeded();
        assertThat(first.log()).doesNotContain("unchanged since it was built").containsPattern("write: \\d+ ms");
        assertThat(stages()).containsExactly("read", "open", "plan", "check", "write", "surround");
        Outcome second = run(said, "apim:assemble", timings).succeeded();
        assertThat(stages()).isEmpty();
        assertThat(second.log().split("unchanged since it was built", -1)).hasSize(11);
        assertThat(second.log()).doesNotContain("entries in");
        Outcome forced = run(said, "apim:assemble", "-Dapim.force").succeeded();
        assertThat(forced.log()).doesNotContain("unchanged since it was built");

        Outcome sound = run(said, "apim:verify").succeeded();
        assertThat(sound.log()).contains("store-1  is what the descriptor gives today");

        deployment.with("jvm: { heap: 2g }", "jvm: { heap: 3g }").read();
        Outcome outdated = run(said, "apim:verify").succeeded();
        assertThat(outdated.log())
                .contains("gateway-worker-2  outdated: bin/start-node.sh: would have other content, by launcher")
                .contains("gateway-worker-1  is what the descriptor gives today");
        run(said, "apim:verify", "-Dapim.failOn=warning").failed();
        Outcome since = run(said, "apim:plan", "-Dapim.against=target/apim").succeeded();
        assertThat(since.log())
                .contains("-NODE_JAVA_OPTS=-Xmx2g", "+NODE_JAVA_OPTS=-Xmx3g")
                .contains("gateway-worker-1  gateway-worker: 0 changed, 0 added, 0 removed");
        Outcome stopped = run(said, "apim:plan", "-Dapim.against=target/apim", "-Dapim.failOnChanges")
                .failed();
        assertThat(stopped.log())
                .contains("+NODE_JAVA_OPTS=-Xmx3g")
                .contains("apim.failOnChanges is set, and 1 node changes: gateway-worker-2");
        Outcome third = run(said, "apim:assemble").succeeded();
        assertThat(third.log().split("unchanged since it was built", -1)).hasSize(10);
        run(said, "apim:plan", "-Dapim.against=target/apim", "-Dapim.failOnChanges")
                .succeeded();
        assertThat(run(said, "apim:plan", "-Dapim.node=store-1", "-Dapim.failOnChanges")
                        .failed()
                        .log())
                .contains("compared with its pack every node does");

        assertNoPassword(said);
    }

    @Test
    void aHomeIsVerifiedWhereThereIsNoProject() throws Exception {
        WholeDeployment.in(folder);
        run(new ArrayList<>(), "apim:assemble", "-Dapim.node=gateway-worker-1").succeeded();
        Path machine = Files.createDirectory(folder.resolve("machine"));
        Files.createDirectory(machine.resolve(".mvn"));
        Path tarball = folder.resolve("target/apim/gateway-worker-1.tar.gz");
        assertThat(new Command(machine, Duration.ofMinutes(1))
                        .run(List.of("tar", "xpzf", tarball.toString()))
                        .code())
                .isZero();
        Path home = machine.resolve("wso2am-1.9.0");
        String goal = "io.github.apim:apim-maven-plugin:" + System.getProperty("apim.it.version") + ":verify";

        Outcome clean = MavenRun.of(Mavens.usual(), machine)
                .with("-o", "-Dapim.home=wso2am-1.9.0")
                .run(goal)
                .succeeded();
        assertThat(clean.log()).contains("as it was built").contains("no deployment descriptor here");

        Files.writeString(home.resolve("repository/components/lib/extra.jar"), "x");
        Files.writeString(home.resolve("repository/logs/wso2carbon.log"), "x");
        Outcome drifted = MavenRun.of(Mavens.usual(), machine)
                .with("-o", "-Dapim.home=wso2am-1.9.0")
                .run(goal)
                .failed();
        assertThat(drifted.log())
                .contains("gateway-worker-1  added: repository/components/lib/extra.jar")
                .contains("verification found 1 error and 0 warnings")
                .doesNotContain("wso2carbon.log");
    }

    /** Of the last goal that wrote its timings. */
    private List<String> stages() throws IOException {
        Map<?, ?> read = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(folder.resolve("timings/assemble.json")));
        assertThat((Double) read.get("total")).isPositive();
        Map<?, ?> stages = (Map<?, ?>) read.get("stages");
        return stages.keySet().stream().map(String.class::cast).toList();
    }

    private Outcome run(List<String> said, String goal, String... options) throws IOException {
        Outcome outcome = MavenRun.of(Mavens.usual(), folder)
                .with("-o", "-X")
                .with(options)
                .run(goal);
        said.add(outcome.log());
        return outcome;
    }

    /** In logs, plans and manifests: everything but the tarballs, and what the test itself was given. */
    private void assertNoPassword(List<String> said) throws IOException {
        List<String> all = new ArrayList<>(said);
        try (Stream<Path> files =
                Stream.concat(Files.walk(folder.resolve("target")), Files.walk(folder.resolve("plans")))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".tar.gz"))
                    .toList()) {
                all.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(all).hasSizeGreaterThan(30);
        for (String password : TestDeployment.passwords()) {
            String xml = password.replace("&", "&amp;").replace("<", "&lt;");
            List<String> spellings = List.of(
                    password,
                    xml,
                    xml.replace(">", "&gt;"),
                    xml.replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&apos;"),
                    password.replace("'", "'\\''"),
                    password.replace("\"", "\\\""),
                    password.replace("=", "\\="),
                    Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8)));
            assertThat(all)
                    .allSatisfy(text -> spellings.forEach(
                            spelling -> assertThat(text.contains(spelling)).isFalse()));
        }
    }
}
