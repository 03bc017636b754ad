package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of whole deployments that others have written down as right break no rule. */
@Needs(Need.REAL_PACKS)
class RealExamplesTest {

    private static final String OF_3 = """
            packs: { api-manager: wso2am-3.2.0.zip }
            databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
            deployment-synchronizer: { type: shared-directory, directory: /mnt/apim }
            throttling: { synchronize-policies: rsync }
            load-balancer:
              virtual-hosts:
                publisher: { name: pub.example.com, https: 443 }
                store: { name: devportal.example.com, https: 443 }
                key-manager: { name: km.example.com, https: 443 }
                traffic-manager: { name: tm.example.com, https: 443 }
                gateway: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
            nodes:
              publisher-1: { role: publisher, host: pub-1.internal, address: 10.0.0.11, offset: 1 }
              devportal-1: { role: store, host: dev-1.internal, address: 10.0.0.11, offset: 2 }
              key-manager-1: { role: key-manager, host: km-1.internal, address: 10.0.0.13 }
              key-manager-2: { role: key-manager, host: km-2.internal, address: 10.0.0.14 }
              traffic-manager-1: { role: traffic-manager, host: tm-1.internal, address: 10.0.0.15 }
              traffic-manager-2: { role: traffic-manager, host: tm-2.internal, address: 10.0.0.14, offset: 1 }
              gateway-1: { role: gateway, host: gw-1.internal, address: 10.0.0.17 }
              gateway-2: { role: gateway, host: gw-2.internal, address: 10.0.0.18 }
              gateway-3: { role: gateway, host: gw-3.internal, address: 10.0.0.19 }
            """;

    private static final String OF_4 = """
            packs:
              control-plane: wso2am-acp-4.5.0.zip
              traffic-manager: wso2am-tm-4.5.0.zip
              gateway: wso2am-universal-gw-4.5.0.zip
            databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
            load-balancer:
              virtual-hosts:
                control-plane: { name: api.example.com, https: 443 }
                traffic-manager: { name: tm.example.com, https: 443 }
                gateway: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
            nodes:
              control-plane-1: { role: control-plane, host: cp-1.internal, address: 10.0.0.11 }
              control-plane-2: { role: control-plane, host: cp-2.internal, address: 10.0.0.12 }
              traffic-manager-1: { role: traffic-manager, host: tm-1.internal, address: 10.0.0.21 }
              traffic-manager-2: { role: traffic-manager, host: tm-2.internal, address: 10.0.0.12, offset: 1 }
              gateway-1: { role: gateway, host: gw-1.internal, address: 10.0.0.31 }
              gateway-2: { role: gateway, host: gw-2.internal, address: 10.0.0.32 }
              gateway-3: { role: gateway, host: gw-3.internal, address: 10.0.0.32, offset: 1 }
            """;

    @TempDir
    Path folder;

    private static TomlHomes with(TomlHomes homes, String example) throws IOException {
        Path expected = RealPacks.folder().resolveSibling("generations").resolve(example);
        try (Stream<Path> nodes = Files.list(expected)) {
            for (Path node : nodes.toList()) {
                homes.put(
                                node.getFileName().toString(),
                                TomlHomes.TOML,
                                Files.readString(node.resolve("deployment.toml"), StandardCharsets.UTF_8))
                        .ship(
                                node.getFileName().toString(),
                                "repository/components/lib/mysql.jar",
                                "com/mysql/cj/jdbc/Driver.class");
            }
        }
        return homes;
    }

    @Test
    void theNodesOf3() throws IOException {
        TomlHomes homes = with(new TomlHomes(folder, TomlRules.ofApiManager3(), OF_3), "apim-3-example.expected");

        assertThat(homes.problems()).isEmpty();
    }

    @Test
    void theNodesOf4() throws IOException {
        TomlHomes homes = with(new TomlHomes(folder, TomlRules.ofApiManager4(), OF_4), "apim-4-example.expected");

        assertThat(homes.problems()).isEmpty();
    }
}
