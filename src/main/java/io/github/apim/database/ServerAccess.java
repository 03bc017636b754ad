package io.github.apim.database;

import io.github.apim.deployment.Credentials;

/**
 * Where and how this machine gets to the database server.
 *
 * @param url           the JDBC URL without a schema
 * @param parameters    of this connection alone, beside those of the nodes' URLs and before them; may be empty
 * @param administrator who may create databases and users
 * @param trusted       whether nobody but the server can answer there, so that its certificate need not be verified
 */
public record ServerAccess(String url, String parameters, Credentials administrator, boolean trusted) {}
