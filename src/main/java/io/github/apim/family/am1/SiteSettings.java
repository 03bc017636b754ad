package io.github.apim.family.am1;

import io.github.apim.edit.EditException;
import io.github.apim.edit.JsonFile;
import io.github.apim.product.Role;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an application of a node lets its users sign in: the section of its site.json.
 *
 * @param file  the site.json, below the home
 * @param json  what it holds; empty if that cannot be read
 * @param fault why not
 */
public record SiteSettings(String file, Optional<JsonFile> json, Optional<String> fault) {

    public static final String SECTION = "ssoConfiguration";

    /** The applications by their folders, and the role whose nodes run them. */
    private static final Map<String, Role> APPLICATIONS = applications();

    private static Map<String, Role> applications() {
        Map<String, Role> applications = new LinkedHashMap<>();
        applications.put("publisher", Role.PUBLISHER);
        applications.put("store", Role.STORE);
        return applications;
    }

    /** Those of the applications that users of this deployment find on the node. */
    public static List<SiteSettings> of(PlanContext context, PlannedNode planned) {
        List<SiteSettings> settings = new ArrayList<>();
        APPLICATIONS.forEach((application, own) -> {
            // Nodes of the application's own role run it; an all-in-one does where there are none.
            Role running = context.topology().nodes(own).isEmpty() ? Role.ALL_IN_ONE : own;
            if (planned.node().role() == running) {
                String file = "repository/deployment/server/jaggeryapps/" + application + "/site/conf/site.json";
                planned.files().read(file).map(bytes -> read(file, bytes)).ifPresent(settings::add);
            }
        });
        return settings;
    }

    private static SiteSettings read(String file, byte[] bytes) {
        try {
            return new SiteSettings(file, Optional.of(JsonFile.parse(file, bytes)), Optional.empty());
        } catch (EditException unreadable) {
            // The editor's own words may quote the file, and that may be a password.
            String place = unreadable.line().isPresent()
                    ? " from line " + unreadable.line().getAsInt() + " on"
                    : "";
            return new SiteSettings(
                    file,
                    Optional.empty(),
                    Optional.of("is no JSON" + place + ", so the application would not start; look there for a comma, a"
                            + " quote or a bracket that is missing"));
        }
    }

    boolean hasSection() {
        return json.filter(site -> site.has("/" + SECTION)).isPresent();
    }

    /** The value of a key, empty if it is not there once and as a single value. */
    public String value(String key) {
        return json.filter(site -> site.has(path(key)))
                .flatMap(site -> {
                    try {
                        return Optional.of(site.text(path(key)));
                    } catch (EditException severalOrNotSingle) {
                        return Optional.empty();
                    }
                })
                .orElse("");
    }

    /** Whether a key has a value with quotes; whether there are some matters. */
    boolean isString(String key) {
        return !value(key).isEmpty()
                && json.filter(site -> site.isString(path(key))).isPresent();
    }

    private static String path(String key) {
        return "/" + SECTION + "/" + key;
    }
}
