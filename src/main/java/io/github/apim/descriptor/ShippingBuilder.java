package io.github.apim.descriptor;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Shipping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the record of {@code shipping} from a section that has been checked. */
final class ShippingBuilder {

    private final ArtifactReferences references;

    ShippingBuilder(ArtifactReferences references) {
        this.references = references;
    }

    /** @param credentials the login and what opens the key, if the descriptor names them */
    Shipping build(Value.Fields shipping, Optional<Credentials> credentials) {
        Map<String, Shipping.Own> nodes = new LinkedHashMap<>();
        shipping.fields("nodes")
                .ifPresent(table -> table.values().forEach((name, own) -> nodes.put(name, own((Value.Fields) own))));
        return new Shipping(
                shipping.optionalString("user").or(() -> credentials.map(Credentials::username)),
                shipping.text("key").map(references::path),
                credentials.map(Credentials::password),
                shipping.flag("agent"),
                shipping.number("port"),
                shipping.string("directory"),
                shipping.text("known-hosts").map(references::path),
                shipping.any("jump").map(ShippingBuilder::jump),
                shipping.items("keep").stream()
                        .map(path -> ((Value.Text) path).text())
                        .toList(),
                Math.toIntExact(shipping.whole("releases").orElseThrow()),
                Collections.unmodifiableMap(nodes));
    }

    private Shipping.Own own(Value.Fields own) {
        return new Shipping.Own(
                own.optionalString("host"),
                own.optionalString("user"),
                own.text("key").map(references::path),
                own.integer("port"),
                own.optionalString("directory"));
    }

    private static Shipping.Jump jump(Value value) {
        if (value instanceof Value.Text host) {
            return new Shipping.Jump(host.text(), Shipping.DEFAULT.port(), Optional.empty());
        }
        Value.Fields jump = (Value.Fields) value;
        return new Shipping.Jump(jump.string("host"), jump.number("port"), jump.optionalString("user"));
    }
}
