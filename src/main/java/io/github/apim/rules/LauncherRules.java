package io.github.apim.rules;

import io.github.apim.deployment.Node;
import io.github.apim.product.Facts;
import io.github.apim.product.Product;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the descriptor tells the launcher. */
final class LauncherRules {

    /** Folders as distributions name them: jdk1.8.0_202, java-8-openjdk-amd64, jdk-17, zulu-11, jre8. */
    private static final Pattern JAVA =
            Pattern.compile("(?:jdk|jre|java|zulu|temurin|corretto)-?(?:1\\.([0-9])|([1-9][0-9]?))(?![0-9]).*");

    private LauncherRules() {}

    static List<Rule<DescriptorContext>> all() {
        return List.of(
                Rule.error("M1", LauncherRules::noWorkerNode),
                Rule.warning("M41", LauncherRules::javaIsOldEnough),
                Rule.warning("M43", LauncherRules::noSetup));
    }

    /** Matrix R1, am-1.10.0 §1. */
    private static void noWorkerNode(DescriptorContext context, Reporter reporter) {
        options(
                context,
                reporter,
                option -> option.startsWith(Facts.WORKER_NODE),
                node -> " is for other versions: this one "
                        + context.topology().suite().facts(node.role()).workerNode()
                        + "; remove it, the launcher passes the role's own profile");
    }

    private static void noSetup(DescriptorContext context, Reporter reporter) {
        options(
                context,
                reporter,
                option -> option.equals("-Dsetup") || option.startsWith("-Dsetup="),
                node -> " makes every node that starts create the tables: nodes race, and the next start logs duplicate"
                        + " tables; remove it and run the scripts of dbscripts/ once");
    }

    private static void options(
            DescriptorContext context, Reporter reporter, Predicate<String> wrong, Function<Node, String> whatThen) {
        for (Node node : context.deployment().nodes()) {
            List<String> options = node.jvm().options();
            for (int i = 0; i < options.size(); i++) {
                if (node.role().product() != Product.MESSAGE_BROKER && wrong.test(options.get(i))) {
                    context.report(
                            reporter,
                            node,
                            "jvm.options[" + i + "]",
                            "\"" + options.get(i) + "\"" + whatThen.apply(node));
                }
            }
        }
    }

    /** The version of Java that a folder's name says, 0 if it says none. */
    private static int javaOf(String folder) {
        Matcher java = JAVA.matcher(folder);
        return java.matches() ? Integer.parseInt(java.group(1) == null ? java.group(2) : java.group(1)) : 0;
    }

    private static void javaIsOldEnough(DescriptorContext context, Reporter reporter) {
        for (Node node : context.deployment().nodes()) {
            Facts facts = context.topology().suite().facts(node.role());
            OptionalInt newest = facts.newestJava();
            boolean newer = newest.isPresent()
                    && node.jvm().home().stream()
                            .flatMap(home -> Pattern.compile("/").splitAsStream(home))
                            .anyMatch(folder -> javaOf(folder) > newest.getAsInt());
            if (newer) {
                context.report(
                        reporter,
                        node,
                        "jvm.home",
                        "by its name this is a newer Java, but " + facts.version() + " runs on Java "
                                + newest.getAsInt()
                                + ": the start script says \"Starting WSO2 Carbon (in unsupported JDK)\" at most and goes"
                                + " on, and the server fails later; name a Java " + newest.getAsInt());
            }
        }
    }
}
