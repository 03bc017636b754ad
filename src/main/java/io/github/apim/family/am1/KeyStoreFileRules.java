package io.github.apim.family.am1;

import io.github.apim.deployment.Secret;
import io.github.apim.family.carbon.KeyStorePlaces;
import io.github.apim.product.FilePlace;
import io.github.apim.rules.Certificates;
import io.github.apim.rules.ExpiryNotice;
import io.github.apim.rules.KeyStorePlace;
import io.github.apim.rules.KeyStorePlace.Use;
import io.github.apim.rules.KeyStoreReading;
import io.github.apim.rules.KeyStoreReading.Fault;
import io.github.apim.rules.KeyStoreReading.Opened;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The key stores that a node's files name: they open, they hold one key, and its certificate is valid. */
public final class KeyStoreFileRules {

    private static final Rule<PlanContext> OPEN = Rule.error("M49", KeyStoreFileRules::keyStoresOpen);
    private static final Rule<PlanContext> VALID = Rule.warning("M51", KeyStoreFileRules::certificatesAreValid);
    private static final Rule<PlanContext> STAYING_VALID =
            Rule.warning("K2", KeyStoreFileRules::certificatesStayValid);
    private static final int LISTED = 3;

    private KeyStoreFileRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(OPEN, Rule.warning("M50", KeyStoreFileRules::allPlacesNameOneKey), VALID, STAYING_VALID);
    }

    /** Those that hold where a server may have a key of its own for TLS, too. */
    public static List<Rule<PlanContext>> ofSeveralKeys() {
        return List.of(OPEN, VALID, STAYING_VALID);
    }

    private static void keyStoresOpen(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            for (KeyStorePlace place : PortalKeyStores.withThoseOfTheServer(context, planned)) {
                Optional<Opened> opened = context.keyStores().open(planned, place);
                if (opened.filter(found -> found.fault() == Fault.FILE).isPresent() && !isUsers(planned, place)) {
                    // The pack was checked when it was opened, so this is not damage but a stand-in for a key store.
                    continue;
                }
                if (opened.isPresent()) {
                    check(
                            place,
                            opened.get(),
                            (key, message) -> report(context, reporter, planned, place, key, message));
                } else if (place.location().isPresent() && !mayBeMissing(context, place)) {
                    report(
                            context,
                            reporter,
                            planned,
                            place,
                            place.nameKey(),
                            place.location().get() + " is no file of this node, so the server would not find its keys;"
                                    + " lay it below overlays/, or name the one that is there");
                }
            }
        }
    }

    /** With single sign-on it is told already that such a file has not been looked at. */
    private static boolean mayBeMissing(PlanContext context, KeyStorePlace place) {
        return KeyStorePlaces.mayBeMissing(place)
                || place.place().equals(SiteSettings.SECTION)
                        && context.deployment().singleSignOn().isPresent();
    }

    /** Whether the key store is not the one of the pack. */
    private static boolean isUsers(PlannedNode planned, KeyStorePlace place) {
        return place.location().filter(planned.files().changed()::contains).isPresent();
    }

    /** Takes what is wrong with a key of a place. */
    @FunctionalInterface
    private interface Told {
        void tell(String key, String message);
    }

    private static void check(KeyStorePlace place, Opened opened, Told told) {
        switch (opened.fault()) {
            case FILE, TYPE -> told.tell(place.nameKey(), place.location().orElseThrow() + ": " + opened.why());
            case PASSWORD -> told.tell(place.passwordKey(), opened.why());
            case NONE -> checkEntries(place, opened.store().orElseThrow(), told);
        }
    }

    private static void checkEntries(KeyStorePlace place, KeyStore store, Told told) {
        List<String> aliases = KeyStoreReading.aliases(store);
        if (place.alias().isPresent() && !has(store, place.alias().get(), place.use())) {
            told.tell(
                    place.aliasKey(),
                    place.location().orElseThrow() + " holds no "
                            + (place.use() == Use.KEY ? "private key" : "certificate") + " under this alias; there "
                            + (aliases.isEmpty() ? "is none" : "are " + String.join(", ", aliases)));
            return;
        }
        if (place.use() == Use.KEY && place.keyPassword().isPresent()) {
            Secret password = place.keyPassword().get();
            // A transport loads all keys of its store, Carbon the one that it names.
            List<String> used = place.alias().map(List::of).orElse(aliases);
            used.stream()
                    .filter(alias -> has(store, alias, Use.KEY) && !KeyStoreReading.opensKey(store, alias, password))
                    .findFirst()
                    .ifPresent(alias -> told.tell(
                            place.keyPasswordKey(),
                            "does not open the private key " + alias + ": \"Cannot recover key\"; set the password that"
                                    + " the key has, which is not always that of its key store"));
        }
    }

    private static boolean has(KeyStore store, String alias, Use use) {
        try {
            return use == Use.KEY ? store.isKeyEntry(alias) : store.containsAlias(alias);
        } catch (GeneralSecurityException unreadable) {
            return false;
        }
    }

    private static void allPlacesNameOneKey(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            KeyStorePlace first = null;
            List<Certificate> own = List.of();
            for (KeyStorePlace place : PortalKeyStores.withThoseOfTheServer(context, planned)) {
                List<Certificate> keys = place.use() == Use.KEY
                        ? store(context, planned, place)
                                .map(store -> certificates(store, place))
                                .orElse(List.of())
                        : List.of();
                if (keys.isEmpty()) {
                    continue;
                }
                if (first == null) {
                    first = place;
                    own = keys;
                } else if (keys.stream().noneMatch(own::contains)) {
                    report(
                            context,
                            reporter,
                            planned,
                            place,
                            place.nameKey(),
                            "holds another key than " + first.file() + " names at " + first.place()
                                    + "; callers would meet two certificates of one server, and what one key encrypts the"
                                    + " other does not open; name the same key store everywhere");
                }
            }
        }
    }

    private static Optional<KeyStore> store(PlanContext context, PlannedNode planned, KeyStorePlace place) {
        return context.keyStores().open(planned, place).flatMap(Opened::store);
    }

    /** The certificates of the keys that a place uses. */
    private static List<Certificate> certificates(KeyStore store, KeyStorePlace place) {
        List<Certificate> certificates = new ArrayList<>();
        for (String alias : place.alias().map(List::of).orElse(KeyStoreReading.aliases(store))) {
            if (has(store, alias, Use.KEY)) {
                Certificates.certificate(store, alias).ifPresent(certificates::add);
            }
        }
        return certificates;
    }

    /** Of certificates of others only those that the user brings: the shipped trust stores have some that are long over. */
    private static void certificatesAreValid(PlanContext context, Reporter reporter) {
        Instant now = Instant.now();
        reportEnds(
                context,
                reporter,
                end -> end.isBefore(now),
                "which expired on ",
                "callers that check certificates would refuse the connection");
    }

    private static void certificatesStayValid(PlanContext context, Reporter reporter) {
        Instant now = Instant.now();
        Instant soon = now.plus(ExpiryNotice.BEFORE);
        reportEnds(
                context,
                reporter,
                end -> !end.isBefore(now) && end.isBefore(soon),
                "which expires on ",
                "from then on callers that check certificates refuse the connection");
    }

    private static void reportEnds(
            PlanContext context, Reporter reporter, Predicate<Instant> over, String how, String then) {
        for (PlannedNode planned : context.nodes()) {
            Set<String> told = new HashSet<>();
            for (KeyStorePlace place : PortalKeyStores.withThoseOfTheServer(context, planned)) {
                if (place.use() == Use.TRUST && !isUsers(planned, place)) {
                    continue;
                }
                List<String> found = store(context, planned, place)
                        .map(store -> ending(store, place, over, how))
                        .orElse(List.of());
                // A certificate has one end, however many places name its key store.
                if (!found.isEmpty() && told.add(place.location().orElseThrow() + found)) {
                    report(
                            context,
                            reporter,
                            planned,
                            place,
                            place.nameKey(),
                            place.location().orElseThrow() + " holds "
                                    + found.stream().limit(LISTED).collect(Collectors.joining(", "))
                                    + (found.size() > LISTED ? " and " + (found.size() - LISTED) + " more" : "") + "; "
                                    + then + "; renew " + (found.size() == 1 ? "it" : "them"));
                }
            }
        }
    }

    private static List<String> ending(KeyStore store, KeyStorePlace place, Predicate<Instant> over, String how) {
        List<String> ending = new ArrayList<>();
        for (String alias : place.alias().map(List::of).orElse(KeyStoreReading.aliases(store))) {
            Certificates.certificate(store, alias)
                    .filter(certificate -> !alias.startsWith(ExpiryNotice.PUBLIC))
                    .map(X509Certificate::getNotAfter)
                    .map(Date::toInstant)
                    .filter(over)
                    .ifPresent(end -> ending.add(
                            "the certificate " + alias + ", " + how + LocalDate.ofInstant(end, ZoneOffset.UTC)));
        }
        return ending;
    }

    private static void report(
            PlanContext context,
            Reporter reporter,
            PlannedNode planned,
            KeyStorePlace place,
            String key,
            String message) {
        context.report(reporter, planned, new FilePlace(place.file(), place.place()).below(key), message);
    }
}
