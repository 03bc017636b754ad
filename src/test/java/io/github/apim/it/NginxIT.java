package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.apim.companion.DeploymentFolder;
import io.github.apim.companion.Surroundings;
import io.github.apim.testing.Command;
import io.github.apim.testing.FreePorts;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx takes the generated files, and hands requests to stand-ins of the nodes, each on its own loopback address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@Needs({Need.CURL, Need.NGINX})
class NginxIT {

    private static final String DESCRIPTOR = """
            packs: { api-manager: am.zip, identity-server: is.zip }
            databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
            load-balancer:
              address: 127.77.0.5
              certificates: CERTIFICATES
              virtual-hosts:
                gateway-worker: { name: gw.example.test, http: HTTP, https: FIRST }
                gateway-manager: { name: mgt.gw.example.test, https: FIRST }
                key-manager: { name: km.example.test, https: FIRST }
                publisher: { name: pub.example.test, http: HTTP, https: FIRST }
                store: { name: store.example.test, http: HTTP, https: SECOND }
                identity-server: { name: is.example.test, https: SECOND }
            nodes:
              manager:   { role: gateway-manager, host: m.test,  address: 127.77.0.10, offset: OFFSET }
              worker-1:  { role: gateway-worker,  host: w1.test, address: 127.77.0.11, offset: OFFSET }
              worker-2:  { role: gateway-worker,  host: w2.test, address: 127.77.0.12, offset: OFFSET }
              keys-1:    { role: key-manager,     host: k1.test, address: 127.77.0.13, offset: OFFSET }
              keys-2:    { role: key-manager,     host: k2.test, address: 127.77.0.14, offset: OFFSET }
              publisher: { role: publisher,       host: p.test,  address: 127.77.0.15, offset: OFFSET }
              store:     { role: store,           host: s.test,  address: 127.77.0.16, offset: OFFSET }
              is:        { role: identity-server, host: i.test,  address: 127.77.0.17, offset: OFFSET }
            """;

    private static final Map<String, String> CONSOLES = Map.of(
            "manager", "127.77.0.10",
            "keys-1", "127.77.0.13",
            "keys-2", "127.77.0.14",
            "publisher", "127.77.0.15",
            "store", "127.77.0.16",
            "is", "127.77.0.17");

    private static final List<String> NAMES = List.of(
            "gw.example.test",
            "mgt.gw.example.test",
            "km.example.test",
            "pub.example.test",
            "store.example.test",
            "is.example.test");

    private static final int OFFSET = 31;

    private Path folder;
    private final List<HttpServer> workers = new ArrayList<>();
    private StubNodes nodes;
    private Nginx nginx;
    private int http;
    private int first;
    private int second;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        nginx = new Nginx(folder, NAMES);
        http = FreePorts.next();
        first = FreePorts.next();
        second = FreePorts.next();
        TestDeployment deployment = TestDeployment.in(folder, folder, DESCRIPTOR)
                .with("CERTIFICATES", nginx.certificates().toString())
                .with("HTTP", Integer.toString(http))
                .with("FIRST", Integer.toString(first))
                .with("SECOND", Integer.toString(second))
                .with("OFFSET", Integer.toString(OFFSET));
        DeploymentFolder.write(folder, Surroundings.of(deployment), () -> {});
        startNodes();
        nginx.start(folder.resolve("deployment/nginx"), second);
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (nginx != null) {
            nginx.close();
        }
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void everyVirtualHostReachesItsNodesWithItsOwnCertificate() throws Exception {
        assertThat(node("mgt.gw.example.test", first)).isEqualTo("manager");
        assertThat(node("km.example.test", first)).startsWith("keys-");
        assertThat(node("pub.example.test", first)).isEqualTo("publisher");
        assertThat(node("store.example.test", second)).isEqualTo("store");
        assertThat(node("is.example.test", second)).isEqualTo("is");
        assertThat(node("gw.example.test", first)).startsWith("worker-");
    }

    @Test
    void aWorkersNameReachesAllWorkersAndNeverTheManager() throws Exception {
        TreeSet<String> reached = new TreeSet<>();
        for (String path : List.of("/", "/carbon/", "/services/RestApiAdmin", "/api/1.0?x=%20y")) {
            for (int i = 0; i < 5; i++) {
                reached.add(node("https://gw.example.test:" + first + path, "gw.example.test", first));
                reached.add(node("http://gw.example.test:" + http + path, "gw.example.test", http));
            }
        }

        assertThat(reached).containsExactly("worker-1 http", "worker-1 https", "worker-2 http", "worker-2 https");
    }

    @Test
    void sessionsStickAndOtherClientsGetTheOtherNode() throws Exception {
        TreeSet<String> reached = new TreeSet<>();
        for (int client = 1; client <= 12; client++) {
            String from = "127.77." + client + ".1";
            TreeSet<String> ofOne = new TreeSet<>();
            for (int i = 0; i < 4; i++) {
                ofOne.add(
                        node("https://km.example.test:" + first + "/", "km.example.test", first, "--interface", from));
            }
            assertThat(ofOne).as(from).hasSize(1);
            reached.addAll(ofOne);
        }

        assertThat(reached).containsExactly("keys-1", "keys-2");
    }

