package io.github.apim.report.picture;

import java.util.List;
import java.util.Map;

/**
 * What is to be drawn, without a place yet.
 *
 * @param parts in the order of their layers, and in a layer from left to right
 */
public record Diagram(List<Part> parts, List<Link> links) {

    public Diagram {
        parts = List.copyOf(parts);
        links = List.copyOf(links);
    }

    /**
     * A box with smaller ones in it, such as a role and its machines.
     *
     * @param id    unique among the parts
     * @param layer parts of a layer stand side by side, lower numbers above higher ones
     * @param style what kind of part it is, for the style sheet
     * @param notes what else to say of it
     */
    public record Part(String id, int layer, String style, String title, List<String> notes, List<Cell> cells) {}

    /** A smaller box, such as a machine. */
    public record Cell(String title, List<Item> items) {}

    /** What is in a cell, such as a node. */
    public record Item(String title, List<String> lines) {}

    /**
     * Parts that talk to others.
     *
     * @param number   tells it from others in the picture and in the list beside it
     * @param style    what kind of link it is, for the style sheet
     * @param sources  ids of parts
     * @param arrivals by the id of the part that is talked to, what its box says of it
     */
    public record Link(int number, String style, List<String> sources, Map<String, String> arrivals) {}
}
