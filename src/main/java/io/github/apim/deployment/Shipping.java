package io.github.apim.deployment;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How tarballs get to the machines.
 *
 * @param user      login on the machines
 * @param key       private key file
 * @param port      SSH port, 22 unless the descriptor says otherwise
 * @param directory folder on the machines that holds the homes
 */
public record Shipping(Optional<String> user, Optional<Path> key, int port, String directory) {}
