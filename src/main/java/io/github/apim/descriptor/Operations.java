package io.github.apim.descriptor;

import io.github.apim.edit.Operation;
import io.github.apim.edit.Operation.Form;
import io.github.apim.edit.Operation.Side;
import java.util.Arrays;

/** Reads what an edit does, once the check has found it complete. */
final class Operations {

    static final String REMOVE = "remove";

    private Operations() {}

    static Operation of(Value value) {
        if (value instanceof Value.Text text) {
            return new Operation.Set(text.text());
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
        return new Operation.Add(form, fields.string(form.key()), side, fields.string(side.key()));
    }
}
