package io.github.apim.edit;

import java.util.ArrayList;
import java.util.List;

/**
 * What a series of edits set in a file, and which of them could not be made.
 *
 * @param settings in the order of the edits; those of failed edits, too
 */
record Recording(List<Setting> settings, List<EditException> failures) {

    static final Recording NOTHING = new Recording(List.of(), List.of());

    Recording {
        settings = List.copyOf(settings);
        failures = List.copyOf(failures);
    }

    Recording with(List<Setting> more) {
        var all = new ArrayList<>(settings);
        all.addAll(more);
        return new Recording(all, failures);
    }

    Recording with(EditException failure) {
        var all = new ArrayList<>(failures);
        all.add(failure);
        return new Recording(settings, all);
    }
}
