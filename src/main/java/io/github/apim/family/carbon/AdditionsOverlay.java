package io.github.apim.family.carbon;

import io.github.apim.archive.Content;
import io.github.apim.deployment.Addition;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.Patch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The patches, libraries and bundles that the descriptor lists, where Carbon looks for them when it starts. */
public final class AdditionsOverlay implements Overlay {

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
            try {
                lay(addition, laid, context, files);
            } catch (OverlayException problem) {
                files.report(new OverlayException(addition.location(), addition.path(), problem.getMessage(), problem));
            }
        }
    }

    private static void lay(Addition addition, Set<Patch> laid, NodeContext context, NodeFiles files)
            throws IOException {
        switch (addition.kind()) {
            case PATCH -> {
                Patch patch = context.patch(addition.artifact());
                // A list for all and one for the role may well name the same patch.
                if (!laid.contains(patch)) {
                    lay(addition, patch, laid, context, files);
                    laid.add(patch);
                }
            }
            case LIBRARY -> place(CarbonFiles.LIBRARIES, context.content(addition.artifact()), files);
            case DROPIN -> place(CarbonFiles.DROPINS, context.content(addition.artifact()), files);
        }
    }

    private static void lay(Addition addition, Patch patch, Set<Patch> laid, NodeContext context, NodeFiles files)
            throws IOException {
        for (String number : patch.numbers()) {
            String folder = CarbonFiles.PATCHES + number;
            if (context.pack().has(folder)
                    || context.pack().under(folder).findAny().isPresent()) {
                throw new OverlayException(patch.file() + " is " + number + ", which "
                        + context.pack().title() + " has already; remove it from the list");
            }
            if (laid.stream().anyMatch(other -> other.numbers().contains(number))) {
                throw new OverlayException(patch.file() + " is " + number + ", and so is another patch; keep one");
            }
        }
        if (!patch.leftOut().isEmpty()) {
            context.warnings()
                    .accept(addition.path() + ": " + patch.file().getFileName()
                            + " holds more than its patch folder, for"
                            + " example " + patch.leftOut().get(0)
                            + "; its README tells what to do with it, and overlays/ is the place to do it");
        }
        for (Map.Entry<String, byte[]> file : patch.files().entrySet()) {
            files.put(CarbonFiles.PATCHES + file.getKey(), 0644, new Content.Bytes(file.getValue()));
        }
    }

    private static void place(String folder, Content.File content, NodeFiles files) throws IOException {
        Path jar = content.path();
        try {
            new ZipFile(jar.toFile()).close();
        } catch (ZipException problem) {
            throw new OverlayException(jar + " is no jar: " + problem.getMessage(), problem);
        }
        files.put(folder + jar.getFileName(), 0644, content);
    }
}
