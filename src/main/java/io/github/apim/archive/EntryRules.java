package io.github.apim.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the entries of an archive must keep to together, whether they were just read or are remembered. */
final class EntryRules {

    /** What the target of a symbolic link may have, in bytes (limits.h: PATH_MAX). */
    static final int MOST_BYTES_OF_A_LINK = 4_096;

    private static final int PERMISSIONS = 0777;
    private static final long MOST_CRC = 0xFFFF_FFFFL;

    private EntryRules() {}

    /**
     * An entry that breaks a rule.
     *
     * @param problem in words that complete "the entry …"
     */
    record Breach(String entry, String problem) {}

    /** The first symbolic link that leads out of the archive, or nowhere that can be told. */
    static Optional<Breach> ofLinks(List<SourceEntry> entries) {
        Map<String, String> targets = new HashMap<>();
        for (SourceEntry entry : entries) {
            entry.linkTarget().ifPresent(target -> targets.put(entry.name(), target));
        }
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        SymbolicLinks links = new SymbolicLinks(targets, root(entries));
        return targets.keySet().stream()
                .flatMap(link -> links.problem(link).map(problem -> new Breach(link, problem)).stream())
                .findFirst();
    }

    /** The one folder at the top, if everything is in it. */
    private static Optional<String> root(List<SourceEntry> entries) {
        List<String> tops = entries.stream()
                .map(SourceEntry::name)
                .map(name -> name.substring(0, name.indexOf('/') < 0 ? name.length() : name.indexOf('/')))
                .distinct()
                .limit(2)
                .toList();
        boolean folder = entries.stream().anyMatch(entry -> entry.name().indexOf('/') >= 0);
        return folder && tops.size() == 1 ? Optional.of(tops.get(0)) : Optional.empty();
    }

    /**
     * Whether a remembered index could have been made of an archive that was read: what is believed of it goes into
     * tarballs as it stands.
     *
     * @param end of the data in the file
     */
    static boolean areKept(IndexCache.Index index, Limits limits, long end) {
        List<SourceEntry> entries = index.entries();
        if (entries.size() > limits.maxEntries()) {
            return false;
        }
        EntryNames names = new EntryNames();
        long size = 0;
        for (int place = 0; place < entries.size(); place++) {
            SourceEntry entry = entries.get(place);
            size += Math.min(Math.max(0, entry.size()), Long.MAX_VALUE - size);
            if (names.add(entry.name(), entry.kind()).isPresent()
                    || !isPossible(entry)
                    || !isPossible(index.data().get(place), entry, end)) {
                return false;
            }
        }
        return size <= limits.maxBytes() && ofLinks(entries).isEmpty();
    }

    private static boolean isPossible(SourceEntry entry) {
        boolean file = entry.kind() == EntryKind.FILE;
        return entry.mode() >= 0
                && entry.mode() <= PERMISSIONS
                && entry.size() >= 0
                && (file || entry.size() == 0)
                && entry.crc32() >= 0
                && entry.crc32() <= (file ? MOST_CRC : 0)
                && entry.linkTarget().isPresent() == (entry.kind() == EntryKind.SYMLINK);
    }

    private static boolean isPossible(EntryData data, SourceEntry entry, long end) {
        if (data.offset() < 0 || data.length() < 0 || data.offset() > end || data.length() > end - data.offset()) {
            return false;
        }
        if (data.shape().isPresent()) {
            DeflateShape shape = data.shape().get();
            return shape.lastBlock() >= 0
                    && shape.lastBlock() < shape.end()
                    && shape.end() <= 8 * data.length()
                    && shape.end() > 8 * (data.length() - 1);
        }
        return entry.kind() != EntryKind.FILE || entry.size() == data.length();
    }
}
