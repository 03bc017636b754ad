package io.github.apim.image.registry;

import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import java.util.Optional;

/** Says in our words what a registry has refused, and what to do. */
final class Refusals {

    /** What the library throws if a blob has other bytes than its digest says; it keeps the class to itself. */
    private static final String OTHER_BYTES = "UnexpectedBlobDigestException";

    private Refusals() {}

    static RegistryRefusal of(RegistryException problem, String image, String registry, Optional<Login> login) {
        if (problem instanceof RegistryUnauthorizedException || isUnauthorized(problem)) {
            return new RegistryRefusal(
                    registry + " refuses " + image + ": "
                            + login.map(used -> "user name or password of " + used.source() + " are wrong there, or the"
                                            + " user may not do that")
                                    .orElse("it wants a login, and there is none; name a <server> of settings.xml under"
                                            + " images.credentials, or run docker login " + registry),
                    problem);
        }
        if (problem instanceof InsecureRegistryException) {
            return new RegistryRefusal(
                    registry + " speaks no TLS, or shows a certificate that Java does not trust; put the certificate"
                            + " into Java's trust store, or write images.insecure: true",
                    problem);
        }
        if (problem instanceof RegistryCredentialsNotSentException) {
            return new RegistryRefusal(
                    registry + " wants a login, which is not sent without TLS; write images.insecure: true if that is"
                            + " right",
                    problem);
        }
        if (problem.getClass().getSimpleName().equals(OTHER_BYTES)) {
            return new RegistryRefusal(
                    "a blob of " + image + " came from " + registry
                            + " with other bytes than its digest says; try again,"
                            + " and if it stays so, the image is damaged there: push it anew, or take another one",
                    problem);
        }
        return new RegistryRefusal(registry + " refuses " + image + ": " + message(problem), problem);
    }

    /** The ways of servers that give tokens. */
    private static boolean isUnauthorized(Throwable problem) {
        for (Throwable each = problem; each != null; each = each.getCause()) {
            String said = String.valueOf(each.getMessage());
            if (said.contains("401") && said.contains("nauthorized")) {
                return true;
            }
        }
        return false;
    }

    static String message(Throwable problem) {
        return problem.getMessage() == null
                ? problem.getClass().getSimpleName()
                : problem.getMessage().lines().findFirst().orElse("").strip();
    }
}
