package io.github.apim.edit;

/** Reads values as XML says they are to be read: references resolved, line ends and white space normalized. */
final class XmlReferences {

    private static final int UNKNOWN = -1;

    private XmlReferences() {}

    /** The value of element content that holds no markup; unknown entities are left out. */
    static String textValue(String source) {
        return resolve(normalizeLines(source));
    }

    /** The value of what stands between an attribute's quotes; unknown entities are left out. */
    static String attributeValue(String source) {
        return resolve(normalizeLines(source).replace('\n', ' ').replace('\t', ' '));
    }

    static String normalizeLines(String source) {
        return source.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Whether there is a reference to an entity that XML does not define itself. */
    static boolean hasUnknown(String source) {
        for (var at = source.indexOf('&'); at >= 0; at = source.indexOf('&', at + 1)) {
            var end = source.indexOf(';', at);
            if (end < 0 || codePoint(source.substring(at + 1, end)) == UNKNOWN) {
                return true;
            }
        }
        return false;
    }

    /** Whether XML itself defines the entity. */
    static boolean isPredefined(String entity) {
        return codePoint(entity) != UNKNOWN;
    }

    private static String resolve(String source) {
        if (source.indexOf('&') < 0) {
            return source;
        }
        var value = new StringBuilder(source.length());
        var at = 0;
        while (at < source.length()) {
            var c = source.charAt(at++);
            var end = c == '&' ? source.indexOf(';', at) : -1;
            if (end < 0) {
                value.append(c);
            } else {
                var codePoint = codePoint(source.substring(at, end));
                if (codePoint != UNKNOWN) {
                    value.appendCodePoint(codePoint);
                }
                at = end + 1;
            }
        }
        return value.toString();
    }

    private static int codePoint(String reference) {
        return switch (reference) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> reference.startsWith("#") ? number(reference.substring(1)) : UNKNOWN;
        };
    }

    private static int number(String digits) {
        try {
            var codePoint =
                    digits.startsWith("x") ? Integer.parseInt(digits.substring(1), 16) : Integer.parseInt(digits);
            return XmlChars.isCharacter(codePoint) ? codePoint : UNKNOWN;
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }
}
