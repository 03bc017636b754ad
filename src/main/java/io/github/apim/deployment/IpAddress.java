package io.github.apim.deployment;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells IP addresses from host names without asking a name server. */
public final class IpAddress {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private IpAddress() {}

    /** Whether this is an IP address, not a name. */
    public static boolean isLiteral(String host) {
        return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
    }

    /** The one spelling of an IPv6 address that has several; anything else as it is. */
    public static String canonical(String host) {
        if (!IPV6.matcher(host).matches()) {
            return host;
        }
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException noAddress) {
            return host;
        }
    }

    /** Whether two texts name one host: an address in another spelling, or in a URL's brackets, is the same one. */
    public static boolean isSame(String one, String other) {
        return canonical(bare(one)).equals(canonical(bare(other)));
    }

    private static String bare(String host) {
        return host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    /** Whether this names the machine that asks, so that no other machine can use it. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost")
                || isSame(host, "::1")
                || (IPV4.matcher(host).matches() && host.startsWith("127."));
    }
}
