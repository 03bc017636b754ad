package io.github.apim.report;

import io.github.apim.companion.CompanionContext;
import io.github.apim.deployment.Node;
import io.github.apim.edit.BundledFile;
import io.github.apim.report.html.Tag;
import io.github.apim.report.html.Template;
import io.github.apim.report.picture.Diagram;
import io.github.apim.report.picture.Picture;
import io.github.apim.topology.SharedSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The page {@code index.html} of a deployment's folder: its picture and its tables, in one file that asks no network for
 * anything. What it shows is taken from parts that hold no secret; the same input gives the same text.
 */
public final class DeploymentPage {

    /** Where the page stands in the deployment's folder. */
    public static final String PATH = "index.html";

    /** The width of A4 and how much of its height there is for the picture, the first time below the page's head. */
    private static final int PAPER = 720;

    private static final int FIRST_SHEET = 740;
    private static final int SHEET = 990;

    /** The picture's widths, for a telephone, for paper, and for a screen; the style sheet shows one of them. */
    private static final Map<String, Integer> WIDTHS = Map.of("narrow", 358, "medium", PAPER, "wide", 1152);

    private final CompanionContext context;
    private final Map<String, NodeSummary> summaries;
    private final List<String> warnings;
    private final Overview overview;

    private DeploymentPage(CompanionContext context, List<NodeSummary> nodes, List<String> warnings) {
        this.context = context;
        this.summaries = nodes.stream().collect(Collectors.toMap(NodeSummary::node, Function.identity()));
        this.warnings = warnings;
        this.overview = Overview.of(context);
    }

    /**
     * The page.
     *
     * @param nodes    what is known of the nodes' tarballs; a node that is not among them has not been built
     * @param warnings in the order in which they are shown
     */
    public static String html(CompanionContext context, List<NodeSummary> nodes, List<String> warnings)
            throws IOException {
        return new DeploymentPage(context, nodes, warnings).html();
    }

    private String html() throws IOException {
        NodeTables tables = new NodeTables(context, summaries);
        Map<String, Tag> fillings = new HashMap<>();
        fillings.put(
                "title",
                Tag.of("title")
                        .text("API Manager deployment"
                                + context.deployment()
                                        .environment()
                                        .name()
                                        .map(name -> " " + name)
                                        .orElse("") + ": " + summary()));
        fillings.put("summary", Tag.of("p").set("class", "lead").text(summary() + ", described in " + descriptor()));
        fillings.put("figures", figures());
        fillings.put("warnings", warnings());
        pictures(fillings);
        fillings.put("connections", connections());
        fillings.put("nodes", nodes(tables));
        fillings.put("virtual-hosts", tables.virtualHosts());
        fillings.put("databases", tables.databases());
        fillings.put("ports", tables.ports());
        fillings.put("firewall", tables.firewall());
        fillings.put("changes", changes());
        return Template.beside(DeploymentPage.class, "page.html")
                .include("style", BundledFile.text(DeploymentPage.class, "page.css"))
                .fill(fillings);
    }

    /** With their key stores where these are the user's. */
    private Tag nodes(NodeTables tables) throws IOException {
        return context.deployment().keyStores().all().isEmpty()
                ? tables.nodes()
                : Tag.of("div").add(tables.nodes(), KeyStoreTable.of(context.deployment()));
    }

    private List<Node> nodes() {
        return context.deployment().nodes();
    }

    private long machines() {
        return nodes().stream().map(context.topology()::machine).distinct().count();
    }

    private String summary() {
        return Words.count(nodes().size(), "node") + " on " + Words.count(machines(), "machine");
    }

    /** Without its folder, which is another one on each machine that builds. */
    private String descriptor() {
        return Optional.ofNullable(context.deployment().file().getFileName())
                        .map(Object::toString)
                        .orElse("the descriptor")
                + context.deployment()
                        .environment()
                        .name()
                        .map(name -> " for the environment " + name)
                        .orElse("");
    }

