package io.github.apim.rules;

import io.github.apim.descriptor.ReadResult;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import java.util.Map;

/** What a rule about packs looks at: the opened packs of the selected nodes. */
public record PackContext(ReadResult descriptor, Map<Product, Pack> packs) {}
