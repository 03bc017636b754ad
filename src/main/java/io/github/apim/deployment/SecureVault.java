package io.github.apim.deployment;

import java.util.Optional;

/**
 * How nodes hold their passwords encrypted.
 *
 * @param strict whether a build is refused that leaves one in the clear
 * @param key    64 hexadecimal digits, for versions that encrypt with no key store
 */
public record SecureVault(boolean strict, Optional<Secret> key) {}
