package io.github.apim.deployment;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SVN repository through which the gateway manager hands its artifacts to the workers.
 *
 * @param client the SVN client's jars: svnkit for dropins, trilead-ssh2 for lib (matrix §2)
 */
public record DeploymentSynchronizer(
        String url, Optional<Credentials> credentials, List<ArtifactReference> client, Location location) {

    private static final Pattern URL = Pattern.compile("([a-z]+)://(\\[[^\\]]*\\]|[^:/]*)(?::([0-9]+))?(/.*)?");

    /** {@code http}, {@code https} or {@code svn}. */
    public String scheme() {
        return part(1).orElseThrow();
    }

    /** The server's host, an IPv6 address in brackets. */
    public String host() {
        return part(2).orElseThrow();
    }

    /** The server's port, if the URL names one. */
    public Optional<Integer> port() {
        return part(3).map(Integer::valueOf);
    }

    /** The server's host and port, which is the scheme's own where the URL names none. */
    public Endpoint endpoint() {
        int standard = switch (scheme()) {
            case "https" -> StandardPorts.HTTPS;
            case "svn" -> 3690;
            default -> StandardPorts.HTTP;
        };
        return new Endpoint(host().replaceAll("[\\[\\]]", ""), port().orElse(standard));
    }

    /** The repository's path on the server, with a {@code /} first and none last. */
    public String path() {
        return part(4).orElse("").replaceAll("/+$", "");
    }

    private Optional<String> part(int group) {
        Matcher matcher = URL.matcher(url);
        return matcher.matches() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
    }
}
