package io.github.apim.adoption;

import io.github.apim.edit.Operation;

/** An edit that makes of what the plugin would write what is there. */
record Change(String place, Operation operation) {

    /** The operation can hold a password. */
    @Override
    public String toString() {
        return place;
    }
}
