package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the design on the products' real configuration files, against values written down from the matrix. */
@Needs({Need.EXAMPLE_DEPLOYMENT, Need.REAL_PACKS})
class ExampleDeploymentTest {

    private static final String GOLDEN = "example-deployment.golden";

    @TempDir
    Path folder;

    @Test
    void theExampleGivesTenNodesWithTheValuesOfTheMatrix() throws IOException {
        TestDeployment deployment = WholeDeployment.example(folder);

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes)
                .containsOnlyKeys(
                        "gateway-manager",
                        "gateway-worker-1",
                        "gateway-worker-2",
                        "key-manager-1",
                        "key-manager-2",
                        "publisher-1",
                        "store-1",
                        "is-1",
                        "bam-1",
                        "mq-1");
        Set<String> covered = new TreeSet<>();
        List<String> differences = new ArrayList<>();
        List<String> nodes = List.of();
        for (String line : golden()) {
            if (line.startsWith("[")) {
                nodes = List.of(line.substring(1, line.length() - 1).split(" "));
                covered.addAll(nodes);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                for (String node : nodes) {
                    String found = found(homes.get(node), line);
                    if (!found.equals(line)) {
                        differences.add(node + ": expected: " + line + "\n  found: " + found);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(covered).isEqualTo(homes.keySet());
    }

    /** The line as it would have to be for this node. */
    private static String found(NodeHome home, String line) {
        char kind = line.charAt(0);
        String rest = line.substring(1);
        if (kind == '+' || kind == '-') {
            return (home.has(rest) ? "+" : "-") + rest;
        }
        if (kind == '~') {
            String file = rest.substring(0, rest.indexOf(' '));
            String wanted = rest.substring(file.length() + 1);
            boolean there = home.text(file).lines().anyMatch(wanted::equals);
            String variable = wanted.substring(0, wanted.indexOf('=') + 1);
            return there
                    ? line
                    : home.text(file)
                            .lines()
                            .filter(each -> each.startsWith(variable))
                            .toList()
                            .toString();
        }
        String place = line.substring(0, line.indexOf(" = "));
        String file = place.substring(0, place.indexOf(' '));
        String path = place.substring(file.length() + 1);
        return place + " = "
                + (file.endsWith(".json") ? json(home, file, path) : String.join(" | ", home.values(file, path)));
    }

    private static String json(NodeHome home, String file, String path) {
        Object value = LenientJson.read(home, file);
        for (String member : path.split("/")) {
            value = ((Map<?, ?>) value).get(member);
        }
        assertThat(value).as(file + " " + path).isInstanceOf(String.class);
        return (String) value;
    }

    private static List<String> golden() throws IOException {
        try (InputStream lines = ExampleDeploymentTest.class.getResourceAsStream(GOLDEN)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
