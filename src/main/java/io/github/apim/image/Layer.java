package io.github.apim.image;

/**
 * One layer of an image.
 *
 * @param mediaType what form its bytes have
 * @param digest    of the bytes as they lie in a layout and travel
 * @param size      their number
 * @param diffId    of the tar that is in them
 */
public record Layer(String mediaType, Digest digest, long size, Digest diffId) {

    /** The media type of a tar that is compressed by gzip (OCI image specification 1.0, layer.md). */
    public static final String TAR_GZ = "application/vnd.oci.image.layer.v1.tar+gzip";

    private static final String DOCKER_TAR_GZ = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    /** The name that OCI has for a media type: docker's older one means the same bytes. */
    static String ociType(String mediaType) {
        return mediaType.equals(DOCKER_TAR_GZ) ? TAR_GZ : mediaType;
    }
}
