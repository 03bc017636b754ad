package io.github.apim.assembly.rules;

import static io.github.apim.assembly.rules.ConfigurationFiles.IDENTITY;

import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.Node;
import io.github.apim.product.Role;
import io.github.apim.rules.Names;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Publisher and store on one side, the identity server on the other (matrix §9, §10). */
final class SingleSignOnRules {

    private static final Map<Role, String> APPLICATIONS = Map.of(Role.PUBLISHER, "publisher", Role.STORE, "store");
    private static final Pattern COMMENT =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern SECTION = Pattern.compile("\"ssoConfiguration\"\\s*:\\s*\\{([^{}]*)\\}");
    private static final String PROVIDER = "//SSOService/IdentityProviderURL";

    private SingleSignOnRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M31", SingleSignOnRules::applicationsAreSetUp),
                Rule.error("M32", SingleSignOnRules::providerKnowsItsAddress));
    }

    /** A value as the file spells it, quotes included: whether there are some matters. */
    private static Optional<String> raw(String section, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\"\\s*:\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^,\\s}]+)")
                .matcher(section);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String value(String section, String key) {
        return raw(section, key)
                .map(text -> text.replaceAll("^\"|\"$", "").replace("\\/", "/"))
                .orElse("");
    }

    private static Optional<String> section(PlannedNode planned, String application) {
        return planned.text(file(application))
                .map(text -> COMMENT.matcher(text)
                        .replaceAll(
                                match -> Matcher.quoteReplacement(match.group().startsWith("\"") ? match.group() : "")))
                .map(SECTION::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1));
    }

    private static String file(String application) {
        return "repository/deployment/server/jaggeryapps/" + application + "/site/conf/site.json";
    }

    private static void applicationsAreSetUp(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.PUBLISHER, Role.STORE)) {
            String application = APPLICATIONS.get(planned.node().role());
            Optional<String> section = section(planned, application);
            if (section.isEmpty()) {
                continue;
            }
            String enabled = raw(section.get(), "enabled").orElse("");
            if (!Set.of("\"true\"", "\"false\"").contains(enabled)) {
                report(
                        context,
                        reporter,
                        planned,
                        "enabled",
                        "is " + enabled + ", but the application compares texts, so single sign-on would stay off;"
                                + " write \"true\" with quotes");
            } else if (enabled.equals("\"true\"")) {
                checkEnabled(context, reporter, planned, section.get());
            } else if (context.deployment().singleSignOn().isPresent()) {
                report(
                        context,
                        reporter,
                        planned,
                        "enabled",
                        "is \"false\" although the descriptor has single-sign-on; users would sign in here and there;"
                                + " write \"true\"");
            }
        }
    }

    private static void checkEnabled(PlanContext context, Reporter reporter, PlannedNode planned, String section) {
        String host = Address.of(value(section, "identityProviderURL"))
                .map(Address::host)
                .orElse("");
        if (host.isEmpty() || IpAddress.isLoopback(host) && context.machines() > 1) {
            report(
                    context,
                    reporter,
                    planned,
                    "identityProviderURL",
                    "leads each user's browser to the user's own machine; name the identity server as browsers reach"
                            + " it");
        }
        for (String key : List.of("issuer", "keyStoreName", "identityAlias")) {
            if (value(section, key).isEmpty()) {
                report(
                        context,
                        reporter,
                        planned,
                        key,
                        "is empty, so no answer of the identity server can be verified: \"SAML response signature is"
                                + " verification failed\"; set it");
            }
        }
    }

    private static void providerKnowsItsAddress(PlanContext context, Reporter reporter) {
        Optional<String> name = context.deployment().singleSignOn();
        for (PlannedNode planned : context.nodes(Role.IDENTITY_SERVER, Role.IDENTITY_SERVER_KEY_MANAGER)) {
            Node node = planned.node();
            Optional<String> url = planned.value(IDENTITY, PROVIDER);
            if (name.filter(node.name()::equals).isEmpty() || url.isEmpty()) {
                continue;
            }
            String host = Address.of(url.get()).map(Address::host).orElse("");
            if (IpAddress.isLoopback(host) && context.machines() > 1) {
                context.report(
                        reporter,
                        planned,
                        IDENTITY,
                        PROVIDER,
                        "is as it was shipped, " + host + "; publisher and store would refuse the answer for its"
                                + " destination; name the address under which browsers reach the identity server");
            }
            for (PlannedNode client : context.nodes(Role.PUBLISHER, Role.STORE)) {
                String theirs = section(client, APPLICATIONS.get(client.node().role()))
                        .filter(section -> value(section, "enabled").equals("true"))
                        .map(section -> value(section, "identityProviderURL"))
                        .orElse(url.get());
                if (!theirs.equals(url.get())) {
                    context.report(
                            reporter,
                            planned,
                            IDENTITY,
                            PROVIDER,
                            Address.shown(url.get()) + " is not what node " + Names.withLine(client.node())
                                    + " has as identityProviderURL, " + Address.shown(theirs)
                                    + "; the SAML destination would not match; give both the same");
                }
            }
        }
    }

    private static void report(
            PlanContext context, Reporter reporter, PlannedNode planned, String key, String message) {
        String file = file(APPLICATIONS.get(planned.node().role()));
        context.report(reporter, planned, file, "ssoConfiguration/" + key, message);
    }
}
