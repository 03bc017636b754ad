package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.ConfigurationFiles.CATALINA;
import static io.github.apim.family.carbon.ConfigurationFiles.CIPHER_TEXTS;
import static io.github.apim.family.carbon.ConfigurationFiles.SECRETS;

import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.Front;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The server itself: its launchers, ports, proxies and secrets, and that its files can be read at all. */
public final class FileRules {

    /** No file of any server can be read otherwise. */
    public static final Rule<PlanContext> WELL_FORMED = Rule.error("M40", FileRules::wellFormed);

    private static final Rule<PlanContext> NO_WORKER_NODE = Rule.error("M1", FileRules::noWorkerNode);
    private static final Rule<PlanContext> OFFSETS = Rule.error("M38", FileRules::offsets);
    private static final Rule<PlanContext> SECRETS_ARE_READABLE = Rule.error("M39", FileRules::secrets);
    private static final Rule<PlanContext> NO_SETUP = Rule.warning("M43", FileRules::noSetup);

    private static final Pattern WORKER_NODE = Pattern.compile("^[^#\\n]*-DworkerNode=true", Pattern.MULTILINE);
    private static final Pattern SETUP = Pattern.compile("^[^#\\n]*\\s-Dsetup(?![A-Za-z.])", Pattern.MULTILINE);
    private static final Pattern PLAIN_SECRET =
            Pattern.compile("^([^#\\s=]+)\\s*=\\s*\\[.*\\]\\s*$", Pattern.MULTILINE);
    private static final Pattern SECURE_VAULT =
            Pattern.compile("^keystore\\.identity\\.location\\s*=\\s*(\\S*)", Pattern.MULTILINE);

