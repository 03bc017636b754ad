package io.github.apim.edit;

import io.github.apim.edit.Operation.Side;

/**
 * A file in which places can be set, added and taken away.
 *
 * @param <F> the kind of file
 */
interface ChangeableFile<F> {

    byte[] bytes();

    F set(String place, String value);

    /** Sets a place; one that is commented out becomes live first, where such a comment can be told from others. */
    default F setLive(String place, String value) {
        return set(place, value);
    }

    F add(String place, String content, Side side, String anchor);

    F remove(String place);
}
