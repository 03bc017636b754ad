package io.github.apim.shipping;

import io.github.apim.archive.FileDigests;
import io.github.apim.deployment.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Brings one tarball to its machine: only what is missing there, checked, and under its name only when it is whole. */
final class Upload {

    private static final long KILOBYTE = 1024;

    /** Below this it takes longer to look for bytes that are there than to send them. */
    private static final long WORTH_LOOKING = 8 << 20;

    /** Below this a disk counts as full: file systems keep some blocks back. */
    private static final long NEARLY_NOTHING = 1024;

    private final NodeOnMachine place;
    private final Node node;
    private final String machine;
    private final Tarball tarball;
    private final ShippingListener listener;

    /** @param machine its name, for messages */
    Upload(NodeOnMachine place, Node node, String machine, Tarball tarball, ShippingListener listener) {
        this.place = place;
        this.node = node;
        this.machine = machine;
        this.tarball = tarball;
        this.listener = listener;
    }

    void run(MachineState state) throws IOException {
        long arrived = reusable(state.part());
        long room = tarball.size() - arrived;
        if (state.freeKilobytes() < room / KILOBYTE) {
            throw new ShippingException(full(state, room));
        }
        if (arrived == 0 && state.part().isPresent()) {
            place.discard(tarball.sha256());
        }
        place.make(tarball.sha256());
        long from = state.tarballs() && room >= WORTH_LOOKING ? begun(arrived) : arrived;
        listener.uploading(node, machine, from, tarball.size());
        long start = System.nanoTime();
        write(from);
        long sent = System.nanoTime();
        place.receive(tarball.sha256());
        listener.uploaded(
                node,
                tarball.size() - from,
                Duration.ofNanos(sent - start),
                Duration.ofNanos(System.nanoTime() - sent));
    }

    /** How much of what an interrupted upload has left is right. */
    private long reusable(Optional<MachineState.Part> part) throws IOException {
        if (part.isEmpty() || part.get().size() > tarball.size()) {
            return 0;
        }
        long size = part.get().size();
        return FileDigests.sha256(tarball.file(), size).equals(part.get().sha256()) ? size : 0;
    }

    /** Tarballs of one pack differ at their ends: what others there begin with need not travel. */
    private long begun(long arrived) throws IOException {
        Blocks blocks = Blocks.of(tarball.file(), tarball.size());
        try {
            return place.begin(tarball.sha256(), arrived, blocks);
        } catch (IOException problem) {
            throw explained(problem, arrived);
        }
    }

    private void write(long from) throws IOException {
        long[] sent = {from};
        try {
            place.write(tarball.file(), from, tarball.sha256(), bytes -> {
                sent[0] = bytes;
                listener.progress(node, bytes);
            });
        } catch (IOException problem) {
            throw explained(problem, sent[0]);
        }
    }

    /**
     * Why bytes could not be written there, as far as the machine still answers. What has arrived stays for the next run,
     * unless it is what fills the disk.
     */
    private ShippingException explained(IOException problem, long sent) {
        try {
            MachineState state = place.look(tarball.sha256(), tarball.size());
            if (state.freeKilobytes() < NEARLY_NOTHING) {
                place.discard(tarball.sha256());
                return new ShippingException(full(state, tarball.size()), problem);
            }
        } catch (IOException gone) {
            return new ShippingException(
                    "the connection to " + machine + " ended after about " + Megabytes.of(sent) + " of "
                            + Megabytes.of(tarball.size()) + "; run the goal again, and it goes on where it stopped",
                    problem);
        }
        return new ShippingException(
                "cannot write to " + place.directory() + " on " + machine + ": " + problem.getMessage(), problem);
    }

    private String full(MachineState state, long missing) {
        return "the disk of " + machine + " is full: " + place.directory() + " has "
                + Megabytes.of(state.freeKilobytes() * KILOBYTE) + " left, and " + Megabytes.of(missing)
                + " are missing; make room there, or choose another shipping.directory";
    }
}
