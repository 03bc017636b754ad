package io.github.apim.deployment;

/** A host and the port that is open there. */
public record Endpoint(String host, int port) {

    /** {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
