package io.github.apim.shipping;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a machine has of one node, or of a base that nodes lie over: the commands of {@code on-machine.sh}. */
final class NodeOnMachine {

    private static final Pattern BEGUN = Pattern.compile("begun ([0-9]{1,15})");
    private static final Pattern REMOVED = Pattern.compile("removed ([0-9a-f]{64})");

    private final Machine machine;
    private final String name;
    private final String directory;

    /** @param name of the node, or of the base */
    NodeOnMachine(Machine machine, String name, String directory) {
        this.machine = machine;
        this.name = name;
        this.directory = directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
    }

    /** The folder on the machine, without a slash at the end. */
    String directory() {
        return directory;
    }

    /** What is there; changes nothing. */
    MachineState look(String sha256, long size) throws IOException {
        return MachineState.of(run("look", sha256, Long.toString(size)));
    }

    /** Makes the folder, and the file that a tarball is written into. */
    void make(String sha256) throws IOException {
        run("make", part(sha256));
    }

    /** Forgets what has arrived of a tarball. */
    void discard(String sha256) throws IOException {
        run("discard", part(sha256));
    }

    /**
     * Lets what arrives of a tarball begin with what other tarballs there have in common with it.
     *
     * @param from how many bytes are there already
     * @return how many are there now
     */
    long begin(String sha256, long from, Blocks blocks) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(part(sha256), Long.toString(from), Long.toString(blocks.chunks())));
        words.addAll(blocks.sums());
        List<String> said = run("begin", words.toArray(String[]::new));
        if (said.isEmpty()) {
            return from;
        }
        Matcher begun = BEGUN.matcher(said.get(0));
        if (said.size() > 1 || !begun.matches()) {
            throw RemoteException.nonsense(said.get(0));
        }
        long bytes = Long.parseLong(begun.group(1));
        if (bytes < from
                || bytes > blocks.chunks() * Blocks.CHUNK * blocks.sums().size()) {
            throw RemoteException.nonsense(said.get(0));
        }
        return bytes;
    }

    /** Writes a tarball from a byte on. */
    void write(Path file, long from, String sha256, LongConsumer progress) throws IOException {
        machine.append(file, from, part(sha256), progress);
    }

    /** Checks a tarball that is whole, and gives it its name. */
    void receive(String sha256) throws IOException {
        run("receive", sha256, part(sha256));
    }

    /** Makes a release of a tarball that is there, over its base if it is a layer. */
    void unpack(Tarball tarball) throws IOException {
        List<String> words = new ArrayList<>(List.of(tarball.sha256()));
        tarball.base().ifPresent(base -> words.addAll(List.of(base.name(), base.sha256())));
        run("unpack", words.toArray(String[]::new));
    }

    void carry(String sha256, List<String> paths) throws IOException {
        List<String> words = new ArrayList<>(List.of(sha256));
        words.addAll(paths);
        run("carry", words.toArray(String[]::new));
    }

    /** @return the releases that were removed because there were too many */
    List<String> install(String sha256, int releases) throws IOException {
        List<String> removed = new ArrayList<>();
        for (String line : run("switch", sha256, "install", Integer.toString(releases))) {
            Matcher answer = REMOVED.matcher(line);
            if (!answer.matches()) {
                throw RemoteException.nonsense(line);
            }
            removed.add(answer.group(1));
        }
        return removed;
    }

    void rollBack(String sha256) throws IOException {
        run("switch", sha256, "rollback", Integer.toString(Integer.MAX_VALUE));
    }

    void stop() throws IOException {
        run("stop");
    }

    /** Starts the current release, and waits for its ports. */
    void start(Duration patience, List<Integer> ports) throws IOException {
        List<String> words = new ArrayList<>(List.of(Long.toString(patience.toSeconds())));
        ports.forEach(port -> words.add(port.toString()));
        run("start", words.toArray(String[]::new));
    }

    private String part(String sha256) {
        return directory + "/." + name + ".tar.gz." + sha256 + ".part";
    }

    private List<String> run(String command, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(command, directory, name));
        all.addAll(List.of(words));
        return machine.run(MachineScript.TEXT, all);
    }
}
