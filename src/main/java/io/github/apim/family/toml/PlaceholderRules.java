package io.github.apim.family.toml;

import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the samples of roles, which the packs bring along, have where the addresses of a deployment belong. */
final class PlaceholderRules {

    /** Names that stand in the samples, and brackets where an address of IPv6 would have only digits and colons. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<![\\w.-])(?:[a-z0-9-]+\\.)+wso2\\.com(?![\\w.-])"
            + "|(?<![\\w.-])(?:tm|analytics?)[0-9]?\\.local(?![\\w.-])"
            + "|(?<![\\w.-])(?:shared_db|apim)\\.mysql(?![\\w.-])"
            + "|(?<=//)(?:\\[[^]]*[g-zG-Z_ ][^]]*]|<[^>]*>)");

    private PlaceholderRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(Rule.error("C24", PlaceholderRules::areReplaced));
    }

    private static void areReplaced(PlanContext context, Reporter reporter) {
        Set<String> own = names(context);
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            toml.file()
                    .values()
                    .forEach((path, found) -> placeholder(found.value(), own)
                            .ifPresent(name -> toml.report(
                                    reporter,
                                    path,
                                    "still has " + name
                                            + " of the sample that it was made of: UnknownHostException; write the"
                                            + " address of this deployment there")));
        }
    }

    private static Optional<String> placeholder(String value, Set<String> own) {
        return PLACEHOLDER
                .matcher(value)
                .results()
                .map(match -> match.group())
                .filter(name -> !own.contains(name))
                .findFirst();
    }

    /** All names that the deployment has: somebody may be called so. */
    private static Set<String> names(PlanContext context) {
        Stream<String> nodes = context.deployment().nodes().stream().map(Node::host);
        Stream<String> fronts = context.deployment().loadBalancers().stream()
                .flatMap(balancer -> balancer.virtualHosts().stream())
                .map(VirtualHost::name);
        Stream<String> analytics = context.topology().wiring().analytics().stream()
                .map(server -> server.receiver().host());
        return Stream.of(nodes, fronts, analytics).flatMap(names -> names).collect(Collectors.toSet());
    }
}
