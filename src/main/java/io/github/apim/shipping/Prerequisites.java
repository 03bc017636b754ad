package io.github.apim.shipping;

import io.github.apim.deployment.Node;
import io.github.apim.topology.MachineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What must be there before a machine takes its nodes: its {@code check.sh}, which changes nothing. */
final class Prerequisites {

    /** Checks say what is missing as their answer, and it is told where they fail. */
    private static final String TELLING = "exec >&2\n";

    private final Path folder;
    private final ShippingListener listener;

    /** @param folder holds a folder for each machine, named after it; need not be there */
    Prerequisites(Path folder, ShippingListener listener) {
        this.folder = folder;
        this.listener = listener;
    }

    /**
     * Runs the checks of all nodes that are reached at one place, which need not be called what SSH calls it.
     *
     * @param name how the place is reached, for messages
     * @throws ShippingException if something is missing there
     */
    void require(List<Node> nodes, Machine machine, String name) throws IOException {
        for (Map.Entry<Path, List<Node>> entry : checks(nodes).entrySet()) {
            Path check = entry.getKey();
            if (Files.isRegularFile(check)) {
                run(check, machine);
                entry.getValue().forEach(node -> listener.step(node, name + " passes " + check));
            }
        }
    }

    /** Tells which machines cannot be checked, although checks have been written. */
    void tellMissing(List<Node> nodes) {
        if (Files.isDirectory(folder)) {
            checks(nodes).forEach((check, concerned) -> {
                if (!Files.isRegularFile(check)) {
                    concerned.forEach(node -> listener.warning(
                            node,
                            check + " does not exist, so its machine is not checked; write it with apim:companions"));
                }
            });
        }
    }

    private Map<Path, List<Node>> checks(List<Node> nodes) {
        return nodes.stream()
                .collect(Collectors.groupingBy(
                        node -> folder.resolve(MachineName.of(node).fileName()).resolve("check.sh"),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static void run(Path check, Machine machine) throws IOException {
        try {
            machine.run(TELLING + Files.readString(check), List.of());
        } catch (RemoteException missing) {
            throw new ShippingException(check + " says: " + missing.getMessage());
        }
    }
}
