package io.github.apim.product;

import io.github.apim.archive.EntryKind;
import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WSO2 patch: the bundles that Carbon lays over those of the pack when it starts, from folders named
 * {@code patchNNNN}.
 *
 * @param file    the patch's zip, for messages
 * @param files   the content of the patch's folders, by paths such as {@code patch0012/org.wso2.carbon.core.jar}
 * @param leftOut what the zip holds besides, except for texts to read
 */
public record Patch(Path file, SortedMap<String, byte[]> files, List<String> leftOut) {

    private static final int LISTED = 5;
    private static final Pattern IN_FOLDER = Pattern.compile("(?:.*/)?(patch\\d{4}/.+)");
    private static final Pattern TO_READ = Pattern.compile("(?i).*(\\.(txt|md|html?|pdf)|/(README|LICENSE|NOTICE))");

    /** What Carbon itself makes when it starts for the first time: a copy of the plugins as they were. */
    private static final String BASELINE = "patch0000";

    /**
     * Reads a patch.
     *
     * @throws PackException if the zip holds no patch
     */
    public static Patch of(Path file, SourceArchive archive) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        List<String> leftOut = new ArrayList<>();
        for (SourceEntry entry : archive.entries()) {
            Matcher inFolder = IN_FOLDER.matcher(entry.name());
            if (entry.kind() == EntryKind.DIRECTORY || StrayFiles.isOne(entry.name())) {
                continue;
            } else if (!inFolder.matches()) {
                if (!TO_READ.matcher(entry.name()).matches()) {
                    leftOut.add(entry.name());
                }
            } else if (entry.kind() == EntryKind.SYMLINK) {
                throw new PackException(file + " is no WSO2 patch: " + entry.name() + " is a symbolic link");
            } else if (files.put(inFolder.group(1), archive.read(entry)) != null) {
                throw new PackException(file + " holds " + inFolder.group(1) + " twice, in different folders");
            }
        }
        Patch patch = new Patch(file, files, List.copyOf(leftOut));
        if (files.isEmpty()) {
            throw new PackException(file + " is no WSO2 patch: it holds no folder patchNNNN with files, but "
                    + contents(archive)
                    + "; jars without such a folder go under libs or dropins");
        }
        if (patch.numbers().contains(BASELINE)) {
            throw new PackException(file + " holds " + BASELINE
                    + ", which a server makes when it starts for the first time; take the patch as WSO2 ships it");
        }
        return patch;
    }

    private static String contents(SourceArchive archive) {
        List<String> names =
                archive.entries().stream().map(SourceEntry::name).sorted().toList();
        if (names.isEmpty()) {
            return "nothing";
        }
        String first = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
        return names.size() > LISTED ? first + " and " + (names.size() - LISTED) + " more" : first;
    }

    /** The names of the patch's folders, most often one: {@code patch0012}. */
    public Set<String> numbers() {
        Set<String> numbers = new TreeSet<>();
        files.keySet().forEach(path -> numbers.add(path.substring(0, path.indexOf('/'))));
        return numbers;
    }
}
