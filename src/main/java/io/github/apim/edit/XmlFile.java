package io.github.apim.edit;

import io.github.apim.edit.XmlNode.Element;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An XML file held as it lies; every edit gives a new value that differs only where the edit says so.
 *
 * <p>Comments, order, indentation, line ends, encoding, byte order mark and final line end stay as they are. New lines
 * look like their neighbours.
 *
 * <p>Paths: {@code /Server/Ports/Offset} from the root, {@code //Connector} at any depth, {@code *} for any name;
 * predicates {@code [@name='x']}, {@code [name='x']} (the text of a child element) and {@code [2]} (among the siblings
 * that fit so far), several in a row; {@code /@name} at the end for an attribute, where a value is read or set. Names
 * are compared without their namespace prefix. Where one element is needed, a path that names none or several is an
 * {@link EditException}, which says what is there instead.
 */
public final class XmlFile implements RecordingFile<XmlFile>, ChangeableFile<XmlFile> {

    private final XmlDocument document;
    private final Optional<byte[]> original;
    private final Optional<Recording> recording;

    private XmlFile(XmlDocument document, Optional<byte[]> original, Optional<Recording> recording) {
        this.document = document;
        this.original = original;
        this.recording = recording;
    }

    /**
     * @param name the file's name, for messages only
     * @throws EditException if the bytes are not well-formed XML in the encoding that they declare
     */
    public static XmlFile parse(String name, byte[] bytes) {
        var charset = XmlEncoding.of(name, bytes);
        var document = XmlDocument.of(name, charset, XmlEncoding.decode(name, bytes, charset));
        XmlJudge.check(document, bytes);
        return new XmlFile(document, Optional.of(bytes.clone()), Optional.empty());
    }

    /** The file's bytes; the very same as were parsed if nothing was changed, else read again by an XML parser. */
    @Override
    public byte[] bytes() {
        if (original.isPresent()) {
            return original.get().clone();
        }
        var bytes = document.text().getBytes(document.charset());
        XmlJudge.check(document, bytes);
        return bytes;
    }

    @Override
    public XmlFile recording() {
        return new XmlFile(document, original, Optional.of(Recording.NOTHING));
    }

    @Override
    public List<Setting> settings() {
        return recording.map(Recording::settings).orElse(List.of());
    }

    @Override
    public List<EditException> failures() {
        return recording.map(Recording::failures).orElse(List.of());
    }

    /** {@link #setAttribute} if the path ends in {@code /@name}, else {@link #setText}. */
    @Override
    public XmlFile set(String path, String value) {
        var parsed = path(path);
        return recorded(
                () -> parsed.attribute().isEmpty()
                        ? setText(parsed, value)
                        : setAttribute(parsed, parsed.attribute(), value),
                () -> List.of(Setting.of(path, value)));
    }

    /** Sets a place as {@link #set} does; one that stands in exactly one comment, and nowhere else, becomes live first. */
    @Override
    public XmlFile setLive(String path, String value) {
        var parsed = path(path);
        return edit(d -> XmlRevival.revive(d, parsed)).set(path, value);
    }

    /**
     * Adds an element as it is written; only its line ends and the indentation of its lines become those of its new
     * neighbours.
     *
     * @param path   what names the new element, and nothing else, once it is there
     * @param xml    one well-formed element
     * @param anchor the one element beside which it goes, or as the last into which
     * @throws EditException also if the element would not be what the path names, or is there already
     */
    @Override
    public XmlFile add(String path, String xml, Operation.Side side, String anchor) {
        var parsed = elementPath(path);
        var parsedAnchor = elementPath(anchor);
        return edit(d -> XmlAdd.add(d, parsed, xml, side, parsedAnchor));
    }

    /**
     * Sets the text of one element that has no child elements. {@code <a/>} becomes {@code <a>value</a>}; a CDATA
     * section stays one; comments in the element stay, behind the text.
     */
    public XmlFile setText(String path, String value) {
        return recorded(() -> setText(elementPath(path), value), () -> List.of(Setting.of(path, value)));
    }

    /**
     * Sets an attribute of one element. An attribute that is there keeps its quotes; a new one follows the last one, on
     * a line of its own if that one has a line of its own.
     */
    public XmlFile setAttribute(String path, String attribute, String value) {
        return recorded(
                () -> setAttribute(elementPath(path), attribute, value),
                () -> List.of(Setting.of(path + "/@" + attribute, value)));
    }

    /**
     * Sets an element that may be commented out. The path names the element itself; its last step has the element's
     * name and what identifies it among its siblings: {@code /wso2registry/dbConfig[@name='shared']}.
     *
     * <ol>
     *   <li>If it is there, its attributes get the values given and its content is replaced; other attributes stay.
     *   <li>Else, if a comment directly in the parent is a sample of it (the whole comment is one element that fits the
     *       last step), a leaf goes where its first sample stands and keeps the sample's other attributes; an element
     *       with children goes on lines of its own after the first sample, which stays.
     *   <li>Else it goes where the placement says.
     * </ol>
     *
     * @throws EditException if the parent is not there exactly once, if the element is there several times, if it does
     *     not fit the path, or if all siblings of the placement are missing
     */
    public XmlFile put(String path, XmlElement element, Placement placement) {
        var parsed = elementPath(path);
        return recorded(() -> put(parsed, element, placement), () -> XmlSettings.put(parsed, element));
    }

    /**
     * Sets a leaf that may be commented out, see {@link #put(String, XmlElement, Placement)}. Its name and attributes
     * are those of the path's last step: {@code parameter[@name='domain']}.
     */
    public XmlFile put(String path, String text, Placement placement) {
        return put(path, XmlPut.leaf(document, elementPath(path), text), placement);
    }

    /** Replaces everything between the tags of one element, comments included, by the children. */
    public XmlFile replaceChildren(String path, List<XmlElement> children) {
        return recorded(() -> replaceChildren(elementPath(path), children), () -> XmlSettings.replaced(path, children));
    }

    /**
     * Takes one element away, together with its lines if nothing else stands on them; comments stay. Takes an attribute
     * away if the path ends in one.
     */
    @Override
    public XmlFile remove(String path) {
        var parsed = path(path);
        var element = one(parsed);
        if (!parsed.attribute().isEmpty()) {
            var attribute = element.attribute(parsed.attribute())
                    .orElseThrow(() -> failure(parsed, element, "the element has no such attribute"));
            return edit(d -> XmlEdits.removeAttribute(d, element, attribute));
        }
        if (element.parent() == XmlNode.DOCUMENT) {
            throw failure(parsed, element, "the root element cannot be removed");
        }
        return edit(d -> XmlEdits.remove(d, element.index()));
    }

    /** Whether there is at least one such element, or one such attribute. */
    public boolean has(String path) {
        return count(path) > 0;
    }

    /** How many such elements there are, or how many elements with such an attribute. */
    public int count(String path) {
        var parsed = path(path);
        return (int) XmlQuery.all(document, parsed).stream()
                .filter(e -> parsed.attribute().isEmpty()
                        || e.attribute(parsed.attribute()).isPresent())
                .count();
    }

    /**
     * The text directly in one element, or the value of its attribute, with all references resolved.
     *
     * @throws EditException also if the attribute is missing or the text uses entities of the document type
     */
    public String text(String path) {
        var parsed = path(path);
        var element = one(parsed);
        if (!parsed.attribute().isEmpty()) {
            return attribute(element, parsed.attribute())
                    .orElseThrow(() -> failure(parsed, element, "the element has no such attribute"));
        }
        if (document.hasUnknownEntities(element)) {
            throw failure(parsed, element, "its text uses entities of the document type");
        }
        return document.text(element);
    }

    /** The value of one element without child elements or of one attribute, if that is there exactly once. */
    @Override
    public Optional<Found> find(String path) {
        var parsed = path(path);
        var found = XmlQuery.all(document, parsed);
        if (found.size() != 1) {
            return Optional.empty();
        }
        var element = found.get(0);
        if (parsed.attribute().isEmpty()) {
            return document.childElements(element.index()).isEmpty()
                    ? Optional.of(new Found(document.text(element), document.line(element)))
                    : Optional.empty();
        }
        return element.attribute(parsed.attribute())
                .map(a -> new Found(document.value(a), Lines.number(document.text(), a.start())));
    }

    /** The line on which the first of such elements begins. */
    public OptionalInt line(String path) {
        return XmlQuery.all(document, path(path)).stream()
                .mapToInt(document::line)
                .findFirst();
    }

    @Override
    public List<String> placesBelow(String path) {
        return XmlSettings.places(document, elementPath(path));
    }

    /** The value of an attribute of one element, if it has that attribute. */
    public Optional<String> attribute(String path, String attribute) {
        return attribute(one(elementPath(path)), attribute);
    }

    private XmlFile put(XmlPath path, XmlElement element, Placement placement) {
        requireWritable(path, element);
        var edited = edit(d -> XmlPut.put(d, path, element, placement));
        return edited.require(XmlQuery.all(edited.document, path).size() == 1, path.source());
    }

    private XmlFile replaceChildren(XmlPath path, List<XmlElement> children) {
        children.forEach(c -> requireWritable(path, c));
        var index = one(path).index();
        var edited = edit(d -> XmlEdits.children(d, index, children));
        return edited.require(edited.document.childElements(index).size() == children.size(), path.source());
    }

    private XmlFile setText(XmlPath path, String value) {
        requireWritable(path, value);
        var element = one(path);
        if (!document.childElements(element.index()).isEmpty()) {
            throw failure(path, element, "the element has child elements, so it cannot be given a text");
        }
        var edited = edit(d -> XmlEdits.text(d, element.index(), value));
        var result = edited.document;
        return edited.require(XmlEdits.isText(result, result.element(element.index()), value), path.source());
    }

    private XmlFile setAttribute(XmlPath path, String attribute, String value) {
        requireWritable(path, value);
        var element = one(path);
        if (!XmlChars.isName(attribute)) {
            throw failure(path, element, "'" + attribute + "' is no name for an attribute");
        }
        var edited = edit(d -> XmlEdits.attribute(d, element.index(), attribute, value));
        var now = edited.attribute(edited.document.element(element.index()), attribute);
        return edited.require(now.equals(Optional.of(value)), path.source());
    }

    private Optional<String> attribute(Element element, String attribute) {
        return element.attribute(attribute).map(document::value);
    }

    private XmlPath path(String path) {
        return XmlPath.parse(document.file(), path);
    }

    private XmlPath elementPath(String path) {
        return XmlPath.parseElement(document.file(), path);
    }

    private Element one(XmlPath path) {
        return XmlQuery.one(document, path);
    }

    private XmlFile edit(UnaryOperator<XmlDocument> edit) {
        var edited = edit.apply(document);
        return edited == document ? this : new XmlFile(edited, Optional.empty(), recording);
    }

    private XmlFile recorded(Supplier<XmlFile> edit, Supplier<List<Setting>> settings) {
        if (recording.isEmpty()) {
            return edit.get();
        }
        var more = recording.get().with(settings.get());
        try {
            var edited = edit.get();
            return new XmlFile(edited.document, edited.original, Optional.of(more));
        } catch (EditException failure) {
            return new XmlFile(document, original, Optional.of(more.with(failure)));
        }
    }

    private XmlFile require(boolean done, String path) {
        if (!done) {
            throw new IllegalStateException(document.file() + ": " + path + ": the edit did not do what it should");
        }
        return this;
    }

    private void requireWritable(XmlPath path, XmlElement element) {
        requireWritable(path, element.text());
        element.attributes().values().forEach(v -> requireWritable(path, v));
        element.children().forEach(c -> requireWritable(path, c));
        if (!document.charset()
                .newEncoder()
                .canEncode(element.name() + element.attributes().keySet())) {
            throw EditException.atPlace(
                    document.file(), path.source(), document.charset() + " cannot write " + element);
        }
    }

    private void requireWritable(XmlPath path, String value) {
        if (!XmlChars.isWritable(value)) {
            throw EditException.atPlace(
                    document.file(), path.source(), "the value holds a control character that XML has no way to write");
        }
    }

    private EditException failure(XmlPath path, Element element, String message) {
        return EditException.atPlace(document.file(), path.source(), document.line(element), message);
    }
}
