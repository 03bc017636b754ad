package io.github.apim.rules;

import io.github.apim.deployment.Location;
import io.github.apim.edit.EditException;
import io.github.apim.edit.TomlFile;
import io.github.apim.edit.XmlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line of a user's own file that a finding about a planned file is about. */
final class OwnFileLine {

    /** How places are told in what is searched line by line, whatever kind of file it is. */
    private static final Pattern LINE = Pattern.compile("line ([1-9][0-9]{0,6})");

    private OwnFileLine() {}

    /**
     * The line on which the place stands, or the innermost element or table around it that is there; of files that are
     * neither XML nor TOML the first that mentions its name; else the first of all. A place may be a line itself, which is
     * that of the planned file: what is laid over the user's may have made it longer.
     */
    static Location of(Path file, String place, String name) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return new Location(file.toString(), line(file, bytes, place, name), 1);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static int line(Path file, byte[] bytes, String place, String name) {
        Matcher line = LINE.matcher(place);
        if (line.matches()) {
            return Math.max(
                    1, Math.min(Integer.parseInt(line.group(1)), lines(bytes).size()));
        }
        if (file.toString().endsWith(".xml")) {
            return ofElement(file, bytes, place);
        }
        return TomlReading.isToml(file.toString()) ? ofKey(file, bytes, place) : ofMention(bytes, name);
    }

    private static int ofKey(Path file, byte[] bytes, String place) {
        TomlReading reading = TomlReading.of(file.toString(), bytes);
        return reading.file()
                .map(toml -> near(toml, place))
                .orElseGet(() -> reading.fault().orElseThrow().line());
    }

    /** What is wrong with a file as a whole is told at no key. */
    private static int near(TomlFile toml, String place) {
        try {
            return toml.lineNear(place);
        } catch (EditException noPath) {
            return 1;
        }
    }

    private static int ofElement(Path file, byte[] bytes, String place) {
        try {
            XmlFile xml = XmlFile.parse(file.toString(), bytes);
            for (String path = place; path.length() > 1; path = around(path)) {
                OptionalInt line = line(xml, path);
                if (line.isPresent()) {
                    return line.getAsInt();
                }
            }
            return 1;
        } catch (EditException malformed) {
            return malformed.line().orElse(1);
        }
    }

    private static String around(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** Rules know a few ways to name a place that the editor does not. */
    private static OptionalInt line(XmlFile xml, String path) {
        try {
            return xml.line(path);
        } catch (EditException otherDialect) {
            return OptionalInt.empty();
        }
    }

    private static int ofMention(byte[] bytes, String name) {
        List<String> lines = lines(bytes);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(name)) {
                return i + 1;
            }
        }
        return 1;
    }

    private static List<String> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
    }
}
