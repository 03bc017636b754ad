package io.github.apim.product;

import java.util.Map;

/** What API Manager 3.x and 4.x have in common: their servers render their files from one deployment.toml. */
final class TomlFacts {

    /** What nodes of both must listen on once they are started; the broker's ports are inferred (am-4 §7, R22). */
    static final PortPurpose[] AWAITED = {
        PortPurpose.SERVLET_HTTPS,
        PortPurpose.SERVLET_HTTP,
        PortPurpose.PASS_THROUGH_HTTPS,
        PortPurpose.PASS_THROUGH_HTTP,
        PortPurpose.THROTTLE_EVENTS,
        PortPurpose.THROTTLE_EVENTS_TLS
    };

    static final String ONE_KIND_OF_GATEWAYS =
            "has gateways of one kind; write role: gateway, or say which version this is under the pack's 'version'";

    /** Am-4 R25: 4.7.0 is the first one. */
    static final String NO_ENCRYPTION_KEY =
            "encrypts with its primary key store, and takes no key, which API Manager does from 4.7.0 on; remove the key";

    private static final String NO_SUCH_SETTING = "; remove the key";

    /** What was set in files that are rendered now, and has no counterpart (am-3 §16.3). */
    private static final Map<String, String> REFUSED = Map.of(
            "key-validation",
            "asks key managers in one way only" + NO_SUCH_SETTING,
            "single-sign-on",
            "has portals that sign in at their own node, and needs no identity server for it" + NO_SUCH_SETTING,
            "messaging",
            "has its broker within the nodes that throttle" + NO_SUCH_SETTING,
            "databases.schemas.user-management",
            "has users and registry in one schema; write databases.schemas.shared",
            "databases.schemas.registry",
            "has users and registry in one schema; write databases.schemas.shared");

    private TomlFacts() {}

    static FactsBuilder common(VersionFamily family, String version) {
        return FactsBuilder.of(family, version, HomeFacts.CARBON_4_6)
                .places(Places.ofToml())
                .workerNode(Facts.NO_WORKER_FOLDER)
                .heapVariable()
                .companions(Product.BAM)
                .refused(REFUSED);
    }
}
