package io.github.apim.family.carbon;

import io.github.apim.deployment.Secret;
import io.github.apim.edit.EditException;
import io.github.apim.edit.XmlFile;
import io.github.apim.product.VaultFact;
import io.github.apim.product.VaultPlace;
import io.github.apim.rules.PlannedFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The passwords of a planned home that the server can decrypt, and its files with aliases in their places (matrix §13).
 *
 * @param found the passwords, by file and in its order
 * @param files the files that hold them, each as it becomes
 */
record ProtectedPlaces(List<Found> found, Map<String, byte[]> files) {

    private static final String ALIAS = "svns:secretAlias";
    private static final String NAMESPACE = "http://org.wso2.securevault/configuration";

    /** What stands in the place of a password whose alias is beside it. */
    private static final String STAND_IN = "password";

    /** A step behind the root that says nothing besides its name. */
    private static final Pattern UNNUMBERED = Pattern.compile("((?<=.)/\\w[\\w.-]*)(?=/|$)");

    private static final Pattern REFERENCE = Pattern.compile("\\{([^}]*)\\}|[^{]+");

    /**
     * A password.
     *
     * @param place its path in the file
     * @param alias by which the server asks for it
     */
    record Found(String file, String place, String alias, Secret secret) {}

    /**
     * Looks for them.
     *
     * @param leftAlone files that stay as they are
     * @throws EditException if a file with such places cannot be read
     */
    static ProtectedPlaces of(VaultFact fact, PlannedFiles files, Set<String> leftAlone) {
        return fact.inToml() ? TomlSecrets.places(fact, files, leftAlone) : inXml(fact, files, leftAlone);
    }

    private static ProtectedPlaces inXml(VaultFact fact, PlannedFiles files, Set<String> leftAlone) {
        List<Found> found = new ArrayList<>();
        Map<String, byte[]> changed = new LinkedHashMap<>();
        Map<String, List<VaultPlace>> byFile = fact.places().stream()
                .filter(place -> !leftAlone.contains(place.file()))
                .collect(Collectors.groupingBy(VaultPlace::file, LinkedHashMap::new, Collectors.toList()));
        byFile.forEach((file, places) -> {
            Optional<byte[]> content = files.read(file);
            if (content.isPresent()) {
                XmlFile xml = XmlFile.parse(file, content.get());
                List<Found> here = found(xml, file, places);
                if (!here.isEmpty()) {
                    changed.put(file, replaced(xml, places.get(0).root(), here).bytes());
                    found.addAll(here);
                }
            }
        });
        return new ProtectedPlaces(List.copyOf(found), changed);
    }

    private static List<Found> found(XmlFile xml, String file, List<VaultPlace> places) {
        List<Found> found = new ArrayList<>();
        for (String path : xml.placesBelow(places.get(0).root())) {
            places.stream()
                    .map(candidate -> Map.entry(candidate, candidate.place().matcher(path)))
                    .filter(candidate -> candidate.getValue().matches())
                    .findFirst()
                    .ifPresent(match -> {
                        String place = only(xml, path);
                        if (holdsPassword(xml, place)) {
                            String alias = alias(xml, match.getKey().alias(), match.getValue());
                            found.add(new Found(file, place, alias, new Secret(xml.text(place))));
                        }
                    });
        }
        return found;
    }

    /** The first of several that have one path, which goes without a number. */
    private static String only(XmlFile xml, String path) {
        return xml.count(path) > 1 ? UNNUMBERED.matcher(path).replaceAll("$1[1]") : path;
    }

    /** Placeholders are replaced by the server with what stands elsewhere, and an alias may be there already. */
    private static boolean holdsPassword(XmlFile xml, String path) {
        String element = element(path);
        return xml.count(path) == 1
                && !xml.text(path).isBlank()
                && !xml.text(path).contains("${")
                && !xml.has(element + "/@" + ALIAS);
    }

    private static String element(String path) {
        int slash = path.lastIndexOf('/');
        return path.charAt(slash + 1) == '@' ? path.substring(0, slash) : path;
    }

    /** The first group with dots for slashes, or in braces the text of another element. */
    private static String alias(XmlFile xml, String template, Matcher match) {
        String group = match.groupCount() == 0 ? "" : match.group(1);
        return REFERENCE
                .matcher(template)
                .replaceAll(part -> Matcher.quoteReplacement(
                        part.group(1) == null
                                ? part.group().replace("$1", group.replace('/', '.'))
                                : xml.text(only(xml, part.group(1).replace("$1", group)))
                                        .strip()));
    }

    private static XmlFile replaced(XmlFile xml, String root, List<Found> found) {
        XmlFile result = xml.setAttribute(root, "xmlns:svns", NAMESPACE);
        for (Found password : found) {
            result = result.set(password.place(), STAND_IN)
                    .setAttribute(element(password.place()), ALIAS, password.alias());
        }
        return result;
    }
}
