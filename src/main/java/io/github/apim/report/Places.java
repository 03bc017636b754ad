package io.github.apim.report;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.JdbcUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the servers outside of the nodes are, by the parts of their URLs that cannot hold a secret. */
final class Places {

    private static final Pattern JDBC_PORT =
            Pattern.compile("jdbc:[a-z0-9]+://(?:\\[[^\\]]*]|[^:/?;@]*):([0-9]{1,5})(?:[/?;].*)?");
    private static final String UNKNOWN = "see the descriptor";

    private Places() {}

    /** Host and port of the database server. */
    static String database(Deployment deployment) {
        String url = deployment.databases().url();
        Matcher port = JDBC_PORT.matcher(url);
        return JdbcUrl.host(url)
                .filter(host -> host.indexOf('@') < 0)
                .map(host -> port.matches() ? new Endpoint(host, Integer.parseInt(port.group(1))).toString() : host)
                .orElse(UNKNOWN);
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
