package io.github.apim.companion;

import io.github.apim.deployment.Node;
import io.github.apim.deployment.Shipping;
import io.github.apim.deployment.SshCopies;
import io.github.apim.edit.ShellFile;
import io.github.apim.product.Service;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What copies files of one node to others where no server of their own holds them: the manager's APIs to the workers, and
 * the policies of one traffic manager to the others; a script each, and when it runs.
 */
final class RsyncCompanion implements Companion {

    private static final String FOLDER = "rsync/";

    /**
     * A job.
     *
     * @param folder where its files are written
     * @param script the name of its script
     * @param unit   the name of its service and timer
     * @param from   whose files are copied
     * @param to     who gets them
     */
    private record Job(String folder, String script, String unit, SshCopies copies, Node from, List<Node> to) {}

    @Override
    public List<CompanionFile> files(CompanionContext context) throws IOException {
        List<CompanionFile> files = new ArrayList<>();
        for (Job job : jobs(context)) {
            files.add(new CompanionFile(job.folder() + job.script(), script(context, job), true));
            for (String end : List.of(".service", ".timer")) {
                files.add(CompanionFile.text(job.folder() + job.unit() + end, filled(job.unit() + end, context, job)));
            }
        }
        return files;
    }

    /** The nodes from which others get their APIs, one of each environment. */
    static List<Node> origins(CompanionContext context) {
        return context.deployment().nodes().stream()
                .filter(node -> !context.topology().wiring().receivers(node).isEmpty())
                .toList();
    }

    /** Where the files for an origin's machine are; the only one needs no folder of its own. */
    static String folder(CompanionContext context, Node origin) {
        return origins(context).size() == 1 ? FOLDER : FOLDER + origin.name() + "/";
    }

    private static List<Job> jobs(CompanionContext context) {
        Topology topology = context.topology();
        List<Job> jobs = new ArrayList<>();
        context.deployment()
                .copiesOfApis()
                .ifPresent(copies -> origins(context)
                        .forEach(origin -> jobs.add(new Job(
                                folder(context, origin),
                                "sync-artifacts.sh",
                                "apim-sync",
                                copies,
                                origin,
                                topology.wiring().receivers(origin)))));
        List<Node> others = topology.wiring().otherTrafficManagers();
        if (!others.isEmpty()) {
            context.deployment()
                    .copiesOfPolicies()
                    .ifPresent(copies -> topology.wiring().serving(Service.THROTTLING_POLICIES).stream()
                            .forEach(first -> jobs.add(
                                    new Job(FOLDER, "sync-policies.sh", "apim-sync-policies", copies, first, others))));
        }
        return jobs;
    }

    private static byte[] script(CompanionContext context, Job job) throws IOException {
        String path = FOLDER + job.script();
        String head = FOLDER + job.script().replace(".sh", "-head.txt");
        String text = Templates.text(head) + Templates.text(FOLDER + "sync-body.txt");
        return ShellFile.parse(path, text.getBytes(StandardCharsets.UTF_8))
                .set("NODE", job.from().name())
                .set("SOURCE", home(context, job.from()))
                .set("OTHERS", others(context, job))
                .set("SSH_PORT", Integer.toString(job.copies().port()))
                .set("SSH_KEY", job.copies().key().orElse(""))
                .bytes();
    }

    /** A line for each: its name, and its home as rsync addresses it. */
    private static String others(CompanionContext context, Job job) {
        Topology topology = context.topology();
        return job.to().stream()
                .map(node -> node.name() + " "
                        + (topology.machine(node).equals(topology.machine(job.from()))
                                ? ""
                                : login(job.copies()) + host(topology.machine(node)) + ":")
                        + home(context, node))
                .collect(Collectors.joining("\n"));
    }

    private static String login(SshCopies copies) {
        return copies.user().map(user -> user + "@").orElse("");
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

    private static String filled(String template, CompanionContext context, Job job) throws IOException {
        return Templates.text(FOLDER + template)
                .replace("@NODE@", job.from().name())
                .replace("@MACHINE@", context.topology().machine(job.from()))
                .replace("@DIRECTORY@", directory(context, job.from()))
                .replace("@USER@", PrerequisitesCompanion.user(context))
                .replace("@INTERVAL@", Integer.toString(job.copies().interval()));
    }
}
