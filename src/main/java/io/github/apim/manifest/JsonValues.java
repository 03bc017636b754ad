package io.github.apim.manifest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Makes maps, lists, strings and whole numbers of the events of a JSON file, to a depth and a number that no manifest
 * reaches: the library's own composer recurses as deeply as the file wants it to.
 */
final class JsonValues {

    private static final int DEEPEST = 8;
    private static final int MOST = 1_000_000;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final Iterator<Event> events;
    private int count;

    private JsonValues(Iterator<Event> events) {
        this.events = events;
    }

    /** @throws IllegalArgumentException if this is not one value, or goes beyond a bound */
    static Object of(Iterator<Event> events) {
        JsonValues values = new JsonValues(events);
        values.expect(Event.ID.StreamStart);
        values.expect(Event.ID.DocumentStart);
        Object root = values.value(events.next(), 1);
        values.expect(Event.ID.DocumentEnd);
        values.expect(Event.ID.StreamEnd);
        return root;
    }

    private void expect(Event.ID id) {
        Event event = events.next();
        if (event.getEventId() != id) {
            throw new IllegalArgumentException(event + " instead of " + id);
        }
    }

    private Object value(Event event, int depth) {
        count++;
        if (depth > DEEPEST || count > MOST) {
            throw new IllegalArgumentException("more than " + DEEPEST + " levels, or " + MOST + " values");
        }
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> list(depth);
            case MappingStart -> map(depth);
            default -> throw new IllegalArgumentException("no JSON: " + event.getEventId());
        };
    }

    private static Object scalar(ScalarEvent event) {
        String text = event.getValue();
        return event.isPlain() && NUMBER.matcher(text).matches() ? (Object) Long.valueOf(text) : text;
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            list.add(value(event, depth + 1));
        }
        return list;
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw new IllegalArgumentException("a key is no string");
            }
            if (map.put(key.getValue(), value(events.next(), depth + 1)) != null) {
                throw new IllegalArgumentException("twice: " + key.getValue());
            }
        }
        return map;
    }
}
