package io.github.apim.family.toml;

import io.github.apim.deployment.StandardPorts;
import io.github.apim.edit.EditException;
import io.github.apim.edit.Found;
import io.github.apim.edit.TomlFile;
import io.github.apim.family.carbon.LauncherOverlay;
import io.github.apim.family.carbon.LauncherReading;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.family.spi.Sign;
import io.github.apim.family.spi.Signs;
import io.github.apim.product.Facts;
import io.github.apim.rules.HomeReader;
import io.github.apim.rules.HomeReader.Seen;
import io.github.apim.topology.SharedSchema;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a node's deployment.toml says, place by place as the settings of this package write it. */
public final class DeploymentTomlReading implements HomeReading {

    private static final String ENVIRONMENTS = "apim.gateway.environment";
    private static final Pattern WITHOUT_PORT = Pattern.compile("([a-z]+://(?:\\[[^\\]]*\\]|[^:/$\\[]+))((?:/.*)?)");
    private static final Pattern ADMINISTRATOR = Pattern.compile("\\$ref\\{super_admin\\.\\w+}|\\$\\{admin\\.\\w+}");
    private static final String DEFAULT_PROFILE = "default";

    /** Single values. */
    private static final Map<String, Sign> VALUES = Map.ofEntries(
            Map.entry("server.hostname", Sign.HOST_NAME),
            Map.entry("server.node_ip", Sign.NODE_ADDRESS),
            Map.entry("server.offset", Sign.OFFSET),
            Map.entry("super_admin.username", Sign.ADMIN_USER),
            Map.entry("super_admin.password", Sign.ADMIN_PASSWORD),
            Map.entry("transport.https.properties.proxyPort", Sign.PROXY_HTTPS),
            Map.entry("apim.key_manager.service_url", Sign.KEY_SERVICES),
            Map.entry("apim.oauth_config.revoke_endpoint", Sign.REVOCATION),
            Map.entry("apim.throttling.service_url", Sign.THROTTLE_POLICIES),
            Map.entry(AnalyticsSettings.TABLE + ".enable", Sign.ANALYTICS),
            Map.entry("apim.event_hub.service_url", Sign.EVENT_HUB));

    /** Several values that become one text. */
    private static final Map<String, Sign> LISTS = Map.of(
            "apim.throttling.url_group.traffic_manager_urls",
            Sign.THROTTLE_EVENTS,
            AnalyticsSettings.GROUPS + ".analytics_url",
            Sign.ANALYTICS_RECEIVER,
            "apim.event_hub.event_listening_endpoints",
            Sign.EVENT_HUB_BROKERS,
            "apim.sync_runtime_artifacts.gateway.gateway_labels",
            Sign.GATEWAY_LABEL);

    /** Of a database, by its key. */
    private static final Map<String, Sign> DATABASE = Map.of(
            "url", Sign.DATABASE_URL,
            "username", Sign.DATABASE_USER,
            "password", Sign.DATABASE_PASSWORD,
            "driver", Sign.DATABASE_DRIVER);

    @Override
    public void read(HomeReader home, Facts facts, Signs signs) {
        String path = Facts.DEPLOYMENT_TOML;
        try {
            home.files().read(path).map(bytes -> TomlFile.parse(path, bytes)).ifPresent(file -> read(file, signs));
        } catch (EditException unreadable) {
            home.unreadable(unreadable);
        }
        LauncherReading.read(home, LauncherOverlay.LAUNCHER, signs);
    }

