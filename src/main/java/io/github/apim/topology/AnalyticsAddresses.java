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
        int offset = server.offset();
        return new AnalyticsAddresses(
                new Endpoint(server.host(), fact.receiver() + offset),
                new Endpoint(server.host(), fact.receiverTls() + offset),
                new Endpoint(server.host(), fact.rest() + (fact.restShifts() ? offset : 0)));
    }
}
