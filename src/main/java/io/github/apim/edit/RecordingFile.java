package io.github.apim.edit;

import java.util.List;
import java.util.Optional;

/**
 * A file of values that can remember what is set in it.
 *
 * @param <F> the kind of file
 */
public interface RecordingFile<F> {

    /**
     * The same file, which from here on remembers what is set in it. An edit that cannot be made leaves it as it is, and
     * is remembered as well, so that all that is missing can be told at once.
     */
    F recording();

    /** What was set since {@link #recording()}, in the order of the edits, by edits that could not be made, too. */
    List<Setting> settings();

    /** The edits since {@link #recording()} that could not be made. */
    List<EditException> failures();

    /** The single value at a place, if it is there exactly once. */
    Optional<Found> find(String place);

    /** The places of all values below one that holds others; none if it is not there exactly once. */
    List<String> placesBelow(String place);
}
