package io.github.apim.topology;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.Node;
import io.github.apim.product.CallPurpose;

/**
 * A call of a node to a server that is no node: one of the databases, of SVN, of files or of analytics, or the SSH of a machine.
 *
 * @param server the host as the descriptor names it, and the port
 */
public record ServerCall(CallPurpose purpose, Node from, Endpoint server) {}
