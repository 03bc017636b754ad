package io.github.apim.descriptor;

import io.github.apim.deployment.KeyStores;
import io.github.apim.descriptor.Shape.Choice;
import io.github.apim.descriptor.Shape.Either;
import io.github.apim.descriptor.Shape.Key;
import io.github.apim.descriptor.Shape.Struct;
import io.github.apim.descriptor.Shape.Table;
import io.github.apim.descriptor.Shape.Text;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The shape of {@code key-stores}. */
final class KeyStoresShape {

    static final String IDENTITY = "identity";
    static final String TRUST = "trust";
    static final String OWN = "own";
    static final String CREDENTIALS = "credentials";
    static final String KEY_CREDENTIALS = "key-credentials";

    static final Struct SECTION = DescriptorShape.struct(
            identity(),
            trust(),
            DescriptorShape.optional(
                    OWN,
                    new Table(
                            new Choice(
                                    "a product or a role",
                                    scopes(),
                                    List.copyOf(Role.otherNames())),
                            DescriptorShape.struct(identity(), trust()),
                            0),
                    "Those of a product or a role that has others than the rest."));

    private KeyStoresShape() {}

    /** A message broker is no Carbon server: its key stores are named in files of the user's. */
    private static List<String> scopes() {
        return Stream.concat(Arrays.stream(Product.values()).map(Product::key), Role.keys().stream())
                .filter(key -> !key.equals(Role.MESSAGE_BROKER.key()))
                .distinct()
                .toList();
    }

    private static Map.Entry<String, Key> identity() {
        return DescriptorShape.optional(
                IDENTITY,
                DescriptorShape.struct(
                        path(),
                        type(),
                        DescriptorShape.required(
                                "alias", new Text(Formats.KEY_ALIAS), "The name of the key and its certificate in it."),
                        credentials(),
                        DescriptorShape.optional(
                                KEY_CREDENTIALS,
                                password(),
                                "The password of the private key; without it, that of the key store.")),
                "The key store with the servers' private key and certificate.");
    }

    private static Map.Entry<String, Key> trust() {
        return DescriptorShape.optional(
                TRUST,
                DescriptorShape.struct(path(), type(), credentials()),
                "The key store with the certificates that the servers trust.");
    }

    private static Map.Entry<String, Key> path() {
        return DescriptorShape.required("path", new Text(Formats.PATH), "The key store, relative to this file.");
    }

    private static Map.Entry<String, Key> type() {
        return DescriptorShape.optional(
                "type",
                DescriptorShape.choice(
                        "a type",
                        Arrays.stream(KeyStores.Type.values()).map(Enum::name).toList()),
                "Its format; without it, PKCS12 for names that end with .p12 or .pfx, else JKS.");
    }

    private static Map.Entry<String, Key> credentials() {
        return DescriptorShape.required(CREDENTIALS, password(), "The password of the key store.");
    }

    private static Either password() {
        return new Either(
                new Text(Formats.SERVER_ID),
                DescriptorShape.struct(DescriptorShape.required(
                        "password",
                        new Text(Formats.PASSWORD),
                        "The password; better kept as a <server> in settings.xml.")));
    }
}
