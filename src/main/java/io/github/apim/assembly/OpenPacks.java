package io.github.apim.assembly;

import io.github.apim.archive.Workers;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The opened packs, closed together. */
public final class OpenPacks implements Closeable {

    private final Map<Product, Pack> packs = new EnumMap<>(Product.class);
    private final Map<Product, String> digests = new EnumMap<>(Product.class);

    private OpenPacks() {}

    /** Opens these files as the descriptor wants its packs opened, side by side. */
    static OpenPacks open(Map<Product, Path> files, PlanRequest request, AssemblyListener listener) throws IOException {
        List<Opening> openings = new ArrayList<>();
        files.forEach((product, file) -> openings.add(new Opening(product, file, request)));
        OpenPacks opened = new OpenPacks();
        try {
            Workers.runAll(openings, request.threads());
            openings.forEach(opening -> opening.opened.ifPresent(opened::add));
            for (Opening opening : openings) {
                opening.requireOpened();
                listener.packOpened(opening.opened.orElseThrow().pack(), opening.time);
            }
            return opened;
        } catch (IOException | RuntimeException problem) {
            openings.forEach(opening -> opening.opened.ifPresent(opened::add));
            opened.close();
            throw problem;
        }
    }

    private void add(PackFiles.Opened opened) {
        packs.put(opened.pack().product(), opened.pack());
        digests.put(opened.pack().product(), opened.sha256());
    }

    /** One pack that is being opened. */
    private static final class Opening implements Runnable {

        private final Product product;
        private final Path file;
        private final PlanRequest request;
        private Optional<PackFiles.Opened> opened = Optional.empty();
        private Optional<Exception> failure = Optional.empty();
        private Duration time = Duration.ZERO;

        private Opening(Product product, Path file, PlanRequest request) {
            this.product = product;
            this.file = file;
            this.request = request;
        }

        @Override
        public void run() {
            long start = System.nanoTime();
            try {
                opened = Optional.of(PackFiles.open(
                        product,
                        file,
                        request.descriptor().deployment().packs().get(product),
                        request.cacheDirectory(),
                        request.threads()));
            } catch (IOException | RuntimeException problem) {
                failure = Optional.of(problem);
            }
            time = Duration.ofNanos(System.nanoTime() - start);
        }

        private void requireOpened() throws IOException {
            if (failure.isPresent() && failure.get() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure.isPresent()) {
                throw (IOException) failure.get();
            }
        }
    }

    /** The packs, each under its product. */
    public Map<Product, Pack> byProduct() {
        return Collections.unmodifiableMap(packs);
    }

    /** What the user should know of how the packs were opened, each once. */
    Set<String> remarks() {
        Set<String> remarks = new LinkedHashSet<>();
        packs.values().forEach(pack -> remarks.addAll(pack.remarks()));
        return remarks;
    }

    /** The SHA-256 of a pack's file; of a folder, of what is in it. */
    String sha256(Product product) {
        return digests.get(product);
    }

    @Override
    public void close() throws IOException {
        for (Pack pack : packs.values()) {
            pack.close();
        }
    }
}
