package io.github.apim.rules;

import io.github.apim.edit.EditException;
import io.github.apim.edit.XmlView;
import io.github.apim.edit.XmlView.Element;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the values of a home's files, each with the line that it stands on: what a server reads there, whoever wrote it.
 * Not for use by several threads.
 */
public final class HomeReader {

    private static final String ALIAS = "svns:secretAlias";

    private final PlannedFiles files;
    private final XmlReading reading;
    private final Map<String, Optional<XmlView>> read = new HashMap<>();
    private final Set<String> unreadable = new LinkedHashSet<>();

    /** @param reading may be shared by many homes */
    public HomeReader(PlannedFiles files, XmlReading reading) {
        this.files = files;
        this.reading = reading;
    }

    /**
     * A value that a file has.
     *
     * @param file below the home
     * @param line from 1 on
     */
    public record Seen(String value, String file, int line) {

        /** {@code repository/conf/carbon.xml:12} */
        public String evidence() {
            return file + ":" + line;
        }

        /** Another value that follows from the same line. */
        public Seen saying(String other) {
            return new Seen(other, file, line);
        }

        /** The value can be a password. */
        @Override
        public String toString() {
            return evidence();
        }
    }

    /** The files themselves. */
    public PlannedFiles files() {
        return files;
    }

    /** The root of an XML file; empty if it is not well-formed. */
    public static Optional<Element> root(byte[] bytes) {
        return new XmlReading().read(bytes).view().map(XmlView::root);
    }

    /** The elements at a place, by the paths of {@link XmlView}. None in a file that is not there. */
    public List<Element> elements(String file, String place) {
        return view(file).map(view -> view.elements(place)).orElse(List.of());
    }

    /** The last of the texts at a place, or of the attributes' values, as Carbon takes the last of two. */
    public Optional<Seen> seen(String file, String place) {
        int attribute = place.lastIndexOf("/@");
        return elements(file, place).stream()
                .reduce((first, last) -> last)
                .flatMap(element -> (attribute < 0
                                ? Optional.of(element.text())
                                : element.attribute(place.substring(attribute + 2)))
                        .map(value -> new Seen(value.trim(), file, element.line())));
    }

    /** Tells that a file is there whose values cannot be read. */
    public void unreadable(EditException problem) {
        unreadable.add(problem.getMessage());
    }

    /** What is wrong with files that were asked for and could not be read, in the order in which that was found. */
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /**
     * Under which aliases the servers' secure vault has values, by the places that {@link Seen#evidence} gives, in the XML
     * files that were asked for; what stands there is no value.
     */
    public Map<String, String> aliases() {
        Map<String, String> aliases = new HashMap<>();
        read.forEach((file, view) -> view.ifPresent(found -> addAliases(found.root(), file, aliases)));
        return aliases;
    }

    private static void addAliases(Element element, String file, Map<String, String> aliases) {
        element.attribute(ALIAS).ifPresent(alias -> aliases.put(new Seen("", file, element.line()).evidence(), alias));
        element.children().forEach(child -> addAliases(child, file, aliases));
    }

    private Optional<XmlView> view(String file) {
        return read.computeIfAbsent(
                file,
                absent -> files.read(file).map(reading::read).flatMap(result -> {
                    result.fault()
                            .ifPresent(fault -> unreadable.add(file + " " + fault.what() + "; " + fault.remedy()));
                    return result.view();
                }));
    }
}