    private Tag figures() {
        long built = nodes().stream()
                .filter(node -> summary(node).flatMap(NodeSummary::tarball).isPresent())
                .count();
        long size = summaries.values().stream()
                .flatMap(summary -> summary.tarball().stream())
                .mapToLong(NodeSummary.Tarball::size)
                .sum();
        return Tag.of("dl")
                .set("class", "figures")
                .add(
                        figure(
                                "Tarballs",
                                built + " of " + nodes().size(),
                                built == 0 ? "not built yet" : Words.size(size) + " in all"),
                        figure(
                                "Virtual hosts",
                                Integer.toString(
                                        context.topology().wiring().fronts().size()),
                                context.deployment().loadBalancers().size() > 1
                                        ? "on the load balancers"
                                        : "on the load balancer"),
                        figure(
                                "Schemas",
                                Integer.toString(
                                        SharedSchema.used(context.deployment()).size()),
                                "on "
                                        + Words.count(
                                                DatabasePlace.all(context.deployment())
                                                        .size(),
                                                "database server")),
                        figure(
                                "Open ports",
                                Integer.toString(context.ports().entries().size()),
                                "on all machines"),
                        figure(
                                "Warnings",
                                Integer.toString(warnings.size()),
                                warnings.isEmpty() ? "nothing to look at" : "see below"));
    }

    private static Tag figure(String name, String value, String note) {
        return Tag.of("div")
                .add(
                        Tag.of("dt").text(name),
                        Tag.of("dd")
                                .add(Tag.of("strong").text(value))
                                .text(" ")
                                .add(Tag.of("span").text(note)));
    }

    private Optional<NodeSummary> summary(Node node) {
        return Optional.ofNullable(summaries.get(node.name()));
    }

    /** The warnings, and what is accepted although a rule speaks against it. */
    private Tag warnings() {
        return context.deployment().accepted().isEmpty()
                ? listed()
                : Tag.of("div").add(listed(), new NodeTables(context, summaries).accepted());
    }

    private Tag listed() {
        if (warnings.isEmpty()) {
            return Tag.of("p").text("There are none.");
        }
        Tag list = Tag.of("ol").set("class", "warnings");
        warnings.forEach(warning -> list.add(Tag.of("li").text(warning)));
        return list;
    }

    private void pictures(Map<String, Tag> fillings) {
        Diagram diagram = overview.diagram();
        String description = "Boxes for "
                + Words.list(diagram.parts().stream().map(Diagram.Part::title).toList())
                + "; numbered lines for who talks to whom. The list of connections and the tables below say the same in"
                + " words.";
        WIDTHS.forEach((name, width) -> {
            Picture picture = new Picture("picture-" + name, diagram, width);
            fillings.put("picture-" + name, picture.svg("The deployment: " + summary(), description));
            if (width == PAPER) {
                Tag sheets = Tag.of("div").set("class", "sheets");
                picture.sheets(FIRST_SHEET, SHEET).forEach(sheets::add);
                fillings.put("picture-sheets", sheets);
            }
        });
    }

    private Tag connections() {
        Map<String, String> titles = overview.titles();
        Tag list = Tag.of("ol").set("class", "connections");
        for (Connection connection : overview.connections()) {
            Connection.Kind kind = connection.kind();
            List<String> sources =
                    connection.sources().stream().map(titles::get).toList();
            List<String> targets = connection.arrivals().entrySet().stream()
                    .map(target -> titles.get(target.getKey())
                            + (target.getValue().isEmpty() ? "" : " (" + target.getValue() + ")"))
                    .toList();
            list.add(Tag.of("li")
                    .set("class", "k-" + kind.css)
                    .set("value", connection.number())
                    .add(
                            Tag.of("span")
                                    .set("class", "key")
                                    .set("aria-hidden", "true")
                                    .text(Integer.toString(connection.number())),
                            Tag.of("div")
                                    .add(
                                            Tag.of("strong").text(kind.title),
                                            Tag.of("p")
                                                    .set("class", "route")
                                                    .text(Words.list(sources) + " → " + Words.list(targets)),
                                            Tag.of("p").text(kind.sentence))));
        }
        return list;
    }

    private Tag changes() {
        Tag all = Tag.of("div").set("class", "changes");
        for (int i = 0; i < nodes().size(); i++) {
            String node = nodes().get(i).name();
            Optional<NodeSummary> summary = summary(nodes().get(i));
            all.add(summary.isPresent() ? Changes.of(node, i + 1, summary.get().changes()) : Changes.absent(node));
        }
        return all;
    }
}
