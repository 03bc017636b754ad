package io.github.apim.image;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a container of an image runs.
 *
 * @param user        number and group, such as {@code 10001:0}
 * @param directory   the working directory
 * @param entrypoint  the program with its arguments
 * @param stopSignal  what asks it to end
 * @param environment variables beside, or instead of, those of the base image
 * @param ports       TCP ports that it listens on
 * @param labels      what is said about it; as annotations of the manifest, too
 */
public record RunSettings(
        String user,
        String directory,
        List<String> entrypoint,
        String stopSignal,
        Map<String, String> environment,
        SortedSet<Integer> ports,
        Map<String, String> labels) {

    public RunSettings {
        entrypoint = List.copyOf(entrypoint);
        environment = new TreeMap<>(environment);
        ports = new TreeSet<>(ports);
        labels = new TreeMap<>(labels);
    }
}
