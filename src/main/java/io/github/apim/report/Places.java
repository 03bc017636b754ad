package io.github.apim.report;

import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.JdbcUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.stream.Collectors;

/** Where the servers outside of the nodes are, by the parts of their URLs that cannot hold a secret. */
final class Places {

    private static final String UNKNOWN = "see the descriptor";

    private Places() {}

    /** Hosts and ports of a database server. */
    static String database(String url) {
        String places = JdbcUrl.endpoints(url).stream()
                .filter(endpoint -> endpoint.host().indexOf('@') < 0)
                .map(Endpoint::toString)
                .collect(Collectors.joining(", "));
        return places.isEmpty() ? UNKNOWN : places;
    }

    /** The repository's URL without user and query. */
    static String repository(Svn synchronizer) {
        try {
            URI url = new URI(synchronizer.url());
            if (url.getHost() == null && !"file".equals(url.getScheme())) {
                return UNKNOWN;
            }
            return new URI(url.getScheme(), null, url.getHost(), url.getPort(), url.getPath(), null, null).toString();
        } catch (URISyntaxException unusual) {
            return UNKNOWN;
        }
    }
}
