package io.github.apim.family.toml;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Whole deployments of API Manager 3 and 4 whose files hold little more than what the rules read, none of which they break.
 * A test breaks one of them and reads what the rules say.
 */
final class SoundTomls {

    /** Which nodes there are, on which machines; some share one. */
    static final String MACHINES_OF_3 = """
            nodes:
              pub:  { role: publisher, host: pub.internal, address: 10.2.0.11, offset: 1 }
              dev:  { role: store, host: dev.internal, address: 10.2.0.11, offset: 2 }
              km:   { role: key-manager, host: km.internal, address: 10.2.0.13 }
              tm-1: { role: traffic-manager, host: tm-1.internal, address: 10.2.0.15 }
              tm-2: { role: traffic-manager, host: tm-2.internal, address: 10.2.0.13, offset: 1 }
              gw-1: { role: gateway, host: gw-1.internal, address: 10.2.0.17 }
              gw-2: { role: gateway, host: gw-2.internal, address: 10.2.0.18 }
            """;

    private static final String NODES_OF_3 = """
            packs: { api-manager: wso2am-VERSION.zip }
            databases: { url: "jdbc:mysql://10.2.0.20:3306", driver: mysql.jar, credentials: apim-db }
            deployment-synchronizer: { type: shared-directory, directory: /mnt/apim }
            throttling: { synchronize-policies: rsync }
            load-balancer:
              virtual-hosts:
                publisher: { name: pub.example.org, https: 443 }
                store: { name: dev.example.org, https: 443 }
                gateway: { name: gw.example.org, http: 80, https: 443 }
                gateway-manager: { name: mgt.example.org, https: 443 }
            """ + MACHINES_OF_3;

    /** Which nodes there are, on which machines; some share one. */
    static final String MACHINES_OF_4 = """
            nodes:
              cp-1: { role: control-plane, host: cp-1.internal, address: 10.2.0.11 }
              cp-2: { role: control-plane, host: cp-2.internal, address: 10.2.0.12 }
              tm-1: { role: traffic-manager, host: tm-1.internal, address: 10.2.0.21 }
              tm-2: { role: traffic-manager, host: tm-2.internal, address: 10.2.0.12, offset: 1 }
              gw-1: { role: gateway, host: gw-1.internal, address: 10.2.0.31 }
              gw-2: { role: gateway, host: gw-2.internal, address: 10.2.0.31, offset: 1 }
            """;

    private static final String NODES_OF_4 = """
            packs: PACKS
            databases: { url: "jdbc:mysql://10.2.0.20:3306", driver: mysql.jar, credentials: apim-db }
            load-balancer:
              virtual-hosts:
                control-plane: { name: api.example.org, https: 443 }
                gateway: { name: gw.example.org, http: 80, https: 443 }
                gateway-manager: { name: mgt.example.org, https: 443 }
            """ + MACHINES_OF_4;

    private static final String ADMINISTRATOR = """
            [super_admin]
            username = "admin"
            password = "Admin-1"
            [user_store]
            type = "database_unique_id"
            """;

    private static final Map<String, String> PROFILES = Map.of(
            "pub", "api-publisher",
            "dev", "api-devportal",
            "km", "api-key-manager",
            "tm", "traffic-manager",
            "gw", "gateway-worker",
            "cp", "control-plane");

    private static final List<String> OF_3 = List.of("pub", "dev", "km", "tm-1", "tm-2", "gw-1", "gw-2");
    private static final List<String> OF_4 = List.of("cp-1", "cp-2", "tm-1", "tm-2", "gw-1", "gw-2");

    private final String version;

    private SoundTomls(String version) {
        this.version = version;
    }

    /** API Manager 3.2.0. */
    static TomlHomes three(Path folder) {
        return three(folder, "3.2.0");
    }

    static TomlHomes three(Path folder, String version) {
        SoundTomls tomls = new SoundTomls(version);
        return tomls.fill(
                new TomlHomes(folder, TomlRules.ofApiManager3(), NODES_OF_3.replace("VERSION", version)), OF_3);
    }

