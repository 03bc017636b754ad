package io.github.apim.archive;

/** What unpacks a base and the layers over it. */
public enum LayerFormat {
    /** tar, one after the other into one folder. What {@link Dropped} lists must be deleted there. */
    TARBALL,
    /**
     * Tools for OCI images. What is dropped is an empty file {@code .wh.<name>} (image-spec, layer.md, "Whiteouts"); every
     * folder around an entry is one, too, as it would else lose its owner and mode to the layer.
     */
    IMAGE
}
