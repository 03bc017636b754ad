package io.github.apim.shipping;

import io.github.apim.deployment.Node;
import io.github.apim.product.Ports;
import java.util.List;
import java.util.stream.IntStream;

/** Which ports a started node must listen to before the next one is started. */
@FunctionalInterface
public interface NodePorts {

    /** The ports of the services that other nodes and users ask for, with the node's offset. */
    NodePorts OF_SERVICES = node -> IntStream.of(
                    switch (node.role().product()) {
                        case API_MANAGER ->
                            new int[] {
                                Ports.SERVLET_HTTPS,
                                Ports.SERVLET_HTTP,
                                Ports.PASS_THROUGH_HTTPS,
                                Ports.PASS_THROUGH_HTTP
                            };
                        case IDENTITY_SERVER -> new int[] {Ports.SERVLET_HTTPS, Ports.SERVLET_HTTP};
                        case BAM -> new int[] {Ports.SERVLET_HTTPS, Ports.SERVLET_HTTP, Ports.EVENT_RECEIVER};
                        case MESSAGE_BROKER -> new int[] {Ports.OPENWIRE};
                    })
            .map(port -> port + node.offset())
            .boxed()
            .toList();

    List<Integer> of(Node node);
}
