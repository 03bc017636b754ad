package io.github.apim.shipping;

import io.github.apim.deployment.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Writes down what a shipment tells. */
public final class Journal implements ShippingListener {

    private final List<String> lines = new ArrayList<>();
    private final Map<String, Long> resumed = new LinkedHashMap<>();
    private final Map<String, Long> sent = new LinkedHashMap<>();
    private LongConsumer onProgress = bytes -> {};
    private Consumer<String> onUploading = node -> {};
    Optional<ShippingException> failure = Optional.empty();

    /** Asks for a call whenever bytes have been sent. */
    Journal onProgress(LongConsumer action) {
        onProgress = action;
        return this;
    }

    /** Asks for a call whenever a node's tarball is about to be sent. */
    Journal onUploading(Consumer<String> action) {
        onUploading = action;
        return this;
    }

    /** All that was said, a line for each thing. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Where the uploads began, by node. */
    synchronized Map<String, Long> resumed() {
        return resumed;
    }

    /** How many bytes went over, by node; those that had none are absent. */
    synchronized Map<String, Long> sent() {
        return sent;
    }

    /** What the whole run ended with, empty if it succeeded. */
    String failure() {
        return failure.map(Throwable::getMessage).orElse("");
    }

    @Override
    public synchronized void hostKeyAccepted(String host, String fingerprint, Path file) {
        lines.add("accepted " + host + " " + fingerprint);
    }

    @Override
    public void uploading(Node node, String machine, long from, long size) {
        synchronized (this) {
            resumed.put(node.name(), from);
        }
        onUploading.accept(node.name());
    }

    @Override
    public void progress(Node node, long bytes) {
        onProgress.accept(bytes);
    }

    @Override
    public synchronized void uploaded(Node node, long bytes, Duration sending, Duration checking) {
        sent.put(node.name(), bytes);
    }

    @Override
    public synchronized void step(Node node, String text) {
        lines.add(node.name() + ": " + text);
    }

    @Override
    public synchronized void warning(Node node, String text) {
        lines.add(node.name() + " warns: " + text);
    }

    @Override
    public synchronized void silent(String machine, Duration time) {
        lines.add(machine + " is silent");
    }

    @Override
    public synchronized void failed(Node node, String reason) {
        lines.add(node.name() + " failed: " + reason);
    }
}
