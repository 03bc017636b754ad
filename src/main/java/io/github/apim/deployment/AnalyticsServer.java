package io.github.apim.deployment;

import java.util.Optional;

/**
 * A server outside the deployment that sums up the use of APIs, for the versions that no longer do it in BAM.
 *
 * @param host        its name or IP address
 * @param offset      what was added to the ports that its own pack has
 * @param credentials its administrator, where it is not the shipped one; it has users of its own
 */
public record AnalyticsServer(String host, int offset, Optional<Credentials> credentials) {}
