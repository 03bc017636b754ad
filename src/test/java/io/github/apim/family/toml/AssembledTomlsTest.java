package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.edit.TomlFile;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.RealPacks;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is assembled for whole deployments breaks none of the rules about deployment.toml. */
@Needs(Need.REAL_PACKS)
class AssembledTomlsTest {

    private static final String OF_3 = """
            packs: { api-manager: "PACK" }
            databases:
              url: jdbc:mysql://10.2.0.20:3306
              parameters: useSSL=false&autoReconnect=true
              driver: mysql-connector-java-5.1.49.jar
              credentials: { username: apimuser, password: database-secret }
            admin: { credentials: { username: admin, password: Admin-secret1 } }
            deployment-synchronizer: { type: shared-directory, directory: /mnt/apim }
            load-balancer:
              virtual-hosts:
                publisher: { name: pub.example.org, https: 443 }
                store: { name: dev.example.org, https: 443 }
                gateway: { name: gw.example.org, http: 80, https: 443 }
                gateway-manager: { name: mgt.example.org, https: 443 }
            """ + SoundTomls.MACHINES_OF_3;

    private static final String OF_4 = OF_3.replaceAll("(?m)^deployment-synchronizer.*\\n", "")
            .replaceAll(
                    "(?s)    publisher: .*?    gateway: ",
                    "    control-plane: { name: api.example.org, https: 443 }\n    gateway: ")
            .replace(SoundTomls.MACHINES_OF_3, SoundTomls.MACHINES_OF_4);

    @TempDir
    Path folder;

    private TestDeployment deployment(String version, String descriptor) throws IOException {
        Path pack = SmallPack.realApiManager(version).toZip(folder.resolve("packs"));
        return TestDeployment.in(folder, pack, descriptor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "3.1.0", "3.2.0"})
    void nodesOf3(String version) throws IOException {
        TestDeployment deployment = deployment(version, OF_3);

        assertThat(deployment.assemble()).hasSize(7);
        assertThat(deployment.warnings()).noneMatch(line -> line.matches("(?s).*\\[[TC][0-9]+\\].*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0.0", "4.1.0", "4.4.0"})
    void nodesOf4(String version) throws IOException {
        TestDeployment deployment = deployment(version, OF_4);

        assertThat(deployment.assemble()).hasSize(6);
        assertThat(deployment.warnings()).noneMatch(line -> line.matches("(?s).*\\[[TC][0-9]+\\].*"));
    }

    /** Nodes of other shapes, each as the lines below {@code nodes:} and what goes with them. */
    @ParameterizedTest
    @ValueSource(strings = {"""
                  a: { role: all-in-one, host: a.internal }
                """, """
                  a: { role: all-in-one, host: a.internal, address: 10.2.0.11 }
                  b: { role: all-in-one, host: b.internal, address: 10.2.0.12, offset: 2 }
                """, """
                  cp-1: { role: control-plane, host: cp-1.internal, address: 10.2.0.11 }
                  cp-2: { role: control-plane, host: cp-2.internal, address: 10.2.0.12, offset: 1 }
                  gw: { role: gateway, host: gw.internal, address: 10.2.0.12 }
                """, """
                  cp: { role: control-plane, host: cp.internal, address: 10.2.0.11 }
                  km: { role: key-manager, host: km.internal, address: 10.2.0.13 }
                  tm: { role: traffic-manager, host: tm.internal, address: 10.2.0.11, offset: 2 }
                  gw: { role: gateway, host: gw.internal, address: 10.2.0.12 }
                """, """
                  cp: { role: control-plane, host: cp.internal, address: 10.2.0.11 }
                  gw-1: { role: gateway, host: gw-1.internal, address: 10.2.0.12 }
                  gw-2: { role: gateway, host: gw-2.internal, address: 10.2.0.13 }
                gateway-environments:
                  - { name: First, gateways: [gw-1] }
                  - { name: Second, gateways: [gw-2] }
                """, """
                  a: { role: all-in-one, host: a.internal, address: 10.2.0.11 }
                  gw: { role: gateway, host: gw.internal, address: 10.2.0.12 }
                """})
    void otherShapesOf4(String nodes) throws IOException {
        for (String version : List.of("4.0.0", "4.2.0", "4.4.0")) {
            otherShape(version, nodes);
        }
    }

    private void otherShape(String version, String nodes) throws IOException {
        String descriptor = OF_4.replaceAll("(?s)load-balancer:.*", "nodes:\n") + nodes;
        TestDeployment deployment = deployment(version, descriptor);

        assertThat(deployment.assemble()).as(version).isNotEmpty();
        assertThat(deployment.warnings()).as(version).noneMatch(line -> line.matches("(?s).*\\[[TC][0-9]+\\].*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                  a: { role: all-in-one, host: a.internal }
                """, """
                  a: { role: all-in-one, host: a.internal, address: 10.2.0.11 }
                  gw: { role: gateway, host: gw.internal, address: 10.2.0.12 }
                """, """
                  pub: { role: publisher, host: pub.internal, address: 10.2.0.11 }
                  dev: { role: store, host: dev.internal, address: 10.2.0.11, offset: 1 }
                  km: { role: key-manager, host: km.internal, address: 10.2.0.13 }
                  tm: { role: traffic-manager, host: tm.internal, address: 10.2.0.13, offset: 2 }
                  gw-1: { role: gateway, host: gw-1.internal, address: 10.2.0.12 }
                  gw-2: { role: gateway, host: gw-2.internal, address: 10.2.0.14 }
                deployment-synchronizer: { type: rsync }
                """})
    void otherShapesOf3(String nodes) throws IOException {
        for (String version : List.of("3.0.0", "3.1.0", "3.2.0")) {
            otherShape(version, nodes);
        }
    }

    /** Of 4.1.0 alone the whole pack is at hand. */
    @Test
    void everyKeyThatIsWrittenIsReadByThePack() throws IOException {
        KnownKeys known = KnownKeys.of(new FolderFiles(RealPacks.folder().resolve("wso2am-4.1.0")))
                .orElseThrow();

        for (NodeHome home : deployment("4.1.0", OF_4).assemble().values()) {
            Set<String> keys = TomlFile.parse(DeploymentToml.PATH, home.bytes(DeploymentToml.PATH))
                    .values()
                    .keySet();
            assertThat(keys).hasSizeGreaterThan(20);
            assertThat(keys.stream().map(KnownKeys::plain).filter(key -> !known.isRead(key)))
                    .isEmpty();
        }
    }

    @Test
    void whatTheUserMistypesIsToldAtItsLine() throws IOException {
        TestDeployment deployment = deployment("4.1.0", OF_4 + """
                edits:
                  gateway:
                    repository/conf/deployment.toml:
                      apim.throttling.trottle_decision_endpoints: "x"
                """);

        deployment.assemble();

        assertThat(deployment.warnings())
                .filteredOn(line -> line.contains("[T57]"))
                .singleElement()
                .asString()
                .contains("deployment.yaml:23:", "nodes.gw-1, nodes.gw-2")
                .contains("did you mean 'throttle_decision_endpoints'?");
    }

    @Test
    void aPasswordThatTheBrokersAddressCannotHoldIsRefused() throws IOException {
        TestDeployment deployment = deployment("4.1.0", OF_4).with("Admin-secret1", "Admin@secret1");

        assertThatThrownBy(deployment::assemble).hasMessageContaining("[T12]").hasMessageNotContaining("Admin@secret1");
    }
}
