package io.github.apim.database;

import java.util.List;
import java.util.Map;

/**
 * With what this machine connects to a database server.
 *
 * @param fixed     properties that no parameter of the URL changes
 * @param url       what follows the {@code ?} of the URL
 * @param left      names of parameters that were given and are not used
 * @param guarded   whether the driver keeps the password itself from a server that is not verified
 * @param verified  whether there is a connection only to a server that shows a certificate that is trusted
 * @param verifying an example of the parameters that ask for such a certificate, for messages
 */
record ConnectionSettings(
        Map<String, String> fixed,
        String url,
        List<String> left,
        boolean guarded,
        boolean verified,
        String verifying) {}
