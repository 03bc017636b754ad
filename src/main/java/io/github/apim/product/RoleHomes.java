package io.github.apim.product;

import static io.github.apim.product.Ranged.always;
import static io.github.apim.product.Ranged.between;
import static io.github.apim.product.Ranged.since;
import static io.github.apim.product.Ranged.until;
import static io.github.apim.product.Role.CONTROL_PLANE;
import static io.github.apim.product.Role.GATEWAY;
import static io.github.apim.product.Role.KEY_MANAGER;
import static io.github.apim.product.Role.PUBLISHER;
import static io.github.apim.product.Role.STORE;
import static io.github.apim.product.Role.TRAFFIC_MANAGER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code profileSetup.sh} makes of the pack of API Manager 3.x and 4.x for each role (am-3 §2.1, am-4 §2.4): templates of
 * others, and what is left out. Its copy of deployment.toml is not among it. From 4.5 on it is there for key managers alone.
 */
final class RoleHomes {

    private static final String SPLIT = "4.5.0";

    private static final String TEMPLATES = "repository/resources/conf/templates/";
    private static final String CONF = TEMPLATES + "repository/conf/";
    private static final String AXIS2 = CONF + "axis2/axis2";
    private static final String TENANT_AXIS2 = CONF + "axis2/tenant-axis2";
    private static final String WEB = CONF + "tomcat/carbon/WEB-INF/web";
    private static final String SUFFIX = ".xml.j2";
    private static final String ENDPOINT = "WebSocketInboundEndpoint.xml";
    private static final String APPLICATIONS = TEMPLATES + "repository/deployment/server/webapps/";

    /** Emptied but for the file without which the engine does not start. */
    private static final String SYNAPSE = "repository/deployment/server/synapse-configs/default/";

    private static final Set<String> KEPT = Set.of(SYNAPSE + "synapse.xml");

    private static final String ENDPOINTS = SYNAPSE + "inbound-endpoints/";

    private static final List<Ranged<Map.Entry<Role, Map<String, String>>>> BASES = List.of(
            until(SPLIT, Map.entry(TRAFFIC_MANAGER, bases("TM", AXIS2))),
            until(SPLIT, Map.entry(TRAFFIC_MANAGER, bases("TM", CONF + "registry"))),
            between("4.1.0", SPLIT, Map.entry(TRAFFIC_MANAGER, bases("TM_GW", WEB))),
            between("4.1.0", SPLIT, Map.entry(GATEWAY, bases("TM_GW", WEB))),
            between("4.1.0", SPLIT, Map.entry(CONTROL_PLANE, bases("ControlPlane", AXIS2, TENANT_AXIS2))),
            always(Map.entry(KEY_MANAGER, bases("KM", AXIS2, TENANT_AXIS2))),
            between("3.2.0", "4.0.0", Map.entry(PUBLISHER, bases("Publisher", AXIS2, TENANT_AXIS2))),
            between("3.2.0", "4.0.0", Map.entry(STORE, bases("Devportal", AXIS2, TENANT_AXIS2))));

    private static final List<String> WEB_SOCKETS = List.of(
            ENDPOINTS + ENDPOINT,
            ENDPOINTS + "Secure" + ENDPOINT,
            TEMPLATES + ENDPOINTS + ENDPOINT + ".j2",
            TEMPLATES + ENDPOINTS + "Secure" + ENDPOINT + ".j2");

    private static final List<String> SIGN_IN = List.of(
            APPLICATIONS + "authenticationendpoint/WEB-INF/web" + SUFFIX,
            APPLICATIONS + "accountrecoveryendpoint/WEB-INF/web" + SUFFIX);

    private static final List<Ranged<Map.Entry<Role, List<String>>>> WITHOUT = List.of(
            until(SPLIT, Map.entry(CONTROL_PLANE, WEB_SOCKETS)),
            until(SPLIT, Map.entry(TRAFFIC_MANAGER, WEB_SOCKETS)),
            always(Map.entry(KEY_MANAGER, WEB_SOCKETS)),
            until("4.0.0", Map.entry(PUBLISHER, WEB_SOCKETS)),
            until("4.0.0", Map.entry(STORE, WEB_SOCKETS)),
            between("4.1.0", SPLIT, Map.entry(CONTROL_PLANE, List.of(SYNAPSE))),
            until(SPLIT, Map.entry(TRAFFIC_MANAGER, List.of(SYNAPSE))),
            until(SPLIT, Map.entry(KEY_MANAGER, List.of(SYNAPSE))),
            between("4.2.0", SPLIT, Map.entry(TRAFFIC_MANAGER, SIGN_IN)),
            between("4.2.0", SPLIT, Map.entry(GATEWAY, SIGN_IN)),
            always(Map.entry(
                    KEY_MANAGER,
                    List.of(
                            "repository/conf/axis2/axis2_blocking_client.xml",
                            CONF + "axis2/axis2_blocking_client" + SUFFIX))));

