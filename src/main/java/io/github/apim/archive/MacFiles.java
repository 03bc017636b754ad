package io.github.apim.archive;

/**
 * Tells what macOS puts into archives and folders beside what is in them: AppleDouble files, which hold what other file
 * systems have no place for, and the Finder's views. No other system has a use for them.
 */
final class MacFiles {

    private static final String FOLDER = "__MACOSX";
    private static final String VIEW = ".DS_Store";
    private static final String APPLE_DOUBLE = "._";

    private MacFiles() {}

    static boolean isOne(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.startsWith(APPLE_DOUBLE)
                || last.equals(VIEW)
                || name.startsWith(FOLDER) && (name.length() == FOLDER.length() || name.charAt(FOLDER.length()) == '/');
    }
}
