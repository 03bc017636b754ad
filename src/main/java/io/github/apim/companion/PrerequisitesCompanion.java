package io.github.apim.companion;

import io.github.apim.deployment.DeploymentSynchronizer.SharedDirectory;
import io.github.apim.deployment.Shipping;
import io.github.apim.family.carbon.LauncherOverlay;
import io.github.apim.edit.ShellFile;
import io.github.apim.product.Facts;
import io.github.apim.product.Role;
import io.github.apim.topology.HostNames;
import io.github.apim.topology.PortTable.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a machine needs before its nodes can run (matrix §15.3): a script that installs it and one that looks for it. */
final class PrerequisitesCompanion implements Companion {

    private static final String FOLDER = "prerequisites/";
    private static final String STANDARD_USER = "wso2";

    private static final String RSYNC = "rsync:rsync";

    /** Where the ports begin that the scripts let the system give to clients. */
    private static final int FIRST_CLIENT_PORT = 10_000;

    @Override
    public List<CompanionFile> files(CompanionContext context) throws IOException {
        List<CompanionFile> files = new ArrayList<>();
        for (Machine machine : Machine.all(context)) {
            String folder = FOLDER + machine.fileName() + "/";
            files.add(script(folder + "install.sh", machine, context, script("install", "common")
                            .set(
                                    "PASSWORD_FOLDER",
                                    machine.nodes().stream().anyMatch(context::isSealed)
                                            ? LauncherOverlay.PASSWORD_FOLDER
                                            : "")));
            files.add(script(
                    folder + "check.sh",
                    machine,
                    context,
                    script("check", "common", "connections")
                            .set("NAMES", names(machine, context))
                            .set("SHARED_DIRECTORY", sharedDirectory(machine, context))
                            .set("CONNECTIONS", ConnectionLines.of(machine, context))));
        }
        return files;
    }

    /** The user that nodes run as. */
    static String user(CompanionContext context) {
        return context.deployment().shipping().flatMap(Shipping::user).orElse(STANDARD_USER);
    }

    /** A script of its head, these parts and its body. */
    private static ShellFile script(String name, String... parts) throws IOException {
        StringBuilder text = new StringBuilder(Templates.text(FOLDER + name + "-head.txt"));
        for (String part : parts) {
            text.append(Templates.text(FOLDER + part + ".txt"));
        }
        text.append(Templates.text(FOLDER + name + "-body.txt"));
        return ShellFile.parse(name + ".sh", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static CompanionFile script(String path, Machine machine, CompanionContext context, ShellFile script) {
        Shipping shipping = context.deployment().shipping().orElse(Shipping.DEFAULT);
        byte[] text = script.set("MACHINE", machine.name())
                .set("RUN_AS", shipping.user().orElse(STANDARD_USER))
                .set("DIRECTORY", shipping.directory())
                .set("PROGRAMS", programs(machine, context))
                .set("JAVA_OF_NODES", java(machine, context))
                .set("RESERVED_PORTS", reservedPorts(machine, context))
                .bytes();
        return new CompanionFile(path, text, true);
    }

    /**
     * What hands APIs on, each as command and package. The SVN client is the gateways' second choice beside svnkit, and
     * the way to look into the repository.
     */
    private static String programs(Machine machine, CompanionContext context) {
        List<String> programs = new ArrayList<>();
        if (synchronizes(machine, context)) {
            context.deployment()
                    .deploymentSynchronizer()
                    .map(synchronizer -> switch (synchronizer.type()) {
                        case SVN -> "svn:subversion";
                        case RSYNC -> RSYNC;
                        case SHARED_DIRECTORY, DATABASE -> "";
                    })
                    .filter(program -> !program.isEmpty())
                    .ifPresent(programs::add);
        }
        boolean copiesPolicies = machine.nodes().stream().anyMatch(node -> node.role() == Role.TRAFFIC_MANAGER)
                && context.deployment().copiesOfPolicies().isPresent();
        if (copiesPolicies && !programs.contains(RSYNC)) {
            programs.add(RSYNC);
        }
        return String.join(" ", programs);
    }

    private static String sharedDirectory(Machine machine, CompanionContext context) {
        return context.deployment()
                .sharedDirectory()
                .filter(shared -> synchronizes(machine, context))
                .map(SharedDirectory::directory)
                .orElse("");
    }

    private static boolean synchronizes(Machine machine, CompanionContext context) {
        return machine.nodes().stream().anyMatch(context.topology().wiring()::synchronizes);
    }

    private static String java(Machine machine, CompanionContext context) {
        return machine.nodes().stream()
                .map(node ->
                        node.name() + ":" + versions(context.topology().suite().facts(node.role())) + ":"
                                + node.jvm().home().orElse(""))
                .collect(Collectors.joining(" "));
    }

    /** Which Java a broker needs depends on its version; its own script says so. */
    private static String versions(Facts facts) {
        return facts.javas().isEmpty()
                ? "any"
                : facts.javas().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** As the kernel writes it: in order, neighbours as a range. */
    private static String reservedPorts(Machine machine, CompanionContext context) {
        List<Integer> ports = context.ports().entries().stream()
                .filter(entry -> entry.machine().equals(machine.name()))
                .map(Entry::effective)
                .filter(port -> port >= FIRST_CLIENT_PORT)
                .sorted()
                .distinct()
                .toList();
        List<String> ranges = new ArrayList<>();
        for (int i = 0, end; i < ports.size(); i = end + 1) {
            end = i;
            while (end + 1 < ports.size() && ports.get(end + 1) == ports.get(end) + 1) {
                end++;
            }
            ranges.add(end == i ? "" + ports.get(i) : ports.get(i) + "-" + ports.get(end));
        }
        return String.join(",", ranges);
    }

    private static String names(Machine machine, CompanionContext context) {
        return new HostNames(context.topology())
                .everywhere().entrySet().stream()
                        .map(name -> name.getKey() + "=" + name.getValue().orElse(""))
                        .collect(Collectors.joining(" "));
    }
}
