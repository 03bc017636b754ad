package io.github.apim.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules about packs, in a whole validation. */
class PackRulesTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: { path: "PACK", clean: true }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            nodes:
              worker: { role: gateway-worker, host: gw-1.internal }
              km:     { role: key-manager,    host: km.internal }
            """;

    @TempDir
    Path folder;

    private List<String> warnings(SmallPack pack) throws IOException {
        TestDeployment deployment = TestDeployment.in(folder, pack.toZip(folder.resolve("packs")), DESCRIPTOR);
        deployment.validate();
        return deployment.warnings().stream()
                .filter(warning -> warning.endsWith("[M48]"))
                .toList();
    }

    @Test
    void m48APackThatHasBeenStarted() throws IOException {
        assertThat(warnings(SmallPack.changed().file("wso2carbon.pid", "4711")))
                .singleElement()
                .asString()
                .contains("deployment.yaml:2:3: packs.api-manager: ")
                .contains("has been started: 1 entries of an earlier start are left out");
    }

    @Test
    void m48APackAsItWasDownloadedStaysSilent() throws IOException {
        assertThat(warnings(SmallPack.changed())).isEmpty();
    }
}
