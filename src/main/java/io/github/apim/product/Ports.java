package io.github.apim.product;

/** The products' base ports; a node's offset is added to each at run time (matrix §15.1). */
public final class Ports {

    /** Console, admin services and Jaggery applications over HTTPS. */
    public static final int SERVLET_HTTPS = 9443;

    /** The same over plain HTTP. */
    public static final int SERVLET_HTTP = 9763;

    /** API calls over HTTPS, on every API Manager profile. */
    public static final int PASS_THROUGH_HTTPS = 8243;

    /** API calls over plain HTTP. */
    public static final int PASS_THROUGH_HTTP = 8280;

    /** Where BAM receives events over thrift; the port for logging in to it is 100 higher. */
    public static final int EVENT_RECEIVER = 7611;

    /** Messages to and from a broker in its own protocol. */
    public static final int OPENWIRE = 61616;

    private Ports() {}
}
