package io.github.apim.deployment;

/**
 * That nodes hold their passwords encrypted with their own key.
 *
 * @param strict whether a build is refused that leaves a password in the clear
 */
public record SecureVault(boolean strict) {}
