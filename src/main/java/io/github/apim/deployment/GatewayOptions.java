package io.github.apim.deployment;

/**
 * Variants of the gateway roles.
 *
 * @param sharedApiManagerDatabase whether gateways use the shared API Manager schema; otherwise {@code WSO2AM_DB} keeps
 *                                 the H2 database that it ships with (matrix §1.1)
 * @param hostnameVerifier         what the HTTPS sender accepts, also that of stores; the shipped certificates are for localhost (matrix
 *                                 §3.2)
 */
public record GatewayOptions(boolean sharedApiManagerDatabase, HostnameVerifier hostnameVerifier) {

    public static final GatewayOptions DEFAULT = new GatewayOptions(false, HostnameVerifier.ALLOW_ALL);

    /** The verifiers that the pass-through HTTPS sender knows. */
    public enum HostnameVerifier {
        ALLOW_ALL("AllowAll"),
        DEFAULT_AND_LOCALHOST("DefaultAndLocalhost"),
        STRICT("Strict");

        private final String key;

        HostnameVerifier(String key) {
            this.key = key;
        }

        /** The value in the descriptor and in axis2.xml. */
        public String key() {
            return key;
        }
    }
}
