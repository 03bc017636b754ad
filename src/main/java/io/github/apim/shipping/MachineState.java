package io.github.apim.shipping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
 * @param leftovers     whether an ended run has left something half unpacked or half removed
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
        List<String> releases,
        boolean leftovers) {

    private static final String RELEASE = "[0-9a-f]{64}";
    private static final String NUMBER = "[0-9]{1,15}";

    /** What may come after each of the words that {@code look} says. */
    private static final Map<String, Pattern> ANSWERS = Map.ofEntries(
            Map.entry("free", Pattern.compile("(" + NUMBER + ")?")),
            Map.entry("part", Pattern.compile(NUMBER + " " + RELEASE)),
            Map.entry("tarball", Pattern.compile("same|other")),
            Map.entry("tarballs", Pattern.compile("")),
            Map.entry("foreign", Pattern.compile(".*")),
            Map.entry("unpacked", Pattern.compile("")),
            Map.entry("current", Pattern.compile("(" + RELEASE + ")?")),
            Map.entry("running", Pattern.compile("(" + RELEASE + ")?")),
            Map.entry("replaced", Pattern.compile("(" + RELEASE + ")?")),
            Map.entry("release", Pattern.compile(RELEASE)),
            Map.entry("leftovers", Pattern.compile("")));

    /** The beginning of a tarball. */
    record Part(long size, String sha256) {}

    /**
     * Reads what the script's {@code look} says.
     *
     * @throws RemoteException if it is anything else
     */
    static MachineState of(List<String> lines) throws RemoteException {
        Map<String, String> answers = new HashMap<>();
        List<String> releases = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ", 2);
            String value = words.length > 1 ? words[1] : "";
            if (!ANSWERS.containsKey(words[0])
                    || !ANSWERS.get(words[0]).matcher(value).matches()) {
                throw RemoteException.nonsense(line);
            }
            if (words[0].equals("release")) {
                releases.add(value);
            } else {
                answers.put(words[0], value);
            }
        }
        String free = answers.getOrDefault("free", "");
        String part = answers.getOrDefault("part", "");
        return new MachineState(
                free.isEmpty() ? Long.MAX_VALUE : Long.parseLong(free),
                present(part).map(MachineState::part),
                answers.getOrDefault("tarball", "").equals("same"),
                answers.containsKey("tarballs"),
                answers.containsKey("foreign"),
                answers.containsKey("unpacked"),
                present(answers.getOrDefault("current", "")),
                present(answers.getOrDefault("running", "")),
                present(answers.getOrDefault("replaced", "")),
                List.copyOf(releases),
                answers.containsKey("leftovers"));
    }

    private static Part part(String words) {
        int blank = words.indexOf(' ');
        return new Part(Long.parseLong(words.substring(0, blank)), words.substring(blank + 1));
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
