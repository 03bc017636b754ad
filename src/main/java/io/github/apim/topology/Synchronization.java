package io.github.apim.topology;

/**
 * How a gateway and the others of its environment come to the same APIs (matrix §2).
 *
 * @param url     the folder of the repository that they work on
 * @param commits whether this node commits what is published to it; the others only check out
 */
public record Synchronization(String url, boolean commits) {}
