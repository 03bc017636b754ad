package io.github.apim.report.html;

import io.github.apim.edit.BundledFile;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A resource file with places of the form <code>{{name}}</code>; only elements can be put there, so all is escaped. */
public final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /** The template beside a class. */
    public static Template beside(Class<?> owner, String name) throws IOException {
        return new Template(BundledFile.text(owner, name));
    }

    /** With this resource in one place. */
    public Template include(String place, String resource) {
        return new Template(text.replace("{{" + place + "}}", resource.strip()));
    }

    /**
     * The filled template.
     *
     * @throws IllegalArgumentException if a place has no filling
     */
    public String fill(Map<String, Tag> fillings) {
        Matcher places = PLACE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (places.find()) {
            Tag filling = fillings.get(places.group(1));
            if (filling == null) {
                throw new IllegalArgumentException("nothing fills " + places.group());
            }
            places.appendReplacement(out, Matcher.quoteReplacement(filling.toString()));
        }
        return places.appendTail(out).toString();
    }
}
