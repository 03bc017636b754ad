package io.github.apim.family.toml;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What is right to differ between a node's file and what others wrote for it by hand, by version, node and key. Their examples
 * are those of 3.2.0 and 4.5.0; what the other versions have otherwise is here as the tables of the facts say it.
 */
final class RightDifferences {

    private static final String GATEWAYS = "gateway-[0-9]";
    private static final String KEY_MANAGERS = "key-manager-[0-9]";
    private static final String TRAFFIC_MANAGERS = "traffic-manager(-[0-9])?";
    private static final String CONTROL_PLANES = "control-plane(-[0-9])?";
    private static final String ANY = ".*";
    private static final String SHIPPED = "not expected, is .*";

    /**
     * A difference.
     *
     * @param versions in which it is right
     * @param text     the node, the key and what differs
     */
    private record Right(Pattern versions, Pattern text) {

        static Right in(String versions, String node, String key, String what) {
            return new Right(
                    Pattern.compile(versions), Pattern.compile(node + " /" + key + ": " + what, Pattern.DOTALL));
        }

        boolean holds(String version, String difference) {
            return versions.matcher(version).matches()
                    && text.matcher(difference).matches();
        }
    }

    /** Of all versions: they decided otherwise in what both is right, or left it to what is known on the machine. */
    private static final List<Right> ALWAYS = List.of(
            // Texts for people.
            Right.in(ANY, ANY, "apim/gateway/environment\\[0]/description", ANY),
            // What is shipped and stays, and what they say although it is the default.
            Right.in(ANY, ANY, "truststore/.*", "expected (client-truststore.jks|JKS|wso2carbon), is null"),
            Right.in(ANY, ANY, "server/offset", "expected 0, is null"),
            Right.in(ANY, ANY, "database/local/url", SHIPPED),
            Right.in(ANY, ANY, "server/base_path", SHIPPED),
            Right.in(ANY, ANY, "apim/analytics/.*", SHIPPED),
            // A port that goes without saying.
            Right.in(ANY, ANY, "apim/devportal/url", "expected https://devportal.example.com:443/devportal, .*"),
            // The load balancer of the example of 3.2 passes no web sockets on at these ports.
            Right.in(
                    ANY,
                    ANY,
                    "apim/gateway/environment\\[0]/wss?_endpoint",
                    "expected wss?://gw.example.com:[89]099, .*"),
            // A pool's size, which nobody asked for.
            Right.in(ANY, ANY, "database/.*/pool_options/.*", ANY),
            // Passwords, which they leave to the environment.
            Right.in(ANY, ANY, ".*", "expected \\$env\\{APIM_(DB|ADMIN)_(USER|PASSWORD)}, is .*"));

    /** Of 3.0 and 3.1, in the example of 3.2 (am-3 §4, §6, §7, §8). */
    private static final List<Right> OLDER_3 = List.of(
            // Nothing is fetched from a database, and the hub is not there yet; traffic managers need no database for
            // it.
            Right.in("3\\.[01]\\.0", ANY, "apim/sync_runtime_artifacts/.*", "expected .*, is null"),
            Right.in("3\\.[01]\\.0", TRAFFIC_MANAGERS, "apim/key_manager/.*", "expected .*, is null"),
            Right.in("3\\.[01]\\.0", TRAFFIC_MANAGERS, "apim/throttling/event_duplicate_url", "expected .*, is null"),
            Right.in("3\\.[01]\\.0", TRAFFIC_MANAGERS, "database/apim_db/.*", "expected .*, is null"),
            Right.in("3\\.[01]\\.0", KEY_MANAGERS, "event_listener\\[0]/.*", "expected .*, is null"),
            // Block conditions come of the key manager, so that only publishers, for policies, name a traffic manager's
            // services, and only gateways hear a broker.
            Right.in(
                    "3\\.[01]\\.0",
                    "(devportal-1|" + KEY_MANAGERS + "|" + GATEWAYS + ")",
                    "apim/throttling/service_url",
                    "expected .*, is null"),
            Right.in(
                    "3\\.[01]\\.0",
                    "(devportal-1|publisher-1|" + KEY_MANAGERS + ")",
                    "apim/throttling/throttle_decision_endpoints",
                    "expected .*, is null"),
            // Portals tell traffic managers nothing; the store revokes tokens at a gateway, whose caches key managers
            // clear.
            Right.in("3\\.[01]\\.0", "devportal-1", "apim/throttling/url_group.*", "expected .*, is null"),
            Right.in(
                    "3\\.[01]\\.0",
                    "devportal-1",
                    "apim/oauth_config/revoke_endpoint",
                    "not expected, is https://gw.example.com:443/revoke"),
            Right.in("3\\.[01]\\.0", KEY_MANAGERS, "apim/gateway/environment\\[0]/.*", SHIPPED),
            // APIs are published to the gateway that the others copy from, so the name for it leads to no other one.
            Right.in("3\\.[01]\\.0", "gateway-[23]", "transport/https/properties/proxyPort", "expected 443, is null"),
            // The shipped list of headers, which has become longer.
            Right.in("3\\.[01]\\.0", ANY, "apim/cors/allow_headers", ANY),
            // 3.0.0 infers nothing of the role of its store, and has another kind of users and no table for the local
            // one.
            Right.in("3\\.0\\.0", "devportal-1", "apim/throttling/enable_\\w+", "not expected, is false"),
            Right.in("3\\.0\\.0", ANY, "user_store/type", "expected database_unique_id, is database"),
            Right.in("3\\.0\\.0", ANY, "database/local/url", "expected .*, is null"));

