package io.github.apim.assembly;

/** How nodes lie in the output folder. */
public enum Layout {
    /** Each tarball is a whole home. */
    SINGLE,
    /** A tarball holds what is its node's own, and is unpacked over its pack's base, which is there once. */
    LAYERED
}
