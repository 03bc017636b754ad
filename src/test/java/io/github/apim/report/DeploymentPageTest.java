package io.github.apim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.companion.CompanionContext;
import io.github.apim.deployment.Node;
import io.github.apim.report.NodeSummary.FileChange;
import io.github.apim.report.NodeSummary.Tarball;
import io.github.apim.report.NodeSummary.What;
import io.github.apim.topology.Firewall;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page as a reader, a screen reader and a parser get it. */
class DeploymentPageTest {

    private static final String HOSTILE = "\"'><script>alert(1)</script>&amp;{{nodes}}\u202E\u0000]]>";

    @TempDir
    Path folder;

    private static List<Element> elements(Document page, String name) {
        List<Element> elements = new ArrayList<>();
        addElements(page.getDocumentElement(), name, elements);
        return elements;
    }

    private static void addElements(Element element, String name, List<Element> found) {
        if (name.equals("*") || element.getTagName().equals(name)) {
            found.add(element);
        }
        for (org.w3c.dom.Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                addElements(inner, name, found);
            }
        }
    }

    private static List<Element> elements(Element element, String name) {
        List<Element> elements = new ArrayList<>();
        addElements(element, name, elements);
        return elements;
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html)));
    }

    private String page(CompanionContext context) throws IOException {
        return DeploymentPage.html(context, Samples.built(context), Samples.warnings());
    }

    @Test
    void theSameDeploymentGivesTheSamePage() throws IOException {
        assertThat(page(Samples.ten(folder))).isEqualTo(page(Samples.ten(folder)));
    }

    @Test
    void itNamesEveryNodeTarballPortHostAndSchema() throws Exception {
        CompanionContext context = Samples.ten(folder);
        String text = parse(page(context)).getDocumentElement().getTextContent();

        for (Node node : context.deployment().nodes()) {
            assertThat(text)
                    .contains(node.name(), node.host(), context.topology().machine(node));
            context.ports().of(node).forEach(entry -> assertThat(text).contains(String.valueOf(entry.effective())));
        }
        Samples.built(context)
                .forEach(summary -> assertThat(text)
                        .contains(summary.tarball().orElseThrow().name()));
        assertThat(text).contains("360 MB", "gw.example.com", "apimgtdb", "userdb", "regdb", "statsdb");
        assertThat(text).contains("10 nodes on 9 machines, described in deployment.yaml", "9 of 10");
        assertThat(text).contains("master-datasources.xml", "database-driver", "3 changed, 2 added, 300 removed");
        assertThat(text).contains(Samples.warnings().get(0));
    }

    @Test
    void aManagerThatServesBehindTheWorkersVirtualHostIsInTableAndPicture() throws Exception {
        CompanionContext context = Samples.read(folder, """
                packs: { api-manager: am.zip }
                databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
                load-balancer:
                  virtual-hosts: { gateway-worker: { name: gw.example.com, http: 80, https: 443 } }
                nodes:
                  m: { role: gateway-manager, host: m, offset: 2 }
                  k: { role: key-manager, host: k }
                """);

        assertThat(row(page(context), "virtual-host-table", "gw.example.com"))
                .containsExactly("443", "80", "Gateway manager", "m");
        assertThat(Overview.of(context).connections())
                .filteredOn(connection -> connection.kind() == Connection.Kind.BALANCING)
                .singleElement()
                .satisfies(connection -> {
                    assertThat(connection.sources()).containsExactly("load-balancer");
                    assertThat(connection.arrivals()).isEqualTo(Map.of("gateway-manager", "8245, 8282"));
                });
        assertThat(Overview.of(context).diagram().links())
                .anySatisfy(link ->
                        assertThat(link.arrivals()).isEqualTo(Map.of("gateway-manager", "Balancing 8245, 8282")));
    }

    @Test
    void aBrokersVirtualHostHasItsPortInTableAndPicture() throws Exception {
        CompanionContext context = Samples.read(folder, """
                packs: { api-manager: am.zip, message-broker: mq.zip }
                databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
                load-balancer: { virtual-hosts: { message-broker: { name: mq.example.com, https: 8443 } } }
                messaging: { broker: q }
                nodes:
                  w: { role: gateway-worker, host: w }
                  k: { role: key-manager, host: k }
                  q: { role: message-broker, host: q, offset: 1 }
                """);

        assertThat(row(page(context), "virtual-host-table", "mq.example.com"))
                .containsExactly("8443", "–", "Message broker", "q");
        assertThat(Overview.of(context).connections())
                .filteredOn(connection -> connection.kind() == Connection.Kind.BALANCING)
                .singleElement()
                .satisfies(connection -> assertThat(connection.arrivals()).isEqualTo(Map.of("message-broker", "8162")));
    }

    @Test
    void theFirewallsOpeningsAreInATable() throws Exception {
        CompanionContext context = Samples.ten(folder);
        List<List<String>> rows = rows(page(context), "firewall-table");

        assertThat(rows)
                .containsExactlyElementsOf(Firewall.of(context.topology()).openings().stream()
                        .map(opening -> List.of(
                                opening.machine(),
                                opening.shownPort(),
                                String.join(", ", opening.from()),
                                String.join(", ", opening.why())))
                        .toList());
        assertThat(rows)
                .contains(List.of("10.0.0.17", "7614", "10.0.0.10, 10.0.0.11, 10.0.0.12", "events for the statistics"));
    }

    private static List<List<String>> rows(String html, String table) throws Exception {
        return elements(parse(html), "table").stream()
                .filter(each -> each.getAttribute("id").equals(table))
                .flatMap(each -> elements(each, "tr").stream())
                .filter(each -> !elements(each, "td").isEmpty())
                .map(each -> elements(each, "*").stream()
                        .filter(cell -> List.of("th", "td").contains(cell.getTagName()))
                        .map(Element::getTextContent)
                        .toList())
                .toList();
    }

    /** What stands behind the heading of one row. */
    private static List<String> row(String html, String table, String heading) throws Exception {
        return rows(html, table).stream()
                .filter(row -> row.get(0).equals(heading))
                .map(row -> row.subList(1, row.size()))
                .findFirst()
                .orElseThrow();
    }

    /** The lines of a part's boxes, by the title of the box and, for nodes, of what is in it. */
    private static Map<String, List<String>> lines(CompanionContext context, String part) {
        return Samples.diagram(context).parts().stream()
                .filter(each -> each.id().equals(part) || each.style().equals(part))
                .flatMap(each -> each.cells().stream())
                .flatMap(cell -> cell.items().stream()
                        .map(item -> Map.entry(item.title().isEmpty() ? cell.title() : item.title(), item.lines())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void thePictureTellsWhichNodesAVirtualHostLeadsToWhereItIsNotAllOfARole() throws IOException {
        assertThat(lines(Samples.pattern(folder, "gateway-environments"), "balancer"))
                .containsEntry("gw.int.example.com", List.of("HTTPS 443, HTTP 80", "→ gw-internal"))
                .containsEntry("gw.example.com", List.of("HTTPS 443, HTTP 80", "→ gw-external-1 and gw-external-2"))
                .containsEntry("km.example.com", List.of("HTTPS 443", "→ key-manager"));
        assertThat(lines(Samples.pattern(folder, "load-balancers"), "balancer"))
                .containsEntry("store.example.com", List.of("HTTPS 443, HTTP 80", "→ store-1"))
                .containsEntry("store.int.example.com", List.of("HTTPS 443", "→ store-2"));
        assertThat(lines(Samples.pattern(folder, "all-in-one-balanced"), "balancer"))
                .containsEntry("pub.example.com", List.of("HTTPS 443", "→ all-in-one"));
    }

    @Test
    void thePictureTellsEnvironmentsAndWebSocketsOfGateways() throws IOException {
        assertThat(lines(Samples.pattern(folder, "gateway-environments"), "gateway-worker"))
                .containsEntry(
                        "gw-internal", List.of("gw-int.internal", "Ports 8243, 8280, 9443", "Environment Internal"));
        assertThat(lines(Samples.pattern(folder, "traffic-managers"), "gateway-worker"))
                .containsEntry(
                        "gateway-worker-1",
                        List.of("gw-1.internal", "Ports 8243, 8280, 9443", "Web sockets 8099, 9099"));
    }

    @Test
    void imagesStandBesideTarballsWhereThereAreAny() throws Exception {
        CompanionContext context = Samples.ten(folder);
        String pinned = "registry.example.com/apim-mq-1@sha256:" + "0a".repeat(32);
        List<NodeSummary> built = Samples.built(context).stream()
                .map(summary ->
                        summary.withImage(summary.node().equals("store-1") ? Optional.of(pinned) : Optional.empty()))
                .toList();

        String with = parse(DeploymentPage.html(context, built, List.of()))
                .getDocumentElement()
                .getTextContent();
        assertThat(with).contains("Image", pinned);
        assertThat(page(context)).doesNotContain(">Image<");
    }

    @Test
    void whatIsNotBuiltYetIsSaidToBeSo() throws Exception {
        CompanionContext context = Samples.ten(folder);

        String text = parse(DeploymentPage.html(context, List.of(), List.of()))
                .getDocumentElement()
                .getTextContent();
        assertThat(text).contains("0 of 10", "mq-1 not built yet", "There are none.");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void itIsWellFormedAndItsIdsAreUniqueAndItsLinksLeadSomewhere(long seed) throws Exception {
        Document page = parse(page(Samples.random(folder, seed)));
        Set<String> ids = new HashSet<>();
        for (Element element : elements(page, "*")) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id")))
                        .as(element.getAttribute("id"))
                        .isTrue();
            }
        }
        for (Element element : elements(page, "*")) {
            if (element.getAttribute("href").startsWith("#")) {
                assertThat(ids).contains(element.getAttribute("href").substring(1));
            }
            for (String id : element.getAttribute("aria-labelledby").split(" ")) {
                assertThat(id.isEmpty() || ids.contains(id)).as(id).isTrue();
            }
        }
    }

    @Test
    void noSecretAndNoLoginIsInIt() throws IOException {
        assertThat(page(Samples.ten(folder)))
                .doesNotContain(Samples.SECRETS)
                .doesNotContain("apim-db-login", "apim-svn-login", "apim-admin-login");
    }

    @Test
    void aPasswordAmongTheParametersOfTheDatabaseIsNotInIt() throws IOException {
        String yaml = """
                packs: { api-manager: am.zip }
                databases:
                  url: "jdbc:mysql://10.0.0.20:3306"
                  parameters: user=root&password=url-secret
                  driver: mysql.jar
                  credentials: apim-db
                deployment-synchronizer:
                  url: http://svn.internal/repos
                  client: [ svnkit.jar ]
                nodes:
                  m: { role: gateway-manager, host: m.internal }
                  k: { role: key-manager, host: k.internal }
                """;

        assertThat(page(Samples.read(folder, yaml)))
                .contains("http://svn.internal/repos", "10.0.0.20:3306")
                .doesNotContain("url-secret");
    }

    @Test
    void hostileNamesStayText() throws Exception {
        CompanionContext context = Samples.ten(folder);
        NodeSummary summary = new NodeSummary(
                "is-1",
                Optional.of(new Tarball(HOSTILE, 1)),
                List.of(new FileChange(HOSTILE, What.ADDED, List.of(HOSTILE))));
        Document page = parse(DeploymentPage.html(context, List.of(summary), List.of(HOSTILE)));

        assertThat(elements(page, "script")).isEmpty();
        assertThat(page.getDocumentElement().getTextContent())
                .contains("\"'><script>alert(1)</script>&amp;{{nodes}}\uFFFD\uFFFD]]>");
    }

    @Test
    void itAsksTheNetworkForNothing() throws Exception {
        Document page = parse(page(Samples.ten(folder)));

        for (Element element : elements(page, "*")) {
            assertThat(element.getTagName()).isNotIn("script", "img", "iframe", "object", "embed", "base");
            for (String attribute : List.of("href", "src", "xlink:href", "action")) {
                assertThat(element.getAttribute(attribute)).matches("|#.*|data:,");
            }
        }
        String style = elements(page, "style").get(0).getTextContent();
        assertThat(Pattern.compile("url\\(|@import|https?:").matcher(style).find())
                .isFalse();
        assertThat(elements(page, "meta"))
                .anyMatch(meta -> meta.getAttribute("content").startsWith("default-src 'none'"));
    }

    @Test
    void aScreenReaderFindsItsWay() throws Exception {
        Document page = parse(page(Samples.ten(folder)));

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(elements(page, "h1")).hasSize(1);
        assertThat(elements(page, "a").get(0).getAttribute("href")).isEqualTo("#content");
        assertThat(elements(page, "table")).isNotEmpty().allSatisfy(table -> {
            assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
            NodeList headings = table.getElementsByTagName("th");
            for (int i = 0; i < headings.getLength(); i++) {
                assertThat(((Element) headings.item(i)).getAttribute("scope")).isIn("row", "col");
            }
        });
        assertThat(elements(page, "svg"))
                .filteredOn(svg -> !svg.getAttribute("aria-hidden").equals("true"))
                .hasSize(3)
                .allSatisfy(svg -> {
                    assertThat(svg.getAttribute("role")).isEqualTo("img");
                    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                            .isEqualTo("The deployment: 10 nodes on 9 machines");
                    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                            .contains("Gateway worker");
                });
    }
}
