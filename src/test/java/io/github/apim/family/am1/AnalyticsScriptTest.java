package io.github.apim.family.am1;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.Jvm;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.family.carbon.Shell;
import io.github.apim.product.Role;
import io.github.apim.testing.Command;
import io.github.apim.testing.Command.Result;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import io.github.apim.testing.TomlDeployment;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Has the script talk to a stand-in of the admin service (matrix §8 S3). */
@Needs(Need.SH)
class AnalyticsScriptTest {

    private static final String PASSWORD = "p<a>&\"s\\s'$(x)";
    private static final String BAM_PASSWORD = "b]]>&\"\\n`'ä";
    private static final NodeSelection GATEWAYS =
            new NodeSelection(List.of("gateway-manager", "gateway-worker"), List.of());

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              bam: never-looked-for.zip
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            statistics: { bam: bam-1, credentials: bam-admin }
            nodes:
              gateway-manager:  { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10, offset: 2 }
              gateway-worker-1: { role: gateway-worker, host: gw-1.internal, address: 10.0.0.11 }
              key-manager:      { role: key-manager, host: km.internal, address: 10.0.0.13 }
              bam-1:            { role: bam, host: bam.internal, address: 10.0.0.15, offset: 3 }
            """;

    private record Request(String path, String authorization, String contentType, String action, String body) {}

    @TempDir
    Path folder;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 202;
    private volatile String answer = "";
    private Command command;
    private Path script;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Node store = node("store-1", Role.STORE, 1);
        script = Files.write(
                folder.resolve("configure-analytics.sh"),
                AnalyticsScript.render(
                        store.name(),
                        "https://localhost:9444/services/",
                        "{tcp://10.0.0.15:7614}",
                        List.of(store, node("gateway-worker-1", Role.GATEWAY_WORKER, 0), node("bam-1", Role.BAM, 3))));
        command = new Command(folder, Duration.ofSeconds(30))
                .with("SERVICES_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/services/")
                .with("APIM_ADMIN_USER", "operator")
                .with("BAM_USER", "analyst");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @Needs(Need.CURL)
    @EnumSource
    void itTellsTheNodeWhereBamIs(Shell shell) throws Exception {
        command.with("APIM_ADMIN_PASSWORD", PASSWORD).with("BAM_PASSWORD", BAM_PASSWORD);

        assertThat(run(shell)).isEqualTo(new Result(0, """
                        store-1: statistics go to {tcp://10.0.0.15:7614} from now on.
                        Every other node reads that only when it starts. Restart, one after the other: store-1 gateway-worker-1
                        """, ""));

        assertThat(requests).hasSize(1);
        Request request = requests.get(0);
        assertThat(request.path()).isEqualTo("/services/ServiceDataPublisherAdmin");
        assertThat(request.authorization()).isEqualTo(basic("operator:" + PASSWORD));
        assertThat(request.contentType()).isEqualTo("text/xml; charset=UTF-8");
        assertThat(request.action()).isEqualTo("urn:configureEventing");
        Path body = Files.writeString(folder.resolve("body.xml"), request.body());
        assertThat(NodeHome.valuesOf(body, "//*[name()='ax:configureEventing']/*[name()='ax:eventingConfigData']/*"))
                .containsExactly(BAM_PASSWORD, "true", "{tcp://10.0.0.15:7614}", "analyst");
    }

    @Test
    @Needs(Need.CURL)
    void passwordsComeFromAFileTooAndTheEnvironmentWins() throws Exception {
        Path file = Files.writeString(folder.resolve("secrets"), """
                # for the statistics
                APIM_ADMIN_USER=somebody else
                APIM_ADMIN_PASSWORD=a=b c
                BAM_PASSWORD=d""");
        command.with("APIM_CREDENTIALS_FILE", file.toString());

        assertThat(run(Shell.DASH).code()).isZero();

        assertThat(requests.get(0).authorization()).isEqualTo(basic("operator:a=b c"));
        assertThat(requests.get(0).body()).contains(">d<");
    }

    /** The arguments of a process can be read by every user of the machine. */
    @Test
    @Needs(Need.CURL)
    void noProcessGetsAPasswordAsAnArgumentAndCurlNoneFromTheEnvironment() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path arguments = folder.resolve("arguments.txt");
        for (String program : List.of("curl", "sed", "tail")) {
            Path wrapper = Files.writeString(
                    programs.resolve(program),
                    "#!/bin/sh\nprintf '%s\\n' \"$0 $*\" >>" + arguments + "\n"
                            + (program.equals("curl") ? "env >>" + arguments + "\n" : "")
                            + "exec " + which(program) + " \"$@\"\n");
            assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        }
        command.with("PATH", programs + ":" + System.getenv("PATH"))
                .with("APIM_ADMIN_PASSWORD", "hunter2")
                .with("BAM_PASSWORD", "hunter3");

        assertThat(run(Shell.DASH).code()).isZero();

        assertThat(requests.get(0).body()).contains("hunter3");
        assertThat(Files.readString(arguments)).contains("--config -").doesNotContain("hunter");
    }

    @Test
    void aDryRunShowsTheRequestWithoutPasswordsAndSendsNothing() throws Exception {
        command.with("APIM_ADMIN_PASSWORD", PASSWORD).with("BAM_PASSWORD", BAM_PASSWORD);

        Result shown = run(Shell.DASH, "--dry-run");

        assertThat(shown.code()).isZero();
        assertThat(shown.out())
                .contains("/services/ServiceDataPublisherAdmin as operator:\n", "{tcp://10.0.0.15:7614}")
                .contains(
                        "operator:***", "<conf:password>***</conf:password>", "<conf:userName>analyst</conf:userName>")
                .doesNotContain("p<a>", "p&lt;", "b]]");
        assertThat(requests).isEmpty();
    }

    @Test
    @Needs(Need.CURL)
    void whatTheNodeSaysIsHandedOn() throws Exception {
        command.with("APIM_ADMIN_PASSWORD", "a").with("BAM_PASSWORD", "b");

        status = 401;
        assertThat(run(Shell.DASH).err()).contains("refused the administrator (HTTP 401): check name and password");
        status = 500;
        answer = "<soap:Fault>\n<faultstring>Access\nDenied.</faultstring></soap:Fault>";
        Result refused = run(Shell.DASH);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).endsWith("ServiceDataPublisherAdmin said HTTP 500: Access Denied.\n");
        assertThat(refused.out()).isEmpty();
        server.stop(0);
        assertThat(run(Shell.DASH).err()).contains("did not answer; is the node running?");
    }

    @Test
    @Needs(Need.CURL)
    void withoutATerminalItSaysWhatItLacksInsteadOfAsking() throws Exception {
        command.with("APIM_ADMIN_PASSWORD", "a");

        assertThat(run(Shell.DASH))
                .isEqualTo(new Result(
                        1,
                        "",
                        "store-1: Password of BAM's analyst is not known: set BAM_PASSWORD, or name a file by"
                                + " APIM_CREDENTIALS_FILE\n"));
        assertThat(run(Shell.DASH, "--help").code()).isEqualTo(2);
    }

    @Test
    @Needs(Need.SHELLCHECK)
    void itSatisfiesShellcheck() throws Exception {
        assertThat(command.run(List.of(Need.SHELLCHECK.path().toString(), script.toString())))
                .isEqualTo(new Result(0, "", ""));
    }

    @Test
    void nodesThatMayWriteToTheRegistryHaveItAndItHoldsNoSecret() throws IOException {
        TestDeployment deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR);
        Map<String, NodeHome> homes = deployment.assemble(GATEWAYS);

        NodeHome manager = homes.get("gateway-manager");
        assertThat(manager.mode(AnalyticsScriptOverlay.SCRIPT)).isEqualTo(0755);
        assertThat(manager.text(AnalyticsScriptOverlay.SCRIPT))
                .contains(
                        "\nNODE=gateway-manager\n",
                        "\nSERVICES=https://localhost:9445/services/\n",
                        "\nRECEIVERS='{tcp://10.0.0.15:7614}'\n",
                        "\nRESTART='gateway-manager gateway-worker-1 key-manager'\n")
                .doesNotContain("secret", "analyst");
        assertThat(homes.get("gateway-worker-1").has(AnalyticsScriptOverlay.SCRIPT))
                .isFalse();
        assertThat(manager.text("repository/conf/api-manager.xml")).doesNotContain("BAMServerURL");
        assertThat(deployment
                        .with("statistics: { bam: bam-1, credentials: bam-admin }\n", "")
                        .assemble(GATEWAYS)
                        .get("gateway-manager")
                        .has(AnalyticsScriptOverlay.SCRIPT))
                .isFalse();
    }

    @Test
    void noScriptTellsNodesOfAServerThatTheirOwnFilesName() throws IOException {
        Topology topology = new Topology(new Descriptors(folder)
                .read(TomlDeployment.descriptor("3.2.0") + "statistics: { analytics: { host: an.internal } }\n")
                .deployment());

        assertThat(AnalyticsScript.isNeeded(topology)).isFalse();
        assertThat(AnalyticsScript.of(topology)).isEmpty();
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    private static String which(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private Result run(Shell shell, String... words) throws Exception {
        List<String> call = new ArrayList<>(shell.command());
        call.add(script.toString());
        call.addAll(List.of(words));
        return command.run(call);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new Request(
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestHeaders().getFirst("SOAPAction"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Node node(String name, Role role, int offset) {
        return new Node(
                name,
                role,
                name + ".internal",
                Optional.empty(),
                false,
                offset,
                Jvm.DEFAULT,
                Optional.empty(),
                new Location("deployment.yaml", 1, 1));
    }
}
