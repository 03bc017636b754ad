package io.github.apim.adoption;

import io.github.apim.deployment.Statistics.Events;
import io.github.apim.family.spi.Sign;
import io.github.apim.product.AnalyticsFact;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.rules.HomeReader.Seen;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which nodes, or servers outside, do for all what the descriptor names by a key: sign on, statistics, messages, policies. */
final class Services {

    private static final String SHIPPED = "admin";

    private final Guess guess;

    private Services(Guess guess) {
        this.guess = guess;
    }

    static void find(Guess guess) {
        Services services = new Services(guess);
        services.singleSignOn();
        services.statistics();
        services.messaging();
        services.policies();
    }

    private void singleSignOn() {
        List<AdoptedNode> servers = guess.nodes(Role.IDENTITY_SERVER, Role.IDENTITY_SERVER_KEY_MANAGER);
        for (AdoptedNode node : guess.nodes) {
            for (String application : node.signs().having(Sign.SIGN_ON)) {
                Optional<Seen> url = node.signs()
                        .find(Sign.SIGN_ON_URL, application)
                        .filter(seen ->
                                node.signs().text(Sign.SIGN_ON, application).equals("true"));
                if (url.isPresent() && signsOn(servers, url.get(), node.at(url.get()))) {
                    return;
                }
            }
        }
        for (AdoptedNode server : servers) {
            Optional<Seen> url = server.changed(Sign.IDENTITY_PROVIDER_URL);
            if (url.isPresent() && signsOn(servers, url.get(), server.at(url.get()))) {
                return;
            }
        }
    }

    private boolean signsOn(List<AdoptedNode> servers, Seen url, String why) {
        Optional<AdoptedNode> found = Address.of(url.value())
                .flatMap(address -> Settings.answering(servers, address, PortPurpose.SERVLET_HTTPS)
                        .or(() -> behind(servers, address)));
        found.ifPresent(server -> guess.put("single-sign-on.identity-server", server.name(), why));
        return found.isPresent();
    }

    private Optional<AdoptedNode> behind(List<AdoptedNode> servers, Address address) {
        return guess.fronts.stream()
                .filter(front -> front.name().equals(address.host()) && front.https() == address.port())
                .flatMap(front -> servers.stream()
                        .filter(server -> server.role() == front.role())
                        .filter(server ->
                                front.nodes().isEmpty() || front.nodes().contains(server.name())))
                .findFirst();
    }

    private void statistics() {
        Optional<Settings.Said> receivers = Settings.most(
                guess.nodes,
                Sign.ANALYTICS_RECEIVER,
                node -> node.find(Sign.ANALYTICS).isEmpty() || node.says(Sign.ANALYTICS, "true"));
        List<AdoptedNode> bams = guess.nodes(Role.BAM);
        if (receivers.isPresent() && !bams.isEmpty()) {
            bam(receivers.get(), bams);
        } else if (receivers.isPresent()) {
            analytics(receivers.get());
        } else {
            List<String> summing = bams.stream()
                    .filter(node -> node.find(Sign.ANALYTICS_TOOLBOX).isPresent())
                    .map(AdoptedNode::name)
                    .toList();
            if (!summing.isEmpty()) {
                guess.put("statistics.bam", list(summing), bams.get(0).at(Sign.ANALYTICS_TOOLBOX));
                credentials(bams.get(0));
            }
        }
    }

    private void bam(Settings.Said said, List<AdoptedNode> bams) {
        String text = said.seen().value();
        Set<String> named = new LinkedHashSet<>();
        for (Address address : Address.all(text)) {
            Settings.answering(bams, address, PortPurpose.EVENTS).ifPresent(node -> named.add(node.name()));
        }
        if (named.isEmpty()) {
            bams.forEach(node -> named.add(node.name()));
        }
        guess.put("statistics.bam", list(List.copyOf(named)), said.why());
        boolean inTurns = named.size() > 1
                && Arrays.stream(text.split("\\}"))
                        .anyMatch(group -> group.replaceFirst("^,", "").contains(","));
        if (inTurns) {
            guess.put("statistics.events", Events.BALANCED.key(), said.why());
        }
        credentials(bams.get(0));
    }

    private void credentials(AdoptedNode bam) {
        bam.find(Sign.ADMIN_USER)
                .filter(user -> bam.changed(Sign.ADMIN_USER).isPresent()
                        || bam.changed(Sign.ADMIN_PASSWORD).isPresent())
                .ifPresent(user -> guess.put(
                        "statistics.credentials",
                        guess.vault.server("bam-admin", user.value(), bam.text(Sign.ADMIN_PASSWORD), bam.at(user)),
                        bam.at(user)));
    }

    private void analytics(Settings.Said said) {
        Optional<AnalyticsFact> fact = guess.nodes.stream()
                .filter(node -> node.facts().version().product().line() == Product.API_MANAGER)
                .flatMap(node -> node.facts().analytics().stream())
                .findFirst();
        Optional<Address> address = Address.all(said.seen().value()).stream().findFirst();
        if (fact.isEmpty() || address.isEmpty() || !said.node().says(Sign.ANALYTICS, "true")) {
            return;
        }
        String key = "statistics.analytics.";
        guess.put(key + "host", address.get().host(), said.why());
        int offset = address.get().port() - fact.get().receiver();
        if (offset > 0) {
            guess.put(key + "offset", Integer.toString(offset), said.why());
        }
        String user = said.node().text(Sign.ANALYTICS_USER);
        String password = said.node().text(Sign.ANALYTICS_PASSWORD);
        boolean own = !user.equals(SHIPPED) || !password.equals(SHIPPED);
        if (own || said.node().isForOwnerOnly(Sign.ANALYTICS_USER)) {
            guess.put(
                    key + "credentials",
                    guess.vault.server(
                            "analytics-admin", user, password, said.node().at(Sign.ANALYTICS_USER)),
                    said.node().at(Sign.ANALYTICS_USER));
        }
    }

    private void messaging() {
        List<AdoptedNode> brokers = guess.nodes(Role.MESSAGE_BROKER);
        Settings.most(guess.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER), Sign.BROKER, node -> true)
                .ifPresent(said -> Address.of(said.seen().value())
                        .flatMap(address -> Settings.answering(brokers, address, PortPurpose.BROKER_OPENWIRE))
                        .or(() -> brokers.size() == 1 ? brokers.stream().findFirst() : Optional.empty())
                        .ifPresent(broker -> guess.put("messaging.broker", broker.name(), said.why())));
    }

    private void policies() {
        List<AdoptedNode> managers = guess.nodes(Role.TRAFFIC_MANAGER);
        if (managers.size() > 1) {
            Settings.most(guess.nodes(Role.PUBLISHER, Role.ALL_IN_ONE), Sign.THROTTLE_POLICIES, node -> true)
                    .ifPresent(said -> Address.of(said.seen().value())
                            .flatMap(address -> Settings.answering(managers, address, PortPurpose.SERVLET_HTTPS))
                            .ifPresent(node -> guess.put("throttling.policies", node.name(), said.why())));
        }
    }

    private static String list(List<String> names) {
        return names.size() == 1 ? names.get(0) : "[ " + String.join(", ", names) + " ]";
    }
}
