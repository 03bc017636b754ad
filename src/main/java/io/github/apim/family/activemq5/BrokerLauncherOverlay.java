package io.github.apim.family.activemq5;

import io.github.apim.archive.Content;
import io.github.apim.deployment.Jvm;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.SecretNames;
import io.github.apim.edit.BundledFile;
import io.github.apim.edit.ShellFile;
import io.github.apim.family.carbon.LauncherOverlay;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A launcher for ActiveMQ with the same name, words and exit codes as that of Carbon servers. */
public final class BrokerLauncherOverlay implements Overlay {

    /** What ActiveMQ's own script takes if nothing is said; it takes it only if nothing at all is said. */
    private static final String HEAP = "1g";

    /** ActiveMQ's script hands options to a shell, which must find nothing in them. */
    private static final Pattern PLAIN = Pattern.compile("-[A-Za-z0-9._:=/,+@%-]+");

    @Override
    public String name() {
        return "launcher";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        files.put(LauncherOverlay.LAUNCHER, 0755, new Content.Bytes(render(context.node())));
        LauncherOverlay.markSecrets(context, files);
    }

    /** The launcher of one broker. */
    static byte[] render(Node node) throws IOException {
        byte[] template = BundledFile.bytes(BrokerLauncherOverlay.class, "start-broker.sh");
        return ShellFile.parse(LauncherOverlay.LAUNCHER, template)
                .set("NODE", node.name())
                .set("NODE_JAVA_HOME", node.jvm().home().orElse(""))
                .set("NODE_JAVA_OPTS", String.join(" ", javaOptions(node)))
                .bytes();
    }

    private static List<String> javaOptions(Node node) {
        Jvm jvm = node.jvm();
        List<String> options = new ArrayList<>();
        jvm.initialHeap().ifPresent(size -> options.add("-Xms" + size));
        options.add("-Xmx" + jvm.heap().orElse(HEAP));
        jvm.permGen().ifPresent(size -> options.add("-XX:MaxPermSize=" + size));
        for (String option : jvm.options()) {
            if (!PLAIN.matcher(option).matches()) {
                throw new OverlayException(
                        node.location(),
                        "nodes." + node.name() + ".jvm.options",
                        "\"" + SecretNames.hide(option)
                                + "\" has a character that the shell script of ActiveMQ would not pass on as it is; only"
                                + " letters, digits and . _ : = / , + @ % - can stand there");
            }
            options.add(option);
        }
        return options;
    }
}
