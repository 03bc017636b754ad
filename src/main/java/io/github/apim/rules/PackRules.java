package io.github.apim.rules;

import java.util.List;

/** The rules that are decided as soon as the packs are open. */
public final class PackRules {

    private PackRules() {}

    /** The rules, in the order in which they are checked. */
    public static List<Rule<PackContext>> all() {
        return List.of(Rule.warning("M48", PackRules::packsAreAsDownloaded));
    }

    /** A pack that has been started is refused unless it is to be cleaned, and then this tells what is left out. */
    private static void packsAreAsDownloaded(PackContext context, Reporter reporter) {
        context.packs().forEach((product, pack) -> {
            if (!pack.leftovers().isEmpty()) {
                String path = "packs." + product.key();
                reporter.report(
                        context.descriptor().locationOf(path),
                        path,
                        pack.file() + " has been started: " + pack.leftovers().size()
                                + " entries of an earlier start are left out, so that nodes do not share identities and"
                                + " caches; what that start changed in other files stays, so better take the pack as"
                                + " it was downloaded");
            }
        });
    }
}
