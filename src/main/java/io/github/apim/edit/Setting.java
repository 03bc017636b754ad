package io.github.apim.edit;

import java.util.Optional;

/**
 * What an edit made sure of in a file, whether or not the file had it already.
 *
 * @param place the path of an element without child elements, of an attribute or of a member
 * @param value what stands there now; empty if what stood below the place was given up for other content
 */
public record Setting(String place, Optional<String> value) {

    static Setting of(String place, String value) {
        return new Setting(place, Optional.of(value));
    }

    static Setting givenUp(String place) {
        return new Setting(place, Optional.empty());
    }

    /** The place alone: the value may be a secret. */
    @Override
    public String toString() {
        return place;
    }
}
