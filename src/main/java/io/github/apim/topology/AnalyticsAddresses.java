package io.github.apim.topology;

import io.github.apim.deployment.AnalyticsServer;
import io.github.apim.deployment.Endpoint;
import io.github.apim.product.AnalyticsFact;

/**
 * Where the analytics server outside the deployment answers.
 *
 * @param receiver    takes events over thrift
 * @param receiverTls where those who send events sign in
 * @param rest        answers questions over HTTPS
 */
public record AnalyticsAddresses(Endpoint receiver, Endpoint receiverTls, Endpoint rest) {

    static AnalyticsAddresses of(AnalyticsServer server, AnalyticsFact fact) {
        return new AnalyticsAddresses(
                at(server, fact.receiver()), at(server, fact.receiverTls()), at(server, fact.rest()));
    }

    private static Endpoint at(AnalyticsServer server, int port) {
        return new Endpoint(server.host(), port + server.offset());
    }
}