    private FileRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                NO_WORKER_NODE,
                Rule.error("M30", FileRules::proxyPorts),
                OFFSETS,
                SECRETS_ARE_READABLE,
                WELL_FORMED,
                NO_SETUP);
    }

    /** Those that hold for every Carbon server, whatever files it is configured by. */
    public static List<Rule<PlanContext>> ofEveryConfiguration() {
        return List.of(NO_WORKER_NODE, OFFSETS, SECRETS_ARE_READABLE, WELL_FORMED, NO_SETUP);
    }

    /** Matrix R1; a profile of the user's own may be meant. */
    private static void noWorkerNode(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            boolean hasProfile = context.facts(planned).workerNode().isEmpty()
                    || !planned.files().under("repository/components/worker").isEmpty();
            for (String launcher : scripts(context, planned)) {
                if (!hasProfile && contains(planned, launcher, WORKER_NODE)) {
                    context.report(
                            reporter,
                            planned,
                            launcher,
                            "-DworkerNode",
                            "this version " + context.facts(planned).workerNode() + "; remove -DworkerNode=true, the"
                                    + " launcher passes the role's own profile");
                }
            }
        }
    }

    private static void noSetup(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            for (String launcher : scripts(context, planned)) {
                if (contains(planned, launcher, SETUP)) {
                    context.report(
                            reporter,
                            planned,
                            launcher,
                            "-Dsetup",
                            "every node that starts would create the tables: nodes race, and the next start logs"
                                    + " duplicate tables; remove it and run the scripts of dbscripts/ once");
                }
            }
        }
    }

    /** What starts the node: our launcher, and the script of the pack that it calls, whose name the role decides. */
    private static List<String> scripts(PlanContext context, PlannedNode planned) {
        String script = context.facts(planned).startScript(planned.node().role());
        return script.isEmpty() ? List.of(LauncherOverlay.LAUNCHER) : List.of(LauncherOverlay.LAUNCHER, script);
    }

    private static boolean contains(PlannedNode planned, String file, Pattern pattern) {
        return planned.text(file).filter(text -> pattern.matcher(text).find()).isPresent();
    }

    private static void proxyPorts(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            if (planned.node().role() == Role.MESSAGE_BROKER) {
                continue;
            }
            Optional<VirtualHost> front =
                    context.topology().wiring().console(planned.node()).map(Front::host);
            OptionalInt https = front.map(host -> OptionalInt.of(host.https())).orElse(OptionalInt.empty());
            proxyPort(context, reporter, planned, PortPurpose.SERVLET_HTTPS, https);
            proxyPort(
                    context,
                    reporter,
                    planned,
                    PortPurpose.SERVLET_HTTP,
                    front.map(VirtualHost::http).orElse(OptionalInt.empty()));
        }
    }

    private static void proxyPort(
            PlanContext context, Reporter reporter, PlannedNode planned, PortPurpose purpose, OptionalInt expected) {
        int port = context.topology().suite().facts(planned.node().role()).port(purpose);
        String connector = "/Server/Service/Connector[@port='" + port + "']";
        if (planned.values(CATALINA, connector).isEmpty()) {
            return;
        }
        String found = planned.value(CATALINA, connector + "/@proxyPort").orElse("");
        String wanted = expected.isPresent() ? Integer.toString(expected.getAsInt()) : "";
        if (!found.equals(wanted)) {
            context.report(
                    reporter,
                    planned,
                    CATALINA,
                    connector + "/@proxyPort",
                    (found.isEmpty() ? "is not there" : "is " + found) + ", but "
                            + (wanted.isEmpty()
                                    ? "the load balancer serves no such port of this role's consoles"
                                    : "the load balancer's port for this role is " + wanted)
                            + "; browsers would be redirected to a port that nobody serves; "
                            + (wanted.isEmpty()
                                    ? "remove it, or declare the role under load-balancer.virtual-hosts"
                                    : "set that port, to which no offset is added"));
        }
    }

    /** The descriptor's offsets have been compared before; here a user's edit may have changed one. */
    private static void offsets(PlanContext context, Reporter reporter) {
        Map<String, Node> taken = new HashMap<>();
        for (PlannedNode planned : context.nodes()) {
            Optional<FilePlace> place = context.place(planned, Place.OFFSET);
            Optional<String> offset = place.flatMap(planned::value).or(() -> defaultOffset(planned, place));
            if (offset.isEmpty()) {
                continue;
            }
            Node other =
                    taken.putIfAbsent(context.topology().machine(planned.node()) + "+" + offset.get(), planned.node());
            if (other != null) {
                context.report(
                        reporter,
                        planned,
                        place.get(),
                        "node " + Names.withLine(other) + " is on the same machine and has the same offset "
                                + offset.get() + ", so the second to start would log \"Address already in use\"; set"
                                + " offset: of the nodes in the descriptor, where addresses follow it");
            }
        }
    }

    /** In the one file of newer servers it may be left out. */
    private static Optional<String> defaultOffset(PlannedNode planned, Optional<FilePlace> place) {
        return place.filter(FilePlace::isInToml)
                .flatMap(there -> planned.toml(there.file()))
                .map(file -> "0");
    }

    /** The secure vault decrypts every entry at the start, so one in brackets breaks it (matrix §13). */
    private static void secrets(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            Optional<String> location = planned.text(SECRETS)
                    .flatMap(text -> SECURE_VAULT
                            .matcher(text)
                            .results()
                            .map(match -> match.group(1))
                            .findFirst());
            if (location.isEmpty()) {
                continue;
            }
            if (location.get().startsWith("/") || location.get().matches("[A-Za-z]:.*")) {
                context.report(
                        reporter,
                        planned,
                        SECRETS,
                        "keystore.identity.location",
                        "is an absolute path, which is there on the machine where the cipher tool ran; the node would"
                                + " not find its key store; write repository/resources/security/…, the start script"
                                + " changes to the home");
            }
            planned.text(CIPHER_TEXTS)
                    .flatMap(text -> PLAIN_SECRET.matcher(text).results().findFirst())
                    .ifPresent(plain -> context.report(
                            reporter,
                            planned,
                            CIPHER_TEXTS,
                            plain.group(1),
                            "is still plain text in brackets, and the secure vault is on: the server would stop at a"
                                    + " decryption error; encrypt every entry with the cipher tool, or remove it"));
        }
    }

    private static void wellFormed(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            for (String path : planned.files().changed()) {
                if (path.endsWith(".xml")) {
                    planned.malformed(path)
                            .ifPresent(fault -> context.report(
                                    reporter,
                                    planned,
                                    path,
                                    "/",
                                    fault.what() + ", so the server would not start; " + fault.remedy()));
                }
            }
        }
    }
}
