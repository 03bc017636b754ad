package io.github.apim.shipping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a machine has of a node.
 *
 * @param freeKilobytes on the disk that takes the tarball
 * @param part          what an interrupted upload of this tarball has left
 * @param tarball       whether this very tarball is there
 * @param tarballs      whether any tarballs are where this one goes
 * @param foreign       whether the node's folder is there and is not ours
 * @param unpacked      whether this tarball's release is there
 * @param current       the release that {@code current} points at
 * @param running       the release that runs
 * @param replaced      the release that the last installation replaced
 * @param releases      all of ours that are there
 */
record MachineState(
        long freeKilobytes,
        Optional<Part> part,
        boolean tarball,
        boolean tarballs,
        boolean foreign,
        boolean unpacked,
        Optional<String> current,
        Optional<String> running,
        Optional<String> replaced,
        List<String> releases) {

    /** The beginning of a tarball. */
    record Part(long size, String sha256) {}

    /** Reads what the script's {@code look} says; what else a login prints is passed over. */
    static MachineState of(List<String> lines) {
        long free = Long.MAX_VALUE;
        Part part = null;
        boolean tarball = false;
        boolean tarballs = false;
        boolean foreign = false;
        boolean unpacked = false;
        String current = "";
        String running = "";
        String replaced = "";
        List<String> releases = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            String value = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "free" -> free = value.isEmpty() ? free : Long.parseLong(value);
                case "part" -> part = new Part(Long.parseLong(value), words[2]);
                case "tarball" -> tarball = value.equals("same");
                case "tarballs" -> tarballs = true;
                case "foreign" -> foreign = true;
                case "unpacked" -> unpacked = true;
                case "current" -> current = value;
                case "running" -> running = value;
                case "replaced" -> replaced = value;
                case "release" -> releases.add(value);
                default -> {}
            }
        }
        return new MachineState(
                free,
                Optional.ofNullable(part),
                tarball,
                tarballs,
                foreign,
                unpacked,
                present(current),
                present(running),
                present(replaced),
                List.copyOf(releases));
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
