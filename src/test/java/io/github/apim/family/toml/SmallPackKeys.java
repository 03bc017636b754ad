package io.github.apim.family.toml;

import java.util.Map;

/** What a pack reads, in as few words as are taken for a whole pack. */
final class SmallPackKeys {

    private static final String TEMPLATES = KnownKeys.TEMPLATES + "/repository/conf/";

    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry(KnownKeys.CONFIGURATION + "/default.json", """
                    { "super_admin.username": "admin", "apim.key_manager.type": "default" }"""),
            Map.entry(KnownKeys.CONFIGURATION + "/key-mappings.json", """
                    { "apim.cache.km_token.expiry_time": "apim.cache.token_expiry_time" }"""),
            Map.entry(KnownKeys.CONFIGURATION + "/infer.json", """
                    { "database.$1.type": { "mysql": { "database.$1.driver": "d",
                      "database.$1.url": "$ref{database.$1.hostname}" } } }"""),
            Map.entry(TEMPLATES + "api-manager.xml.j2", """
                    {% for group in apim.throttling.url_group %}{{group.type}}{{group.traffic_manager_urls}}{% endfor %}
                    {{apim.throttling.throttle_decision_endpoints}}{{apim.oauth_config.enable_outbound_auth_header}}
                    {{other.key}}"""),
            Map.entry(TEMPLATES + "carbon.xml.j2", "{{server.hostname}}{{server.offset}}"),
            Map.entry(TEMPLATES + "user-mgt.xml.j2", "{{super_admin.password}}"),
            Map.entry(TEMPLATES + "registry.xml.j2", ""),
            Map.entry(TEMPLATES + "identity/identity.xml.j2", ""),
            Map.entry(TEMPLATES + "datasources/master-datasources.xml.j2", "{{database.apim_db.url}}"),
            Map.entry(
                    TEMPLATES + "tomcat/catalina-server.xml.j2",
                    "{% for k,v in transport.https.properties.items() %}{{k}}{% endfor %}"),
            Map.entry(
                    TEMPLATES + "wso2-log-masking.properties.j2",
                    "{% for k,v in masking_pattern.properties.items() %}{{k}}{% endfor %}"),
            Map.entry(KnownKeys.CONFIGURATION + "/deployment-templates/gateway-worker.toml", """
                    [apim.oauth_config]
                    remove_outbound_auth_header = true
                    [apim.analytics]
                    of_the_sample = 1
                    """));

    private SmallPackKeys() {}

    static void ship(TomlHomes homes, String node) {
        FILES.forEach((path, text) -> homes.ship(node, path, text));
    }
}
