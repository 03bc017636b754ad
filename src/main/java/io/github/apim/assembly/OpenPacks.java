package io.github.apim.assembly;

import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The opened packs, closed together. */
public final class OpenPacks implements Closeable {

    private final Map<Product, Pack> packs = new EnumMap<>(Product.class);
    private final Map<Product, String> digests = new EnumMap<>(Product.class);

    private OpenPacks() {}

    /** Opens these files as the descriptor wants its packs opened. */
    static OpenPacks open(Map<Product, Path> files, PlanRequest request, AssemblyListener listener) throws IOException {
        OpenPacks opened = new OpenPacks();
        try {
            for (Map.Entry<Product, Path> entry : files.entrySet()) {
                long start = System.nanoTime();
                PackFiles.Opened pack = PackFiles.open(
                        entry.getKey(),
                        entry.getValue(),
                        request.descriptor().deployment().packs().get(entry.getKey()),
                        request.cacheDirectory(),
                        request.threads());
                opened.packs.put(entry.getKey(), pack.pack());
                opened.digests.put(entry.getKey(), pack.sha256());
                listener.packOpened(pack.pack(), Duration.ofNanos(System.nanoTime() - start));
            }
            return opened;
        } catch (IOException | RuntimeException problem) {
            opened.close();
            throw problem;
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
