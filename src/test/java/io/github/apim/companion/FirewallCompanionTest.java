package io.github.apim.companion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.SeededTopology;
import io.github.apim.testing.SurroundedDeployment;
import io.github.apim.topology.Firewall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is said to those who set up firewalls. */
class FirewallCompanionTest {

    private static final int TOPOLOGIES = 50;

    @TempDir
    Path folder;

    private static Map<String, String> files(CompanionContext context) {
        List<CompanionFile> files = new FirewallCompanion().files(context);
        assertThat(files).extracting(CompanionFile::path).containsExactly("firewall.md", "firewall.json");
        return Map.of(
                "md", new String(files.get(0).content(), StandardCharsets.UTF_8),
                "json", new String(files.get(1).content(), StandardCharsets.UTF_8));
    }

    @Test
    void eachMachineHasItsPortsWithThoseWhoCallThemAndWhy() throws IOException {
        String text = CompanionFiles.of(SurroundedDeployment.in(folder)).text("firewall.md");

        assertThat(text)
                .contains(
                        "\n## 10.0.0.5\n",
                        "\n| 443 | 10.0.0.13, 10.0.0.14, 10.0.0.15, ",
                        "\n| 80 | API clients, browsers | API calls, web pages |\n",
                        "\n## 10.0.0.16\n\n| port | from | for |\n|---|---|---|\n",
                        "\n| 7614 | 10.0.0.10, 10.0.0.11, 10.0.0.12 | events for the statistics |\n",
                        "\n| 61616 | 10.0.0.11, 10.0.0.12 | messages |\n",
                        "\n## svn.internal\n\n| port | from | for |\n|---|---|---|\n"
                                + "| 80 | 10.0.0.10, 10.0.0.11, 10.0.0.12 | artifacts |\n");
        // publisher and store share a machine and a cluster of their own each; nothing of that crosses a network.
        assertThat(section(text, "10.0.0.15")).contains("| 9444 | 10.0.0.5 |", "| 9445 | 10.0.0.5 |");
    }

    @Test
    void whatPeopleReadAndWhatProgramsReadIsWhatTheDeploymentNeeds() {
        for (long seed = 0; seed < TOPOLOGIES; seed++) {
            CompanionContext context = CompanionContext.of(SeededTopology.deployment(folder, seed), Map.of());
            Map<String, String> files = files(context);
            List<List<String>> needed = Firewall.of(context.topology()).openings().stream()
                    .map(opening -> List.of(
                            opening.machine(),
                            opening.shownPort(),
                            String.join(", ", opening.from()),
                            String.join(", ", opening.why())))
                    .toList();

            assertThat(needed).as("seed %d", seed).isNotEmpty();
            assertThat(rows(files.get("md"))).as("seed %d", seed).isEqualTo(needed);
            assertThat(members(files.get("json"))).as("seed %d", seed).isEqualTo(needed);
        }
    }

    private static String section(String text, String machine) {
        String rest = text.substring(text.indexOf("\n## " + machine + "\n") + 1);
        int end = rest.indexOf("\n## ");
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        String machine = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("## ")) {
                machine = line.substring(3);
            } else if (line.matches("\\| [0-9]+(/udp)? \\|.*")) {
                String[] cells = line.split(" ?\\| ?");
                rows.add(List.of(machine, cells[1], cells[2], cells[3]));
            }
        }
        return rows;
    }

    /** JSON is YAML, too. */
    private static List<List<String>> members(String json) {
        List<List<String>> members = new ArrayList<>();
        for (Object each : (List<?>) new Load(LoadSettings.builder().build()).loadFromString(json)) {
            Map<?, ?> opening = (Map<?, ?>) each;
            assertThat(opening).hasSize(5);
            members.add(List.of(
                    opening.get("machine").toString(),
                    opening.get("port") + (opening.get("protocol").equals("udp") ? "/udp" : ""),
                    joined(opening.get("from")),
                    joined(opening.get("for"))));
        }
        return members;
    }

    private static String joined(Object words) {
        return String.join(
                ", ", ((List<?>) words).stream().map(Object::toString).toList());
    }
}
