package io.github.apim.maven;

import io.github.apim.database.ServerAccess;
import java.util.Map;

/**
 * The ways to the database servers of a deployment.
 *
 * @param byUrl by the descriptor's URL of the server
 */
record DatabaseAccess(Map<String, ServerAccess> byUrl) {

    /** The way to the server that the descriptor names by this URL. */
    ServerAccess of(String url) {
        return byUrl.get(url);
    }
}
