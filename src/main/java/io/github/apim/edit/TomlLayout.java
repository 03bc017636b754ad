package io.github.apim.edit;

import io.github.apim.edit.TomlNode.Block;
import io.github.apim.edit.TomlNode.Document;
import io.github.apim.edit.TomlNode.Entry;
import io.github.apim.edit.TomlNode.Header;
import io.github.apim.edit.TomlSamples.Sample;
import java.util.List;
import java.util.Optional;

/** Where new lines go in a TOML text, and how they look there. */
final class TomlLayout {

    private static final String SEPARATOR = " = ";

    private final String text;
    private final Document document;
    private final List<Sample> samples;

    TomlLayout(String text, Document document, List<Sample> samples) {
        this.text = text;
        this.document = document;
        this.samples = samples;
    }

    /** The text with whole lines more, which begin at an offset where a line begins or the text ends. */
    String withLines(int offset, List<String> lines) {
        var lineEnd = lineEnd();
        var joined = String.join(lineEnd, lines);
        var unterminated = offset == text.length() && offset > 0 && Lines.start(text, offset) != offset;
        return text.substring(0, offset)
                + (unterminated ? lineEnd + joined : joined + lineEnd)
                + text.substring(offset);
    }

    /** That of the first line; a line feed if there is none. */
    String lineEnd() {
        var end = text.indexOf('\n');
        return end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
    }

    /** Behind the line on which an offset stands. */
    int nextLine(int offset) {
        var end = Lines.end(text, offset);
        return end + Lines.terminator(text, end).length();
    }

    /** Behind the last of a block's entries, of those that are commented out, too, but before the samples of tables. */
    int endOf(Block block) {
        var sampleTable = samples.stream()
                .filter(sample -> sample.block() == block && sample.header().isPresent())
                .mapToInt(Sample::hash)
                .findFirst()
                .orElse(text.length());
        var last = block.header().map(Header::end).orElse(0);
        for (var entry : block.entries()) {
            last = Math.max(last, entry.end());
        }
        for (var sample : samples) {
            if (sample.block() == block && sample.entry().isPresent() && sample.hash() < sampleTable) {
                last = Math.max(last, sample.end());
            }
        }
        return last == 0 ? 0 : nextLine(last);
    }

    /** Behind the last entry below a commented-out header. */
    int endOf(Sample header) {
        return nextLine(samples.stream()
                .filter(sample -> sample.below().equals(Optional.of(header)))
                .mapToInt(Sample::end)
                .reduce(header.end(), Math::max));
    }

    /** Where the line of a header begins, or the first of the comments directly above it that are no samples. */
    int startOf(Header header) {
        var start = Lines.start(text, header.start());
        var above = aboveOf(start);
        while (above.isPresent()) {
            start = above.get();
            above = aboveOf(start);
        }
        return start;
    }

    private Optional<Integer> aboveOf(int lineStart) {
        if (lineStart == 0) {
            return Optional.empty();
        }
        var above = Lines.start(text, lineStart - 1);
        var hash = Lines.skipBlanks(text, above);
        var isComment =
                document.comments().contains(hash) && samples.stream().noneMatch(sample -> sample.hash() == hash);
        return isComment ? Optional.of(above) : Optional.empty();
    }

    /** Whether the line before the offset holds anything. */
    boolean followsText(int offset) {
        return offset > 0
                && !text.substring(Lines.start(text, offset - 1), offset).isBlank();
    }

    /** Whether the line at the offset holds anything. */
    boolean precedesText(int offset) {
        return !text.substring(offset, Lines.end(text, offset)).isBlank();
    }

    /** A key and its value, indented and spaced like the last entry of a block. */
    String line(Block block, List<String> names, String written) {
        var like = block.entries().stream().reduce((first, second) -> second);
        var indent = like.filter(entry -> Lines.beginsAt(text, entry.start()))
                .map(entry -> Lines.indent(text, entry.start()))
                .or(() -> block.header().map(header -> Lines.indent(text, header.start())))
                .orElse("");
        return indent + TomlStrings.key(names) + like.map(this::separator).orElse(SEPARATOR) + written;
    }

    String separator(Entry entry) {
        var between = text.substring(entry.key().end(), entry.value().start());
        return between.matches(" *= *") ? between.replaceAll("  +", " ") : SEPARATOR;
    }
}
