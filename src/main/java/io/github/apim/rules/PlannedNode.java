package io.github.apim.rules;

import io.github.apim.deployment.Node;
import io.github.apim.edit.Found;
import io.github.apim.edit.TomlFile;
import io.github.apim.edit.XmlView;
import io.github.apim.edit.XmlView.Element;
import io.github.apim.product.FilePlace;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node with its files as they will be. XML is read back with the JDK's parser and not with the editors that wrote it;
 * TOML, which an independent parser has seen when it was written, with the editor's. Not for use by several threads.
 */
public final class PlannedNode {

    private final Node node;
    private final PlannedFiles files;
    private final XmlReading reading;
    private final Map<String, Optional<XmlReading.Result>> read = new HashMap<>();
    private final Map<String, Optional<TomlReading>> toml = new HashMap<>();

    /** @param reading may be shared by many nodes */
    public PlannedNode(Node node, PlannedFiles files, XmlReading reading) {
        this.node = node;
        this.files = files;
        this.reading = reading;
    }

    /** The node in the descriptor. */
    public Node node() {
        return node;
    }

    /** The files themselves. */
    public PlannedFiles files() {
        return files;
    }

    /** The text of a file; every byte is one character. */
    public Optional<String> text(String path) {
        return files.read(path).map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Why a file is no well-formed XML; empty if it is, or if there is no such file. */
    public Optional<XmlFault> malformed(String path) {
        return xml(path).flatMap(XmlReading.Result::fault);
    }

    /** Whether there is such a file, and it is well-formed XML. */
    public boolean hasXml(String path) {
        return view(path).isPresent();
    }

    /** A TOML file; empty if it is none, see {@link #noToml}, or if there is no such file. */
    public Optional<TomlFile> toml(String path) {
        return tomlReading(path).flatMap(TomlReading::file);
    }

    /** Why a file is no TOML; empty if it is, or if there is no such file. */
    public Optional<TomlFault> noToml(String path) {
        return tomlReading(path).flatMap(TomlReading::fault);
    }

    private Optional<TomlReading> tomlReading(String path) {
        return toml.computeIfAbsent(path, absent -> files.read(path).map(bytes -> TomlReading.of(path, bytes)));
    }

    /** The elements at a place, by the paths of {@link XmlView}. None in a file that is not there. */
    public List<Element> elements(String path, String place) {
        return view(path).map(view -> view.elements(place)).orElse(List.of());
    }

    /**
     * The trimmed texts at a place, by the paths of {@link XmlView}; in a TOML file see {@link TomlFile#every}. Nothing
     * in a file that is not there.
     */
    public List<String> values(String path, String place) {
        if (TomlReading.isToml(path)) {
            return toml(path)
                    .map(file -> file.every(place).values().stream()
                            .map(Found::value)
                            .map(String::trim)
                            .toList())
                    .orElse(List.of());
        }
        return view(path).map(view -> view.values(place)).orElse(List.of());
    }

    /** The trimmed texts at a place of the node's version. */
    public List<String> values(FilePlace place) {
        return values(place.file(), place.path());
    }

    /** The last of the texts at a place of the node's version. */
    public Optional<String> value(FilePlace place) {
        return value(place.file(), place.path());
    }

    /** The last of the texts at a place, as Carbon takes the last of two. */
    public Optional<String> value(String path, String place) {
        List<String> values = values(path, place);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    private Optional<XmlView> view(String path) {
        return xml(path).flatMap(XmlReading.Result::view);
    }

    private Optional<XmlReading.Result> xml(String path) {
        return read.computeIfAbsent(path, absent -> files.read(path).map(reading::read));
    }
}