    @Test
    void nodesLearnWhoAskedAndHow() throws Exception {
        assertThat(nginx.get("https://store.example.test:" + second + "/store/?a=b%20c", "store.example.test", second)
                        .out())
                .isEqualTo("store /store/?a=b%20c\nHost: store.example.test:" + second
                        + "\nX-Forwarded-For: 127.0.0.1\nX-Forwarded-Proto: https\nX-Forwarded-Port: " + second + "\n");
    }

    @Test
    void aConsoleIsNotServedInPlainHttp() throws Exception {
        assertThat(nginx.get(
                                "http://store.example.test:" + http + "/store/?a=b",
                                "store.example.test",
                                http,
                                "-w",
                                "%{http_code} %{redirect_url}",
                                "-o",
                                "/dev/null")
                        .out())
                .isEqualTo("301 https://store.example.test:" + second + "/store/?a=b");
    }

    @Test
    void otherNamesReachNobody() throws Exception {
        for (String url : List.of("https://127.0.0.1:" + first + "/", "http://127.0.0.1:" + http + "/carbon")) {
            assertThat(nginx.get(url, "unused.test", 1, "--insecure", "-w", "%{http_code}", "-o", "/dev/null")
                            .out())
                    .as(url)
                    .isEqualTo("421");
        }
        // known, but on the other port
        assertThat(nginx.get(
                                "https://is.example.test:" + first + "/",
                                "is.example.test",
                                first,
                                "--insecure",
                                "-w",
                                "%{http_code}",
                                "-o",
                                "/dev/null")
                        .out())
                .isEqualTo("421");
    }

    /** As clients of Java 7 do: TLS 1.0, and no name when they say hello. */
    @Test
    void anOldClientReachesTheNodeThatItsRequestNames() throws Exception {
        assertThat(nginx.get(
                                "https://127.0.0.1:" + first + "/",
                                "unused.test",
                                1,
                                "--insecure",
                                "--tlsv1.0",
                                "--tls-max",
                                "1.0",
                                "--ciphers",
                                "DEFAULT:@SECLEVEL=0",
                                "-H",
                                "Host: km.example.test")
                        .out())
                .matches("(?s)keys-[12] /\n.*");
    }

    /** The first port has hosts that nodes call, which speak with such clients; the second has none. */
    @Test
    void whatOnlyBrowsersCallRefusesOldVersionsOfTls() throws Exception {
        for (String version : List.of("1.0", "1.1")) {
            assertThat(status(first, "pub.example.test", version)).as(version).isEqualTo("421");
            assertThat(status(first, "km.example.test", version)).as(version).isEqualTo("200");
            assertThat(status(second, "is.example.test", version)).as(version).isEqualTo("000");
        }
        assertThat(status(first, "pub.example.test", "1.2")).isEqualTo("200");
        assertThat(status(second, "is.example.test", "1.2")).isEqualTo("200");
    }

    /** Says no name when it says hello, so that the port's first host decides how it is spoken with. */
    private String status(int port, String host, String version) throws IOException, InterruptedException {
        return nginx.get(
                        "https://127.0.0.1:" + port + "/",
                        "unused.test",
                        1,
                        "--insecure",
                        "--tlsv" + version,
                        "--tls-max",
                        version,
                        "--ciphers",
                        "DEFAULT:@SECLEVEL=0",
                        "-H",
                        "Host: " + host,
                        "-w",
                        "%{http_code}",
                        "-o",
                        "/dev/null")
                .out();
    }

    @Test
    void aLargeDocumentGoesThrough() throws Exception {
        Path document = folder.resolve("document.bin");
        Files.write(document, new byte[5_000_000]);

        assertThat(node(
                        "https://pub.example.test:" + first + "/publisher/",
                        "pub.example.test",
                        first,
                        "--data-binary",
                        "@" + document))
                .isEqualTo("publisher");
    }

    private String node(String name, int port) throws IOException, InterruptedException {
        return node("https://" + name + ":" + port + "/", name, port);
    }

    private String node(String url, String name, int port, String... more) throws IOException, InterruptedException {
        Command.Result result = nginx.get(url, name, port, more);
        assertThat(result.code()).as("%s", result).isZero();
        return result.out().replaceAll(" /[^/\n]*(?s:.*)", "");
    }

    private void startNodes() throws IOException, GeneralSecurityException {
        nodes = new StubNodes(folder);
        for (Map.Entry<String, String> console : CONSOLES.entrySet()) {
            nodes.https(console.getKey(), console.getValue(), 9443 + OFFSET);
        }
        // the manager serves APIs, too, and must not be asked for them
        nodes.https("manager https", "127.77.0.10", 8243 + OFFSET);
        nodes.http("manager http", "127.77.0.10", 8280 + OFFSET);
        for (int i = 1; i <= 2; i++) {
            workers.add(nodes.https("worker-" + i + " https", "127.77.0.1" + i, 8243 + OFFSET));
            workers.add(nodes.http("worker-" + i + " http", "127.77.0.1" + i, 8280 + OFFSET));
        }
    }
}
