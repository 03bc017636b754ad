package io.github.apim.descriptor;

import io.github.apim.deployment.Location;
import io.github.apim.descriptor.YamlTree.Broken;
import io.github.apim.descriptor.YamlTree.Kind;
import io.github.apim.descriptor.YamlTree.Mapping;
import io.github.apim.descriptor.YamlTree.Scalar;
import io.github.apim.descriptor.YamlTree.Sequence;
import io.github.apim.edit.Echo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/**
 * Turns the text of a descriptor into a tree. It reads the parser's events rather than composed nodes, because only the
 * events tell where an alias stands, and because the composer recurses as deeply as the file wants it to.
 */
final class YamlParser {

    /** Three times as deep as the deepest key of the descriptor. */
    static final int DEEPEST = 24;

    /** More values than a deployment of a thousand nodes has, few enough to check in no time. */
    static final long MOST_VALUES = 100_000;

    private static final String EMPTY = "the descriptor is empty; it needs at least packs, databases and nodes";

    private final String file;
    private final Problems problems;
    private final boolean layer;
    private final ScalarResolver resolver = new CoreScalarResolver(true);
    private final Map<Anchor, YamlTree> anchors = new HashMap<>();
    private final Set<Anchor> incomplete = new HashSet<>();
    private long spent;

    /** A parser of descriptors. */
    YamlParser(String file, Problems problems) {
        this(file, problems, false);
    }

    private YamlParser(String file, Problems problems, boolean layer) {
        this.file = file;
        this.problems = problems;
        this.layer = layer;
    }

    /** A parser of layers, which may say nothing. */
    static YamlParser ofLayer(String file, Problems problems) {
        return new YamlParser(file, problems, true);
    }

    /** The top-level mapping, or empty if there is none that could be checked; then problems tell why. */
    Optional<Mapping> parse(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(Math.max(1, text.length()))
                .build();
        try {
            return document(new Parse(settings).parseString(text).iterator());
        } catch (ReaderException e) {
            String what = String.format(Locale.ROOT, "character U+%04X is not allowed in YAML", e.getCodePoint());
            problems.error(placeOf(text, e.getPosition()), YamlPath.ROOT, what);
        } catch (MarkedYamlEngineException e) {
            String context = e.getContext() == null ? "" : " " + e.getContext();
            Location where = location(e.getProblemMark().or(e::getContextMark));
            problems.error(where, YamlPath.ROOT, "this is not YAML: " + e.getProblem() + context);
        } catch (Refused e) {
            problems.error(e.where, YamlPath.ROOT, e.getMessage());
        } catch (YamlEngineException e) {
            problems.error(new Location(file, 1, 1), YamlPath.ROOT, "this is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<Mapping> document(Iterator<Event> events) {
        expect(events, Event.ID.StreamStart);
        Event start = events.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            return nothing(start);
        }
        Event first = events.next();
        YamlTree root = value(first, events, YamlPath.ROOT, 1);
        expect(events, Event.ID.DocumentEnd);
        Event next = events.next();
        if (next.getEventId() != Event.ID.StreamEnd) {
            refuse(next, "a second YAML document starts here; a descriptor is one document");
        }
        if (root instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        if (root instanceof Broken) {
            return Optional.empty();
        }
        boolean nothing = root instanceof Scalar scalar && scalar.kind() == Kind.NULL;
        return nothing
                ? nothing(first)
                : refuse(first, "expected keys such as packs, databases and nodes at the top level");
    }

    private Optional<Mapping> nothing(Event event) {
        return layer ? Optional.of(new Mapping(location(event.getStartMark()), Map.of(), 1)) : refuse(event, EMPTY);
    }

    private YamlTree value(Event event, Iterator<Event> events, String path, int depth) {
        if (depth > DEEPEST) {
            throw new Refused(location(event.getStartMark()), "nested more than " + DEEPEST + " levels deep");
        }
        spend(1, location(event.getStartMark()));
        if (event instanceof AliasEvent alias) {
            return aliased(alias, path);
        }
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        anchor.ifPresent(incomplete::add);
        YamlTree value = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event, path);
            case MappingStart -> mapping((CollectionStartEvent) event, events, path, depth);
            case SequenceStart -> sequence((CollectionStartEvent) event, events, path, depth);
            default -> throw new IllegalStateException("unexpected " + event.getEventId());
        };
        anchor.ifPresent(name -> anchors.put(name, value));
        anchor.ifPresent(incomplete::remove);
        return value;
    }

    private YamlTree aliased(AliasEvent event, String path) {
        Location where = location(event.getStartMark());
        if (incomplete.contains(event.getAlias())) {
            return broken(where, path, "alias *" + event.getAlias() + " stands inside its own anchor");
        }
        YamlTree target = anchors.get(event.getAlias());
        if (target == null) {
            return broken(where, path, "alias *" + event.getAlias() + " has no anchor before it");
        }
        return target instanceof Scalar scalar ? new Scalar(where, scalar.kind(), scalar.text()) : target;
    }

