package io.github.apim.deployment;

/** A host and the port that is open there. */
public record Endpoint(String host, int port) {

    /** As people write it: without the port where that goes without saying. */
    public String without(int usualPort) {
        return port == usualPort ? toString().substring(0, toString().lastIndexOf(':')) : toString();
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