    private static void read(TomlFile file, Signs signs) {
        VALUES.forEach((place, sign) -> found(file, place, sign, "", signs));
        addresses(file, Sign.STORE_LINK, "", signs, "apim.devportal.url");
        LISTS.forEach((place, sign) -> {
            Map<String, Found> all = file.every(place);
            if (!all.isEmpty()) {
                signs.add(sign, seen(all, ","));
            }
        });
        if (!file.tables(AnalyticsSettings.GROUPS).isEmpty()) {
            signingIn(file, "username", Sign.ANALYTICS_USER, signs);
            signingIn(file, "password", Sign.ANALYTICS_PASSWORD, signs);
        }
        found(file, "server.server_role", signs);
        for (SharedSchema schema : List.of(SharedSchema.API_MANAGER, SharedSchema.SHARED)) {
            DatabaseTable.path(schema)
                    .filter(table -> file.find(table + ".url")
                            .filter(url -> !url.value().startsWith("jdbc:h2:"))
                            .isPresent())
                    .ifPresent(table -> DATABASE.forEach(
                            (key, sign) -> found(file, table + "." + key, sign, schema.datasource(), signs)));
        }
        for (int i = 0; i < file.count(ENVIRONMENTS); i++) {
            environment(file, ENVIRONMENTS + "[" + (i + 1) + "].", Integer.toString(i), signs);
        }
    }

    private static void found(TomlFile file, String place, Sign sign, String of, Signs signs) {
        Map<String, Found> all = file.every(place);
        if (!all.isEmpty()) {
            signs.add(sign, of, seen(all, ","));
        }
    }

    /** Who signs in at the analytics server: where nothing is said, or a reference, the administrator (am-3 §12). */
    private static void signingIn(TomlFile file, String key, Sign sign, Signs signs) {
        String place = AnalyticsSettings.TABLE + "." + key;
        boolean own = file.every(place).values().stream()
                .anyMatch(said -> !ADMINISTRATOR.matcher(said.value()).matches());
        found(file, own ? place : "super_admin." + key, sign, "", signs);
    }

    /** The default profile has no name elsewhere. */
    private static void found(TomlFile file, String place, Signs signs) {
        Map<String, Found> all = file.every(place);
        if (!all.isEmpty()) {
            Seen seen = seen(all, ",");
            signs.add(Sign.PROFILE, seen.value().equals(DEFAULT_PROFILE) ? seen.saying("") : seen);
        }
    }

    private static Seen seen(Map<String, Found> all, String between) {
        int line = all.values().iterator().next().line();
        String text = all.values().stream()
                .map(found -> found.value().replace("&lt;", "<").replace("&amp;", "&"))
                .collect(Collectors.joining(between));
        return new Seen(text, Facts.DEPLOYMENT_TOML, line);
    }

    private static void environment(TomlFile file, String place, String number, Signs signs) {
        found(file, place + "name", Sign.ENVIRONMENT_NAME, number, signs);
        found(file, place + "type", Sign.ENVIRONMENT_TYPE, number, signs);
        found(file, place + "service_url", Sign.ENVIRONMENT_SERVICES, number, signs);
        addresses(file, Sign.ENVIRONMENT_ENDPOINT, number, signs, place + "http_endpoint", place + "https_endpoint");
        addresses(file, Sign.ENVIRONMENT_WEB_SOCKET, number, signs, place + "ws_endpoint", place + "wss_endpoint");
        addresses(
                file,
                Sign.ENVIRONMENT_WEB_SUB,
                number,
                signs,
                place + "websub_event_receiver_http_endpoint",
                place + "websub_event_receiver_https_endpoint");
    }

    /** Addresses as other versions write them, with the ports that go without saying here. */
    private static void addresses(TomlFile file, Sign sign, String number, Signs signs, String... places) {
        List<Found> found = Stream.of(places)
                .flatMap(place -> file.every(place).values().stream())
                .toList();
        if (!found.isEmpty()) {
            String text = found.stream().map(each -> withPort(each.value())).collect(Collectors.joining(","));
            signs.add(
                    sign,
                    number,
                    new Seen(text, Facts.DEPLOYMENT_TOML, found.get(0).line()));
        }
    }

    static String withPort(String url) {
        boolean secure = url.startsWith("https:") || url.startsWith("wss:");
        int port = secure ? StandardPorts.HTTPS : StandardPorts.HTTP;
        Matcher without = WITHOUT_PORT.matcher(url);
        return without.matches() ? without.group(1) + ":" + port + without.group(2) : url;
    }
}
