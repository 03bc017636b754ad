package io.github.apim.family.istoml;

import io.github.apim.deployment.Deployment;
import io.github.apim.family.carbon.KeyManagerBundles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;

/**
 * What makes an identity server the API Manager's key manager: up to 3.1 it is built into a pack, from 3.2 on it is a
 * connector that the user adds to either pack (am-3 §11, am-4 §4.8).
 */
final class KeyManagerPart {

    private KeyManagerPart() {}

    /** Whether the pack is one that the API Manager's features are built into, which name the schema as it does. */
    static boolean isBuiltIn(NodeContext context) {
        return KeyManagerBundles.areAmong(
                context.pack().under(KeyManagerBundles.FOLDER).toList());
    }

    /** The table of the API Manager's schema. */
    static String database(NodeContext context) {
        return isBuiltIn(context) ? "database.apim_db" : "database.identity_db";
    }

    /** Whether the API Manager talks to it by the connector. */
    static boolean isConnector(Deployment deployment) {
        return apiManager(deployment).isSince("3.2.0");
    }

    static ProductVersion apiManager(Deployment deployment) {
        return new ProductVersion(Product.API_MANAGER, deployment.version(Product.API_MANAGER));
    }

    /** Whether the node calls others for this. */
    static boolean calls(NodeContext context, CallPurpose purpose) {
        return context.topology().wiring().from(context.node()).stream().anyMatch(link -> link.purpose() == purpose);
    }
}