    /** API Manager 4.5.0, which comes in a pack for each role. */
    static TomlHomes four(Path folder) {
        return four(folder, "4.5.0");
    }

    static TomlHomes four(Path folder, String version) {
        SoundTomls tomls = new SoundTomls(version);
        String packs = tomls.isInParts()
                ? "{ control-plane: wso2am-acp-V.zip, traffic-manager: wso2am-tm-V.zip, gateway: wso2am-universal-gw-V.zip }"
                : "{ api-manager: wso2am-V.zip }";
        String descriptor = NODES_OF_4.replace("PACKS", packs.replace("V", version));
        return tomls.fill(new TomlHomes(folder, TomlRules.ofApiManager4(), descriptor), OF_4);
    }

    private boolean isInParts() {
        return version.compareTo("4.5") > 0;
    }

    private TomlHomes fill(TomlHomes homes, List<String> nodes) {
        for (String node : nodes) {
            String role = node.replaceAll("-[0-9]", "");
            homes.ship(node, TomlHomes.TOML, isOf3() ? three(node, role) : four(node, role));
            homes.ship(node, "repository/components/lib/mysql.jar", "com/mysql/cj/jdbc/Driver.class");
            homes.ship(
                    node,
                    "bin/start-node.sh",
                    isInParts() ? "PROFILE=\nexec run\n" : "PROFILE=" + PROFILES.get(role) + "\nexec run\n");
        }
        return homes;
    }

    private boolean isOf3() {
        return version.startsWith("3");
    }

    private String server(String node, String role) {
        int offset = switch (node) {
            case "pub", "tm-2" -> 1;
            case "dev" -> 2;
            default -> node.equals("gw-2") && !isOf3() ? 1 : 0;
        };
        String name = switch (role) {
            case "pub", "dev" -> role + ".example.org";
            case "cp" -> "api.example.org";
            case "gw" -> "gw.example.org";
            default -> node + ".internal";
        };
        String profile = isInParts() ? "default" : PROFILES.get(role);
        String fronted = List.of("km", "tm").contains(role) ? "" : "[transport.https.properties]\nproxyPort = 443\n";
        return "[server]\nhostname = \"%s\"\noffset = %d\nserver_role = \"%s\"\n".formatted(name, offset, profile)
                + ADMINISTRATOR
                + database("shared_db")
                + (role.equals("gw") ? "" : database("apim_db"))
                + fronted;
    }

    private static String database(String name) {
        return """
                [database.NAME]
                type = "mysql"
                url = "jdbc:mysql://10.2.0.20:3306/NAME?useSSL=false&amp;autoReconnect=true"
                username = "apim"
                driver = "com.mysql.cj.jdbc.Driver"
                """.replace("NAME", name);
    }

    private String three(String node, String role) {
        boolean news = version.equals("3.2.0");
        String decisions = "throttle_decision_endpoints = [\"tcp://tm-1.internal:5672\", \"tcp://10.2.0.13:5673\"]\n";
        String keys = "[apim.key_manager]\nservice_url = \"https://km.internal:9443/services/\"\n";
        String policies = "[apim.throttling]\nservice_url = \"https://tm-1.internal:9443/services/\"\n";
        String environment = """
                [[apim.gateway.environment]]
                name = "Production and Sandbox"
                type = "hybrid"
                service_url = "https://mgt.example.org:443/services/"
                """;
        String groups = group("tm-1.internal", 0) + group("10.2.0.13", 1);
        return server(node, role)
                + switch (role) {
                    case "pub" -> environment + keys + policies + (news ? decisions : "") + groups;
                    case "dev" -> environment + keys + (news ? policies + decisions + groups : "");
                    case "km" ->
                        (news ? "" : environment)
                                + policies
                                + (news ? decisions : "")
                                + groups
                                + (news ? listener("tm-1.internal:9443") : "");
                    case "tm" ->
                        news ? keys + "[apim.throttling]\nevent_duplicate_url = [\"" + copies(node) + "\"]\n" : "";
                    default -> keys + policies + decisions + groups + (news ? """
                                                [apim.sync_runtime_artifacts.gateway]
                                                gateway_labels = ["Production and Sandbox"]
                                                artifact_retriever = "DBRetriever"
                                                deployment_retry_duration = 15000
                                                data_retrieval_mode = "sync"
                                                event_waiting_time = 5000
                                                """ : "");
                };
    }

