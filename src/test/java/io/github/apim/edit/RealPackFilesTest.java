package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.edit.XmlNode.Element;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Every XML and properties file of real packs, edited in many places one at a time. What stands in the files of several
 * versions in the same words is edited in the first of them.
 */
@Needs(Need.REAL_PACKS)
class RealPackFilesTest {

    private static final int EDITS_PER_FILE = 50;
    private static final int PARENTS_PER_FILE = 10;
    private static final String MARKER = " & <more>";

    private final Set<String> seen = new HashSet<>();

    @Test
    void filesThatAreNotEditedKeepTheirBytes() {
        var xml = RealPacks.files(".xml");
        var properties = RealPacks.files(".properties");
        for (var file : xml) {
            var bytes = RealPacks.read(file);
            var parsed = XmlFile.parse(file.toString(), bytes);
            assertThat(parsed.bytes()).as("%s", file).isEqualTo(bytes);
            assertThat(document(file, bytes).text().getBytes(XmlEncoding.of("", bytes)))
                    .isEqualTo(bytes);
        }
        for (var file : properties) {
            var bytes = RealPacks.read(file);
            assertThat(PropertiesFile.parse(file.toString(), bytes).bytes())
                    .as("%s", file)
                    .isEqualTo(bytes);
        }
        System.out.printf("unchanged: %d XML files, %d properties files%n", xml.size(), properties.size());
    }

    @Test
    void aTextThatIsSetChangesOnlyTheLinesOfItsElement() {
        var edits = 0;
        var undone = 0;
        for (var file : RealPacks.files(".xml")) {
            var before = RealPacks.read(file);
            var document = document(file, before);
            var leaves = document.elements().stream()
                    .filter(e -> document.childElements(e.index()).isEmpty())
                    .filter(e -> isNew(file, document, e, e.end()))
                    .toList();
            for (var leaf : sample(leaves, EDITS_PER_FILE)) {
                var path = pathOf(document, leaf);
                var value = document.text(leaf);
                var after = FileEditor.set(file.toString(), before, path, value + MARKER);
                assertOnlyElementChanged(document, leaf, path, before, after);
                assertThat(XmlFile.parse(file.toString(), after).text(path)).isEqualTo(value + MARKER);
                edits++;
                var written = XmlChars.escapeText(
                        value, Lines.terminatorNear(document.text(), leaf.openEnd()), document.charset());
                var content = document.text().substring(leaf.openEnd(), leaf.contentEnd());
                if (!leaf.isSelfClosed() && (content.equals(written) || content.startsWith("<![CDATA["))) {
                    assertThat(FileEditor.set(file.toString(), after, path, value))
                            .as("%s %s undone", file, path)
                            .isEqualTo(before);
                    undone++;
                }
            }
        }
        System.out.printf("texts: %d edits, %d undone to the same bytes%n", edits, undone);
        assertThat(undone).isGreaterThan(edits / 2);
    }

    @Test
    void anAttributeThatIsSetChangesOnlyTheLinesOfItsElement() {
        var edits = 0;
        var undone = 0;
        for (var file : RealPacks.files(".xml")) {
            var before = RealPacks.read(file);
            var document = document(file, before);
            var owners = document.elements().stream()
                    .filter(e -> !e.attributes().isEmpty())
                    .filter(e -> isNew(file, document, e, e.openEnd()))
                    .toList();
            for (var owner : sample(owners, EDITS_PER_FILE)) {
                var attribute = owner.attributes().get(owner.attributes().size() - 1);
                var path = pathOf(document, owner);
                var value = document.value(attribute);
                var parsed = XmlFile.parse(file.toString(), before);
                var after = parsed.setAttribute(path, attribute.name(), value + MARKER)
                        .bytes();
                assertOnlyElementChanged(document, owner, path, before, after);
                edits++;
                var written = XmlChars.escapeAttribute(value, attribute.quote(), document.charset());
                if (document.text()
                        .substring(attribute.valueStart(), attribute.valueEnd())
                        .equals(written)) {
                    assertThat(XmlFile.parse(file.toString(), after)
                                    .setAttribute(path, attribute.name(), value)
                                    .bytes())
                            .as("%s %s undone", file, path)
                            .isEqualTo(before);
                    undone++;
                }
                var added = parsed.setAttribute(path, "added", "1").bytes();
                assertThat(XmlFile.parse(file.toString(), added).attribute(path, "added"))
                        .contains("1");
            }
        }
        System.out.printf("attributes: %d edits, %d undone to the same bytes%n", edits, undone);
        assertThat(undone).isGreaterThan(edits / 2);
    }

