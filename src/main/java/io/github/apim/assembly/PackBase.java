package io.github.apim.assembly;

import io.github.apim.archive.Ahead;
import io.github.apim.archive.LayerFormat;
import io.github.apim.archive.TarGzOptions;
import io.github.apim.archive.TarGzResult;
import io.github.apim.archive.TarGzWriter;
import io.github.apim.manifest.TarballChecksum;
import io.github.apim.product.Pack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The base of a pack: the untouched pack, with its entries' own times, as each release would else have another one. It is
 * written only where the one that is there was made of something else.
 */
final class PackBase {

    private final BaseOutput place;
    private final TarGzWriter writer;
    private final String plugin;
    private Optional<Ahead<TarGzResult>> begun = Optional.empty();

    /** @param plugin the plugin's version: another one might write other bytes */
    PackBase(Path folder, Pack pack, String plugin) {
        this.place = BaseOutput.of(folder, pack);
        this.writer = new TarGzWriter(
                pack.archive(),
                // As whole tarballs have it: a machine that has one of those needs little of the base.
                // In one thread: the others have the plan and the JIT compiler to do.
                TarGzOptions.defaults().withThreads(1).withLate(pack::isConfiguration));
        this.plugin = plugin;
    }

    /** A base that is there. */
    record There(Path tarball, TarballChecksum.Base checksum, long size, boolean built) {}

    /**
     * Begins to write the base in a thread of its own, if it is to be written; {@link #ensure} gives it its name.
     *
     * @param pack SHA-256 that stands for the pack with its entries' times
     */
    void begin(String pack, OutputFolder output, boolean force) throws IOException {
        if (force || find(pack).isEmpty()) {
            begun = Optional.of(new Ahead<>("apim-base", () -> write(output)).start());
        }
    }

    /** Waits until nothing is written any more that has been begun. */
    void settle() {
        begun.ifPresent(Ahead::settle);
    }

    /**
     * Makes sure that the base is there.
     *
     * @param pack SHA-256 that stands for the pack with its entries' times
     */
    There ensure(String pack, OutputFolder output, boolean force) throws IOException {
        Optional<There> known = force ? Optional.empty() : find(pack);
        if (known.isPresent()) {
            return known.get();
        }
        TarGzResult result = begun.isPresent() ? begun.get().get() : write(output);
        Files.deleteIfExists(place.checksum());
        output.rename(result.file(), place.tarball());
        String line = new TarballChecksum(result.sha256(), Optional.empty()).text(place.file());
        output.write(place.checksum(), line.getBytes(StandardCharsets.UTF_8));
        Optional<String> looks = OutputState.look(place.files());
        if (looks.isPresent()) {
            output.write(output.state(place.file()), (made(pack) + looks.get()).getBytes(StandardCharsets.UTF_8));
        }
        return there(result.sha256(), true);
    }

    private TarGzResult write(OutputFolder output) throws IOException {
        return writer.writeBase(output.part(place.file()), LayerFormat.TARBALL);
    }

    private String made(String pack) {
        return "made of " + pack + " by " + plugin + "\n";
    }

    /**
     * The base that is there, if it was made of this and has not been touched since.
     *
     * @param pack SHA-256 that stands for the pack with its entries' times
     */
    Optional<There> find(String pack) throws IOException {
        Optional<String> looks = OutputState.look(place.files());
        Path state = OutputFolder.state(place.tarball().getParent(), place.file());
        boolean same = looks.isPresent()
                && Files.isRegularFile(state)
                && Files.readString(state, StandardCharsets.UTF_8).equals(made(pack) + looks.get());
        return same ? Optional.of(there(TarballChecksum.read(place.checksum()).sha256(), false)) : Optional.empty();
    }

    /** The name of its tarball. */
    String file() {
        return place.file();
    }

    private There there(String sha256, boolean built) throws IOException {
        return new There(
                place.tarball(), new TarballChecksum.Base(place.file(), sha256), Files.size(place.tarball()), built);
    }
}
