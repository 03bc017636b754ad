package io.github.apim.descriptor;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Images;
import io.github.apim.deployment.Kubernetes;
import io.github.apim.product.Product;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the records of {@code images} and {@code kubernetes} from sections that have been checked. */
final class ContainersBuilder {

    private ContainersBuilder() {}

    static Images images(Value.Fields images, Optional<Credentials> credentials) {
        Map<Product, String> bases = new EnumMap<>(Product.class);
        Value base = images.any("base").orElseThrow();
        if (base instanceof Value.Text one) {
            for (Product product : Product.values()) {
                bases.put(product, one.text());
            }
        } else {
            ((Value.Fields) base)
                    .values()
                    .forEach((key, image) ->
                            bases.put(Product.ofKey(key).orElseThrow(), ((Value.Text) image).text()));
        }
        Map<String, String> labels = new LinkedHashMap<>();
        images.fields("labels")
                .ifPresent(own -> own.values().forEach((key, text) -> labels.put(key, ((Value.Text) text).text())));
        return new Images(
                text(images, "registry"),
                images.string("name"),
                text(images, "tag"),
                Collections.unmodifiableMap(bases),
                images.string("platform"),
                images.string("user"),
                images.string("directory"),
                credentials,
                images.flag("insecure"),
                Collections.unmodifiableMap(labels),
                images.location());
    }

    static Kubernetes kubernetes(Value.Fields kubernetes) {
        Map<String, Kubernetes.Own> nodes = new LinkedHashMap<>();
        kubernetes
                .fields("nodes")
                .ifPresent(table -> table.values().forEach((name, own) -> nodes.put(name, own((Value.Fields) own))));
        return new Kubernetes(
                kubernetes.string("namespace"),
                Arrays.stream(Kubernetes.SecretSource.values())
                        .filter(source -> source.key().equals(kubernetes.string("secrets")))
                        .findFirst()
                        .orElseThrow(),
                text(kubernetes, "pull-secret"),
                kubernetes
                        .fields("ingress")
                        .map(ingress -> new Kubernetes.Ingress(ingress.string("class"), text(ingress, "tls-secret"))),
                Collections.unmodifiableMap(nodes),
                kubernetes.location());
    }

    private static Kubernetes.Own own(Value.Fields own) {
        return new Kubernetes.Own(
                Math.toIntExact(own.whole("replicas").orElseThrow()), text(own, "memory"), text(own, "cpu"));
    }

    private static Optional<String> text(Value.Fields fields, String key) {
        return fields.text(key).map(Value.Text::text);
    }
}
