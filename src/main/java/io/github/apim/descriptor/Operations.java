package io.github.apim.descriptor;

import io.github.apim.edit.Operation;
import io.github.apim.edit.Operation.Form;
import io.github.apim.edit.Operation.Side;
import java.util.Arrays;
import java.util.function.Function;

/** Reads what an edit does, once the check has found it complete. */
final class Operations {

    static final String REMOVE = "remove";

    private Operations() {}

    /** @param text what is taken of each text: all of it, or what may be shown of it */
    static Operation of(Value value, Function<Value.Text, String> text) {
        if (value instanceof Value.Text set) {
            return new Operation.Set(text.apply(set));
        }
        Value.Fields fields = (Value.Fields) value;
        if (fields.any(REMOVE).isPresent()) {
            return new Operation.Remove();
        }
        Form form = Arrays.stream(Form.values())
                .filter(each -> fields.any(each.key()).isPresent())
                .findFirst()
                .orElseThrow();
        Side side = Arrays.stream(Side.values())
                .filter(each -> fields.any(each.key()).isPresent())
                .findFirst()
                .orElseThrow();
        String content = fields.text(form.key()).map(text).orElseThrow();
        return new Operation.Add(form, content, side, fields.string(side.key()));
    }
}
