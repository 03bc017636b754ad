package io.github.apim.deployment;

/** How gateways ask the key manager about a token (matrix §5, {@code KeyValidatorClientType}). */
public enum KeyValidation {
    WEB_SERVICE("web-service"),
    THRIFT("thrift");

    private final String key;

    KeyValidation(String key) {
        this.key = key;
    }

    /** The value in the deployment descriptor. */
    public String key() {
        return key;
    }
}
