package io.github.apim.companion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.LoadBalancer;
import io.github.apim.report.DeploymentPage;
import io.github.apim.testing.SeededTopology;
import io.github.apim.topology.Firewall;
import io.github.apim.topology.PortTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nginx, its hosts file, the page and the firewall name the same nodes behind each virtual host. */
class VirtualHostsTest {

    private static final int TOPOLOGIES = 200;
    private static final Set<String> BALANCERS = Set.of("10.0.0.5", "10.0.0.6");

    private static final Pattern HEAD = Pattern.compile("(?m)^# (\\S+): (\\S+)$");
    private static final Pattern UPSTREAM = Pattern.compile("upstream (\\S+) \\{([^}]*)}");
    private static final Pattern SERVER = Pattern.compile("server ([^ ;]+)(?: backup| down)?;  # (\\S+)");
    private static final Pattern TABLE =
            Pattern.compile("<table id=\"virtual-host-table[^\"]*\".*?</table>", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("<th scope=\"row\"[^>]*>([^<]*)</th>.*?</tr>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("data-heading=\"Nodes behind it\"[^>]*>(.*?)</td>");

    @TempDir
    Path folder;

    @Test
    void allNameTheSameNodesBehindEachVirtualHost() throws IOException {
        int hosts = 0;
        for (long seed = 0; seed < TOPOLOGIES; seed++) {
            CompanionContext context = CompanionContext.of(SeededTopology.deployment(folder, seed), Map.of());
            Map<String, String> files = new LinkedHashMap<>();
            for (CompanionFile file : new NginxCompanion().files(context)) {
                files.put(file.path(), new String(file.content(), StandardCharsets.UTF_8));
            }
            Map<String, Set<String>> behind = new TreeMap<>();
            Set<String> ports = new TreeSet<>();
            files.forEach((path, text) -> {
                if (path.contains("/apim/virtual-hosts/")) {
                    HEAD.matcher(text)
                            .results()
                            .forEach(head ->
                                    behind.put(head.group(2), upstreams(text, "apim-" + head.group(1) + "-", ports)));
                }
            });
            hosts += behind.size();

            assertThat(onThePage(context)).as("page, seed %d", seed).isEqualTo(behind);
            assertThat(openToTheBalancer(context)).as("firewall, seed %d", seed).isEqualTo(ports);
            Map<String, String> named = new TreeMap<>();
            files.forEach((path, text) -> named.putAll(path.endsWith("/hosts") ? namesOf(text) : Map.of()));
            assertThat(named).as("hosts, seed %d", seed).isEqualTo(names(context, behind));
        }
        assertThat(hosts).isGreaterThan(TOPOLOGIES);
    }

    /** The nodes that requests are handed on to, whose ports are added to the second argument. */
    private static Set<String> upstreams(String text, String prefix, Set<String> ports) {
        Set<String> nodes = new TreeSet<>();
        for (MatchResult upstream : UPSTREAM.matcher(text).results().toList()) {
            if (!upstream.group(1).matches(prefix + "(https?|web-socket(-over-tls)?)")) {
                continue;
            }
            boolean used = text.contains("://" + upstream.group(1) + ";");
            for (MatchResult server :
                    SERVER.matcher(upstream.group(2)).results().toList()) {
                nodes.add(server.group(2));
                if (used) {
                    ports.add(server.group(1));
                }
            }
        }
        return nodes;
    }

    private static Map<String, Set<String>> onThePage(CompanionContext context) throws IOException {
        Map<String, Set<String>> behind = new TreeMap<>();
        TABLE.matcher(DeploymentPage.html(context, List.of(), List.of()))
                .results()
                .flatMap(table -> ROW.matcher(table.group()).results())
                .forEach(row -> {
                    String nodes = CELL.matcher(row.group())
                            .results()
                            .map(cell -> cell.group(1).replaceAll("<[^>]*>", ""))
                            .findFirst()
                            .orElseThrow();
                    behind.put(
                            row.group(1), nodes.equals("none") ? Set.of() : new TreeSet<>(List.of(nodes.split(", "))));
                });
        return behind;
    }

    private static Set<String> openToTheBalancer(CompanionContext context) {
        return Firewall.of(context.topology()).openings().stream()
                .filter(opening -> opening.from().stream().anyMatch(BALANCERS::contains))
                .map(opening -> opening.machine() + ":" + opening.port())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> names(CompanionContext context, Map<String, Set<String>> behind) {
        Map<String, String> names = new TreeMap<>();
        behind.forEach((name, nodes) -> {
            String host = name.replaceAll("/.*", "");
            names.put(host, addressOf(host, context));
            // A name without an address is the name server's.
            nodes.forEach(node -> context.topology()
                    .node(node)
                    .filter(found -> found.address().isPresent())
                    .ifPresent(
                            found -> names.put(found.host(), context.topology().machine(found))));
        });
        return names;
    }

    private static String addressOf(String name, CompanionContext context) {
        return context.deployment().loadBalancers().stream()
                .filter(balancer -> balancer.virtualHosts().stream()
                        .anyMatch(host -> host.name().equals(name)))
                .findFirst()
                .flatMap(LoadBalancer::address)
                .orElseThrow();
    }

    private static Map<String, String> namesOf(String hosts) {
        Map<String, String> names = new TreeMap<>();
        hosts.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                names.put(words[i], words[0]);
            }
        });
        return names;
    }

    @Test
    void theBalancersPortsAreThoseOfItsVirtualHosts() {
        for (long seed = 0; seed < TOPOLOGIES; seed++) {
            CompanionContext context = CompanionContext.of(SeededTopology.deployment(folder, seed), Map.of());
            Set<Integer> own = context.ports().entries().stream()
                    .filter(entry -> entry.node().isEmpty())
                    .map(PortTable.Entry::effective)
                    .collect(Collectors.toSet());

            assertThat(BALANCERS)
                    .as("seed %d", seed)
                    .flatMap(Firewall.of(context.topology())::of)
                    .extracting(Firewall.Opening::port)
                    .allMatch(own::contains);
        }
    }
}