    /** Of the other versions of 4, in the example of 4.5 (am-4 §3, §4). */
    private static final List<Right> OTHERS_4 = List.of(
            // One pack for all roles, which infers by the role.
            Right.in("4\\.[0-4]\\.0", CONTROL_PLANES, "server/server_role", "expected default, is control-plane"),
            Right.in("4\\.[0-4]\\.0", TRAFFIC_MANAGERS, "server/server_role", "expected default, is traffic-manager"),
            Right.in("4\\.[0-4]\\.0", GATEWAYS, "server/server_role", "expected default, is gateway-worker"),
            // What is live in the pack of gateways alone, from 4.5 on.
            Right.in("4\\.[0-4]\\.0", GATEWAYS, "apim/cache/.*", "expected .*, is null"),
            Right.in("4\\.[0-4]\\.0", GATEWAYS, "apim/oauth_config/.*", "expected .*, is null"),
            // Which kinds of gateways there are.
            Right.in("4\\.[0-4]\\.0", CONTROL_PLANES, "apim/gateway_type", "expected Regular,APK,AWS, is null"),
            Right.in(
                    "4\\.6\\.0",
                    CONTROL_PLANES,
                    "apim/gateway_type",
                    "expected Regular,APK,AWS, is Regular,APK,AWS,Azure,Kong,Envoy"),
            Right.in(
                    "4\\.7\\.0",
                    CONTROL_PLANES,
                    "apim/gateway_type",
                    "expected Regular,APK,AWS, is Regular,APK,AWS,Azure,Kong,Envoy,APIPlatform"),
            Right.in(
                    "4\\.[0-2]\\.0",
                    CONTROL_PLANES,
                    "apim/gateway/environment\\[0]/gateway_type",
                    "expected Regular, is null"),
            Right.in("4\\.0\\.0", CONTROL_PLANES, "apim/gateway/environment\\[0]/provider", "expected wso2, is null"),
            // Am-4 R13, R14: what is handed on to other control planes goes by keys of throttling.
            Right.in(
                    "4\\.[0-2]\\.0",
                    CONTROL_PLANES,
                    "apim/throttling/throttle_decision_endpoints",
                    "not expected, is \\[\\s*\"tcp://localhost:5672\"\\s*]\\s*"),
            Right.in(
                    "4\\.[0-2]\\.0",
                    CONTROL_PLANES,
                    "apim/throttling/event_duplicate_url",
                    "not expected, is \\[\\s*\"tcp://10.0.0.1[12]:5672\"\\s*]\\s*"),
            // What the pack for all roles ships live. The two flags about keys of APIs are the control planes', but in
            // a table
            // that gateways and traffic managers have as well, where they change nothing.
            Right.in("4\\.[34]\\.0", CONTROL_PLANES, "apim/ai/.*", SHIPPED),
            Right.in("4\\.[23]\\.0", ANY, "apim/key_manager/enable_apikey_subscription_validation", SHIPPED),
            Right.in("4\\.4\\.0", ANY, "apim/key_manager/enable_lightweight_apikey_generation", SHIPPED),
            Right.in("4\\.[1-4]\\.0", CONTROL_PLANES, "oauth/grant_type/token_exchange/.*", SHIPPED),
            Right.in("4\\.7\\.0", CONTROL_PLANES, "oauth/extensions/token_types\\[0]/.*", SHIPPED),
            // What came later: names of gateways for notices, and one key for all; without traffic managers' first
            // schema.
            Right.in(
                    "4\\.[67]\\.0", GATEWAYS, "apim/gateway_notification/gateway_id", "not expected, is gateway-[123]"),
            Right.in("4\\.7\\.0", ANY, "encryption/key", SHIPPED),
            Right.in("4\\.7\\.0", TRAFFIC_MANAGERS, "database/apim_db/.*", "expected .*, is null"));

    /** Of the files from which the goldens were rendered, which say what they need alone. */
    private static final List<Right> GOLDENS = List.of(
            // What is shipped and stays.
            Right.in(ANY, "control-plane", "(event_handler\\[0]|service_provider)/.*", SHIPPED),
            Right.in("4\\.1\\.0", "control-plane", "oauth/grant_type/token_exchange/.*", SHIPPED),
            Right.in(ANY, "gateway-3", "apim/cors/.*", SHIPPED),
            // Environments have no provider yet in 4.0; an unknown key changes nothing.
            Right.in("4\\.0\\.0", "control-plane", "apim/gateway/environment\\[0]/provider", "expected wso2, is null"),
            // Admin services are under a name of their own, and ports that go without saying are left out.
            Right.in(
                    ANY,
                    "control-plane",
                    "apim/gateway/environment\\[0]/service_url",
                    "expected https://gw.example.com:443/services/, is https://mgt.gw.example.com:443/services/"),
            Right.in(
                    ANY,
                    "control-plane",
                    "apim/gateway/environment\\[0]/wss?_endpoint",
                    "expected (wss?://ws.gw.example.com):[0-9]+, is wss?://ws.gw.example.com"),
            // No virtual host serves the plain port of a console.
            Right.in(ANY, "gateway-3", "transport/http/properties/proxyPort", "expected 80, is null"));

    private final List<List<Right>> lists;

    private RightDifferences(List<List<Right>> lists) {
        this.lists = lists;
    }

    /** Those from the worked examples. */
    static RightDifferences fromExamples() {
        return new RightDifferences(List.of(ALWAYS, OLDER_3, OTHERS_4));
    }

    /** Those from the files that the goldens were rendered from. */
    static RightDifferences fromGoldens() {
        return new RightDifferences(List.of(ALWAYS, GOLDENS));
    }

    /** Whether a difference is right in a version. */
    boolean holds(String version, String difference) {
        return lists.stream().flatMap(List::stream).anyMatch(right -> right.holds(version, difference));
    }
}
