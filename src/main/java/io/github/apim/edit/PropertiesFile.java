package io.github.apim.edit;

import io.github.apim.edit.Operation.Side;
import io.github.apim.edit.PropertiesScanner.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A .properties file held as it lies; every edit gives a new value that differs only where the edit says so.
 *
 * <p>Keys and values are those that {@link Properties} reads: bytes are ISO-8859-1, other characters are written as
 * Unicode escapes. Bytes of any other encoding in lines that are not edited stay as they are.
 */
public final class PropertiesFile implements ChangeableFile<PropertiesFile> {

    private final String name;
    private final String text;
    private final List<Entry> entries;
    private final boolean edited;

    private PropertiesFile(String name, String text, boolean edited) {
        this.name = name;
        this.text = text;
        this.entries = PropertiesScanner.scan(text);
        this.edited = edited;
    }

    /**
     * @param name the file's name, for messages only
     * @throws EditException if {@link Properties} cannot read the bytes
     */
    public static PropertiesFile parse(String name, byte[] bytes) {
        var file = new PropertiesFile(name, new String(bytes, StandardCharsets.ISO_8859_1), false);
        file.check(bytes);
        return file;
    }

    /** The file's bytes; if anything was changed, {@link Properties} has read them and agrees. */
    @Override
    public byte[] bytes() {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (edited) {
            check(bytes);
        }
        return bytes;
    }

    /** The key's value; if the key stands twice, the last one, which is the one that counts. */
    public Optional<String> get(String key) {
        return live(key).stream().reduce((first, second) -> second).map(Entry::value);
    }

    /** The keys that are there, each once, in the file's order. */
    public List<String> keys() {
        return entries.stream()
                .filter(e -> !e.sample())
                .map(Entry::key)
                .distinct()
                .toList();
    }

    public boolean has(String key) {
        return !live(key).isEmpty();
    }

    /**
     * Sets a key's value. A key that is there keeps its separator and its blanks; else the line that has it commented out
     * becomes live; else the key is added at the end.
     *
     * @throws EditException if the key is there twice, because then one of them is without effect; or if it is not there,
     *     but commented out twice
     */
    @Override
    public PropertiesFile set(String key, String value) {
        var live = live(key);
        if (live.size() > 1) {
            throw several(key, live);
        }
        if (live.size() == 1 && live.get(0).value().equals(value)) {
            return this;
        }
        var samples =
                entries.stream().filter(e -> e.sample() && e.key().equals(key)).toList();
        PropertiesFile file;
        if (live.size() == 1) {
            file = replace(live.get(0), value);
        } else if (samples.size() > 1) {
            throw EditException.atPlace(
                    name,
                    key,
                    line(samples.get(0)),
                    "it is commented out " + samples.size() + " times, on the lines " + lines(samples)
                            + ", and only one could become live; add it as a new key");
        } else {
            file = samples.size() == 1 ? uncomment(samples.get(0), value) : append(key, value);
        }
        return file.require(key, value);
    }

    /**
     * Adds a key on a line of its own, with the indentation and the separator of its anchor.
     *
     * @param anchor the key beside which it goes
     * @throws EditException if the key is there already, or if the anchor is not there exactly once
     */
    @Override
    public PropertiesFile add(String key, String value, Side side, String anchor) {
        var there = live(key);
        if (!there.isEmpty()) {
            throw EditException.atPlace(
                    name, key, line(there.get(0)), "it is there already; give it a value, or take it out first");
        }
        if (side == Side.INTO) {
            throw EditException.atPlace(name, key, "a properties file has no levels; say 'after' or 'before' a key");
        }
        var beside = one(anchor);
        var sign = PropertiesScanner.hasSign(beside.separator(text)) && isPlain(beside.separator(text));
        var line = text.substring(beside.start(), beside.body())
                + PropertiesEscapes.key(key)
                + (sign ? beside.separator(text) : "=")
                + PropertiesEscapes.value(value, true);
        var lineEnd = Lines.terminatorNear(text, beside.valueEnd());
        if (side == Side.BEFORE) {
            return splice(beside.start(), beside.start(), line + lineEnd).require(key, value);
        }
        requireEnd(key, beside);
        var end = beside.valueEnd();
        var terminator = Lines.terminator(text, end);
        return (terminator.isEmpty()
                        ? splice(end, end, lineEnd + line)
                        : splice(end + terminator.length(), end + terminator.length(), line + lineEnd))
                .require(key, value);
    }

    /**
     * Sets a key's value on every line that has the key, for files that repeat keys.
     *
     * @throws EditException if there is no such key
     */
    public PropertiesFile setEverywhere(String key, String value) {
        var count = live(key).size();
        if (count == 0) {
            throw missing(key);
        }
        var file = this;
        for (var i = 0; i < count; i++) {
            var entry = file.live(key).get(i);
            file = entry.value().equals(value) ? file : file.replace(entry, value);
        }
        return file;
    }

