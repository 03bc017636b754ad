package io.github.apim.descriptor;

import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.product.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a descriptor says and the version of a pack cannot do: roles that it lacks, and keys that mean nothing to it. */
final class VersionLimits {

    private VersionLimits() {}

    /** What is wrong, by the facts of one pack. */
    static List<Problem> check(ReadResult descriptor, Facts facts) {
        List<Problem> problems = new ArrayList<>();
        for (Node node : descriptor.deployment().nodes()) {
            String why = facts.lacking().get(node.role());
            if (why != null) {
                problems.add(problem(descriptor, facts, "nodes." + node.name() + ".role", why));
            }
        }
        for (LoadBalancer balancer : descriptor.deployment().loadBalancers()) {
            for (VirtualHost host : balancer.virtualHosts()) {
                String why = facts.unfronted().get(host.role());
                if (why != null) {
                    problems.add(problem(descriptor, facts, balancer.place(host), why));
                }
            }
        }
        descriptor
                .deployment()
                .deploymentSynchronizer()
                .map(synchronizer -> facts.refused()
                        .get("deployment-synchronizer:" + synchronizer.type().key()))
                .ifPresent(why -> problems.add(problem(descriptor, facts, "deployment-synchronizer", why)));
        facts.refused().forEach((key, why) -> {
            Pattern path = path(key);
            descriptor.locations().keySet().stream()
                    .filter(place -> path.matcher(place).matches())
                    .forEach(place -> problems.add(problem(descriptor, facts, place, why)));
        });
        return problems;
    }

    /** A {@code *} stands for one name; what is said of the load balancer holds for each of several. */
    private static Pattern path(String key) {
        return Pattern.compile(Pattern.quote(key)
                .replace("*", "\\E[^.]+\\Q")
                .replace("load-balancer.", "\\Eload-balancer(s\\.[^.]+)?\\.\\Q"));
    }

    private static Problem problem(ReadResult descriptor, Facts facts, String path, String why) {
        return new Problem(Severity.ERROR, descriptor.locationOf(path), path, facts.version() + " " + why);
    }
}
