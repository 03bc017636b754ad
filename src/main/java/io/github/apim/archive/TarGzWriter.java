package io.github.apim.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Writes tar.gz files that share most of their content with one source archive. The source's compressed data are taken
 * over as they lie; each file is one gzip member, and its bytes are the same on every machine, with any number of
 * threads and whatever is written beside it.
 */
public final class TarGzWriter {

    /** Hashing a byte takes about as long as writing it to so many files. */
    private static final int HASHING_WEIGHT = 2;

    private final SourceArchive source;
    private final TarGzOptions options;
    /** Places of source entries in the order in which they are written. */
    private final int[] order;
    /** For each source entry its place in that order. */
    private final int[] written;

    private final Ahead<List<Piece>> pieces = new Ahead<>("archive-pieces", this::pieces);

    /** @param source must stay open as long as this writes */
    public TarGzWriter(SourceArchive source, TarGzOptions options) {
        this.source = source;
        this.options = options;
        List<SourceEntry> entries = source.entries();
        int[] places = IntStream.range(0, entries.size()).toArray();
        boolean[] late = new boolean[places.length];
        for (int place : places) {
            late[place] = options.late().test(entries.get(place).name());
        }
        this.order = IntStream.concat(
                        Arrays.stream(places).filter(place -> !late[place]),
                        Arrays.stream(places).filter(place -> late[place]))
                .toArray();
        this.written = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            written[order[i]] = i;
        }
    }

    /** Works out what depends on the source alone; other threads may write meanwhile, and wait for it. */
    public void prepare() throws IOException {
        pieces.get();
    }

    /**
     * Writes all outputs. Each file is created new, readable by its owner only, and is on the disk on return; moving it
     * into its place is the caller's. On failure every file that this call has made is deleted.
     *
     * @return one result for each output, in the same order
     * @throws IllegalArgumentException if an added entry has a name that the output has already, or an unusable one
     * @throws ArchiveException         if the source has changed since it was opened
     * @throws IOException              if something cannot be read or written
     */
    public List<TarGzResult> write(List<TarGzOutput> outputs) throws IOException {
        AddedEntriesCheck check = new AddedEntriesCheck(source);
        outputs.forEach(check::check);
        return writeNew(outputs, true);
    }

    /**
     * Writes the base that {@link #writeLayers layers} lie over: the source and nothing else. So its bytes depend on the
     * source, the options and the format alone.
     *
     * @param file as in {@link TarGzOutput#file()}
     * @throws ArchiveException as {@link #write} does; also if image tools would misunderstand an entry
     * @throws IOException      as {@link #write} does
     */
    public TarGzResult writeBase(Path file, LayerFormat format) throws IOException {
        List<AddedEntry> folders = switch (format) {
            case TARBALL -> List.of();
            case IMAGE -> LayerEntries.foldersOf(source);
        };
        return write(List.of(new TarGzOutput(file, Set.of(), folders))).get(0);
    }

    /**
     * Writes only what outputs have beside the source. Unpacked over the base it is the tree that {@link #write} would
     * have written.
     *
     * @return one result for each output, in the same order
     * @throws IllegalArgumentException as {@link #write} does; also if image tools would misunderstand an added entry
     * @throws IOException              as {@link #write} does
     */
    public List<TarGzResult> writeLayers(List<TarGzOutput> outputs, LayerFormat format) throws IOException {
        AddedEntriesCheck check = new AddedEntriesCheck(source);
        List<TarGzOutput> layers = new ArrayList<>();
        for (TarGzOutput output : outputs) {
            check.check(output);
            List<AddedEntry> entries = switch (format) {
                case TARBALL -> output.added();
                case IMAGE -> LayerEntries.of(source, output);
            };
            layers.add(new TarGzOutput(output.file(), Set.of(), entries));
        }
        return writeNew(layers, false);
    }

    private List<TarGzResult> writeNew(List<TarGzOutput> outputs, boolean withSource) throws IOException {
        if (outputs.isEmpty()) {
            return List.of();
        }
        source.requireUnchanged();
        List<OutputFile> files = new ArrayList<>();
        boolean done = false;
        try (DiskFlusher flusher = new DiskFlusher()) {
            for (TarGzOutput output : outputs) {
                files.add(OutputFile.create(output.file(), flusher::flush));
            }
            List<TarGzResult> results = write(outputs, files, withSource ? pieces.get() : List.of());
            source.requireUnchanged();
            done = true;
            return results;
        } finally {
            if (!done) {
                discard(files);
            }
        }
    }

    private List<TarGzResult> write(List<TarGzOutput> outputs, List<OutputFile> files, List<Piece> common)
            throws IOException {
        List<Strand.Output> all = new ArrayList<>();
        for (int number = 0; number < outputs.size(); number++) {
            TarGzOutput output = outputs.get(number);
            all.add(new Strand.Output(number, files.get(number), omitted(output), output.added()));
        }
        Map<Integer, TarGzResult> results = new HashMap<>();
        Workers.run(runs(all, common, SharedContents.of(outputs))).forEach(results::putAll);
        return IntStream.range(0, outputs.size()).mapToObj(results::get).toList();
    }

    private BitSet omitted(TarGzOutput output) {
        BitSet omitted = new BitSet(order.length);
        for (String name : output.omitted()) {
            source.place(name).ifPresent(place -> omitted.set(written[place]));
        }
        return omitted;
    }

    private List<Piece> pieces() {
        List<Piece> made = new ArrayList<>(order.length);
        BitWriter bits = new BitWriter();
        TarHeader headers = options.headers();
        for (int place : order) {
            made.add(Piece.of(source.entries().get(place), headers, source.data(place), bits));
        }
        return made;
    }

    /** Shares the outputs among the threads; the one that hashes the common part gets fewer, perhaps none. */
    private List<Workers.Task<Map<Integer, TarGzResult>>> runs(
            List<Strand.Output> all, List<Piece> pieces, SharedContents contents) {
        SpliceRun.Common common = common(all, pieces.size(), contents);
        int count = Math.min(options.threads(), all.size() + 1);
        int hashing = count == 1 ? all.size() : Math.max(0, (all.size() + HASHING_WEIGHT) / count - HASHING_WEIGHT);
        List<Workers.Task<Map<Integer, TarGzResult>>> runs = new ArrayList<>();
        runs.add(new SpliceRun(source, pieces, all.subList(0, hashing), common, true, options.headers()));
        List<Strand.Output> others = all.subList(hashing, all.size());
        for (int part = 0; part < count - 1; part++) {
            List<Strand.Output> share =
                    others.subList(others.size() * part / (count - 1), others.size() * (part + 1) / (count - 1));
            if (!share.isEmpty()) {
                runs.add(new SpliceRun(source, pieces, share, common, false, options.headers()));
            }
        }
        return runs;
    }

    private static SpliceRun.Common common(List<Strand.Output> all, int count, SharedContents contents) {
        BitSet omitted = all.get(0).omitted();
        int end = count;
        for (Strand.Output output : all) {
            BitSet difference = (BitSet) omitted.clone();
            difference.xor(output.omitted());
            int first = difference.nextSetBit(0);
            end = first < 0 ? end : Math.min(end, first);
        }
        return new SpliceRun.Common(end, omitted, new Handover<>(), contents);
    }

    private static void discard(List<OutputFile> files) {
        for (OutputFile file : files) {
            try {
                file.discard();
            } catch (IOException remains) {
                continue;
            }
        }
    }
}
