package io.github.apim.report;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.KeyStores.Identity;
import io.github.apim.deployment.Node;
import io.github.apim.report.Table.Column;
import io.github.apim.report.Table.Narrow;
import io.github.apim.report.html.Tag;
import io.github.apim.rules.StoredCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The page's table of the user's key stores: who has which, and until when it can be used. */
final class KeyStoreTable {

    private KeyStoreTable() {}

    static Tag of(Deployment deployment) throws IOException {
        Table table = new Table(
                "key-store-table",
                "Key stores of the descriptor",
                Narrow.STACKS,
                List.of(
                        Column.of("File"),
                        Column.of("For"),
                        Column.of("Type"),
                        Column.of("Certificate"),
                        Column.of("Valid until"),
                        Column.of("Nodes")));
        for (StoredCertificate stored : StoredCertificate.of(deployment)) {
            String others = stored.certificates() > 1 ? ", of " + stored.certificates() : "";
            table.row(
                    String.valueOf(stored.store().file().getFileName()),
                    List.of(
                            Table.cell(stored.store() instanceof Identity ? "identity" : "trust"),
                            Table.cell(stored.store().type().name()),
                            stored.alias()
                                    .map(alias -> Table.cell(alias + others))
                                    .orElseGet(() -> Table.absent("–")),
                            stored.until()
                                    .map(day -> Table.cell(day.toString()))
                                    .orElseGet(() -> Table.absent("not there, or not to be opened")),
                            Table.cell(Words.list(nodes(deployment, stored.store().file())))));
        }
        return table.tag();
    }

    private static List<String> nodes(Deployment deployment, Path file) {
        return deployment.nodes().stream()
                .filter(node -> has(deployment, node, file))
                .map(Node::name)
                .toList();
    }

    private static boolean has(Deployment deployment, Node node, Path file) {
        return Stream.of(
                        deployment.keyStores().identity(node.role()),
                        deployment.keyStores().trust(node.role()))
                .flatMap(Optional::stream)
                .anyMatch(store -> store.file().equals(file));
    }
}
