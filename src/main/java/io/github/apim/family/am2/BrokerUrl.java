package io.github.apim.family.am2;

import io.github.apim.deployment.Endpoint;
import io.github.apim.topology.Link;
import java.util.List;
import java.util.stream.Collectors;

/** The URL by which a client of Andes, the traffic managers' broker, finds one or several of them (am-2 §10.2). */
final class BrokerUrl {

    private BrokerUrl() {}

    /** Of all brokers that these calls go to: whoever does not answer is passed over. */
    static String of(String user, String password, List<Link> brokers) {
        if (brokers.size() == 1) {
            return of(user, password, brokers.get(0).address());
        }
        // An ampersand is written in the form of URLs, for the whole is one (am-2 N10).
        String list = brokers.stream()
                .map(link -> "tcp://" + link.address() + "?retries='5'%26connectdelay='50'")
                .collect(Collectors.joining(";"));
        return start(user, password) + "failover='roundrobin'%26cyclecount='2'%26brokerlist='" + list + "'";
    }

    /** Of one broker. */
    static String of(String user, String password, Endpoint broker) {
        return start(user, password) + "brokerlist='tcp://" + broker + "'";
    }

    private static String start(String user, String password) {
        return "amqp://" + user + ":" + password + "@clientid/carbon?";
    }
}
