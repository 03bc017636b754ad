package io.github.apim.family.toml;

/** Texts for templates that paste them into XML as they are (am-3 R5, am-4 R6). */
final class Escaped {

    private Escaped() {}

    static String forXml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
