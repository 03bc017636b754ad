package io.github.apim.deployment;

/** A user and the password, most often a {@code <server>} of settings.xml. */
public record Credentials(String username, Secret password) {}
