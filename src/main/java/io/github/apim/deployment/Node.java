package io.github.apim.deployment;

import io.github.apim.product.Role;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One server process of the deployment.
 *
 * @param name     unique in the deployment; the tarball is named after it
 * @param host     the name under which the others reach the machine
 * @param address  IP address of the machine
 * @param standBy  whether it only takes over when another node of its environment is given up (matrix §2)
 * @param offset   what is added to the product's ports
 * @param overlay  a folder of the user's files for this node, besides {@code overlays/<node>}
 * @param location where the descriptor declares the node
 */
public record Node(
        String name,
        Role role,
        String host,
        Optional<String> address,
        boolean standBy,
        int offset,
        Jvm jvm,
        Optional<Path> overlay,
        Location location) {}
