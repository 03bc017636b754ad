package io.github.apim.shipping;

import io.github.apim.deployment.Node;
import java.nio.file.Path;
import java.time.Duration;

/** Is told how far the shipping is, from several threads. */
public interface ShippingListener {

    /** A machine's key was not known, and is from now on. */
    void hostKeyAccepted(String host, String fingerprint, Path file);

    /** A tarball begins to be sent. */
    void uploading(Node node, String machine, long from, long size);

    /** So many bytes are over there. */
    void progress(Node node, long sent);

    /**
     * A tarball has arrived and is whole.
     *
     * @param sending  how long its bytes took
     * @param checking how long the machine took to check them
     */
    void uploaded(Node node, long bytes, Duration sending, Duration checking);

    /** Something about a node is done, would be done, or needs not be done. */
    void step(Node node, String text);

    /** Something that may not be meant. */
    void warning(Node node, String text);

    /** A machine has said nothing for that long, and is still waited for. */
    void silent(String machine, Duration time);

    /** Nothing more is done for a node. */
    void failed(Node node, String reason);
}
