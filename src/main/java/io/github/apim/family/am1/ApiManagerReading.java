package io.github.apim.family.am1;

import io.github.apim.edit.EditException;
import io.github.apim.edit.JsonFile;
import io.github.apim.edit.ShellFile;
import io.github.apim.edit.XmlView.Element;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.family.spi.Sign;
import io.github.apim.family.spi.Signs;
import io.github.apim.product.Facts;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.rules.HomeReader;
import io.github.apim.rules.HomeReader.Seen;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What API Manager's own files of 1.9 to 2.x say. */
public final class ApiManagerReading implements HomeReading {

    private static final String VALIDATOR = "/APIManager/APIKeyValidator/";
    private static final String JMS = "/axisconfig/transportReceiver[@name='jms']/parameter";
    private static final List<String> PORTALS = List.of("publisher", "store");

    private static final Map<Place, Sign> PLACES = Map.of(
            Place.KEY_VALIDATOR_URL, Sign.KEY_SERVICES,
            Place.LOGIN_URL, Sign.LOGIN_SERVICES,
            Place.STORE_URL, Sign.STORE_SERVICES,
            Place.REVOKE_URL, Sign.REVOCATION,
            Place.ANALYTICS_SWITCH, Sign.ANALYTICS,
            Place.ANALYTICS_RECEIVER, Sign.ANALYTICS_RECEIVER,
            Place.ANALYTICS_USER, Sign.ANALYTICS_USER,
            Place.ANALYTICS_PASSWORD, Sign.ANALYTICS_PASSWORD);

    /** By the element's name in an environment. */
    private static final Map<String, Sign> ENVIRONMENT = Map.of(
            "Name", Sign.ENVIRONMENT_NAME,
            "ServerURL", Sign.ENVIRONMENT_SERVICES,
            "GatewayEndpoint", Sign.ENVIRONMENT_ENDPOINT,
            "GatewayWSEndpoint", Sign.ENVIRONMENT_WEB_SOCKET);

    @Override
    public void read(HomeReader home, Facts facts, Signs signs) {
        PLACES.forEach((place, sign) ->
                facts.places().find(place).ifPresent(found -> signs.add(sign, home, found.file(), found.path())));
        String file = CarbonFiles.API_MANAGER;
        signs.add(Sign.VALIDATION_CLIENT, home, file, VALIDATOR + "KeyValidatorClientType");
        signs.add(Sign.THRIFT_SERVER, home, file, VALIDATOR + "EnableThriftServer");
        signs.add(Sign.THRIFT_SERVER_HOST, home, file, VALIDATOR + "ThriftServerHost");
        signs.add(Sign.THRIFT_SERVER_PORT, home, file, VALIDATOR + "ThriftServerPort");
        signs.add(Sign.PUBLISHER_LINK, home, file, "/APIManager/APIPublisher/URL");
        signs.add(Sign.STORE_LINK, home, file, "/APIManager/APIStore/URL");
        facts.places().find(Place.GATEWAY_ENVIRONMENT).ifPresent(place -> environments(home, place, signs));
        applications(home, signs);
        PORTALS.forEach(portal -> portal(home, portal, signs));
        broker(home, signs);
        script(home, signs);
    }

    private static void environments(HomeReader home, FilePlace place, Signs signs) {
        List<Element> environments = home.elements(place.file(), place.path());
        for (int i = 0; i < environments.size(); i++) {
            String number = Integer.toString(i);
            Element environment = environments.get(i);
            environment
                    .attribute("type")
                    .ifPresent(type ->
                            signs.add(Sign.ENVIRONMENT_TYPE, number, new Seen(type, place.file(), environment.line())));
            ENVIRONMENT.forEach((name, sign) -> environment
                    .named(name)
                    .reduce((first, last) -> last)
                    .ifPresent(found -> signs.add(sign, number, new Seen(found.text(), place.file(), found.line()))));
        }
    }

    private static void applications(HomeReader home, Signs signs) {
        int length = CarbonFiles.JAGGERY_APPLICATIONS.length();
        new TreeSet<>(home.files().under(CarbonFiles.JAGGERY_APPLICATIONS.substring(0, length - 1)).stream()
                        .filter(path -> path.indexOf('/', length) > 0)
                        .map(path -> path.substring(length, path.indexOf('/', length)))
                        .toList())
                .forEach(name ->
                        signs.add(Sign.APPLICATION, new Seen(name, CarbonFiles.JAGGERY_APPLICATIONS + name, 1)));
    }

    private static void portal(HomeReader home, String portal, Signs signs) {
        String file = CarbonFiles.JAGGERY_APPLICATIONS + portal + "/site/conf/site.json";
        try {
            home.files().read(file).map(bytes -> JsonFile.parse(file, bytes)).ifPresent(site -> {
                add(site, file, "/ssoConfiguration/enabled", Sign.SIGN_ON, portal, signs);
                add(site, file, "/ssoConfiguration/identityProviderURL", Sign.SIGN_ON_URL, portal, signs);
                if (site.has("/reverseProxy/enabled")
                        && site.text("/reverseProxy/enabled").equals("true")) {
                    add(site, file, "/reverseProxy/context", Sign.PORTAL_PATH, portal, signs);
                }
            });
        } catch (EditException unreadable) {
            home.unreadable(unreadable);
        }
    }

    private static void add(JsonFile site, String file, String path, Sign sign, String of, Signs signs) {
        if (site.has(path)) {
            site.find(path).ifPresent(found -> signs.add(sign, of, new Seen(site.text(path), file, found.line())));
        }
    }

    private static void broker(HomeReader home, Signs signs) {
        home.elements(CarbonFiles.AXIS2, JMS).stream()
                .flatMap(factory -> factory.named("parameter"))
                .filter(parameter -> parameter
                        .attribute("name")
                        .filter("java.naming.provider.url"::equals)
                        .isPresent())
                .forEach(url -> signs.add(Sign.BROKER, new Seen(url.text(), CarbonFiles.AXIS2, url.line())));
    }

    /** Where 1.9.0 is told of its statistics. */
    private static void script(HomeReader home, Signs signs) {
        String file = AnalyticsScriptOverlay.SCRIPT;
        try {
            home.files().read(file).map(bytes -> ShellFile.parse(file, bytes)).ifPresent(script -> {
                if (script.has("RECEIVERS")) {
                    script.get("RECEIVERS")
                            .ifPresent(text -> signs.add(Sign.ANALYTICS_RECEIVER, new Seen(text, file, 1)));
                    script.get("RESTART").ifPresent(text -> signs.add(Sign.ANALYTICS_RESTART, new Seen(text, file, 1)));
                }
            });
        } catch (EditException unreadable) {
            // A script of somebody else.
        }
    }
}
