package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.ConfigurationFiles.DROPINS;
import static io.github.apim.family.carbon.ConfigurationFiles.SYNAPSE;

import io.github.apim.deployment.DeploymentSynchronizer.Type;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.SvnClient;
import io.github.apim.product.SvnClient.Jar;
import io.github.apim.product.SvnClient.Other;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Gateways hand APIs on through one SVN repository, to which one of them commits (matrix §2). */
public final class SynchronizerRules {

    private SynchronizerRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M10", SynchronizerRules::oneCommits),
                Rule.error("M10", SynchronizerRules::allAgree),
                Rule.error("M10", SynchronizerRules::oneWayHandsApisOn),
                Rule.error("M12", SynchronizerRules::clientIsThere),
                Rule.warning("M12", SynchronizerRules::clientIsOfThisGeneration),
                Rule.warning("M14", SynchronizerRules::workersStartLikeTheManager));
    }

    private static boolean synchronizes(PlanContext context, PlannedNode planned) {
        return is(context, planned, "Enabled", "true");
    }

    private static boolean is(PlanContext context, PlannedNode planned, String key, String value) {
        return value(context, planned, key).filter(value::equals).isPresent();
    }

    private static Optional<String> value(PlanContext context, PlannedNode planned, String key) {
        return planned.value(place(context, planned, key));
    }

    private static FilePlace place(PlanContext context, PlannedNode planned, String key) {
        return context.place(planned, Place.DEPLOYMENT_SYNCHRONIZER)
                .orElseThrow()
                .below(key);
    }

    private static List<PlannedNode> gateways(PlanContext context) {
        return context.nodes().stream()
                .filter(planned -> planned.node().role().isGateway()
                        || context.topology().wiring().synchronizes(planned.node()))
                .toList();
    }

    /** The gateways by their environments, each of which works on a folder of its own. */
    private static List<List<PlannedNode>> groups(PlanContext context) {
        return context.topology().wiring().environments().stream()
                .map(environment -> gateways(context).stream()
                        .filter(planned -> environment.nodes().contains(planned.node()))
                        .toList())
                .toList();
    }

    private static void oneCommits(PlanContext context, Reporter reporter) {
        groups(context).forEach(group -> oneCommits(group, context, reporter));
    }

    private static void oneCommits(List<PlannedNode> group, PlanContext context, Reporter reporter) {
        PlannedNode committer = null;
        for (PlannedNode planned : group) {
            boolean commits = synchronizes(context, planned) && is(context, planned, "AutoCommit", "true");
            boolean manager = context.topology().wiring().commits(planned.node());
            String title = planned.node().role().isGateway() ? "the gateway manager" : "the first all-in-one node";
            if (commits && (!manager || committer != null)) {
                report(
                        context,
                        reporter,
                        planned,
                        "AutoCommit",
                        "is true, but only " + title + " may commit"
                                + (committer == null ? "" : ", which is " + Names.withLine(committer.node()))
                                + "; two that commit overwrite each other's APIs; set it to false here");
            } else if (manager && synchronizes(context, planned) && !commits) {
                report(
                        context,
                        reporter,
                        planned,
                        "AutoCommit",
                        "is not true on " + title + ", so nobody commits and no other gateway ever gets an API; set it"
                                + " to true");
            }
            if (commits && committer == null) {
                committer = planned;
            }
        }
    }

    private static void allAgree(PlanContext context, Reporter reporter) {
        groups(context).forEach(group -> allAgree(group, context, reporter));
    }

    private static void allAgree(List<PlannedNode> group, PlanContext context, Reporter reporter) {
        PlannedNode first = null;
        for (PlannedNode planned : group) {
            if (!synchronizes(context, planned)) {
                if (context.deployment().svn().isPresent()) {
                    report(
                            context,
                            reporter,
                            planned,
                            "Enabled",
                            "is not true although the descriptor has a deployment-synchronizer; this gateway would"
                                    + " keep the APIs that it has today; set it to true");
                }
                continue;
            }
            checkOne(context, reporter, planned);
            if (first == null) {
                first = planned;
            }
            for (String key : List.of("SvnUrl", "SvnUrlAppendTenantId")) {
                if (!value(context, planned, key).equals(value(context, first, key))) {
                    report(
                            context,
                            reporter,
                            planned,
                            key,
                            "is not what node " + Names.withLine(first.node()) + " has, so they would work on different"
                                    + " folders and the workers never be updated; give all gateways the same");
                }
            }
        }
    }

    private static void oneWayHandsApisOn(PlanContext context, Reporter reporter) {
        context.deployment()
                .deploymentSynchronizer()
                .filter(synchronizer -> synchronizer.type() != Type.SVN)
                .ifPresent(synchronizer -> gateways(context).stream()
                        .filter(planned -> synchronizes(context, planned))
                        .forEach(planned -> report(
                                context,
                                reporter,
                                planned,
                                "Enabled",
                                "is true, but the descriptor hands APIs on by "
                                        + synchronizer.type().key()
                                        + "; Carbon would check out over what comes that way; set it to false")));
    }

    private static void checkOne(PlanContext context, Reporter reporter, PlannedNode planned) {
        if (!is(context, planned, "RepositoryType", "svn")) {
            report(
                    context,
                    reporter,
                    planned,
                    "RepositoryType",
                    "is not svn; what is left out means the registry, over which this version does not synchronize;"
                            + " set it to svn");
        }
        if (value(context, planned, "SvnUrlAppendTenantId").isEmpty()) {
            report(
                    context,
                    reporter,
                    planned,
                    "SvnUrlAppendTenantId",
                    "is not there, which means false and not the documented true; write it out");
        }
        if (!ClusterRules.clusters(planned)
                && !context.topology().cluster(planned.node()).isEmpty()) {
            context.report(
                    reporter,
                    planned,
                    ConfigurationFiles.AXIS2,
                    ClusterRules.CLUSTERING + "/@enable",
                    "is not true, but a commit is announced by a message in the cluster; the other gateways would not"
                            + " hear of it; set it to true");
        }
    }

    private static void clientIsThere(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : gateways(context)) {
            if (!synchronizes(context, planned)) {
                continue;
            }
            for (Jar jar : client(context, planned).jars()) {
                if (jars(planned, folder(jar), jar.start()).isEmpty()) {
                    missing(context, reporter, planned, folder(jar), jar.name());
                }
            }
            Optional<String> url = value(context, planned, "SvnUrl");
            if (url.filter(text -> text.matches("(svn\\+ssh|file):.*")).isPresent()) {
                report(
                        context,
                        reporter,
                        planned,
                        "SvnUrl",
                        "begins with svn+ssh: or file:, which Carbon does not support or which is another repository"
                                + " on every machine; use http, https or svn");
            }
        }
    }

    private static void missing(
            PlanContext context, Reporter reporter, PlannedNode planned, String folder, String jar) {
        context.report(
                reporter,
                planned,
                folder,
                jar,
                "is not there, so the synchronizer would stop with \"No Repository found for type svn\"; list it under"
                        + " deployment-synchronizer.client");
    }

    private static void clientIsOfThisGeneration(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : gateways(context)) {
            if (!synchronizes(context, planned)) {
                continue;
            }
            SvnClient client = client(context, planned);
            for (Other other : client.other()) {
                jars(planned, DROPINS, other.start()).stream()
                        .findFirst()
                        .ifPresent(jar -> context.report(
                                reporter,
                                planned,
                                DROPINS,
                                jar.substring(DROPINS.length() + 1),
                                "is the SVN client of " + other.whose() + ", whose working copies this version may fail"
                                        + " to read; take "
                                        + client.jars().get(0).name()));
            }
        }
    }

    private static SvnClient client(PlanContext context, PlannedNode planned) {
        return context.facts(planned).svnClient();
    }

    private static String folder(Jar jar) {
        return jar.folder().substring(0, jar.folder().length() - 1);
    }

    private static List<String> jars(PlannedNode planned, String folder, String start) {
        return planned.files().under(folder).stream()
                .filter(path -> path.startsWith(folder + "/" + start) && path.endsWith(".jar"))
                .toList();
    }

    /** What differs would be an unversioned file in the way of the first check-out. */
    private static void workersStartLikeTheManager(PlanContext context, Reporter reporter) {
        groups(context).forEach(group -> workersStartLikeTheManager(group, context, reporter));
    }

    private static void workersStartLikeTheManager(List<PlannedNode> group, PlanContext context, Reporter reporter) {
        Optional<PlannedNode> manager = group.stream()
                .filter(planned -> context.topology().wiring().commits(planned.node()))
                .filter(planned -> synchronizes(context, planned))
                .findFirst();
        for (PlannedNode planned : group) {
            if (!synchronizes(context, planned)) {
                continue;
            }
            Optional<String> wrong = planned.files().under(SYNAPSE).stream()
                    .filter(path -> path.contains("/.svn")
                            || manager.isPresent()
                                    && planned.files().changed().contains(path)
                                    && !same(planned, manager.get(), path))
                    .findFirst();
            wrong.ifPresent(path -> context.report(
                    reporter,
                    planned,
                    SYNAPSE,
                    path.substring(SYNAPSE.length() + 1),
                    path.contains("/.svn")
                            ? "is the working copy of another checkout, with which SVN would conflict; leave it out"
                            : "is not what node " + Names.withLine(manager.get().node()) + " has; the check-out would"
                                    + " fail with \"unversioned file of same name\"; lay it over the manager only, from"
                                    + " where it reaches the workers"));
        }
    }

    private static boolean same(PlannedNode one, PlannedNode other, String path) {
        Optional<byte[]> left = one.files().read(path);
        Optional<byte[]> right = other.files().read(path);
        return left.isEmpty() || right.isPresent() && Arrays.equals(left.get(), right.get());
    }

    private static void report(
            PlanContext context, Reporter reporter, PlannedNode planned, String key, String message) {
        context.report(reporter, planned, place(context, planned, key), message);
    }
}
