package io.github.apim.report;

import io.github.apim.companion.CompanionContext;
import io.github.apim.deployment.Acceptance;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.report.NodeSummary.Tarball;
import io.github.apim.report.Table.Column;
import io.github.apim.report.Table.Narrow;
import io.github.apim.report.html.Tag;
import io.github.apim.topology.Firewall;
import io.github.apim.topology.Firewall.Opening;
import io.github.apim.topology.Front;
import io.github.apim.topology.PortTable.Entry;
import io.github.apim.topology.SharedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page's tables of nodes, virtual hosts, databases, ports and firewalls. */
final class NodeTables {

    private static final String NONE = "–";

    private final CompanionContext context;
    private final Map<String, NodeSummary> summaries;

    /** @param summaries by node */
    NodeTables(CompanionContext context, Map<String, NodeSummary> summaries) {
        this.context = context;
        this.summaries = summaries;
    }

    Tag nodes() {
        boolean images =
                summaries.values().stream().anyMatch(summary -> summary.image().isPresent());
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("Node"),
                Column.of("Role"),
                Column.of("Machine"),
                Column.of("Host name"),
                Column.numbers("Offset"),
                Column.of("Tarball"),
                Column.numbers("Size")));
        if (images) {
            columns.add(Column.of("Image"));
        }
        Table table =
                new Table("node-table", "Nodes in the order of the descriptor", Narrow.STACKS, List.copyOf(columns));
        for (Node node : context.deployment().nodes()) {
            List<Tag> cells = new ArrayList<>(List.of(
                    Table.cell(Words.title(node.role())),
                    Table.cell(context.topology().machine(node)),
                    Table.cell(node.host()),
                    Table.cell(Integer.toString(node.offset()))));
            Optional<Tarball> tarball =
                    Optional.ofNullable(summaries.get(node.name())).flatMap(NodeSummary::tarball);
            if (tarball.isPresent()) {
                cells.add(Table.code(tarball.get().name()));
                cells.add(Table.cell(Words.size(tarball.get().size())));
            } else {
                cells.add(Table.absent("not built yet"));
                cells.add(Table.absent(NONE));
            }
            if (images) {
                cells.add(Optional.ofNullable(summaries.get(node.name()))
                        .flatMap(NodeSummary::image)
                        .map(Table::code)
                        .orElseGet(() -> Table.absent("not built yet")));
            }
            table.row(node.name(), cells);
        }
        return table.tag();
    }

    /** What the descriptor accepts although a rule speaks against it. */
    Tag accepted() {
        Table table = new Table(
                "accepted-table",
                "Accepted breaches of rules",
                Narrow.STACKS,
                List.of(Column.of("Rule"), Column.of("For"), Column.of("Because")));
        for (Acceptance accepted : context.deployment().accepted()) {
            String scopes =
                    accepted.scopes().map(names -> String.join(", ", names)).orElse("the whole deployment");
            table.row(accepted.rule(), List.of(Table.cell(scopes), Table.cell(accepted.because())));
        }
        return table.tag();
    }

    /** A section's worth of text where there is no load balancer. */
    Tag virtualHosts() {
        List<LoadBalancer> balancers = context.deployment().loadBalancers();
        if (balancers.isEmpty()) {
            return Tag.of("p").text("There is no load balancer; nodes are reached by their own names and ports.");
        }
        Tag tables = Tag.of("div");
        balancers.forEach(balancer -> tables.add(virtualHosts(balancer)));
        return tables;
    }

    private Tag virtualHosts(LoadBalancer balancer) {
        List<Front> fronts = context.topology().wiring().fronts(balancer);
        boolean webSockets = fronts.stream().anyMatch(front -> front.host().servesWebSockets());
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("Name"),
                Column.numbers("HTTPS"),
                Column.numbers("HTTP"),
                Column.of("Leads to"),
                Column.of("Nodes behind it")));
        if (webSockets) {
            columns.add(3, Column.numbers("Web sockets"));
        }
        Table table = new Table(
                balancer.name().isEmpty() ? "virtual-host-table" : "virtual-host-table-" + balancer.name(),
                "Virtual hosts of the load balancer "
                        + (balancer.name().isEmpty() ? "" : balancer.name() + " ")
                        + "at "
                        + balancer.address().orElse("an address that the descriptor does not say"),
                Narrow.STACKS,
                columns);
        for (Front front : fronts) {
            VirtualHost host = front.host();
            List<String> behind = names(front.nodes());
            List<Tag> cells = new ArrayList<>(List.of(
                    Table.cell(Integer.toString(host.https())),
                    host.http().isPresent()
                            ? Table.cell(Integer.toString(host.http().getAsInt()))
                            : Table.absent(NONE),
                    Table.cell(leadsTo(front)),
                    behind.isEmpty() ? Table.absent("none") : Table.cell(String.join(", ", behind))));
            if (webSockets) {
                cells.add(2, host.servesWebSockets() ? Table.cell(Words.webSockets(host)) : Table.absent(NONE));
            }
            table.row(host.name() + host.path(), cells);
        }
        return table.tag();
    }

    /** The roles of the nodes behind it, which need not be the one that it is named by. */
    private static String leadsTo(Front front) {
        return front.nodes().isEmpty()
                ? Words.title(front.role())
                : Words.list(front.nodes().stream()
                        .map(node -> Words.title(node.role()))
                        .distinct()
                        .toList());
    }

    Tag databases() {
        Tag tables = Tag.of("div");
        DatabasePlace.all(context.deployment()).forEach(place -> tables.add(databases(place)));
        return tables;
    }

    private Tag databases(DatabasePlace place) {
        Table table = new Table(
                "schema-table",
                "Schemas on " + place.address(),
                Narrow.STACKS,
                List.of(
                        Column.of("Schema"),
                        Column.of("What is in it"),
                        Column.of("Datasource"),
                        Column.of("Nodes that use it")));
        for (SharedSchema schema : place.schemas()) {
            table.row(
                    schema.name(context.deployment().databases()),
                    List.of(
                            Table.cell(DatabasePlace.title(schema)),
                            Table.code(schema.jndiName()),
                            Table.cell(String.join(", ", names(schema.users(context.deployment()))))));
        }
        return table.tag();
    }

    /** One table for each role: its nodes open the same ports, but for their offsets. */
    Tag ports() {
        Tag tables = Tag.of("div");
        for (Role role : Role.values()) {
            List<Node> nodes = context.topology().nodes(role);
            if (!nodes.isEmpty()) {
                tables.add(ports(role, nodes));
            }
        }
        return tables;
    }

    private Tag ports(Role role, List<Node> nodes) {
        List<PortPurpose> purposes = nodes.stream()
                .flatMap(node -> context.ports().of(node).stream())
                .map(Entry::purpose)
                .distinct()
                .toList();
        List<Column> columns = new ArrayList<>(List.of(Column.of("Node"), Column.of("Machine")));
        purposes.forEach(purpose -> columns.add(Column.numbers(heading(purpose))));
        Table table = new Table("ports-" + role.key(), Words.title(role), Narrow.SCROLLS, columns);
        for (Node node : nodes) {
            List<Tag> cells =
                    new ArrayList<>(List.of(Table.cell(context.topology().machine(node))));
            for (PortPurpose purpose : purposes) {
                cells.add(context.ports().of(node).stream()
                        .filter(entry -> entry.purpose() == purpose)
                        .findFirst()
                        .map(entry -> Table.cell(Integer.toString(entry.effective())))
                        .orElseGet(() -> Table.absent(NONE)));
            }
            table.row(node.name(), cells);
        }
        return table.tag();
    }

    /** What firewalls must let through. */
    Tag firewall() {
        Table table = new Table(
                "firewall-table",
                "TCP ports that must be reachable from other machines",
                Narrow.STACKS,
                List.of(Column.of("Machine"), Column.numbers("Port"), Column.of("From"), Column.of("For")));
        for (Opening opening : Firewall.of(context.topology()).openings()) {
            table.row(
                    opening.machine(),
                    List.of(
                            Table.cell(opening.shownPort()),
                            Table.cell(String.join(", ", opening.from())),
                            Table.cell(String.join(", ", opening.why()))));
        }
        return table.tag();
    }

    private static String heading(PortPurpose purpose) {
        return purpose.title().substring(0, 1).toUpperCase(Locale.ROOT)
                + purpose.title().substring(1);
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(Node::name).toList();
    }
}
