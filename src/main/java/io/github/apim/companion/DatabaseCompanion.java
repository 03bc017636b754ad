package io.github.apim.companion;

import io.github.apim.database.DatabaseFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The database servers' part: databases, users with their rights, tables, and settings. */
final class DatabaseCompanion implements Companion {

    @Override
    public List<CompanionFile> files(CompanionContext context) throws IOException {
        List<CompanionFile> files = new ArrayList<>();
        DatabaseFiles.of(context.deployment(), context.packs())
                .forEach((path, text) -> files.add(CompanionFile.text(path, text)));
        return files;
    }
}