    /** Where people sign in, and what their tokens are made by. */
    private static final Set<String> SIGNING_IN =
            Set.of("authenticationendpoint", "accountrecoveryendpoint", "oauth2");

    private static final Set<String> CLIENTS = Set.of("client-registration#");

    private static final Set<String> CONSENT = Set.of("api#identity#consent-mgt#");
    private static final Set<String> ACCOUNTS = Set.of("api#identity#recovery#", "api#identity#user#");
    private static final Set<String> DATA = Set.of("internal#data#");

    /** How the names of the web applications begin that a role serves. Administrators' stay with 3.0.0, too. */
    private static final List<Ranged<Map.Entry<Role, Set<String>>>> SERVED = List.of(
            always(Map.entry(KEY_MANAGER, SIGNING_IN)),
            until(SPLIT, Map.entry(KEY_MANAGER, CLIENTS)),
            always(Map.entry(KEY_MANAGER, CONSENT)),
            since("3.1.0", Map.entry(KEY_MANAGER, ACCOUNTS)),
            until("3.2.0", Map.entry(KEY_MANAGER, Set.of("throttle#data#"))),
            since("3.2.0", Map.entry(KEY_MANAGER, Set.of("api#identity#oauth2#", "keymanager-operations"))),
            until("4.0.0", Map.entry(PUBLISHER, SIGNING_IN)),
            until("4.0.0", Map.entry(PUBLISHER, CLIENTS)),
            until("4.0.0", Map.entry(PUBLISHER, Set.of("api#am#publisher", "api#am#admin"))),
            until("4.0.0", Map.entry(PUBLISHER, CONSENT)),
            between("3.2.0", "4.0.0", Map.entry(PUBLISHER, DATA)),
            until("4.0.0", Map.entry(STORE, SIGNING_IN)),
            until("4.0.0", Map.entry(STORE, CLIENTS)),
            until("4.0.0", Map.entry(STORE, Set.of("api#am#store", "api#am#admin"))),
            until("4.0.0", Map.entry(STORE, CONSENT)),
            between("3.1.0", "4.0.0", Map.entry(STORE, ACCOUNTS)),
            between("3.2.0", "4.0.0", Map.entry(STORE, DATA)),
            until("3.2.0", Map.entry(TRAFFIC_MANAGER, Set.of())),
            between("3.2.0", SPLIT, Map.entry(TRAFFIC_MANAGER, DATA)),
            until(SPLIT, Map.entry(GATEWAY, Set.of("am#sample#pizzashack#"))),
            between("3.2.0", SPLIT, Map.entry(GATEWAY, Set.of("api#am#gateway"))));

    private static final Set<String> PORTALS = Set.of("publisher", "devportal", "admin", "admin-old");

    /** From 4.2 on portals are web applications like others. */
    private static final List<Ranged<Map.Entry<Role, Set<String>>>> FOREIGN = List.of(
            until("4.2.0", Map.entry(KEY_MANAGER, PORTALS)),
            until("4.2.0", Map.entry(TRAFFIC_MANAGER, PORTALS)),
            until("4.2.0", Map.entry(GATEWAY, PORTALS)),
            until("4.0.0", Map.entry(PUBLISHER, Set.of("devportal", "admin-old"))),
            until("4.0.0", Map.entry(STORE, Set.of("publisher", "admin", "admin-old"))),
            between("4.1.0", SPLIT, Map.entry(CONTROL_PLANE, Set.of("api#am#gateway#v2"))));

    private RoleHomes() {}

    /** Adds it to the facts of a version. */
    static FactsBuilder add(FactsBuilder facts, String version) {
        Map<Role, Map<String, String>> bases = new TreeMap<>();
        Ranged.list(BASES, version).forEach(row -> bases.computeIfAbsent(row.getKey(), role -> new TreeMap<>())
                .putAll(row.getValue()));
        Map<Role, List<String>> without = new TreeMap<>();
        Ranged.list(WITHOUT, version).forEach(row -> without.computeIfAbsent(row.getKey(), role -> new ArrayList<>())
                .addAll(row.getValue()));
        Map<Role, RoleHome> homes = new TreeMap<>();
        boolean assured = !Catalogue.isSince(SPLIT, version);
        for (Role role : Role.values()) {
            if (bases.containsKey(role) || without.containsKey(role)) {
                homes.put(
                        role,
                        new RoleHome(
                                bases.getOrDefault(role, Map.of()), without.getOrDefault(role, List.of()), KEPT, assured));
            }
        }
        Ranged.list(SERVED, version).forEach(row -> facts.serving(row.getKey(), row.getValue()));
        return facts.homes(homes).foreign(Ranged.table(FOREIGN, version));
    }

    /** Each file from that whose name has a suffix. */
    private static Map<String, String> bases(String kind, String... files) {
        Map<String, String> bases = new TreeMap<>();
        for (String file : files) {
            bases.put(file + SUFFIX, file + "_" + kind + SUFFIX);
        }
        return bases;
    }
}
