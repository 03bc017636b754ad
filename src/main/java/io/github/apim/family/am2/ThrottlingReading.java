package io.github.apim.family.am2;

import io.github.apim.edit.XmlView.Element;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.family.spi.Sign;
import io.github.apim.family.spi.Signs;
import io.github.apim.product.Facts;
import io.github.apim.product.Place;
import io.github.apim.rules.HomeReader;
import io.github.apim.rules.HomeReader.Seen;
import java.util.List;
import java.util.stream.Stream;

/** What 2.x says of traffic managers, and whether a node starts as one. */
final class ThrottlingReading implements HomeReading {

    private static final String POLICIES = "/APIManager/ThrottlingConfigurations/PolicyDeployer/ServiceURL";

    @Override
    public void read(HomeReader home, Facts facts, Signs signs) {
        facts.places()
                .find(Place.THROTTLE_RECEIVERS)
                .map(place -> place.below("ReceiverUrlGroup"))
                .ifPresent(place -> signs.add(Sign.THROTTLE_EVENTS, home, place.file(), place.path()));
        signs.add(Sign.THROTTLE_POLICIES, home, CarbonFiles.API_MANAGER, POLICIES);
        List<String> own = transports(home, TrafficManagerFilesOverlay.AXIS2);
        if (!own.isEmpty()) {
            boolean started = own.equals(transports(home, CarbonFiles.AXIS2));
            signs.add(Sign.TRAFFIC_MANAGER_FILES, new Seen(Boolean.toString(started), CarbonFiles.AXIS2, 1));
        }
    }

    /** The transports of an axis2.xml tell the two apart, whatever else has been set in it. */
    private static List<String> transports(HomeReader home, String file) {
        return Stream.of("transportReceiver", "transportSender")
                .flatMap(element -> home.elements(file, "/axisconfig/" + element).stream())
                .map(ThrottlingReading::title)
                .sorted()
                .toList();
    }

    private static String title(Element transport) {
        return transport.name() + " " + transport.attribute("name").orElse("");
    }
}
