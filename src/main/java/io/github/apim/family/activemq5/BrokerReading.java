package io.github.apim.family.activemq5;

import io.github.apim.edit.XmlView.Element;
import io.github.apim.family.carbon.LauncherOverlay;
import io.github.apim.family.carbon.LauncherReading;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.family.spi.Sign;
import io.github.apim.family.spi.Signs;
import io.github.apim.product.Facts;
import io.github.apim.product.PortPurpose;
import io.github.apim.rules.HomeReader;
import io.github.apim.rules.HomeReader.Seen;
import java.util.regex.Matcher;

/** By how much the ports of a broker have been moved, and its launcher. */
final class BrokerReading implements HomeReading {

    @Override
    public void read(HomeReader home, Facts facts, Signs signs) {
        home.elements(BrokerPortsOverlay.BROKER, BrokerPortsOverlay.CONNECTOR)
                .forEach(connector -> offset(connector, facts, signs));
        LauncherReading.read(home, LauncherOverlay.LAUNCHER, signs);
    }

    private static void offset(Element connector, Facts facts, Signs signs) {
        Matcher port =
                BrokerPortsOverlay.PORT.matcher(connector.attribute("uri").orElse(""));
        if (connector.attribute("name").filter("openwire"::equals).isPresent() && port.matches()) {
            int offset = Integer.parseInt(port.group("port")) - facts.port(PortPurpose.BROKER_OPENWIRE);
            signs.add(Sign.OFFSET, new Seen(Integer.toString(offset), BrokerPortsOverlay.BROKER, connector.line()));
        }
    }
}
