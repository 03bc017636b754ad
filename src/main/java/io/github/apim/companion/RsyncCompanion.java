package io.github.apim.companion;

import io.github.apim.deployment.DeploymentSynchronizer.Rsync;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Shipping;
import io.github.apim.edit.ShellFile;
import io.github.apim.product.Role;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What copies the manager's APIs to the workers where no server of their own holds them: a script, and when it runs. */
final class RsyncCompanion implements Companion {

    private static final String FOLDER = "rsync/";
    private static final String SCRIPT = FOLDER + "sync-artifacts.sh";

    @Override
    public List<CompanionFile> files(CompanionContext context) throws IOException {
        Optional<Rsync> rsync = context.deployment().rsync();
        Optional<Node> manager =
                context.topology().nodes(Role.GATEWAY_MANAGER).stream().findFirst();
        if (rsync.isEmpty() || manager.isEmpty()) {
            return List.of();
        }
        return List.of(
                new CompanionFile(SCRIPT, script(context, rsync.get(), manager.get()), true),
                CompanionFile.text(
                        FOLDER + "apim-sync.service", filled("apim-sync.service", context, rsync.get(), manager.get())),
                CompanionFile.text(
                        FOLDER + "apim-sync.timer", filled("apim-sync.timer", context, rsync.get(), manager.get())));
    }

    private static byte[] script(CompanionContext context, Rsync rsync, Node manager) throws IOException {
        return ShellFile.parse(SCRIPT, Templates.text(SCRIPT).getBytes(StandardCharsets.UTF_8))
                .set("NODE", manager.name())
                .set("SOURCE", home(context, manager))
                .set("WORKERS", workers(context, rsync, manager))
                .set("SSH_PORT", Integer.toString(rsync.port()))
                .set("SSH_KEY", rsync.key().orElse(""))
                .bytes();
    }

    /** A line for each worker: its name, and its home as rsync addresses it. */
    private static String workers(CompanionContext context, Rsync rsync, Node manager) {
        Topology topology = context.topology();
        return topology.nodes(Role.GATEWAY_WORKER).stream()
                .map(worker -> worker.name() + " "
                        + (topology.machine(worker).equals(topology.machine(manager))
                                ? ""
                                : login(context, rsync) + host(topology.machine(worker)) + ":")
                        + home(context, worker))
                .collect(Collectors.joining("\n"));
    }

    private static String login(CompanionContext context, Rsync rsync) {
        return rsync.user()
                .or(() -> context.deployment().shipping().flatMap(Shipping::user))
                .map(user -> user + "@")
                .orElse("");
    }

    private static String host(String machine) {
        return machine.indexOf(':') >= 0 ? "[" + machine + "]" : machine;
    }

    /** The home in use, where {@code apim:ship} and the playbooks install it. */
    private static String home(CompanionContext context, Node node) {
        return directory(context, node) + "/" + node.name() + "/current";
    }

    private static String directory(CompanionContext context, Node node) {
        return context.deployment()
                .shipping()
                .orElse(Shipping.DEFAULT)
                .destination(node)
                .directory()
                .replaceAll("/+$", "");
    }

    private static String filled(String template, CompanionContext context, Rsync rsync, Node manager)
            throws IOException {
        return Templates.text(FOLDER + template)
                .replace("@NODE@", manager.name())
                .replace("@MACHINE@", context.topology().machine(manager))
                .replace("@DIRECTORY@", directory(context, manager))
                .replace("@USER@", PrerequisitesCompanion.user(context))
                .replace("@INTERVAL@", Integer.toString(rsync.interval()));
    }
}
