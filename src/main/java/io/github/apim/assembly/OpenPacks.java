package io.github.apim.assembly;

import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The opened packs, closed together. */
public final class OpenPacks implements Closeable {

    private final Map<Product, Pack> packs = new EnumMap<>(Product.class);

    OpenPacks() {}

    void add(Pack pack) {
        packs.put(pack.product(), pack);
    }

    /** The packs, each under its product. */
    public Map<Product, Pack> byProduct() {
        return Collections.unmodifiableMap(packs);
    }

    @Override
    public void close() throws IOException {
        for (Pack pack : packs.values()) {
            pack.close();
        }
    }
}
