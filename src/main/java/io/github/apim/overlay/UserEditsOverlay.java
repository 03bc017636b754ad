package io.github.apim.overlay;

import io.github.apim.deployment.FileEdit;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Scopes;
import io.github.apim.deployment.Secrets;
import io.github.apim.edit.EditException;
import io.github.apim.edit.FileEditor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The values that the descriptor sets under {@code edits:}; they come last, so they win over all else. */
public final class UserEditsOverlay implements Overlay {

    @Override
    public String name() {
        return "user-edits";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Node node = context.node();
        KnownSecrets secrets = KnownSecrets.of(Secrets.of(context.deployment()));
        for (String scope : Scopes.of(node)) {
            for (FileEdit edit : context.deployment().edits()) {
                if (edit.scope().equals(scope)) {
                    apply(edit, context, files);
                    if (edit.isSecret() || secrets.occurIn(edit.operation().content())) {
                        files.secret(edit.file());
                    }
                }
            }
        }
    }

    private static void apply(FileEdit edit, NodeContext context, NodeFiles files) throws IOException {
        // What is for all is for those that have the file; whether any node has it, only all of them together tell.
        if (edit.scope().equals(Scopes.ALL) && !files.has(edit.file())) {
            return;
        }
        files.owing("edits." + edit.scope());
        try {
            byte[] before = files.read(edit.file());
            set(edit, files);
            files.shared().edited(edit, before, files.read(edit.file()));
        } catch (EditException | OverlayException problem) {
            files.report(new OverlayException(
                    edit.location(),
                    "edits." + edit.scope(),
                    problem.getMessage() + " [" + context.pack() + "]",
                    problem));
        }
    }

    private static void set(FileEdit edit, NodeFiles files) throws IOException {
        try {
            files.edit(edit.file(), edit.place(), edit.operation());
        } catch (EditException problem) {
            throw inOwnFile(edit, files).orElse(problem);
        }
    }

    /** The same failure with the line of the user's own file, which overlays may have moved. */
    private static Optional<EditException> inOwnFile(FileEdit edit, NodeFiles files) throws IOException {
        Optional<UserFile> own = files.shared().own(edit.file());
        if (own.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] original = Files.readAllBytes(own.get().file());
            FileEditor.apply(own.get().file().toString(), original, edit.place(), edit.operation());
            return Optional.empty();
        } catch (EditException problem) {
            return Optional.of(problem);
        }
    }
}
