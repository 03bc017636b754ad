package io.github.apim.companion;

import io.github.apim.deployment.Endpoint;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.DatabaseKind;
import io.github.apim.topology.AnalyticsAddresses;
import io.github.apim.topology.Link;
import io.github.apim.topology.ServerCall;
import io.github.apim.topology.Wiring;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code check.sh --connections} tries from one machine: a line for each address that its nodes call elsewhere. */
final class ConnectionLines {

    /** A certificate for the very name. */
    private static final String TLS = "tls";

    /** A certificate for the name, or the one that the products ship. */
    private static final String NODE_TLS = "node-tls";

    private static final String TCP = "tcp";
    private static final String HTTPS = "https";

    private final Machine machine;
    private final CompanionContext context;
    private final Map<Endpoint, Call> calls = new LinkedHashMap<>();

    private record Call(String how, Set<String> why) {}

    private ConnectionLines(Machine machine, CompanionContext context) {
        this.machine = machine;
        this.context = context;
    }

    /** The lines, each of how the far end answers, its host, its port, and what for. */
    static String of(Machine machine, CompanionContext context) {
        ConnectionLines lines = new ConnectionLines(machine, context);
        Wiring wiring = context.topology().wiring();
        wiring.links().forEach(lines::add);
        wiring.serverCalls().forEach(lines::add);
        return lines.calls.entrySet().stream()
                .map(call -> String.join(
                        " ",
                        call.getValue().how(),
                        call.getKey().host(),
                        Integer.toString(call.getKey().port()),
                        String.join(", ", call.getValue().why())))
                .collect(Collectors.joining("\n"));
    }

    /** The load balancer counts as elsewhere wherever it runs: its name and certificate are no node's. */
    private void add(Link link) {
        boolean leaves = link.front().isPresent()
                || link.to().stream()
                        .anyMatch(node -> !isHere(context.topology().machine(node)));
        if (isHere(context.topology().machine(link.from())) && leaves) {
            add(link.address(), how(link), link.purpose());
        }
    }

    private static String how(Link link) {
        if (link.front().isPresent()) {
            return TLS;
        }
        return link.port().isOverTls() ? NODE_TLS : TCP;
    }

    private void add(ServerCall call) {
        if (isHere(context.topology().machine(call.from()))) {
            add(call.server(), how(call), call.purpose());
        }
    }

    private String how(ServerCall call) {
        if (call.purpose() == CallPurpose.SQL) {
            return context.deployment()
                    .databases()
                    .kind()
                    .map(ConnectionLines::how)
                    .orElse(TCP);
        }
        Optional<AnalyticsAddresses> analytics = context.topology().wiring().analytics();
        if (analytics.isPresent() && isAtTheServerOfStatistics(call)) {
            return call.server().equals(analytics.get().receiver()) ? TCP : NODE_TLS;
        }
        return context.deployment()
                        .svn()
                        .filter(synchronizer -> synchronizer.scheme().equals(HTTPS))
                        .isPresent()
                ? TLS
                : TCP;
    }

    private static boolean isAtTheServerOfStatistics(ServerCall call) {
        return call.purpose() == CallPurpose.EVENTS || call.purpose() == CallPurpose.SUMMARIES;
    }

    /** Oracle and SQL Server say nothing before they have been asked in ways of their own. */
    private static String how(DatabaseKind kind) {
        return switch (kind) {
            case MYSQL, MARIADB -> "mysql";
            case POSTGRESQL -> "postgresql";
            case ORACLE, SQL_SERVER -> TCP;
        };
    }

    private void add(Endpoint endpoint, String how, CallPurpose purpose) {
        calls.computeIfAbsent(endpoint, absent -> new Call(how, new LinkedHashSet<>()))
                .why()
                .add(purpose.title());
    }

    private boolean isHere(String name) {
        return name.equals(machine.name());
    }
}
