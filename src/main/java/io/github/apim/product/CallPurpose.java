package io.github.apim.product;

/** What one server, or somebody outside, wants of another one. */
public enum CallPurpose {
    API_CALLS("API calls"),
    WEB_PAGES("web pages"),
    BALANCING("balancing"),
    PUBLISHING("publishing of APIs"),
    REVOCATION("revoked tokens and tokens for applications"),
    KEYS("keys, tokens and logins"),
    KEYS_OVER_THRIFT("key validation over thrift"),
    SIGN_OUT("ended sessions"),
    EVENTS("events for the statistics"),
    SUMMARIES("summaries of the statistics"),
    MESSAGES("messages"),
    THROTTLE_EVENTS("events for throttling"),
    THROTTLE_DECISIONS("decisions about throttling"),
    THROTTLE_POLICIES("policies of throttling"),
    BLOCK_CONDITIONS("block conditions"),
    HUB_EVENTS("news for the event hub"),
    HUB_NEWS("news from the event hub"),
    HUB_DATA("APIs, subscriptions and policies from the event hub"),
    COPIES("copies of decisions and revocations"),
    CLUSTER("messages of the cluster"),
    ARTIFACTS("artifacts"),
    SQL("SQL");

    private final String title;

    CallPurpose(String title) {
        this.title = title;
    }

    /** For messages and reports, to be put behind "for". */
    public String title() {
        return title;
    }
}
