package io.github.apim.deployment;

/** What becomes of the pack's Jaggery applications on nodes whose role does not serve them (matrix §7, M42). */
public enum JaggeryApplications {
    PRUNE("prune"),
    KEEP("keep");

    private final String key;

    JaggeryApplications(String key) {
        this.key = key;
    }

    /** The value in the deployment descriptor. */
    public String key() {
        return key;
    }
}
