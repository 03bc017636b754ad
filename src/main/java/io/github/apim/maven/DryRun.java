package io.github.apim.maven;

/** Whether a goal only shows what it would change outside of the build: {@code dryRun}, or {@code apply}, its opposite. */
final class DryRun {

    private DryRun() {}

    /**
     * Goals act unless they are asked to show.
     *
     * @param dryRun what the user says, or null
     * @param apply  what the user says, or null
     * @throws IllegalParameterException if the two contradict each other
     */
    static boolean isAskedFor(Boolean dryRun, Boolean apply) {
        if (dryRun != null && dryRun.equals(apply)) {
            throw new IllegalParameterException(
                    "apim.dryRun and apim.apply are opposites, and both are " + dryRun + "; leave one of them out");
        }
        return dryRun != null ? dryRun : apply != null && !apply;
    }
}
