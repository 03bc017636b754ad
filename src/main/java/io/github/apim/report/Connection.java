package io.github.apim.report;

import io.github.apim.report.picture.Diagram.Link;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who talks to whom about what.
 *
 * @param number   the same in the picture and in the list
 * @param sources  ids of parts
 * @param arrivals by the id of the part that is talked to, the address or ports
 */
record Connection(int number, Kind kind, List<String> sources, Map<String, String> arrivals) {

    /** What is talked about. */
    enum Kind {
        API_CALLS("calls", "API calls", "Applications call published APIs."),
        WEB_PAGES("web", "Web pages", "People use the publisher, the store and the sign-in page."),
        BALANCING(
                "balancing", "Balancing", "The load balancer hands requests on to the nodes behind each virtual host."),
        PUBLISHING("publishing", "Publishing", "APIs are put on the gateways, and their caches emptied."),
        REVOCATION("revocation", "Revoked tokens", "Gateways are told of tokens that no longer count."),
        KEYS(
                "keys",
                "Keys and logins",
                "Gateways have tokens validated; publisher and store log users in and make keys."),
        SIGN_ON(
                "sign-on",
                "Single sign-on",
                "Users are sent to the identity server to sign in, by SAML through their browsers."),
        EVENTS("events", "Events", "Gateways report the use of APIs, over thrift."),
        SUMMARIES("summaries", "Summaries", "Publisher and store ask what has been summed up, over REST."),
        MESSAGES("messages", "Messages", "Gateways receive and send JMS messages."),
        THROTTLING(
                "throttling",
                "Throttling",
                "Calls are reported to every traffic manager, and each says what is to be refused."),
        POLICIES("policies", "Policies", "The publisher hands policies of throttling to one traffic manager."),
        NEWS("news", "News", "Whoever serves APIs is told what has changed, and fetches it."),
        ARTIFACTS("artifacts", "Artifacts", "The gateway manager hands APIs on, workers get them."),
        SQL("sql", "SQL", "Each role uses the schemas that are named in its box.");

        final String css;
        final String title;
        final String sentence;

        Kind(String css, String title, String sentence) {
            this.css = css;
            this.title = title;
            this.sentence = sentence;
        }
    }

    /** What the picture shows of it. */
    Link link() {
        Map<String, String> said = new LinkedHashMap<>();
        arrivals.forEach((target, where) -> said.put(target, kind.title + (where.isEmpty() ? "" : " " + where)));
        return new Link(number, kind.css, sources, said);
    }
}
