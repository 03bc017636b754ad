package io.github.apim.assembly.images;

import io.github.apim.archive.AddedEntry;
import io.github.apim.archive.Ahead;
import io.github.apim.archive.Content;
import io.github.apim.archive.FileDigests;
import io.github.apim.archive.FileIdentity;
import io.github.apim.archive.LayerFormat;
import io.github.apim.archive.Placement;
import io.github.apim.archive.TarDigests;
import io.github.apim.archive.TarGzOptions;
import io.github.apim.archive.TarGzOutput;
import io.github.apim.archive.TarGzResult;
import io.github.apim.archive.TarGzWriter;
import io.github.apim.archive.WholeFile;
import io.github.apim.image.Digest;
import io.github.apim.image.FolderLayer;
import io.github.apim.image.Layer;
import io.github.apim.image.OciLayout;
import io.github.apim.product.Pack;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes layers into a layout, each once: what a layer is made of is remembered beside it, so that the next build takes one
 * that is there.
 */
final class LayerStore implements Closeable {

    private static final String STATE = ".state";
    private static final String BASE = "base";
    private static final String HEAD = "apim layer 1";

    private final OciLayout layout;
    private final TarGzOptions options;
    private final TarDigests tars;
    private final String plugin;
    private final Set<String> used = new HashSet<>();
    private final Map<Pack, TarGzWriter> writers = new HashMap<>();
    private final Map<String, Ahead<Written>> begun = new HashMap<>();

    /**
     * @param plugin    version of the plugin: another one may write other bytes
     * @param cacheDirectory where is remembered what is known of packs
     */
    LayerStore(OciLayout layout, Placement placement, int threads, String plugin, Path cacheDirectory) {
        this.layout = layout;
        this.options = TarGzOptions.defaults().withThreads(threads).withPlacement(placement);
        this.tars = new TarDigests(cacheDirectory);
        this.plugin = plugin;
    }

    /** A layer, and whether it had to be written. */
    record Stored(Layer layer, boolean written) {}

    /** A layer whose file is whole and not in the layout yet. */
    private record Written(Path part, Layer layer) {}

    /** Writes a file that becomes a layer. */
    private interface Writing {
        TarGzResult to(Path file) throws IOException;
    }

    /** The folders that homes lie in. */
    Layer folders(String directory) throws IOException {
        return FolderLayer.write(layout, directory);
    }

    /** Begins to write {@link #base} in a thread of its own, if it is not there. */
    void begin(Pack pack, String sha256) throws IOException {
        String recipe = recipe(pack, sha256, BASE);
        if (recall(recipe).isEmpty()) {
            begun.put(recipe, new Ahead<>("apim-base", () -> write(recipe, base(pack))).start());
        }
    }

    /** The untouched pack: the same bytes whatever the nodes are. */
    Stored base(Pack pack, String sha256) throws IOException {
        return store(recipe(pack, sha256, BASE), base(pack));
    }

    /** In one thread: the others have the plan and the JIT compiler to do. */
    private Writing base(Pack pack) {
        TarGzWriter writer = new TarGzWriter(pack.archive(), options.withThreads(1));
        return file -> writer.writeBase(file, LayerFormat.IMAGE);
    }

    /** What lies over the pack. */
    Stored delta(Pack pack, String sha256, NodeLayers.Delta delta) throws IOException {
        return store(
                recipe(pack, sha256, contents(delta)),
                file -> writer(pack)
                        .writeLayers(List.of(new TarGzOutput(file, delta.omitted(), delta.added())), LayerFormat.IMAGE)
                        .get(0));
    }

    /** The untouched pack, if its layer is there. */
    Optional<Layer> findBase(Pack pack, String sha256) throws IOException {
        return recall(recipe(pack, sha256, BASE));
    }

    /** What lies over the pack, if its layer is there. */
    Optional<Layer> findDelta(Pack pack, String sha256, NodeLayers.Delta delta) throws IOException {
        return recall(recipe(pack, sha256, contents(delta)));
    }

