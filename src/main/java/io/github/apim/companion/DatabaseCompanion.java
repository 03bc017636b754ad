package io.github.apim.companion;

import io.github.apim.database.DatabaseFiles;
import io.github.apim.database.DatabaseLayout;
import io.github.apim.database.SchemaScripts;
import io.github.apim.deployment.Databases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The database server's part: databases, users with their rights, tables, and settings. */
final class DatabaseCompanion implements Companion {

    @Override
    public List<CompanionFile> files(CompanionContext context) throws IOException {
        DatabaseLayout layout =
                DatabaseLayout.of(context.deployment(), context.deployment().nodes());
        Databases databases = context.deployment().databases();
        if (!DatabaseFiles.concern(databases, layout)) {
            return List.of();
        }
        List<CompanionFile> files = new ArrayList<>();
        DatabaseFiles.of(databases, layout, SchemaScripts.read(databases, layout, context.packs()))
                .forEach((path, text) -> files.add(CompanionFile.text(path, text)));
        return files;
    }
}
