package io.github.apim.product;

/**
 * A setting that several versions have at different places; where each has it is said by its {@link Places}. What all
 * versions have at one place needs none of these.
 */
public enum Place {
    /** What is added to the server's ports. */
    OFFSET,
    /** The name of the administrator as whom nodes sign in to each other. */
    ADMINISTRATOR,
    /** The administrator's password. */
    ADMINISTRATOR_PASSWORD,
    /** The key manager's services, for those who ask it about tokens. */
    KEY_VALIDATOR_URL,
    /** The key manager's services, for those who let users sign in. */
    LOGIN_URL,
    /** The store's services, for a publisher that tells the store of changed tiers. */
    STORE_URL,
    /** The environment of gateways that APIs are published to. */
    GATEWAY_ENVIRONMENT,
    /** Where tokens are revoked; the address of the token API is made of it. */
    REVOKE_URL,
    /** The name of the key manager's token endpoint. */
    TOKEN_ENDPOINT_NAME,
    /** Whether a key manager keeps what it has found out about tokens. */
    KEY_MANAGER_CACHE,
    /** Who is said to have issued an id token, in versions whose file names a host there. */
    ID_TOKEN_ISSUER,
    /** Where clients open web sockets, as the store shows it. */
    WEB_SOCKET_ADDRESS,
    /** The element that says where events about API calls go, and as whom they are sent. */
    THROTTLE_RECEIVERS,
    /** Whether policies are handed to a traffic manager; a version that has none always does. */
    POLICY_DEPLOYER_SWITCH,
    /** The traffic manager's broker, where the URL of the connection factory is made of it. */
    BROKER_SERVICE_URL,
    /** How it is published over JMS what is blocked; a version that has none does it by events. */
    JMS_PUBLISHER,
    /** How gateways hand on APIs. */
    DEPLOYMENT_SYNCHRONIZER,
    /** Whether the use of APIs is reported; a version that has none is told by the registry alone. */
    ANALYTICS_SWITCH,
    /** To whom the use of APIs is reported. */
    ANALYTICS_RECEIVER,
    /** As whom one signs in there. */
    ANALYTICS_USER,
    /** With which password. */
    ANALYTICS_PASSWORD,
    /** Who is asked for what has been summed up; a version that has none reads it from the datasource alone. */
    ANALYTICS_REST,
    /** As whom one asks there. */
    ANALYTICS_REST_USER,
    /** With which password. */
    ANALYTICS_REST_PASSWORD,
    /** The key store by which a gateway knows the key manager over thrift. */
    KEY_VALIDATION_TRUST,
    /** The identity component. */
    IDENTITY,
    /** The datasource of those who sign in to applications, where it is told apart from that of {@link #IDENTITY}. */
    APPLICATION_AUTHENTICATION_DATASOURCE,
    /** The SAML service providers that an identity server knows. */
    SAML_SERVICE_PROVIDERS
}
