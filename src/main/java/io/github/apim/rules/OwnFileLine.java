package io.github.apim.rules;

import io.github.apim.deployment.Location;
import io.github.apim.edit.EditException;
import io.github.apim.edit.XmlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Finds the line of a user's own file that a finding about a planned file is about. */
final class OwnFileLine {

    private OwnFileLine() {}

    /**
     * The line on which the place stands, or the innermost element or table around it that is there; of files that are
     * neither XML nor TOML the first that mentions its name; else the first of all.
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
        if (file.toString().endsWith(".xml")) {
            return ofElement(file, bytes, place);
        }
        return TomlReading.isToml(file.toString()) ? ofKey(file, bytes, place) : ofMention(bytes, name);
    }

    private static int ofKey(Path file, byte[] bytes, String place) {
        TomlReading reading = TomlReading.of(file.toString(), bytes);
        return reading.file()
                .map(toml -> toml.lineNear(place))
                .orElseGet(() -> reading.fault().orElseThrow().line());
    }

    private static int ofElement(Path file, byte[] bytes, String place) {
        try {
            XmlFile xml = XmlFile.parse(file.toString(), bytes);
            for (String path = place; path.length() > 1; path = path.substring(0, path.lastIndexOf('/'))) {
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

    /** Rules know a few ways to name a place that the editor does not. */
    private static OptionalInt line(XmlFile xml, String path) {
        try {
            return xml.line(path);
        } catch (EditException otherDialect) {
            return OptionalInt.empty();
        }
    }

    private static int ofMention(byte[] bytes, String name) {
        List<String> lines =
                new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(name)) {
                return i + 1;
            }
        }
        return 1;
    }
}