    @Test
    void aChildThatIsPutAndRemovedAgainLeavesTheBytesAsTheyWere() {
        var edits = 0;
        for (var file : RealPacks.files(".xml")) {
            var before = RealPacks.read(file);
            var document = document(file, before);
            var parents = document.elements().stream()
                    .filter(e -> !document.childElements(e.index()).isEmpty())
                    .filter(e -> isNew(
                            file,
                            document,
                            e,
                            document.childElements(e.index()).get(0).end()))
                    .toList();
            var child = XmlElement.of("put")
                    .child("in", "a")
                    .child(XmlElement.of("and").child("deeper", "b"));
            for (var parent : sample(parents, PARENTS_PER_FILE)) {
                var path = pathOf(document, parent);
                for (var placement :
                        List.of(Placement.first(), Placement.last(), Placement.after("*"), Placement.before("*"))) {
                    var put = XmlFile.parse(file.toString(), before).put(path + "/put", child, placement);
                    var after = put.bytes();
                    assertThat(put.text(path + "/put/and/deeper")).isEqualTo("b");
                    assertThat(XmlFile.parse(file.toString(), after)
                                    .remove(path + "/put")
                                    .bytes())
                            .as("%s %s %s", file, path, placement)
                            .isEqualTo(before);
                    edits++;
                }
            }
        }
        System.out.printf("children: %d put and removed%n", edits);
    }

    @Test
    void aKeyThatIsSetChangesOnlyItsOwnLines() {
        var edits = 0;
        var undone = 0;
        for (var file : RealPacks.files(".properties")) {
            var before = RealPacks.read(file);
            var name = file.toString();
            var text = new String(before, StandardCharsets.ISO_8859_1);
            var entries = PropertiesScanner.scan(text);
            for (var entry : entries) {
                var live = entries.stream()
                        .filter(e -> !e.sample() && e.key().equals(entry.key()))
                        .count();
                if (!seen.add(file.getFileName() + "\n" + text.substring(entry.start(), entry.valueEnd()))) {
                    continue;
                }
                if (entry.sample() || live > 1) {
                    if (live > 1) {
                        assertThatThrownBy(() -> FileEditor.set(name, before, entry.key(), "x"))
                                .isInstanceOf(EditException.class)
                                .hasMessageContaining("stands " + live + " times");
                    }
                    continue;
                }
                var after = FileEditor.set(name, before, entry.key(), entry.value() + MARKER);
                var first = Lines.number(text, entry.start());
                var last = Lines.number(text, entry.valueEnd());
                assertThat(Diffs.changedLines(before, after))
                        .as("%s %s", file, entry.key())
                        .isNotEmpty()
                        .allMatch(line -> line >= first && line <= last);
                edits++;
                if (text.substring(entry.valueStart(), entry.valueEnd())
                        .equals(PropertiesEscapes.value(entry.value(), true))) {
                    assertThat(FileEditor.set(name, after, entry.key(), entry.value()))
                            .as("%s %s undone", file, entry.key())
                            .isEqualTo(before);
                    undone++;
                }
            }
            assertThat(PropertiesFile.parse(name, before)
                            .set("a.new.key", "1")
                            .remove("a.new.key")
                            .get("a.new.key"))
                    .isEmpty();
        }
        System.out.printf("keys: %d edits, %d undone to the same bytes%n", edits, undone);
    }

    private static XmlDocument document(Path file, byte[] bytes) {
        var charset = XmlEncoding.of(file.toString(), bytes);
        return XmlDocument.of(file.toString(), charset, XmlEncoding.decode(file.toString(), bytes, charset));
    }

    /** Whether no other file of that name has had the element in these words, up to this place, in an element so called. */
    private boolean isNew(Path file, XmlDocument document, Element element, int end) {
        var parent = element.parent() == XmlNode.DOCUMENT
                ? ""
                : document.element(element.parent()).name();
        return seen.add(
                file.getFileName() + "\n" + parent + "\n" + document.text().substring(element.start(), end));
    }

    private static List<Element> sample(List<Element> elements, int limit) {
        var step = Math.max(1, (elements.size() + limit - 1) / limit);
        return IntStream.range(0, elements.size())
                .filter(i -> i % step == 0)
                .mapToObj(elements::get)
                .toList();
    }

    /** The names from the root down, with a position where a sibling has the same name. */
    private static String pathOf(XmlDocument document, Element element) {
        var parent = element.parent() == XmlNode.DOCUMENT ? "" : pathOf(document, document.element(element.parent()));
        var name = XmlNode.localName(element.name());
        var same = document.childElements(element.parent()).stream()
                .filter(e -> XmlNode.localName(e.name()).equals(name))
                .toList();
        return parent + "/" + name + (same.size() == 1 ? "" : "[" + (same.indexOf(element) + 1) + "]");
    }

    private static void assertOnlyElementChanged(
            XmlDocument document, Element element, String path, byte[] before, byte[] after) {
        var first = Lines.number(document.text(), element.start());
        var last = Lines.number(document.text(), element.end());
        assertThat(Diffs.changedLines(before, after))
                .as("%s %s", document.file(), path)
                .isNotEmpty()
                .allMatch(line -> line >= first && line <= last);
    }
}
