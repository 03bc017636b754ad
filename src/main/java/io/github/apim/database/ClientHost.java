package io.github.apim.database;

import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.deployment.Node;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How the database server names the machine that a node connects from. */
final class ClientHost {

    private static final Pattern ZEROS = Pattern.compile("(?<![0-9a-f])0(?::0)+(?![0-9a-f])");

    private ClientHost() {}

    /**
     * The node's address, or its name without one. To a server on the same machine it comes from loopback.
     *
     * @param url of the server
     */
    static String of(String url, Node node) {
        String server = JdbcUrl.host(url).orElse("");
        if (IpAddress.isLoopback(server)) {
            return server.equals("::1") ? server : "127.0.0.1";
        }
        return canonical(node.address().orElse(node.host()));
    }

    /** Servers compare accounts' hosts as texts, and write IPv6 as RFC 5952 wants it: short and in lower case. */
    private static String canonical(String host) {
        if (host.indexOf(':') < 0) {
            return host;
        }
        try {
            // An address in digits; nobody is asked for its name.
            String full = InetAddress.getByName(host).getHostAddress();
            return ZEROS.matcher(full)
                    .results()
                    .reduce((first, second) ->
                            second.group().length() > first.group().length() ? second : first)
                    .map(run -> shortened(full, run))
                    .orElse(full);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(host, impossible);
        }
    }

    private static String shortened(String full, MatchResult run) {
        String before = full.substring(0, run.start());
        String after = full.substring(run.end());
        return (before.isEmpty() ? ":" : before) + (after.isEmpty() ? ":" : after);
    }
}
