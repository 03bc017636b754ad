package io.github.apim.family.am1;

import static io.github.apim.family.carbon.ConfigurationFiles.SYNAPSE;

import io.github.apim.product.Place;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.Address;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where tokens are issued and revoked (matrix §5, §6, R6). */
public final class TokenRules {

    static final String TEMPLATE = "//endpoint/http/@uri-template";

    /** The gateways' own APIs, which hand calls on to the key manager. */
    static final List<String> TOKEN_APIS = Stream.of("_TokenAPI_", "_AuthorizeAPI_", "_RevokeAPI_", "_UserInfoAPI_")
            .map(api -> SYNAPSE + "/default/api/" + api + ".xml")
            .toList();

    private TokenRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M25", TokenRules::revocationReachesTheGateways),
                Rule.error("M26", TokenRules::tokenApisLeadToOnePlace));
    }

    private static void revocationReachesTheGateways(PlanContext context, Reporter reporter) {
        if (context.topology().wiring().serving(Service.API_TRAFFIC).isEmpty()) {
            return;
        }
        for (PlannedNode planned :
                context.nodes(Role.KEY_MANAGER, Role.PUBLISHER, Role.STORE, Role.IDENTITY_SERVER_KEY_MANAGER)) {
            Optional<String> url = context.value(planned, Place.REVOKE_URL);
            if (url.isEmpty()) {
                continue;
            }
            Optional<Address> address = Address.of(url.get());
            boolean once = url.get().indexOf("revoke") == url.get().lastIndexOf("revoke");
            if (address.isEmpty() || !url.get().endsWith("/revoke") || !once) {
                context.report(
                        reporter,
                        planned,
                        context.place(planned, Place.REVOKE_URL).orElseThrow(),
                        (url.get().contains("${") ? "leads to this node itself" : Address.shown(url.get()))
                                + "; it must be a gateway's address, end in /revoke and not hold that word elsewhere:"
                                + " otherwise revoked tokens keep working, and the token API's address, which is made"
                                + " from it, is wrong");
            }
        }
    }

    /** As shipped, all take the host from APIKeyValidator/ServerURL. */
    private static void tokenApisLeadToOnePlace(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : KeyClients.answering(context)) {
            Map<String, String> hosts = new LinkedHashMap<>();
            for (String file : TOKEN_APIS) {
                for (String template : planned.values(file, TEMPLATE)) {
                    Optional<Address> address =
                            Address.of(template).filter(known -> !known.host().startsWith("{"));
                    // One that leads nowhere by itself is told of by its address.
                    if (address.isEmpty() || AddressRules.isKeyManager(address.get(), context)) {
                        hosts.put(
                                file,
                                template.replaceAll("^[a-z]+://(?:[^@/]*@)?", "")
                                        .replaceAll("/.*", ""));
                    }
                }
            }
            strangers(hosts)
                    .forEach(file -> wrong(
                            context,
                            reporter,
                            planned,
                            file,
                            hosts.get(file) + " is not where the other token APIs lead"));
        }
    }

    /** The files whose host most of the others do not have; of two hosts in as many files the later. */
    private static List<String> strangers(Map<String, String> hosts) {
        Optional<String> usual = hosts.values().stream()
                .max(Comparator.comparingInt((String host) -> Collections.frequency(hosts.values(), host))
                        .thenComparing(
                                host -> host.equals(hosts.values().iterator().next())));
        return hosts.keySet().stream()
                .filter(file -> !hosts.get(file).equals(usual.orElseThrow()))
                .toList();
    }

    private static void wrong(PlanContext context, Reporter reporter, PlannedNode planned, String file, String what) {
        context.report(
                reporter,
                planned,
                file,
                TEMPLATE,
                what
                        + "; token calls would go round in a loop or fail; lead all of them to the same key manager, or leave"
                        + " the files as they were shipped");
    }
}
