package io.github.apim.product;

/** What nodes do for others; who does it in a deployment follows from {@link ServiceFact}. */
public enum Service {
    /** Validates keys, issues tokens, and lets users of the portals log in. */
    KEY_MANAGEMENT,
    /** Takes APIs that get published. */
    GATEWAY_ADMINISTRATION,
    /** Answers API calls. */
    API_TRAFFIC,
    /** The application in which APIs are made. */
    PUBLISHER,
    /** The application in which APIs are found and subscribed to. */
    STORE,
    /** Signs users in for the portals. */
    SIGN_ON,
    /** Takes events for the statistics. */
    EVENTS,
    /** Takes and hands out JMS messages. */
    MESSAGES,
    /** Counts API calls and tells gateways which ones to refuse. */
    THROTTLING,
    /** Takes the policies of throttling, and hands them on to others that throttle. */
    THROTTLING_POLICIES,
    /** Tells gateways and traffic managers what has changed, and hands out APIs, subscriptions and policies. */
    EVENT_HUB
}