    private TarGzWriter writer(Pack pack) {
        return writers.computeIfAbsent(pack, packed -> new TarGzWriter(packed.archive(), options));
    }

    private Stored store(String recipe, Writing writing) throws IOException {
        used.add(recipe);
        Optional<Layer> known = recall(recipe);
        if (known.isPresent()) {
            return new Stored(known.get(), false);
        }
        Ahead<Written> ahead = begun.remove(recipe);
        Written written = ahead == null ? write(recipe, writing) : ahead.get();
        layout.adopt(written.part(), written.layer().digest());
        remember(recipe, written.layer());
        return new Stored(written.layer(), true);
    }

    private Written write(String recipe, Writing writing) throws IOException {
        Path part = layout.part(recipe);
        TarGzResult result = writing.to(part);
        Digest diffId = new Digest(tars.of(result));
        return new Written(part, new Layer(Layer.TAR_GZ, new Digest(result.sha256()), result.size(), diffId));
    }

    private Path state(String recipe) {
        return layout.folder().resolve(STATE).resolve(recipe);
    }

    private void remember(String recipe, Layer layer) throws IOException {
        String lines = String.join(
                "\n",
                HEAD,
                layer.digest().hex(),
                Long.toString(layer.size()),
                layer.diffId().hex(),
                FileIdentity.of(layout.blob(layer.digest())).look(),
                "");
        WholeFile.write(state(recipe), lines.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
    }

    /** The layer of that recipe, if its blob looks as it did when it had been written. */
    private Optional<Layer> recall(String recipe) throws IOException {
        Path state = state(recipe);
        if (!Files.isRegularFile(state)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(state, StandardCharsets.UTF_8);
        try {
            Layer layer = new Layer(
                    Layer.TAR_GZ, new Digest(lines.get(1)), Long.parseLong(lines.get(2)), new Digest(lines.get(3)));
            boolean same = lines.get(0).equals(HEAD)
                    && layout.has(layer.digest(), layer.size())
                    && FileIdentity.of(layout.blob(layer.digest())).look().equals(lines.get(4));
            return same ? Optional.of(layer) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
            return Optional.empty();
        }
    }

    /** Forgets layers whose blobs are gone. */
    void tidy() throws IOException {
        Path folder = layout.folder().resolve(STATE);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> states = Files.newDirectoryStream(folder)) {
            for (Path state : states) {
                String recipe = state.getFileName().toString();
                if (!used.contains(recipe) && recall(recipe).isEmpty()) {
                    Files.delete(state);
                }
            }
        }
    }

    /** Waits until nothing is written any more that has been begun; {@link OciLayout#close} deletes what nobody wanted. */
    @Override
    public void close() {
        begun.values().forEach(Ahead::settle);
    }

    /** What a layer is made of; the entries of an unpacked pack have the times of its files, so that these count, too. */
    private String recipe(Pack pack, String sha256, String contents) {
        List<String> lines = new ArrayList<>(
                List.of(plugin, pack.root(), sha256, options.placement().toString(), contents));
        if (Files.isDirectory(pack.file())) {
            pack.archive().entries().forEach(entry -> lines.add(entry.modified().toString()));
        }
        return FileDigests.sha256(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static String contents(NodeLayers.Delta delta) throws IOException {
        List<String> lines = new ArrayList<>();
        delta.omitted().stream().sorted().forEach(name -> lines.add("- " + name));
        for (AddedEntry entry : delta.added()) {
            lines.add(String.join(
                    " ",
                    "+",
                    Integer.toOctalString(entry.mode()),
                    entry.modified().toString(),
                    hash(entry.content()),
                    entry.name()));
        }
        return String.join("\n", lines);
    }

    private static String hash(Content content) throws IOException {
        if (content instanceof Content.Bytes bytes) {
            return FileDigests.sha256(bytes.bytes());
        } else if (content instanceof Content.File file) {
            return file.sha256().isPresent() ? file.sha256().get() : FileDigests.sha256(file.path());
        }
        return content instanceof Content.SymbolicLink link ? "-> " + link.target() : "folder";
    }
}
