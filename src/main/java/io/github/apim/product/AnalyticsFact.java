package io.github.apim.product;

import java.util.Set;

/**
 * The analytics server that goes with a version, which is no node.
 *
 * @param receiver    the port of its pack that takes events over thrift
 * @param receiverTls the port of its pack at which those who send events sign in
 * @param rest        the port of its pack that answers questions over HTTPS
 * @param restShifts  whether the offset is added to that one, too
 * @param reporting   who sends events to it
 * @param asking      who shows what it has summed up
 */
public record AnalyticsFact(
        int receiver, int receiverTls, int rest, boolean restShifts, Set<Role> reporting, Set<Role> asking) {

    public AnalyticsFact {
        reporting = Set.copyOf(reporting);
        asking = Set.copyOf(asking);
    }

    /** Whether nodes of a role must know the server. */
    public boolean concerns(Role role) {
        return reporting.contains(role) || asking.contains(role);
    }

    /** A server of Carbon, whose ports all move with its offset. */
    static AnalyticsFact ofServer(int receiver, int receiverTls, int rest) {
        return of(receiver, receiverTls, rest, true);
    }

    /** The worker of 2.6.0 and later, whose configuration names the port at which it is asked (am-2 §8, am-3 §12). */
    static AnalyticsFact ofWorker() {
        return of(7612, 7712, 7444, false);
    }

    /** The roles are the same in all versions of API Manager that have such a server, as far as they have the roles. */
    private static AnalyticsFact of(int receiver, int receiverTls, int rest, boolean restShifts) {
        return new AnalyticsFact(
                receiver,
                receiverTls,
                rest,
                restShifts,
                Set.of(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.GATEWAY, Role.ALL_IN_ONE),
                Set.of(Role.PUBLISHER, Role.STORE, Role.ALL_IN_ONE));
    }
}
