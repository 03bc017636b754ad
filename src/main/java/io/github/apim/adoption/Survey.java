package io.github.apim.adoption;

import io.github.apim.family.Families;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.family.spi.Signs;
import io.github.apim.manifest.HomeTree;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.ManifestException;
import io.github.apim.product.Catalogue;
import io.github.apim.product.Facts;
import io.github.apim.product.HomeMark;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.rules.HomeReader;
import io.github.apim.rules.XmlReading;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads homes, and makes of what they say a guess at the deployment: the wiring in the other direction. */
final class Survey {

    private final Packs packs;
    private final Guess guess = new Guess();
    private final XmlReading reading = new XmlReading();
    private final Map<ProductVersion, Signs> shipped = new HashMap<>();
    private final Map<Product, ProductVersion> versions = new HashMap<>();

    private Survey(Packs packs) {
        this.packs = packs;
    }

    /**
     * Reads all homes.
     *
     * @throws AdoptionException if a home is of no version that is known, or if one product is there in two versions
     */
    static Guess of(Homes homes, Packs packs) throws IOException {
        Survey survey = new Survey(packs);
        Guess guess = survey.guess;
        guess.notes.addAll(homes.passedOver());
        guess.notes.addAll(packs.passedOver());
        for (Home home : homes.all()) {
            guess.nodes.add(survey.node(home));
        }
        guess.unreadable.forEach(file ->
                guess.notes.add(file + "; nothing of what it says has been found out, so mend it and adopt again"));
        survey.versions.forEach((product, version) -> packs.find(version)
                .ifPresentOrElse(
                        pack -> {
                            guess.packs.put(product.key(), pack.file());
                            guess.packed.put(product, Packs.tree(pack).items().keySet());
                        },
                        () -> guess.unknownPacks.put(product.key(), version.version())));
        Hosts.written(guess.nodes);
        Roles.find(guess.nodes);
        NodeNames.settle(guess);
        Environments.find(guess);
        Consoles.find(guess);
        Hosts.find(guess);
        SharedDatabases.find(guess);
        Order.find(guess);
        Settings.find(guess);
        Services.find(guess);
        return guess;
    }

    private AdoptedNode node(Home home) throws IOException {
        HomeFiles files = new HomeFiles(home.tree());
        ProductVersion version = HomeMark.of(home.tree().items().keySet(), files::read)
                .orElseThrow(() -> new AdoptionException(home + " is the home of no product that is known"));
        if (!Catalogue.known(version.product()).isEmpty()
                && !Catalogue.known(version.product()).contains(version.version())) {
            throw new AdoptionException(home + " is of " + version + ", a version whose files are unknown; known: "
                    + String.join(", ", Catalogue.known(version.product())));
        }
        ProductVersion other = versions.putIfAbsent(version.product(), version);
        if (other != null && !other.equals(version)) {
            throw new AdoptionException(home + " is of " + version + " and another home of " + other
                    + "; a deployment has one version of a product, so adopt them apart from each other");
        }
        Facts facts = Catalogue.of(version);
        HomeReader reader = new HomeReader(files, reading);
        Signs signs = signs(reader, facts);
        reader.unreadable().forEach(file -> guess.unreadable.add(home + ": " + file));
        return new AdoptedNode(home, facts, signs, shipped(version, facts), built(home));
    }

    private static Signs signs(HomeReader reader, Facts facts) {
        Signs signs = new Signs();
        for (HomeReading each : Families.of(facts.family()).readings()) {
            each.read(reader, facts, signs);
        }
        Map<String, String> aliases = reader.aliases();
        return signs.withPasswords(seen ->
                aliases.containsKey(seen.evidence()) ? seen.saying(Vault.alias(aliases.get(seen.evidence()))) : seen);
    }

    private Signs shipped(ProductVersion version, Facts facts) {
        Optional<Pack> pack = packs.find(version);
        return pack.isEmpty()
                ? new Signs()
                : shipped.computeIfAbsent(
                        version,
                        absent -> signs(new HomeReader(new HomeFiles(Packs.tree(pack.get())), reading), facts));
    }

    private Optional<Manifest> built(Home home) throws IOException {
        HomeTree tree = home.tree();
        if (!tree.items().containsKey(Manifest.PLACE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Manifest.parse(tree.read(Manifest.PLACE), home + ": " + Manifest.PLACE));
        } catch (ManifestException unreadable) {
            guess.notes.add(unreadable.getMessage() + "; the node's name, host and address are guessed without it");
            return Optional.empty();
        }
    }
}
