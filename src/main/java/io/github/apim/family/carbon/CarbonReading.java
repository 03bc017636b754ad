package io.github.apim.family.carbon;

import io.github.apim.edit.XmlView.Element;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.family.spi.Sign;
import io.github.apim.family.spi.Signs;
import io.github.apim.product.Facts;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.PortPurpose;
import io.github.apim.rules.HomeReader;
import io.github.apim.rules.HomeReader.Seen;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the files of every Carbon server say, place by place as the overlays of this package write it. */
public final class CarbonReading implements HomeReading {

    private static final String CLUSTERING = "/axisconfig/clustering";
    private static final String DATASOURCES = "/datasources-configuration/datasources/datasource";
    private static final String ADMIN = "/UserManager/Realm/Configuration/AdminUser/";
    private static final String VERIFIER =
            "/axisconfig/transportSender[@name='https']/parameter[@name='HostnameVerifier']";

    /** By the element's name in carbon.xml. */
    private static final Map<String, Sign> SYNCHRONIZER = Map.of(
            "Enabled", Sign.SYNCHRONIZED,
            "AutoCommit", Sign.COMMITS,
            "SvnUrl", Sign.REPOSITORY,
            "SvnUser", Sign.REPOSITORY_USER,
            "SvnPassword", Sign.REPOSITORY_PASSWORD);

    /** By the parameter's name in axis2.xml; the others are handed on under their own names. */
    private static final Map<String, Sign> PARAMETERS = Map.of(
            "membershipScheme", Sign.SCHEME,
            "domain", Sign.DOMAIN,
            "localMemberHost", Sign.MEMBER_HOST,
            "localMemberPort", Sign.MEMBER_PORT);

    @Override
    public void read(HomeReader home, Facts facts, Signs signs) {
        signs.add(Sign.HOST_NAME, home, CarbonFiles.CARBON, "/Server/HostName");
        signs.add(Sign.MANAGEMENT_NAME, home, CarbonFiles.CARBON, "/Server/MgtHostName");
        signs.add(Sign.OFFSET, home, CarbonFiles.CARBON, "/Server/Ports/Offset");
        signs.add(Sign.PROXY_HTTPS, home, CarbonFiles.CATALINA, connector(facts, PortPurpose.SERVLET_HTTPS));
        signs.add(Sign.PROXY_HTTP, home, CarbonFiles.CATALINA, connector(facts, PortPurpose.SERVLET_HTTP));
        facts.places().find(Place.DEPLOYMENT_SYNCHRONIZER).ifPresent(place -> synchronizer(home, place, signs));
        home.elements(CarbonFiles.AXIS2, CLUSTERING).forEach(element -> clustering(element, signs));
        signs.add(Sign.HOST_NAME_VERIFIER, home, CarbonFiles.AXIS2, VERIFIER);
        home.elements(CarbonFiles.DATASOURCES, DATASOURCES).forEach(element -> datasource(element, signs));
        signs.add(Sign.ADMIN_USER, home, CarbonFiles.USER_MANAGEMENT, ADMIN + "UserName");
        signs.add(Sign.ADMIN_PASSWORD, home, CarbonFiles.USER_MANAGEMENT, ADMIN + "Password");
        home.elements(CarbonFiles.USER_MANAGEMENT, PrimaryUserStoreOverlay.STORE).stream()
                .reduce((first, last) -> last)
                .ifPresent(store -> UserStoreText.read(store, CarbonFiles.USER_MANAGEMENT, signs));
        signs.add(Sign.REGISTRY_READ_ONLY, home, CarbonFiles.REGISTRY, "/wso2registry/remoteInstance/readOnly");
        LauncherReading.read(home, LauncherOverlay.LAUNCHER, signs);
    }

    private static String connector(Facts facts, PortPurpose port) {
        return "/Server/Service/Connector[@port='" + facts.port(port) + "']/@proxyPort";
    }

    private static void synchronizer(HomeReader home, FilePlace place, Signs signs) {
        SYNCHRONIZER.forEach((element, sign) ->
                signs.add(sign, home, place.file(), place.below(element).path()));
    }

    private static void clustering(Element clustering, Signs signs) {
        clustering.attribute("enable").ifPresent(enabled -> signs.add(Sign.CLUSTERED, seen(enabled, clustering)));
        clustering.named("parameter").forEach(parameter -> {
            String name = parameter.attribute("name").orElse("");
            if (PARAMETERS.containsKey(name)) {
                signs.add(PARAMETERS.get(name), seen(parameter.text(), parameter));
            } else if (parameter.children().isEmpty()) {
                signs.add(Sign.CLUSTER_PARAMETER, name, seen(parameter.text(), parameter));
            }
            parameter
                    .named("property")
                    .filter(property -> property.attribute("name")
                            .filter("subDomain"::equals)
                            .isPresent())
                    .forEach(property -> property.attribute("value")
                            .ifPresent(value -> signs.add(Sign.SUB_DOMAIN, seen(value, property))));
        });
        clustering.named("members").flatMap(members -> members.named("member")).forEach(member -> {
            String host = member.value("hostName").orElse("");
            signs.add(Sign.MEMBER, seen(host + ":" + member.value("port").orElse(""), member));
        });
    }

    private static Seen seen(String value, Element element) {
        return new Seen(value.trim(), CarbonFiles.AXIS2, element.line());
    }

    private static void datasource(Element datasource, Signs signs) {
        List<Element> configurations = datasource
                .named("definition")
                .flatMap(definition -> definition.named("configuration"))
                .toList();
        for (Element configuration : configurations) {
            Optional<String> url = configuration.value("url");
            if (url.filter(text -> !text.startsWith("jdbc:h2:")).isPresent()) {
                String name = datasource.value("name").orElse("");
                add(Sign.DATABASE_URL, name, configuration, "url", signs);
                add(Sign.DATABASE_USER, name, configuration, "username", signs);
                add(Sign.DATABASE_PASSWORD, name, configuration, "password", signs);
                add(Sign.DATABASE_DRIVER, name, configuration, "driverClassName", signs);
            }
        }
    }

    private static void add(Sign sign, String name, Element configuration, String child, Signs signs) {
        configuration
                .named(child)
                .reduce((first, last) -> last)
                .ifPresent(
                        found -> signs.add(sign, name, new Seen(found.text(), CarbonFiles.DATASOURCES, found.line())));
    }
}
