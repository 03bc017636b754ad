package io.github.apim.archive;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The outputs of one thread: a single pass over the source writes all of them in parallel.
 *
 * <p>The part that all outputs of all threads have in common is hashed by one of the threads only.
 */
final class SpliceRun implements Workers.Task<Map<Integer, TarGzResult>> {

    /** The gzip header (RFC 1952 §2.3): deflate, no flags, no time, no extra flags, an unknown system. */
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final SourceArchive source;
    private final List<Piece> pieces;
    private final List<Strand.Output> outputs;
    private final Common common;
    private final boolean hashesCommon;
    private final TarHeader headers;

    /**
     * What all outputs of all threads share.
     *
     * @param end     how many of the pieces
     * @param omitted those of them that no output has
     * @param digest  of the bytes up to there, once somebody has it
     * @param contents that several of them add
     */
    record Common(int end, BitSet omitted, Handover<MessageDigest> digest, SharedContents contents) {}

    SpliceRun(
            SourceArchive source,
            List<Piece> pieces,
            List<Strand.Output> outputs,
            Common common,
            boolean hashesCommon,
            TarHeader headers) {
        this.source = source;
        this.pieces = pieces;
        this.outputs = outputs;
        this.common = common;
        this.hashesCommon = hashesCommon;
        this.headers = headers;
    }

    @Override
    public Map<Integer, TarGzResult> run(Workers.Stop stop) throws IOException {
        SpliceBuffer buffer = new SpliceBuffer(source, stop);
        Strand all = new Strand(outputs, Sha256.start());
        buffer.direct(List.of(all), hashesCommon);
        buffer.put(GZIP_HEADER);
        for (int place = 0; place < common.end(); place++) {
            if (!common.omitted().get(place)) {
                buffer.put(pieces.get(place));
                all.count(pieces.get(place));
            }
        }
        buffer.flush();
        if (hashesCommon) {
            common.digest().give(Sha256.copy(all.digest()));
        }
        if (outputs.isEmpty()) {
            return Map.of();
        }
        if (!hashesCommon) {
            all.adopt(common.digest().take(stop));
        }
        List<Strand> strands = writeOwnPart(buffer, all);
        return end(strands, stop);
    }

    /** The rest of the source, where the outputs differ in what they leave out. */
    private List<Strand> writeOwnPart(SpliceBuffer buffer, Strand all) throws IOException {
        List<Strand> strands = List.of(all);
        for (int place = common.end(); place < pieces.size(); place++) {
            if (mustSplit(strands, place)) {
                buffer.flush();
                strands = split(strands, place);
            }
            int current = place;
            List<Strand> having = strands.stream()
                    .filter(strand -> !strand.outputs().get(0).omitted().get(current))
                    .toList();
            if (!having.isEmpty()) {
                buffer.direct(having, true);
                buffer.put(pieces.get(place));
                having.forEach(strand -> strand.count(pieces.get(current)));
            }
        }
        buffer.flush();
        return strands;
    }

    private static boolean mustSplit(List<Strand> strands, int place) {
        return strands.stream()
                .anyMatch(strand -> strand.outputs().stream()
                                .map(output -> output.omitted().get(place))
                                .distinct()
                                .count()
                        > 1);
    }

    private static List<Strand> split(List<Strand> strands, int place) {
        List<Strand> parts = new ArrayList<>();
        for (Strand strand : strands) {
            strand.outputs().stream()
                    .collect(
                            Collectors.partitioningBy(output -> output.omitted().get(place)))
                    .values()
                    .stream()
                    .filter(some -> !some.isEmpty())
                    .map(strand::part)
                    .forEach(parts::add);
        }
        return parts;
    }

    private Map<Integer, TarGzResult> end(List<Strand> strands, Workers.Stop stop) throws IOException {
        Map<Integer, TarGzResult> results = new HashMap<>();
        for (Strand strand : strands) {
            for (Strand.Output output : strand.outputs()) {
                TarGzEnd end = new TarGzEnd(output.file(), strand, common.contents(), headers);
                for (AddedEntry entry : output.added()) {
                    end.add(entry, stop);
                }
                results.put(output.number(), end.finish());
            }
        }
        return results;
    }
}
