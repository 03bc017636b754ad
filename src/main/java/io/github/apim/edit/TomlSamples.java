package io.github.apim.edit;

import io.github.apim.edit.TomlNode.Block;
import io.github.apim.edit.TomlNode.Document;
import io.github.apim.edit.TomlNode.Entry;
import io.github.apim.edit.TomlNode.Header;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds the headers and entries that are commented out, each on one line, and to which table they belong. */
final class TomlSamples {

    private final String text;
    private final List<Sample> samples = new ArrayList<>();
    private Optional<Sample> header = Optional.empty();

    private TomlSamples(String text) {
        this.text = text;
    }

    /**
     * A line that would be live without its comment sign.
     *
     * @param hash  the offset of the comment sign
     * @param body  where the header or the entry begins
     * @param end   where the line ends
     * @param below the commented-out header above it; empty if its table is live
     * @param block the live block in which it stands
     */
    record Sample(
            int hash,
            int body,
            int end,
            Optional<Header> header,
            Optional<Entry> entry,
            Optional<Sample> below,
            Block block) {

        /** The names of the table that a commented-out header would begin. */
        List<String> table() {
            return header.orElseThrow().key().names();
        }

        boolean isTable() {
            return header.filter(each -> !each.array()).isPresent();
        }

        /** The names of the key below a commented-out header; none if it does not stand below one. */
        List<String> names() {
            if (entry.isEmpty() || below.filter(Sample::isTable).isEmpty()) {
                return List.of();
            }
            var names = new ArrayList<>(below.get().table());
            names.addAll(entry.get().key().names());
            return names;
        }
    }

    /** In the order of the text. */
    static List<Sample> of(String text, Document document) {
        var samples = new TomlSamples(text);
        Deque<Integer> comments = new ArrayDeque<>(document.comments());
        var blocks = document.blocks();
        for (var i = 0; i < blocks.size(); i++) {
            samples.header = Optional.empty();
            var last = i + 1 == blocks.size();
            var end = last
                    ? text.length()
                    : blocks.get(i + 1).header().orElseThrow().start();
            while (!comments.isEmpty() && comments.peek() < end) {
                samples.read(comments.pop(), blocks.get(i));
            }
        }
        return List.copyOf(samples.samples);
    }

    private void read(int hash, Block block) {
        var body = hash + 1;
        while (text.startsWith("#", body)) {
            body++;
        }
        body = Lines.skipBlanks(text, body);
        var end = Lines.end(text, body);
        if (text.startsWith("[", body)) {
            var found = TomlScanner.header(text, body, end);
            if (found.isPresent()) {
                var sample = new Sample(hash, body, end, found, Optional.empty(), Optional.empty(), block);
                samples.add(sample);
                header = Optional.of(sample);
            }
        } else {
            var found = TomlScanner.entry(text, body, end);
            if (found.isPresent()) {
                samples.add(new Sample(hash, body, end, Optional.empty(), found, header, block));
            }
        }
    }
}
