package io.github.apim.rules;

import io.github.apim.edit.EditException;
import io.github.apim.edit.TomlFile;
import java.util.List;

/** Tells which edits of a TOML file may have made what a place holds. */
final class TomlBlame {

    private TomlBlame() {}

    /** Whether an edit is of the place itself, or of a table in which it is. */
    static boolean isOf(String edited, String place) {
        try {
            List<String> edit = TomlFile.names(edited);
            List<String> found = TomlFile.names(place);
            return edit.size() <= found.size() && found.subList(0, edit.size()).equals(edit);
        } catch (EditException noPath) {
            return false;
        }
    }
}
