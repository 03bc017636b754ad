package io.github.apim.overlay;

import io.github.apim.deployment.FileEdit;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Secrets;
import io.github.apim.edit.EditException;
import java.io.IOException;
import java.util.List;

/** The values that the descriptor sets under {@code edits:}; they come last, so they also change the user's files. */
final class UserEditsOverlay implements Overlay {

    @Override
    public String name() {
        return "user-edits";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Node node = context.node();
        KnownSecrets secrets = KnownSecrets.of(Secrets.of(context.deployment()));
        for (String scope : List.of(UserFilesOverlay.ALL, node.role().key(), node.name())) {
            for (FileEdit edit : context.deployment().edits()) {
                if (edit.scope().equals(scope)) {
                    apply(edit, files);
                    if (edit.isSecret() || secrets.occurIn(edit.operation().content())) {
                        files.secret(edit.file());
                    }
                }
            }
            if (node.name().equals(node.role().key()) && scope.equals(node.name())) {
                break;
            }
        }
    }

    private static void apply(FileEdit edit, NodeFiles files) throws IOException {
        // What is for all is for those that have the file; whether any node has it, only all of them together tell.
        if (edit.scope().equals(UserFilesOverlay.ALL) && !files.has(edit.file())) {
            return;
        }
        files.owing("edits." + edit.scope());
        try {
            files.edit(edit.file(), edit.place(), edit.operation());
        } catch (EditException | OverlayException problem) {
            throw new OverlayException(
                    edit.location() + ": edits." + edit.scope() + ": " + problem.getMessage(), problem);
        }
    }
}
