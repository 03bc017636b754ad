package io.github.apim.descriptor;

import static io.github.apim.descriptor.DescriptorShape.credentials;
import static io.github.apim.descriptor.DescriptorShape.optional;
import static io.github.apim.descriptor.DescriptorShape.port;
import static io.github.apim.descriptor.DescriptorShape.required;
import static io.github.apim.descriptor.DescriptorShape.standard;
import static io.github.apim.descriptor.DescriptorShape.struct;
import static io.github.apim.descriptor.DescriptorShape.text;

import io.github.apim.deployment.Shipping;
import io.github.apim.descriptor.Shape.Either;
import io.github.apim.descriptor.Shape.Flag;
import io.github.apim.descriptor.Shape.Items;
import io.github.apim.descriptor.Shape.Struct;
import io.github.apim.descriptor.Shape.Table;
import io.github.apim.descriptor.Shape.Text;
import io.github.apim.descriptor.Shape.Whole;

/** The shape of {@code shipping}. */
final class ShippingShape {

    /** A file that says how machines are reached, and nothing else. */
    static final Struct ALONE =
            struct(required("shipping", section(), "How the machines are reached, and which homes are on them."));

    private ShippingShape() {}

    static Struct section() {
        Struct jump = struct(
                required("host", text(Formats.HOST), "Its name or IP address."),
                optional("user", text(Formats.LOGIN), "The login on it; without one, that on the machines."),
                standard("port", port(), Integer.toString(Shipping.DEFAULT.port()), "Its SSH port."));
        Struct own = struct(
                optional("host", text(Formats.HOST), "Where SSH reaches the machine, if not at the node's address."),
                optional("user", text(Formats.LOGIN), "The login on the machine."),
                optional("key", text(Formats.PATH), "The private key's file, relative to this file."),
                optional("port", port(), "The SSH port."),
                optional("directory", text(Formats.REMOTE_PATH), "The folder that holds the home."));
        return struct(
                optional("user", text(Formats.LOGIN), "The login on the machines."),
                optional("key", text(Formats.PATH), "The private key's file, relative to this file."),
                optional(
                        "credentials",
                        credentials(),
                        "The login and, as password or passphrase, what opens the private key."),
                standard(
                        "agent",
                        new Flag(),
                        Boolean.toString(Shipping.DEFAULT.agent()),
                        "Whether an SSH agent is asked if there is no key."),
                standard("port", port(), Integer.toString(Shipping.DEFAULT.port()), "The SSH port."),
                standard(
                        "directory",
                        text(Formats.REMOTE_PATH),
                        Shipping.DEFAULT.directory(),
                        "The folder on the machines that holds the homes."),
                optional("known-hosts", text(Formats.PATH), "The file of host keys, instead of OpenSSH's own."),
                optional(
                        "jump",
                        new Either(text(Formats.HOST), jump),
                        "The host through which the machines are reached."),
                optional(
                        "keep",
                        new Items(text(Formats.HOME_PATH)),
                        "Paths below a home that a new release takes over from the one before."),
                standard(
                        "releases",
                        new Whole(2, 100),
                        Integer.toString(Shipping.DEFAULT.releases()),
                        "How many releases of a node stay on its machine."),
                optional(
                        "nodes",
                        new Table(new Text(Formats.NODE_NAME), own, 0),
                        "What is different for single nodes."));
    }
}
