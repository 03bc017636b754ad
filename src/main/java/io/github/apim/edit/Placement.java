package io.github.apim.edit;

import java.util.List;
import java.util.Locale;

/**
 * Where an element goes into its parent if neither it nor a sample of it is there.
 *
 * <p>Siblings are named by a path step, with predicates if need be: {@code Offset},
 * {@code datasource[name='WSO2AM_DB']}. Of several candidates the first that is live in the parent is used.
 *
 * @param side on which side of the sibling, or of the parent's content
 * @param siblings the candidate siblings, best first; empty for {@link Side#FIRST} and {@link Side#LAST}
 */
public record Placement(Side side, List<String> siblings) {

    /** The sides of a sibling, and the two ends of the parent's content. */
    public enum Side {
        AFTER,
        BEFORE,
        FIRST,
        LAST
    }

    public Placement {
        siblings = List.copyOf(siblings);
        var anchored = side == Side.AFTER || side == Side.BEFORE;
        if (anchored == siblings.isEmpty()) {
            throw new IllegalArgumentException(side + " with siblings " + siblings);
        }
    }

    /** After the last sibling of that name. */
    public static Placement after(String... siblings) {
        return new Placement(Side.AFTER, List.of(siblings));
    }

    /** Before the first sibling of that name. */
    public static Placement before(String... siblings) {
        return new Placement(Side.BEFORE, List.of(siblings));
    }

    /** Before everything else in the parent. */
    public static Placement first() {
        return new Placement(Side.FIRST, List.of());
    }

    /** After everything else in the parent. */
    public static Placement last() {
        return new Placement(Side.LAST, List.of());
    }

    @Override
    public String toString() {
        return side.name().toLowerCase(Locale.ROOT) + (siblings.isEmpty() ? "" : " " + String.join(" or ", siblings));
    }
}
