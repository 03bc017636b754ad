package io.github.apim.shipping;

import io.github.apim.deployment.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes a release the one that a node runs, or goes back to an earlier one. */
final class Installation {

    private static final int SHORT = 12;

    private final ShippingRequest request;
    private final ShippingListener listener;
    private final NodeOnMachine place;
    private final Node node;

    Installation(ShippingRequest request, ShippingListener listener, NodeOnMachine place, Node node) {
        this.request = request;
        this.listener = listener;
        this.place = place;
        this.node = node;
    }

    /** Unpacks a tarball that is on the machine, if that has not been done. */
    void unpack(Tarball tarball, MachineState state) throws IOException {
        if (!state.unpacked()) {
            place.unpack(tarball);
            listener.step(node, "unpacked to " + release(tarball.sha256()));
        }
    }

    /** Lets {@code current} point at a release; a running server stays as it is. */
    void makeCurrent(String sha256, MachineState state) throws IOException {
        if (state.current().filter(sha256::equals).isPresent()) {
            listener.step(node, "current is " + shortened(sha256) + " already");
            tidyUp(sha256, state);
            return;
        }
        List<String> keep = request.shipping().keep();
        if (isInstallation() && !keep.isEmpty() && state.running().isPresent()) {
            listener.warning(
                    node,
                    "runs while what it keeps is copied, which may copy half a change; -Dapim.restart stops it before");
        }
        change(sha256, state);
        state.running()
                .filter(running -> !running.equals(sha256))
                .ifPresent(running -> listener.step(
                        node, "still runs " + shortened(running) + ", until it is restarted (-Dapim.restart)"));
    }

    /** Stops what runs, lets {@code current} point at a release, and starts it; does nothing if it runs already. */
    void restart(String sha256, MachineState state) throws IOException {
        boolean current = state.current().filter(sha256::equals).isPresent();
        if (current && state.running().filter(sha256::equals).isPresent()) {
            listener.step(node, "runs " + shortened(sha256) + " already");
            tidyUp(sha256, state);
            return;
        }
        if (state.running().isPresent()) {
            place.stop();
            listener.step(node, "stopped " + shortened(state.running().get()));
        }
        if (!current) {
            try {
                change(sha256, state);
            } catch (IOException problem) {
                startAgain(state, problem);
                throw problem;
            }
        }
        Duration patience = request.patience();
        List<Integer> ports = request.ports().of(node);
        place.start(patience, ports);
        listener.step(node, "runs " + shortened(sha256) + " and listens to " + ports);
    }

    private void change(String sha256, MachineState state) throws IOException {
        if (isInstallation()) {
            place.carry(sha256, request.shipping().keep());
            List<String> removed = place.install(sha256, request.shipping().releases());
            listener.step(
                    node,
                    "current is " + release(sha256)
                            + state.current()
                                    .map(before -> ", before it was " + shortened(before))
                                    .orElse(""));
            tellRemoved(removed);
        } else {
            place.rollBack(sha256);
            listener.step(node, "rolled back to " + shortened(sha256));
        }
    }

    /** Does what a run has not come to that was ended when its release was current already. */
    private void tidyUp(String sha256, MachineState state) throws IOException {
        int most = request.shipping().releases();
        if (isInstallation() && (state.leftovers() || state.releases().size() > most)) {
            tellRemoved(place.install(sha256, most));
        }
    }

    private void tellRemoved(List<String> releases) {
        releases.forEach(release -> listener.step(node, "removed the release " + shortened(release)));
    }

    /** What was stopped for a change that failed is started again as it was. */
    private void startAgain(MachineState state, IOException problem) {
        if (state.running().isPresent() && state.running().equals(state.current())) {
            try {
                place.start(Duration.ZERO, List.of());
                listener.step(node, "started " + shortened(state.running().get()) + " again");
            } catch (IOException second) {
                problem.addSuppressed(second);
                listener.warning(node, "could not be started again: " + second.getMessage());
            }
        }
    }

    /** The release to go back to, empty if there is nothing to do. */
    Optional<String> earlier(MachineState state) {
        if (request.release().isEmpty()) {
            return state.replaced()
                    .filter(state.releases()::contains)
                    .filter(release -> !state.current().equals(Optional.of(release)));
        }
        String digits = request.release().get();
        List<String> found = state.releases().stream()
                .filter(release -> release.startsWith(digits))
                .toList();
        if (found.size() != 1) {
            throw new ShippingException((found.isEmpty() ? "no release begins" : "several releases begin") + " with "
                    + digits + "; there are "
                    + String.join(
                            ", ",
                            state.releases().stream()
                                    .map(Installation::shortened)
                                    .toList()));
        }
        return Optional.of(found.get(0));
    }

    private boolean isInstallation() {
        return request.action() == ShippingRequest.Action.INSTALL;
    }

    private String release(String sha256) {
        return place.directory() + "/" + node.name() + "/releases/" + shortened(sha256);
    }

    /** As many digits as people can compare. */
    static String shortened(String sha256) {
        return sha256.substring(0, Math.min(SHORT, sha256.length())) + "…";
    }
}
