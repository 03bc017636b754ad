package io.github.apim.product;

import java.util.Optional;

/** What a version's servers tell of themselves over HTTPS, as the vendor's own charts (helm-apim, distributed) ask them. */
public final class PodFacts {

    private PodFacts() {}

    /** A path that answers 200 as soon as a server is ready. */
    public record Check(PortPurpose port, String path) {}

    /** What to ask; empty where only an open port tells. */
    public static Optional<Check> readiness(Facts facts, Role role) {
        if (facts.family() != VersionFamily.API_MANAGER_4) {
            return Optional.empty();
        }
        return Optional.of(new Check(
                PortPurpose.SERVLET_HTTPS,
                role == Role.GATEWAY ? "/api/am/gateway/v2/server-startup-healthcheck" : "/services/Version"));
    }
}
