package io.github.apim.maven;

import io.github.apim.deployment.Node;
import io.github.apim.deployment.Shipping;
import io.github.apim.shipping.NodePorts;
import io.github.apim.shipping.PasswordFile;
import io.github.apim.shipping.ShippingRequest;
import io.github.apim.shipping.ShippingRequest.Action;
import io.github.apim.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the user asks of the goal, and whether it makes sense.
 *
 * @param rollback true, false, or the first digits of a release
 */
record ShippingParameters(
        boolean install, String rollback, boolean restart, boolean dryRun, int machines, int startTimeout) {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{4,64}");

    /** @throws IllegalParameterException if parameters contradict each other */
    ShippingParameters {
        boolean back = rollback != null && !rollback.equals("false");
        if (back && !rollback.equals("true") && !DIGITS.matcher(rollback).matches()) {
            throw new IllegalParameterException("apim.rollback is '" + rollback
                    + "', but must be true, or at least four of the first digits of a release's SHA-256");
        }
        if (back && install) {
            throw new IllegalParameterException("apim.install and apim.rollback are opposites; leave one of them out");
        }
        if (restart && !install && !back) {
            throw new IllegalParameterException(
                    "apim.restart goes with apim.install or apim.rollback; add one of them");
        }
        if (machines < 1 || startTimeout < 0) {
            throw new IllegalParameterException("apim.machines must be at least 1, and apim.startTimeout not negative");
        }
    }

    private Action action() {
        if (install) {
            return Action.INSTALL;
        }
        return rollback == null || rollback.equals("false") ? Action.SHIP : Action.ROLL_BACK;
    }

    /** What is to be brought where. */
    ShippingRequest request(
            Shipping shipping,
            Topology topology,
            List<Node> nodes,
            Map<Node, PasswordFile> passwords,
            Path output) {
        return new ShippingRequest(
                shipping,
                nodes,
                output,
                output.resolve("deployment/prerequisites"),
                action(),
                Optional.ofNullable(rollback)
                        .filter(text -> DIGITS.matcher(text).matches())
                        .map(text -> text.toLowerCase(Locale.ROOT)),
                restart,
                dryRun,
                machines,
                passwords,
                Duration.ofSeconds(startTimeout),
                NodePorts.ofServices(topology));
    }
}
