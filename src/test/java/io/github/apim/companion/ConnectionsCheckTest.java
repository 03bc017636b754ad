package io.github.apim.companion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Endpoint;
import io.github.apim.edit.ShellFile;
import io.github.apim.testing.Command;
import io.github.apim.testing.Command.Result;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SeededTopology;
import io.github.apim.testing.StubServers;
import io.github.apim.testing.SurroundedDeployment;
import io.github.apim.testing.ThrottledDeployment;
import io.github.apim.topology.Link;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Which connections a machine's check tries, and what it says of servers that answer rightly, wrongly or not at all. The
 * checks mostly wait, and so do it at the same time.
 */
@Execution(ExecutionMode.CONCURRENT)
class ConnectionsCheckTest {

    private static final String SCRIPT = "prerequisites/10.0.0.11/check.sh";

    /** What the script takes for there. */
    private static final List<String> TOOLS = List.of("cat", "dd", "getent", "grep", "od", "sed", "sleep", "tr");

    private static final String GREETING = "\u004a\0\0\0\n8.0.36\0";
    private static final String REFUSAL = "\u0045\0\0\0\u00ff\u006a\u0004Host '10.0.0.11' is not allowed to connect";

    @TempDir
    Path folder;

    @Test
    void eachMachineTriesWhatItsNodesCallOnOthersAndNothingElse() throws IOException {
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder));

        assertThat(connections(files.text("prerequisites/10.0.0.15/check.sh")))
                .containsExactly(
                        "tls mgt.gw.example.com 443 publishing of APIs",
                        "tls gw.example.com 443 revoked tokens and tokens for applications",
                        "tls km.example.com 443 keys, tokens and logins",
                        "mysql db.internal 3306 SQL");
        assertThat(connections(files.text(SCRIPT)))
                .containsExactly(
                        "tls km.example.com 443 keys, tokens and logins",
                        "tcp 10.0.0.16 7614 events for the statistics",
                        "node-tls 10.0.0.16 7714 events for the statistics",
                        "tcp 10.0.0.10 61616 messages",
                        "tcp 10.0.0.10 4000 messages of the cluster",
                        "tcp 10.0.0.12 4000 messages of the cluster",
                        "mysql db.internal 3306 SQL",
                        "tcp svn.internal 80 artifacts");
        assertThat(files.text(SCRIPT)).doesNotContain("password", "apim-db");
    }

    @Test
    void aDatabaseAndARepositoryAreAskedInTheirOwnLanguage() throws IOException {
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder)
                .with("jdbc:mysql://db.internal:3306", "jdbc:postgresql://db.internal")
                .with("http://svn.internal", "https://svn.internal"));

        assertThat(connections(files.text("prerequisites/10.0.0.13/check.sh")))
                .endsWith("postgresql db.internal 5432 SQL");
        assertThat(connections(files.text(SCRIPT))).endsWith("tls svn.internal 443 artifacts");
    }

    @Test
    void everyCallThatLeavesAMachineIsTriedFromIt() {
        for (long seed = 0; seed < 100; seed++) {
            CompanionContext context = CompanionContext.of(SeededTopology.deployment(folder, seed), Map.of());
            for (Machine machine : Machine.all(context)) {
                Set<String> leaving = new TreeSet<>();
                for (Link link : context.topology().wiring().links()) {
                    boolean stays = link.front().isEmpty()
                            && context.topology().machine(link.to().get(0)).equals(machine.name());
                    if (machine.nodes().contains(link.from()) && !stays) {
                        leaving.add(text(link.address()));
                    }
                }
                context.topology().wiring().serverCalls().stream()
                        .filter(call -> machine.nodes().contains(call.from()))
                        .forEach(call -> leaving.add(text(call.server())));

                assertThat(ConnectionLines.of(machine, context).lines().map(ConnectionsCheckTest::address))
                        .as("seed %d: %s", seed, machine)
                        .containsExactlyInAnyOrderElementsOf(leaving);
            }
        }
    }

    @Test
    void theAnalyticsServerIsTriedByThoseWhoReportAndThoseWhoAsk() {
        CompanionContext context = CompanionContext.of(
                ThrottledDeployment.of(
                        folder,
                        "2.6.0",
                        ThrottledDeployment.DESCRIPTOR + "statistics: { analytics: { host: an.internal } }\n"),
                Map.of());

        assertThat(linesToAnalytics(context, "10.1.0.11"))
                .containsExactly(
                        "tcp an.internal 7612 events for the statistics",
                        "node-tls an.internal 7712 events for the statistics");
        assertThat(linesToAnalytics(context, "10.1.0.16"))
                .containsExactly("node-tls an.internal 7444 summaries of the statistics");
        assertThat(linesToAnalytics(context, "10.1.0.13")).isEmpty();
    }

    private static List<String> linesToAnalytics(CompanionContext context, String name) {
        Machine machine = Machine.all(context).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return ConnectionLines.of(machine, context)
                .lines()
                .filter(line -> line.contains(" an.internal "))
                .toList();
    }

    @Test
    void aGatewayTriesEveryTrafficManagerAndAsksForCertificatesWhereThereIsTls() {
        CompanionContext context = CompanionContext.of(ThrottledDeployment.in(folder), Map.of());
        Machine gateway = Machine.all(context).stream()
                .filter(machine -> machine.name().equals("10.1.0.11"))
                .findFirst()
                .orElseThrow();

        assertThat(ConnectionLines.of(gateway, context).lines())
                .contains(
                        "tls km.example.com 443 keys, tokens and logins, block conditions",
                        "tcp tm-1.internal 9611 events for throttling",
                        "tcp tm-2.internal 9612 events for throttling",
                        "node-tls tm-1.internal 9711 events for throttling",
                        "node-tls tm-2.internal 9712 events for throttling",
                        "tcp tm-1.internal 5672 decisions about throttling",
                        "tcp tm-2.internal 5673 decisions about throttling")
                .noneMatch(line -> line.contains("9443") || line.contains("policies"));
    }

    private static String text(Endpoint endpoint) {
        return endpoint.host() + " " + endpoint.port();
    }

    private static String address(String line) {
        String[] words = line.split(" ");
        return words[1] + " " + words[2];
    }

    private static List<String> connections(String script) {
        return ShellFile.parse("check.sh", script.getBytes(StandardCharsets.UTF_8))
                .get("CONNECTIONS")
                .orElseThrow()
                .lines()
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Need.class,
            names = {"SH", "BASH", "BUSYBOX"})
    @Needs({Need.SH, Need.BASH, Need.BUSYBOX, Need.DD, Need.GETENT, Need.OD, Need.OPENSSL})
    void everyShellTellsRightServersFromWrongOnes(Need shell) throws Exception {
        try (StubServers servers = new StubServers(folder)) {
            Map<String, String> calls = calls(servers);

            assertSaid(check(shell, List.of(Need.BASH, Need.OPENSSL), calls.keySet()), calls, "9 fail");
        }
    }

    @Test
    @Needs({Need.SH, Need.BUSYBOX, Need.DD, Need.GETENT, Need.OD, Need.OPENSSL})
    void withoutBashItConnectsByNc() throws Exception {
        try (StubServers servers = new StubServers(folder)) {
            Map<String, String> calls = calls(servers);
            String nc = "#!" + Need.SH.path() + "\nexec " + Need.BUSYBOX.path() + " nc \"$@\"\n";
            executable(Files.writeString(Files.createDirectories(programs()).resolve("nc"), nc));

            assertSaid(check(Need.SH, List.of(Need.OPENSSL), calls.keySet()), calls, "9 fail");
        }
    }

    @Test
    @Needs({Need.SH, Need.CURL, Need.DD, Need.GETENT, Need.OD, Need.OPENSSL})
    void withoutBashItConnectsByCurl() throws Exception {
        try (StubServers servers = new StubServers(folder)) {
            Map<String, String> calls = calls(servers);
            // Over telnet the byte that begins MySQL's refusal is no text.
            calls.replaceAll((call, said) -> said.replaceAll(
                    "the database refuses this machine: .*",
                    "the port answers, but does not greet as a database does"));

            assertSaid(check(Need.SH, List.of(Need.CURL, Need.OPENSSL), calls.keySet()), calls, "9 fail");
        }
    }

    @Test
    @Needs({Need.SH, Need.BASH, Need.GETENT})
    void withoutOpensslItSaysThatItCannotTellACertificate() throws Exception {
        try (StubServers servers = new StubServers(folder)) {
            Map<String, String> calls = new LinkedHashMap<>();
            int tls = servers.tls("127.0.0.1", "localhost");
            calls.put(
                    "tls localhost " + tls + " keys",
                    "unknown  localhost:" + tls
                            + " for keys: the port answers; there is no openssl to look at its certificate");

            Result result = check(Need.SH, List.of(Need.BASH), calls.keySet());
            assertThat(result.out().lines())
                    .containsExactly("10.0.0.11", calls.values().iterator().next(), "of 1 it cannot be told");
            assertThat(result.code()).isEqualTo(3);
        }
    }

    @Test
    @Needs(Need.SH)
    void withNothingToConnectWithItSaysSo() throws Exception {
        Result result = check(Need.SH, List.of(), Set.of("mysql 127.0.0.1 3306 SQL"));

        assertThat(result.out().lines())
                .containsExactly(
                        "10.0.0.11",
                        "unknown  127.0.0.1:3306 for SQL: there is no bash, curl or nc to connect with",
                        "of 1 it cannot be told");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    @Needs({Need.SH, Need.BASH, Need.DD, Need.OD, Need.OPENSSL})
    void whereAllAnswerItEndsWell() throws Exception {
        try (StubServers servers = new StubServers(folder)) {
            int port = servers.greeting("127.0.0.13", GREETING);

            Result result = check(Need.SH, List.of(Need.BASH), Set.of("mysql 127.0.0.13 " + port + " SQL"));
            assertThat(result.out().lines())
                    .containsExactly("10.0.0.11", "ok       127.0.0.13:" + port + " for SQL: the database greets");
            assertThat(result.code()).isZero();
        }
    }

    @Test
    @Needs({Need.SHELLCHECK, Need.SH})
    void itSatisfiesShellcheck() throws Exception {
        Path script = CompanionFiles.of(SurroundedDeployment.in(folder)).script(SCRIPT, folder);

        assertThat(new Command(folder, Duration.ofSeconds(60))
                        .run(List.of(Need.SHELLCHECK.path().toString(), script.toString())))
                .isEqualTo(new Result(0, "", ""));
    }

    /** Lines of CONNECTIONS with what is to be said of them. */
    private static Map<String, String> calls(StubServers servers) throws Exception {
        Calls calls = new Calls();
        int port = servers.tls("127.0.0.1", "localhost");
        calls.add("tls", "localhost", port, "ok", ": its certificate is for localhost");
        port = servers.tls("127.0.0.1", "other.example.com");
        calls.add(
                "tls",
                "localhost",
                port,
                "FAILS",
                ": its certificate is not for localhost, but: CN = other.example.com");
        port = servers.tls("127.0.0.11", "localhost");
        calls.add("node-tls", "127.0.0.11", port, "ok", ": its certificate is for localhost, as the products ship it");
        port = servers.tls("127.0.0.11", "localhost");
        calls.add("tls", "127.0.0.11", port, "FAILS", ": its certificate is not for 127.0.0.11, but: CN = localhost");
        calls.add("tcp", "127.0.0.12", servers.silent("127.0.0.12"), "ok", "");
        calls.add("tcp", "127.0.0.12", servers.closed("127.0.0.12"), "FAILS", ": the port does not answer");
        calls.add("tcp", "127.0.0.12", servers.deaf("127.0.0.12"), "FAILS", ": the port does not answer");
        port = servers.greeting("127.0.0.12", GREETING);
        calls.add("tls", "127.0.0.12", port, "FAILS", ": no certificate is shown: the port does not speak TLS");
        port = servers.greeting("127.0.0.13", GREETING);
        calls.add("mysql", "127.0.0.13", port, "ok", ": the database greets");
        port = servers.refusing("127.0.0.13", REFUSAL);
        calls.add(
                "mysql",
                "127.0.0.13",
                port,
                "FAILS",
                ": the database refuses this machine: Host '10.0.0.11' is not allowed to connect");
        port = servers.silent("127.0.0.13");
        calls.add("mysql", "127.0.0.13", port, "FAILS", ": the port answers, but does not greet as a database does");
        calls.add("mysql", "127.0.0.13", servers.closed("127.0.0.13"), "FAILS", ": the port does not answer");
        calls.add("postgresql", "127.0.0.13", servers.answering("127.0.0.13", 8, "S"), "ok", ": the database greets");
        calls.add("tcp", "nowhere.invalid", 80, "FAILS", ": the name leads nowhere");
        return calls.lines;
    }

    /** Calls by the line that the script has, each with the line that it says. */
    private static final class Calls {

        private final Map<String, String> lines = new LinkedHashMap<>();

        void add(String how, String host, int port, String verdict, String because) {
            String why = "call " + lines.size();
            lines.put(
                    how + " " + host + " " + port + " " + why,
                    String.format(Locale.ROOT, "%-8s %s:%d for %s%s", verdict, host, port, why, because));
        }
    }

    private static void assertSaid(Result result, Map<String, String> calls, String last) {
        List<String> expected = new ArrayList<>(List.of("10.0.0.11"));
        expected.addAll(calls.values());
        expected.add(last);
        assertThat(result.out().lines()).as("%s", result).containsExactlyElementsOf(expected);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    private Path programs() {
        return folder.resolve("programs");
    }

    private static void executable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    /** Runs the script with no other programs than these and its tools. */
    private Result check(Need shell, List<Need> programs, Iterable<String> calls) throws Exception {
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder));
        byte[] script = ShellFile.parse("check.sh", files.text(SCRIPT).getBytes(StandardCharsets.UTF_8))
                .set("CONNECTIONS", String.join("\n", calls))
                .set("PATIENCE", "5")
                .bytes();
        Path file = Files.write(folder.resolve("check.sh"), script);
        Files.createDirectories(programs());
        for (String tool : TOOLS) {
            link(Need.SH.path().resolveSibling(tool));
        }
        for (Need program : programs) {
            link(program.path());
        }
        List<String> command = new ArrayList<>(List.of(shell.path().toString()));
        if (shell.path().endsWith("busybox")) {
            command.add("sh");
        }
        command.addAll(List.of(file.toString(), "--connections"));
        return new Command(folder, Duration.ofSeconds(180))
                .with("PATH", programs().toString())
                .run(command);
    }

    private void link(Path program) throws IOException {
        Path here = programs().resolve(program.getFileName());
        executable(Files.writeString(here, "#!" + Need.SH.path() + "\nexec " + program + " \"$@\"\n"));
    }
}
