package io.github.apim.family.activemq5;

import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moves all ports of ActiveMQ by the node's offset, which it does not know by itself (matrix §16). */
public final class BrokerPortsOverlay implements Overlay {

    static final String BROKER = "conf/activemq.xml";
    static final String CONNECTOR = "/beans/broker/transportConnectors/transportConnector";
    static final Pattern PORT = Pattern.compile("(?<before>[^?]*:)(?<port>\\d+)(?<after>(?:[/?].*)?)");

    private static final String CONSOLE = "conf/jetty.xml";
    private static final int CONSOLE_PORT = 8161;
    private static final String CONSOLES_PORT = "//property[@name='port'][@value='" + CONSOLE_PORT + "']";

    @Override
    public String name() {
        return "broker-ports";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        int offset = context.node().offset();
        if (offset == 0) {
            return;
        }
        files.xml(BROKER, broker -> connectors(broker, offset));
        files.xml(
                CONSOLE,
                console -> console.setAttribute(CONSOLES_PORT, "value", Integer.toString(CONSOLE_PORT + offset)));
    }

    private static XmlFile connectors(XmlFile shipped, int offset) {
        XmlFile broker = shipped;
        int count = shipped.count(CONNECTOR);
        if (count == 0) {
            throw new OverlayException(BROKER + " has no " + CONNECTOR + ", so no port can be moved by the offset");
        }
        for (int i = 1; i <= count; i++) {
            String uri = CONNECTOR + "[" + i + "]/@uri";
            broker = broker.set(uri, moved(broker.text(uri), offset));
        }
        return broker;
    }

    private static String moved(String uri, int offset) {
        Matcher port = PORT.matcher(uri);
        if (!port.matches()) {
            throw new OverlayException(BROKER + ": the connector " + uri + " has no port that could be moved by the"
                    + " offset; give the node the offset 0, or list a file of your own under as-is");
        }
        return port.group("before") + (Integer.parseInt(port.group("port")) + offset) + port.group("after");
    }
}