    private YamlTree scalar(ScalarEvent event, String path) {
        Location where = location(event.getStartMark());
        if (event.getTag().filter(tag -> isForeign(tag, Tag.STR)).isPresent()) {
            return broken(
                    where,
                    path,
                    "YAML tags are not supported here; remove "
                            + Echo.of(event.getTag().get()));
        }
        if (event.getValue().codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            return broken(where, path, "half of a surrogate pair is not a character");
        }
        boolean plain = event.isPlain() && event.getTag().isEmpty();
        return new Scalar(where, plain ? kindOf(event.getValue()) : Kind.TEXT, event.getValue());
    }

    private Kind kindOf(String text) {
        Tag tag = resolver.resolve(text, true);
        if (tag.equals(Tag.INT)) {
            return Kind.INTEGER;
        } else if (tag.equals(Tag.FLOAT)) {
            return Kind.NUMBER;
        } else if (tag.equals(Tag.BOOL)) {
            return Kind.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? Kind.NULL : Kind.TEXT;
    }

    private YamlTree sequence(CollectionStartEvent start, Iterator<Event> events, String path, int depth) {
        Location where = location(start.getStartMark());
        List<YamlTree> items = new ArrayList<>();
        long weight = 1;
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            YamlTree item = value(event, events, YamlPath.item(path, items.size()), depth + 1);
            items.add(item);
            weight += item.weight();
            event = events.next();
        }
        return checked(start, Tag.SEQ, path, new Sequence(where, List.copyOf(items), weight));
    }

    private YamlTree mapping(CollectionStartEvent start, Iterator<Event> events, String path, int depth) {
        YamlEntries entries = new YamlEntries(path, problems);
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            Location keyPlace = location(event.getStartMark());
            YamlTree key = value(event, events, path, depth + 1);
            boolean merge = event instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && resolver.resolve(scalar.getValue(), true).equals(Tag.MERGE);
            String name = key instanceof Scalar scalar ? scalar.text() : "?";
            YamlTree value = value(events.next(), events, YamlPath.child(path, name), depth + 1);
            if (merge) {
                entries.merge(keyPlace, value, count -> spend(count, keyPlace));
            } else if (key instanceof Scalar) {
                entries.add(name, keyPlace, value);
            } else {
                problems.error(keyPlace, path, "a key must be a word, not a mapping or a list");
            }
            event = events.next();
        }
        return checked(start, Tag.MAP, path, entries.toMapping(location(start.getStartMark())));
    }

    private YamlTree checked(CollectionStartEvent start, Tag own, String path, YamlTree collection) {
        if (start.getTag().filter(tag -> isForeign(tag, own)).isPresent()) {
            String tag = Echo.of(start.getTag().get());
            return broken(collection.location(), path, "YAML tags are not supported here; remove " + tag);
        }
        if (collection.weight() > MOST_VALUES) {
            return broken(
                    collection.location(),
                    path,
                    "more than " + MOST_VALUES + " values once the aliases are written out");
        }
        return collection;
    }

    private static boolean isForeign(String tag, Tag own) {
        return !tag.equals("!") && !tag.equals(own.getValue());
    }

    private Broken broken(Location where, String path, String message) {
        problems.error(where, path, message);
        return new Broken(where);
    }

    private Optional<Mapping> refuse(Event event, String message) {
        problems.error(location(event.getStartMark()), YamlPath.ROOT, message);
        return Optional.empty();
    }

    private static void expect(Iterator<Event> events, Event.ID expected) {
        Event.ID found = events.next().getEventId();
        if (found != expected) {
            throw new IllegalStateException("expected " + expected + ", found " + found);
        }
    }

    private Location location(Optional<Mark> mark) {
        return mark.map(place -> new Location(file, place.getLine() + 1, place.getColumn() + 1))
                .orElse(new Location(file, 1, 1));
    }

    private Location placeOf(String text, int codePoint) {
        int line = 1;
        int column = 1;
        for (int character : text.codePoints().limit(codePoint).toArray()) {
            line += character == '\n' ? 1 : 0;
            column = character == '\n' ? 1 : column + 1;
        }
        return new Location(file, line, column);
    }

    /** Counts what has to be kept: the values as they stand, and those that merge keys copy. */
    private void spend(int values, Location where) {
        spent += values;
        if (spent > MOST_VALUES) {
            throw new Refused(where, "more than " + MOST_VALUES + " values");
        }
    }

    /** Ends the reading of a file that would take too much, at once. */
    private static final class Refused extends RuntimeException {
        private final transient Location where;

        Refused(Location where, String message) {
            super(message);
            this.where = where;
        }
    }
}
