package io.github.apim.overlay;

import io.github.apim.archive.Content;
import io.github.apim.deployment.Addition;
import io.github.apim.product.Patch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The patches, libraries and bundles that the descriptor lists, where Carbon looks for them when it starts. */
final class AdditionsOverlay implements Overlay {

    @Override
    public String name() {
        return "additions";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Set<Patch> laid = new HashSet<>();
        for (Addition addition : context.deployment().additions()) {
            if (!addition.concerns(context.node())) {
                continue;
            }
            files.owing(addition.path());
            switch (addition.kind()) {
                case PATCH -> {
                    Patch patch = context.patch(addition.artifact());
                    // A list for all and one for the role may well name the same patch.
                    if (laid.add(patch)) {
                        lay(addition, patch, context, files);
                    }
                }
                case LIBRARY -> place(CarbonFiles.LIBRARIES, context.artifact(addition.artifact()), addition, files);
                case DROPIN -> place(CarbonFiles.DROPINS, context.artifact(addition.artifact()), addition, files);
            }
        }
    }

    private static void lay(Addition addition, Patch patch, NodeContext context, NodeFiles files) {
        for (String number : patch.numbers()) {
            String folder = CarbonFiles.PATCHES + number;
            if (context.pack().has(folder)
                    || context.pack().under(folder).findAny().isPresent()) {
                throw new OverlayException(addition.path() + ": " + patch.file() + " is " + number + ", which "
                        + context.pack().title() + " has already; remove it from the list");
            }
            if (files.has(folder)) {
                throw new OverlayException(addition.path() + ": " + patch.file() + " is " + number
                        + ", and so is another patch; keep one");
            }
        }
        if (!patch.leftOut().isEmpty()) {
            context.warnings()
                    .accept(addition.path() + ": " + patch.file().getFileName()
                            + " holds more than its patch folder, for"
                            + " example " + patch.leftOut().get(0)
                            + "; its README tells what to do with it, and overlays/ is the place to do it");
        }
        patch.files()
                .forEach((path, content) -> files.put(CarbonFiles.PATCHES + path, 0644, new Content.Bytes(content)));
    }

    private static void place(String folder, Path jar, Addition addition, NodeFiles files) throws IOException {
        try {
            new ZipFile(jar.toFile()).close();
        } catch (ZipException problem) {
            throw new OverlayException(addition.path() + ": " + jar + " is no jar: " + problem.getMessage(), problem);
        }
        files.put(folder + jar.getFileName(), 0644, new Content.File(jar));
    }
}
