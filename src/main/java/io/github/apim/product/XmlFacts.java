package io.github.apim.product;

import java.util.Map;

/** What API Manager 1.x and 2.x have in common, whose servers are configured in the files that they read. */
final class XmlFacts {

    static final Map<Role, String> LACKING = Map.of(
            Role.GATEWAY,
            "has gateways of two kinds; write role: gateway-manager for the one that APIs are published to, and"
                    + " gateway-worker for the others",
            Role.CONTROL_PLANE,
            "has no control plane, which API Manager has from 4.0 on; write publisher, store and key-manager");

    static final Map<String, String> REFUSED = Map.of(
            "encryption",
            TomlFacts.NO_ENCRYPTION_KEY,
            "deployment-synchronizer:database",
            "does not fetch APIs from the database, which API Manager does from 3.2.0 on; take type svn,"
                    + " shared-directory or rsync",
            "databases.schemas.shared",
            "has a schema for users and one for the registry; write databases.schemas.user-management and registry");

    private XmlFacts() {}
}
