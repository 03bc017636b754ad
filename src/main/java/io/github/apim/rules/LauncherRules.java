package io.github.apim.rules;

import io.github.apim.deployment.Node;
import io.github.apim.product.Product;
import java.util.List;
import java.util.OptionalInt;
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

    /** Matrix R1: 1.9.0 has a profile for each role and none called worker. */
    private static void noWorkerNode(DescriptorContext context, Reporter reporter) {
        options(
                context,
                reporter,
                option -> option.startsWith("-DworkerNode=true"),
                " is for other versions: this one would stop with \"OSGi runtime worker profile not found\"; remove"
                        + " it, the launcher passes the role's own profile");
    }

    private static void noSetup(DescriptorContext context, Reporter reporter) {
        options(
                context,
                reporter,
                option -> option.equals("-Dsetup") || option.startsWith("-Dsetup="),
                " makes every node that starts create the tables: nodes race, and the next start logs duplicate"
                        + " tables; remove it and run the scripts of dbscripts/ once");
    }

    private static void options(
            DescriptorContext context, Reporter reporter, Predicate<String> wrong, String whatThen) {
        for (Node node : context.deployment().nodes()) {
            List<String> options = node.jvm().options();
            for (int i = 0; i < options.size(); i++) {
                if (node.role().product() != Product.MESSAGE_BROKER && wrong.test(options.get(i))) {
                    context.report(reporter, node, "jvm.options[" + i + "]", "\"" + options.get(i) + "\"" + whatThen);
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
            OptionalInt newest = context.topology().suite().facts(node.role()).newestJava();
            boolean newer = newest.isPresent()
                    && node.jvm().home().stream()
                            .flatMap(home -> Pattern.compile("/").splitAsStream(home))
                            .anyMatch(folder -> javaOf(folder) > newest.getAsInt());
            if (newer) {
                context.report(
                        reporter,
                        node,
                        "jvm.home",
                        "by its name this is Java 8 or newer, but Carbon 4.2.0 runs on Java 7: the start script only"
                                + " says \"CARBON is supported only on JDK 1.6 and 1.7\" and goes on, and the server"
                                + " fails later; name a Java 7");
            }
        }
    }
}