    /** Takes a key away, with all its lines. */
    @Override
    public PropertiesFile remove(String key) {
        var entry = one(key);
        var end = entry.valueEnd();
        var behind = isLastBackslash(end)
                ? text.length()
                : end + Lines.terminator(text, end).length();
        return splice(entry.start(), behind, "");
    }

    private Entry one(String key) {
        var live = live(key);
        if (live.size() == 1) {
            return live.get(0);
        }
        throw live.isEmpty() ? missing(key) : several(key, live);
    }

    private PropertiesFile require(String key, String value) {
        if (!get(key).equals(Optional.of(value))) {
            throw new IllegalStateException(name + ": " + key + ": the edit did not do what it should");
        }
        return this;
    }

    private PropertiesFile replace(Entry entry, String value) {
        var separator = entry.separator(text);
        var added = separator.isEmpty() ? "=" : "";
        var escaped = PropertiesEscapes.value(value, PropertiesScanner.hasSign(separator + added));
        return splice(entry.valueStart(), entry.valueEnd(), added + escaped);
    }

    private PropertiesFile uncomment(Entry sample, String value) {
        var indent = Lines.skipBlanks(text, sample.start());
        var live = text.substring(sample.body(), sample.valueStart()) + PropertiesEscapes.value(value, true);
        return splice(indent, sample.valueEnd(), live);
    }

    private PropertiesFile append(String key, String value) {
        live().reduce((first, second) -> second).ifPresent(last -> requireEnd(key, last));
        var separator = live().map(e -> e.separator(text))
                .filter(s -> PropertiesScanner.hasSign(s) && isPlain(s))
                .reduce((first, second) -> second)
                .orElse("=");
        var line = PropertiesEscapes.key(key) + separator + PropertiesEscapes.value(value, true);
        var lineEnd = Lines.terminatorNear(text, text.length());
        var terminated = text.isEmpty() || Lines.start(text, text.length()) == text.length();
        return splice(text.length(), text.length(), terminated ? line + lineEnd : lineEnd + line);
    }

    /** An entry may go on in a line that is not there, and would take one that is added for it. */
    private void requireEnd(String key, Entry entry) {
        var end = entry.valueEnd();
        if (isLastBackslash(end) || end == text.length() && end > 0 && Lines.start(text, end) == end) {
            throw EditException.atPlace(
                    name,
                    key,
                    Lines.number(text, text.length()),
                    "the file ends with a backslash, which would swallow a line that is added; take it out");
        }
    }

    private static boolean isPlain(String separator) {
        return !Lines.several(separator) && separator.indexOf('\\') < 0;
    }

    private boolean isLastBackslash(int offset) {
        return offset == text.length() - 1 && text.charAt(offset) == '\\';
    }

    private PropertiesFile splice(int start, int end, String replacement) {
        return new PropertiesFile(name, text.substring(0, start) + replacement + text.substring(end), true);
    }

    private Stream<Entry> live() {
        return entries.stream().filter(e -> !e.sample());
    }

    private List<Entry> live(String key) {
        return live().filter(e -> e.key().equals(key)).toList();
    }

    private EditException missing(String key) {
        return EditException.atPlace(name, key, "there is no such key" + instead(key));
    }

    private EditException several(String key, List<Entry> live) {
        return EditException.atPlace(
                name, key, line(live.get(0)), "the key stands " + live.size() + " times, on the lines " + lines(live));
    }

    /** What may have been meant: the key in a comment, or a key that is spelt nearly like it. */
    private String instead(String key) {
        var samples =
                entries.stream().filter(e -> e.sample() && e.key().equals(key)).toList();
        return samples.isEmpty()
                ? NearestName.of(key, keys())
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("")
                : "; it stands only in a comment at line " + lines(samples);
    }

    private String lines(List<Entry> found) {
        return found.stream().map(e -> String.valueOf(line(e))).collect(Collectors.joining(", "));
    }

    private int line(Entry entry) {
        return Lines.number(text, entry.start());
    }

    private void check(byte[] bytes) {
        var read = new Properties();
        try {
            read.load(new ByteArrayInputStream(bytes));
        } catch (IllegalArgumentException | IOException e) {
            throw EditException.inFile(name, "not a properties file: " + e.getMessage(), e);
        }
        var seen = new HashMap<Object, Object>();
        entries.stream().filter(e -> !e.sample()).forEach(e -> seen.put(e.key(), e.value()));
        if (!seen.equals(read)) {
            throw new IllegalStateException(
                    name + ": the editor and java.util.Properties disagree; please report this");
        }
    }
}
