package io.github.apim.descriptor;

import static io.github.apim.descriptor.DescriptorShape.choice;
import static io.github.apim.descriptor.DescriptorShape.optional;
import static io.github.apim.descriptor.DescriptorShape.port;
import static io.github.apim.descriptor.DescriptorShape.required;
import static io.github.apim.descriptor.DescriptorShape.role;
import static io.github.apim.descriptor.DescriptorShape.standard;
import static io.github.apim.descriptor.DescriptorShape.struct;
import static io.github.apim.descriptor.DescriptorShape.text;

import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.deployment.LoadBalancer.Traffic;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.descriptor.Shape.Either;
import io.github.apim.descriptor.Shape.Items;
import io.github.apim.descriptor.Shape.Struct;
import io.github.apim.descriptor.Shape.Table;
import io.github.apim.descriptor.Shape.Text;
import java.util.Arrays;
import java.util.List;

/** The shape of {@code load-balancer}, and of the groups of gateways that stand behind one. */
final class LoadBalancerShape {

    private LoadBalancerShape() {}

    static Struct section() {
        Struct virtualHost = struct(
                optional("role", role(), "The role that it stands for, where its key is no role."),
                optional(
                        "for",
                        choice(
                                "one of",
                                Arrays.stream(Traffic.values())
                                        .map(Traffic::key)
                                        .toList()),
                        "What comes in there for gateways, where its key does not say it; without it, requests."),
                required("name", text(Formats.VIRTUAL_HOST_NAME), "The name under which the role is reached."),
                optional(
                        "nodes",
                        new Items(text(Formats.NODE_NAME)),
                        "The nodes that it leads to; without them, those of its role that no other one names."),
                optional("http", port(), "The port for plain HTTP; without it, none is served."),
                standard("https", port(), Integer.toString(StandardPorts.HTTPS), "The port for HTTPS."),
                optional("websocket", port(), "The port for web sockets; without it, none are served."),
                optional("secure-websocket", port(), "The port for web sockets over TLS; without it, none are served."),
                optional("path", text(Formats.URL_PATH), "What the paths of its requests begin with."));
        return struct(
                optional("address", text(Formats.ADDRESS), "IP address of the load balancer."),
                optional(
                        "certificates",
                        text(Formats.REMOTE_PATH),
                        "The folder on the load balancer that holds <name>.crt and <name>.key."),
                optional(
                        "virtual-hosts",
                        new Table(
                                new Text(Formats.VIRTUAL_HOST_KEY),
                                new Either(text(Formats.VIRTUAL_HOST_NAME), virtualHost),
                                0),
                        "The names under which roles are reached; a bare name is served on ports " + StandardPorts.HTTP
                                + " and " + StandardPorts.HTTPS + "."));
    }

    static Items gatewayEnvironments() {
        List<String> types = Arrays.stream(GatewayEnvironment.Type.values())
                .map(GatewayEnvironment.Type::key)
                .toList();
        return new Items(struct(
                required("name", text(Formats.ENVIRONMENT_NAME), "What publishers see and APIs remember."),
                standard(
                        "type",
                        choice("a type", types),
                        GatewayEnvironment.Type.HYBRID.key(),
                        "Which keys its gateways take."),
                optional(
                        "gateways",
                        new Items(text(Formats.NODE_NAME)),
                        "The nodes that are its gateways; the only environment has all without it."),
                optional(
                        "virtual-host",
                        text(Formats.VIRTUAL_HOST_KEY),
                        "The key of the virtual host under which clients call its APIs.")));
    }
}
