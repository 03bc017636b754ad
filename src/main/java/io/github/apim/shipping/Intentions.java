package io.github.apim.shipping;

import io.github.apim.deployment.Node;
import io.github.apim.shipping.ShippingRequest.Action;
import java.util.ArrayList;
import java.util.List;

/** The dry run of a node. */
final class Intentions {

    private final ShippingRequest request;
    private final ShippingListener listener;
    private final Node node;
    private final String machine;
    private final String directory;

    Intentions(ShippingRequest request, ShippingListener listener, Node node, String machine, String directory) {
        this.request = request;
        this.listener = listener;
        this.node = node;
        this.machine = machine;
        this.directory = directory;
    }

    void tell(Tarball tarball, MachineState state) {
        boolean install = request.action() == Action.INSTALL;
        if (state.tarball()) {
            listener.step(node, "is on " + machine + " already");
        } else if (!install || !state.unpacked()) {
            long there = state.part().map(MachineState.Part::size).orElse(0L);
            listener.step(
                    node,
                    "would be sent to " + machine + ":" + directory + ", " + Megabytes.of(tarball.size())
                            + (there == 0 ? "" : " of which " + Megabytes.of(there) + " are there")
                            + (state.tarballs() ? "; less, if a tarball that is there begins like it" : ""));
        }
        if (install) {
            tellInstallation(tarball.sha256(), state);
        }
    }

    private void tellInstallation(String sha256, MachineState state) {
        boolean current = state.current().filter(sha256::equals).isPresent();
        List<String> steps = new ArrayList<>();
        PasswordFile password = request.passwords().get(node);
        if (password != null) {
            listener.step(node, "would find the password of its key store in " + password.of(sha256));
        }
        if (!state.unpacked()) {
            steps.add("unpacked");
        }
        boolean runs = state.running().filter(sha256::equals).isPresent();
        if (request.restart() && state.running().isPresent() && !(current && runs)) {
            steps.add("stopped");
        }
        if (!current) {
            steps.add("made current instead of "
                    + state.current().map(Installation::shortened).orElse("nothing"));
        }
        if (request.restart() && !(current && runs)) {
            steps.add("started");
        }
        listener.step(
                node,
                steps.isEmpty()
                        ? "is installed already"
                        : Installation.shortened(sha256) + " would be " + String.join(", ", steps));
    }
}
