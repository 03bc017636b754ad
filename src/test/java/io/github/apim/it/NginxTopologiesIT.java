package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.companion.DeploymentFolder;
import io.github.apim.companion.Surroundings;
import io.github.apim.testing.Command;
import io.github.apim.testing.FreePorts;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real nginx, one for each of two zones, take the generated files: each leads to the nodes of its zone, the outer one
 * by the paths of one public name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@Needs({Need.CURL, Need.NGINX})
class NginxTopologiesIT {

    private static final String DESCRIPTOR = """
            packs: { api-manager: am.zip }
            databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
            load-balancers:
              dmz:
                address: 203.0.113.5
                certificates: CERTIFICATES
                virtual-hosts:
                  store: { name: apim.example.test, path: /apimanager/store, https: OUTER }
                  external-gateway: { role: gateway-worker, name: apim.example.test, path: /apis, https: OUTER }
              internal:
                address: 127.78.0.5
                certificates: CERTIFICATES
                virtual-hosts:
                  internal-gateway: { role: gateway-worker, name: gw.int.example.test, https: INNER }
                  external-manager: { role: gateway-manager, name: mgt.int.example.test, nodes: [ ext-1, ext-2 ], https: INNER }
                  internal-store: { role: store, name: store.int.example.test, nodes: [ store-2 ], https: INNER }
            gateway-environments:
              - { name: Internal, gateways: [ int ], virtual-host: internal-gateway }
              - { name: External, gateways: [ ext-1, ext-2, w ], virtual-host: external-gateway }
            nodes:
              int:     { role: gateway-manager, host: int.test, address: 127.78.0.10, offset: OFFSET }
              ext-1:   { role: gateway-manager, host: e1.test, address: 127.78.0.11, offset: OFFSET }
              ext-2:   { role: gateway-manager, host: e2.test, address: 127.78.0.12, offset: OFFSET, stand-by: true }
              w:       { role: gateway-worker, host: w.test, address: 127.78.0.13, offset: OFFSET }
              keys:    { role: key-manager, host: k.test, address: 127.78.0.14, offset: OFFSET }
              store-1: { role: store, host: s1.test, address: 127.78.0.15, offset: OFFSET }
              store-2: { role: store, host: s2.test, address: 127.78.0.16, offset: OFFSET }
            """;

    private static final List<String> NAMES =
            List.of("apim.example.test", "gw.int.example.test", "mgt.int.example.test", "store.int.example.test");

    private static final int OFFSET = 33;

    private Path folder;
    private StubNodes nodes;
    private Nginx nginx;
    private int outer;
    private int inner;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        nginx = new Nginx(folder, NAMES);
        outer = FreePorts.next();
        inner = FreePorts.next();
        TestDeployment deployment = TestDeployment.in(folder, folder, DESCRIPTOR)
                .with("CERTIFICATES", nginx.certificates().toString())
                .with("OUTER", Integer.toString(outer))
                .with("INNER", Integer.toString(inner))
                .with("OFFSET", Integer.toString(OFFSET));
        DeploymentFolder.write(folder, Surroundings.of(deployment), () -> {});
        startNodes();
        nginx.start(folder.resolve("deployment/nginx/dmz"), outer);
        nginx.start(folder.resolve("deployment/nginx/internal"), inner);
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
    void eachZoneLeadsToItsOwnNodes() throws Exception {
        assertThat(get("apim.example.test", outer, "/apimanager/store/")).startsWith("store-1 /store/\n");
        assertThat(get("store.int.example.test", inner, "/store/")).startsWith("store-2 /store/\n");
        assertThat(get("gw.int.example.test", inner, "/pizza/1.0")).startsWith("int /pizza/1.0\n");
        assertThat(get("apim.example.test", outer, "/apis/pizza/1.0")).startsWith("w /pizza/1.0\n");
    }

    @Test
    void whatStandsByIsNotAskedWhileTheActiveOneAnswers() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(get("mgt.int.example.test", inner, "/carbon/")).startsWith("ext-1 /carbon/\n");
        }
    }

    @Test
    void pathsOfThePublicNameBecomeThoseOfTheNodes() throws Exception {
        assertThat(get("apim.example.test", outer, "/apimanager/store/apis/info?name=a%20b&x=1"))
                .startsWith("store-1 /store/apis/info?name=a%20b&x=1\n");
        assertThat(get("apim.example.test", outer, "/apimanager/store/registry/resource/icon"))
                .startsWith("store-1 /registry/resource/icon\n");
        assertThat(get("apim.example.test", outer, "/apimanager/store/t/wso2.com/registry/resource/icon"))
                .startsWith("store-1 /t/wso2.com/registry/resource/icon\n");
        assertThat(get("apim.example.test", outer, "/apis/pizza/1.0/menu%20of%20today?a=b%2Fc"))
                .startsWith("w /pizza/1.0/menu%20of%20today?a=b%2Fc\n");
        assertThat(get("apim.example.test", outer, "/apimanager/store", "-o", "/dev/null", "-w", "%{redirect_url}"))
                .isEqualTo("https://apim.example.test:" + outer + "/apimanager/store/");
    }

    @Test
    void otherPathsAndTheNamesOfTheOtherZoneLeadToNobody() throws Exception {
        for (String path : List.of("/", "/carbon/", "/store/", "/publisher/", "/apimanager/storefront/")) {
            assertThat(get("apim.example.test", outer, path, "-o", "/dev/null", "-w", "%{http_code}"))
                    .as(path)
                    .isEqualTo("404");
        }
        assertThat(get(
                        "apim.example.test",
                        outer,
                        "/",
                        "-H",
                        "Host: store.int.example.test",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code}"))
                .isEqualTo("421");
    }

    private String get(String name, int port, String path, String... more) throws IOException, InterruptedException {
        Command.Result result = nginx.get("https://" + name + ":" + port + path, name, port, more);
        assertThat(result.code()).as("%s", result).isZero();
        return result.out();
    }

    private void startNodes() throws IOException, GeneralSecurityException {
        nodes = new StubNodes(folder);
        nodes.https("int", "127.78.0.10", 8243 + OFFSET);
        nodes.https("w", "127.78.0.13", 8243 + OFFSET);
        nodes.https("ext-1", "127.78.0.11", 9443 + OFFSET);
        nodes.https("ext-2", "127.78.0.12", 9443 + OFFSET);
        nodes.https("store-1", "127.78.0.15", 9443 + OFFSET);
        nodes.https("store-2", "127.78.0.16", 9443 + OFFSET);
    }
}
