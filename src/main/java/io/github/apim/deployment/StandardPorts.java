package io.github.apim.deployment;

/** The ports that count where a URL or the descriptor names none. */
public final class StandardPorts {

    public static final int HTTP = 80;
    public static final int HTTPS = 443;
    public static final int SSH = 22;

    private StandardPorts() {}
}
