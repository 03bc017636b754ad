package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Shipping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that says only how machines are reached. */
class ShippingReaderTest {

    private static final String NODES = "  nodes:\n    gw: { host: 10.0.0.10, directory: /opt/wso2am-1.9.0 }\n";

    @TempDir
    Path folder;

    private final List<Problem> warnings = new ArrayList<>();

    private Shipping read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("homes.yaml"), text);
        return new ShippingReader(name -> Optional.empty(), id -> Optional.empty(), warnings::add).read(file);
    }

    @Test
    void whatShouldBeMendedIsToldThoughTheFileIsRead() throws IOException {
        Shipping shipping = read("shipping:\n  user: wso2\n  key: key\n"
                + "  credentials: { username: wso2, password: \"in-the-file\" }\n" + NODES);

        assertThat(shipping.nodes()).containsOnlyKeys("gw");
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0).toString())
                .startsWith(folder.resolve("homes.yaml") + ":4:")
                .contains("shipping.credentials.password: a password in this file")
                .doesNotContain("in-the-file");
    }

    @Test
    void errorsAreThrownWithTheWarningsAmongThem() {
        assertThatThrownBy(
                        () -> read(
                                "shipping:\n  user: wso2\n"
                                        + "  credentials: { username: wso2, password: \"in-the-file\" }\n  nodes: { gw: { host: \"a b\" } }\n"))
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        problem -> assertThat(problem.problems())
                                .extracting(Problem::path)
                                .contains("shipping.credentials.password", "shipping.nodes.gw.host"));
        assertThat(warnings).isEmpty();
    }
}
