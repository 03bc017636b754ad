package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Shipping.Destination;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.shipping.InstalledHomes.Result;
import io.github.apim.shipping.ShippingRequest.Action;
import io.github.apim.testing.TestHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever one machine answers, or whatever goes wrong with it, is a failure of its nodes and of no others. */
class HostileMachineTest {

    private static final String SHA = "a".repeat(64);

    /** The tarballs, which nothing here changes. */
    @TempDir
    static Path built;

    @TempDir
    Path folder;

    private Deployment deployment;

    @BeforeAll
    static void twoNodes() throws IOException {
        for (String node : List.of("bad", "good")) {
            TestHome.of(built.resolve("events"), node).withBallast(9 << 20).write(built.resolve("target"), node);
        }
    }

    @BeforeEach
    void twoMachines() throws IOException {
        Path descriptor = Files.writeString(folder.resolve("deployment.yaml"), """
                packs: { api-manager: am.zip }
                databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: d.jar, credentials: { username: u, password: p } }
                shipping: { directory: /opt/wso2 }
                nodes:
                  bad:  { role: key-manager, host: bad.internal }
                  good: { role: gateway-worker, host: good.internal }
                """);
        deployment = new DeploymentReader(name -> Optional.empty(), id -> Optional.empty())
                .read(descriptor)
                .deployment();
    }

    /** A machine of which every script says something, and every command. */
    private static class Saying implements Machine {

        private final String script;
        private final String command;

        Saying(String script, String command) {
            this.script = script;
            this.command = command;
        }

        @Override
        public List<String> run(String text, List<String> words) {
            return script.lines().toList();
        }

        @Override
        public byte[] read(String line, List<String> words, byte[] input) {
            return command.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void append(Path file, long from, String target, LongConsumer progress) {}

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "part x y",
                "part 5",
                "part -5 " + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "part",
                "free 99999999999999999999",
                "free -1",
                "free many",
                "current ../../../../etc",
                "current /etc",
                "running x",
                "replaced ..",
                "release ..",
                "release",
                "tarball",
                "unpacked yes",
                "what else",
                "\u001b[2Jfree 5",
            })
    void anAnswerWithoutSenseFailsItsNodeAndNoOther(String answer) {
        Journal journal = ship(Action.INSTALL, true, new Saying(answer, ""));

        assertThat(journal.lines())
                .filteredOn(line -> line.startsWith("bad"))
                .singleElement()
                .asString()
                .startsWith("bad failed: the machine gives an answer that makes no sense: '" + answer + "'; ");
        assertThat(journal.lines()).anyMatch(line -> line.startsWith("good: would be sent to good.internal:"));
        assertThat(journal.failure()).startsWith("1 of 2 nodes failed: bad;");

        Result verified = verify(new Saying(answer, ""));
        assertThat(verified.failures()).hasSize(2);
        assertThat(verified.failures().get(0)).startsWith("bad: the machine gives an answer that makes no sense");
        assertThat(verified.failures().get(1)).startsWith("good: nothing is installed in /opt/wso2/good");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begun",
                "begun x",
                "begun -5",
                "begun 999999999999",
                "begun 99999999999999999999",
                "free 99999999999999999999",
            })
    void aBeginningThatCannotBeFailsItsNode(String answer) {
        Machine lying = new Saying("", "") {
            @Override
            public List<String> run(String text, List<String> words) {
                return words.get(0).equals("look")
                        ? List.of("free 1000000", "tarballs")
                        : words.get(0).equals("begin") ? List.of(answer) : List.of();
            }
        };

        assertThat(ship(Action.SHIP, false, lying).lines())
                .anyMatch(line -> line.startsWith("bad failed: ") && line.contains("makes no sense: '" + answer + "'"))
                .noneMatch(line -> line.startsWith("good failed"));
    }

    @Test
    void aDiskThatIsSaidToBeFullFailsItsNode() {
        assertThat(ship(Action.SHIP, false, new Saying("free 0", "")).lines())
                .singleElement()
                .asString()
                .startsWith("bad failed: the disk of bad.internal is full: /opt/wso2 has 0.0 MB left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f 644 5", "f 999 5 a", "f 644 99999999999999999999 a", "x", "f  5 a", "ff 644 5 a"})
    void aListOfFilesWithoutSenseFailsItsNode(String listed) {
        Result verified = verify(new Saying("current " + SHA, listed));

        assertThat(verified.failures().get(0))
                .startsWith("bad: the machine gives an answer that makes no sense: '" + listed);
        assertThat(verified.failures().get(1)).startsWith("good: nothing is installed");
    }

    @Test
    void aListOfMoreFilesThanAnyHomeHasFailsItsNode() {
        StringBuilder list = new StringBuilder();
        for (int file = 0; file <= 300_000; file++) {
            list.append("f 644 5 ").append(file).append('\0');
        }

        assertThat(verify(new Saying("current " + SHA, list.toString()))
                        .failures()
                        .get(0))
                .startsWith("bad: /opt/wso2/bad/releases/" + SHA + " holds more than 300000 files");
    }

    @Test
    void aMistakeOfThePluginForOneNodeEndsNoOtherAndCanBeFound() {
        Machine broken = new Saying("", "") {
            @Override
            public List<String> run(String text, List<String> words) {
                throw new IndexOutOfBoundsException("Index 2 out of bounds for length 2");
            }
        };
        String said = "this plugin has made a mistake: java.lang.IndexOutOfBoundsException: Index 2 out of bounds for"
                + " length 2; mvn -e shows where";

        Journal journal = ship(Action.SHIP, false, broken);

        assertThat(journal.lines()).containsExactly("bad failed: " + said);
        assertThat(journal.sent()).containsOnlyKeys("good");
        assertThat(journal.failure.orElseThrow().getSuppressed())
                .singleElement()
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(verify(broken).failures())
                .hasSize(2)
                .contains("bad: " + said)
                .anyMatch(failure -> failure.startsWith("good: nothing is installed"));
    }

    @Test
    void whatIsDoneSideBySideIsDoneToItsEndWhereOneThingFails() {
        AtomicInteger done = new AtomicInteger();
        List<Integer> things = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));

        assertThatThrownBy(() -> SideBySide.run(2, things, thing -> {
                    if (thing == 0) {
                        throw new IllegalStateException("zero");
                    }
                    done.incrementAndGet();
                }))
                .hasMessage("zero");
        assertThat(done).hasValue(7);
    }

    private Machine machine(Destination destination, Machine bad) {
        return destination.host().startsWith("bad") ? bad : new Saying("free 1000000", "");
    }

    private Journal ship(Action action, boolean dryRun, Machine bad) {
        Journal journal = new Journal();
        ShippingRequest request = new ShippingRequest(
                deployment.shipping().orElseThrow(),
                deployment.nodes(),
                built.resolve("target"),
                folder.resolve("prerequisites"),
                action,
                Optional.empty(),
                false,
                dryRun,
                2,
                Map.of(),
                Duration.ofSeconds(1),
                node -> List.of());
        Machine quiet = new Saying("", "") {
            @Override
            public List<String> run(String text, List<String> words) {
                return words.get(0).equals("look") ? List.of("free 1000000") : List.of();
            }
        };
        try {
            new Shipment(request, destination -> destination.host().startsWith("bad") ? bad : quiet, journal).run();
        } catch (ShippingException failure) {
            journal.failure = Optional.of(failure);
        }
        return journal;
    }

    private Result verify(Machine bad) {
        return new InstalledHomes(
                        deployment.shipping().orElseThrow(), destination -> machine(destination, bad), 2, folder)
                .verify(deployment.nodes());
    }
}
