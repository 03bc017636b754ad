package io.github.apim.edit;

import io.github.apim.edit.TomlItem.Table;
import io.github.apim.edit.TomlNode.Document;
import io.github.apim.edit.TomlSamples.Sample;
import java.util.List;

/** A TOML text with all that is known of it. Not for use by several threads. */
final class TomlDocument {

    private final String file;
    private final String text;
    private final Document document;
    private final Table root;
    private List<Sample> samples;

    private TomlDocument(String file, String text) {
        this.file = file;
        this.text = text;
        this.document = TomlScanner.scan(file, text);
        this.root = TomlTree.of(file, text, document);
    }

    /** @throws EditException if this is no TOML */
    static TomlDocument of(String file, String text) {
        return new TomlDocument(file, text);
    }

    String file() {
        return file;
    }

    String text() {
        return text;
    }

    Document document() {
        return document;
    }

    Table root() {
        return root;
    }

    TomlQuery query() {
        return new TomlQuery(file, text, root);
    }

    TomlLayout layout() {
        return new TomlLayout(text, document, samples());
    }

    List<Sample> samples() {
        if (samples == null) {
            samples = TomlSamples.of(text, document);
        }
        return samples;
    }

    int line(int offset) {
        return Lines.number(text, offset);
    }
}