    private static String copies(String node) {
        return node.equals("tm-1") ? "tcp://tm-2.internal:5673" : "tcp://tm-1.internal:5672";
    }

    private static String group(String host, int offset) {
        return """
                [[apim.throttling.url_group]]
                traffic_manager_urls = ["tcp://%1$s:%2$d"]
                traffic_manager_auth_urls = ["ssl://%1$s:%3$d"]
                """.formatted(host, 9611 + offset, 9711 + offset);
    }

    private static String listener(String hub) {
        return """
                [[event_listener]]
                id = "token_revocation"
                [event_listener.properties]
                notification_endpoint = "https://HUB/internal/data/v1/notify"
                """.replace("HUB", hub);
    }

    private String four(String node, String role) {
        String keys = "[apim.key_manager]\nservice_url = \"https://api.example.org:443/services/\"\n";
        String hub = """
                [apim.event_hub]
                enable = true
                service_url = "https://api.example.org:443/services/"
                """;
        String news = "event_listening_endpoints = [\"tcp://10.2.0.11:5672\", \"tcp://cp-2.internal:5672\"]\n";
        return server(node, role)
                + switch (role) {
                    case "cp" -> controlPlane(node, keys + hub);
                    case "tm" ->
                        keys + hub + news + "[apim.throttling]\nevent_duplicate_url = [\""
                                + (node.equals("tm-1") ? "tcp://10.2.0.12:5673" : "tcp://10.2.0.21:5672")
                                + "\"]\nthrottle_decision_endpoints = [\"tcp://localhost:"
                                + (node.equals("tm-1") ? 5672 : 5673) + "\"]\n";
                    default ->
                        "[apim.sync_runtime_artifacts.gateway]\ngateway_labels = [\"Default\"]\n" + keys + hub + news
                                + "[apim.throttling]\nthrottle_decision_endpoints ="
                                + " [\"tcp://10.2.0.21:5672\", \"tcp://10.2.0.12:5673\"]\n"
                                + group("10.2.0.21", 0) + group("10.2.0.12", 1)
                                + "[apim.gateway_notification]\ngateway_id = \"" + node + "\"\n";
                }
                + (version.equals("4.7.0") ? "[encryption]\nkey = \"00ff\"\n" : "");
    }

    private String controlPlane(String node, String common) {
        String other = node.equals("cp-1") ? "10.2.0.12" : "10.2.0.11";
        boolean both = List.of("4.1.0", "4.2.0").contains(version);
        boolean first = version.equals("4.0.0");
        String copies = "event_duplicate_url = [\"tcp://" + other + ":5672\"]\n";
        return """
                [[apim.gateway.environment]]
                name = "Default"
                type = "hybrid"
                service_url = "https://mgt.example.org:443/services/"
                """
                + common
                + "event_listening_endpoints = [\"tcp://localhost:5672\"]\n"
                + (first ? "" : copies)
                + """
                [[apim.event_hub.publish.url_group]]
                urls = ["tcp://10.2.0.11:9611"]
                auth_urls = ["ssl://10.2.0.11:9711"]
                [[apim.event_hub.publish.url_group]]
                urls = ["tcp://10.2.0.12:9611"]
                auth_urls = ["ssl://10.2.0.12:9711"]
                """
                + (first || both ? "[apim.throttling]\n" + copies : "")
                + (first ? "throttle_decision_endpoints = [\"tcp://localhost:5672\"]\n" : "")
                + "[apim.cache_invalidation]\nenabled = true\ndomain = \"planes\"\n"
                + listener("api.example.org:443");
    }
}
