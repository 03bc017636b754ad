package io.github.apim.family.spi;

import io.github.apim.rules.HomeReader;
import io.github.apim.rules.HomeReader.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What a home says, each with the file and the line that say it. */
public final class Signs {

    private final Map<Sign, Map<String, List<Seen>>> all = new TreeMap<>();

    /** Adds a value. */
    public void add(Sign sign, Seen seen) {
        add(sign, "", seen);
    }

    /**
     * Adds a value.
     *
     * @param of which of several this one is: a schema, a parameter, the number of an environment
     */
    public void add(Sign sign, String of, Seen seen) {
        all.computeIfAbsent(sign, absent -> new TreeMap<>())
                .computeIfAbsent(of, absent -> new ArrayList<>())
                .add(seen);
    }

    /** Adds the value at a place of a file, if it is there. */
    public void add(Sign sign, HomeReader home, String file, String place) {
        add(sign, "", home, file, place);
    }

    /** Adds the value at a place of a file, if it is there. */
    public void add(Sign sign, String of, HomeReader home, String file, String place) {
        home.seen(file, place).ifPresent(seen -> add(sign, of, seen));
    }

    /** The same with other passwords. */
    public Signs withPasswords(UnaryOperator<Seen> change) {
        Signs changed = new Signs();
        all.forEach((sign, values) -> values.forEach((of, seen) ->
                seen.forEach(each -> changed.add(sign, of, sign.isPassword() ? change.apply(each) : each))));
        return changed;
    }

    /** The value, if the home says it. */
    public Optional<Seen> find(Sign sign) {
        return find(sign, "");
    }

    /** The value of one of several. */
    public Optional<Seen> find(Sign sign, String of) {
        return all(sign, of).stream().findFirst();
    }

    /** The value without where it stands, empty if the home does not say it. */
    public String text(Sign sign) {
        return text(sign, "");
    }

    /** The value of one of several without where it stands, empty if the home does not say it. */
    public String text(Sign sign, String of) {
        return find(sign, of).map(Seen::value).orElse("");
    }

    /** All values, in the order of the files. */
    public List<Seen> all(Sign sign) {
        return all(sign, "");
    }

    private List<Seen> all(Sign sign, String of) {
        return all.getOrDefault(sign, Map.of()).getOrDefault(of, List.of());
    }

    /** Of which there is such a value, sorted. */
    public List<String> having(Sign sign) {
        return List.copyOf(all.getOrDefault(sign, Map.of()).keySet());
    }
}
