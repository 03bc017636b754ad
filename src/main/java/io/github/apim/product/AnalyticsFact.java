package io.github.apim.product;

import java.util.Set;

/**
 * The analytics server that goes with a version, which is no node.
 *
 * @param receiver    the port of its pack that takes events over thrift
 * @param receiverTls the port of its pack at which those who send events sign in
 * @param rest        the port of its pack that answers questions over HTTPS
 * @param reporting   who sends events to it
 * @param asking      who shows what it has summed up
 */
public record AnalyticsFact(int receiver, int receiverTls, int rest, Set<Role> reporting, Set<Role> asking) {

    public AnalyticsFact {
        reporting = Set.copyOf(reporting);
        asking = Set.copyOf(asking);
    }

    /** Of a version of API Manager 1.10 or 2.x, in which the same roles report and ask. */
    static AnalyticsFact of(int receiver, int receiverTls, int rest) {
        return new AnalyticsFact(
                receiver,
                receiverTls,
                rest,
                Set.of(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.ALL_IN_ONE),
                Set.of(Role.PUBLISHER, Role.STORE, Role.ALL_IN_ONE));
    }
}
